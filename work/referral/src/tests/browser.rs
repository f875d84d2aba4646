//! The pages as one signed-in member of staff meets them, without script.

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::{Next, from_fn};
use http_body_util::BodyExt;
use office::{Actor, Desk};
use tower::ServiceExt;
use web::SessionInfo;

/// What came back.
#[derive(Debug)]
pub(super) struct Answered {
    pub(super) status: StatusCode,
    pub(super) location: String,
    pub(super) body: String,
}

pub(super) struct Browser {
    app: Router,
    csrf: String,
    runtime: tokio::runtime::Runtime,
}

impl Browser {
    pub(super) fn of(desk: &Desk, actor: &Actor) -> Self {
        let session = SessionInfo::new(desk, "ses_1", "secret", 900);
        let (csrf, actor) = (session.csrf.clone(), actor.clone());
        let signed = from_fn(move |mut request: Request, next: Next| {
            let (actor, session) = (actor.clone(), session.clone());
            async move {
                request.extensions_mut().insert(actor);
                request.extensions_mut().insert(session);
                next.run(request).await
            }
        });
        let router = crate::routes().merge(cases::routes(crate::may_close)).into_router(desk).layer(signed);
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        Self { app: web::shell(desk, router), csrf, runtime }
    }

    pub(super) fn get(&self, path: &str) -> Answered {
        self.ask(Request::get(encoded(path, "/?&=")).body(Body::empty()).unwrap())
    }

    pub(super) fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answered {
        let pair = |(name, value): &(&str, &str)| format!("{}={}", encoded(name, ""), encoded(value, ""));
        let with_token = [("csrf", self.csrf.as_str())].into_iter().chain(fields.iter().copied());
        let body = with_token.map(|field| pair(&field)).collect::<Vec<_>>().join("&");
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body))
            .unwrap();
        self.ask(request)
    }

    fn ask(&self, request: Request) -> Answered {
        self.runtime.block_on(async {
            let response = self.app.clone().oneshot(request).await.unwrap();
            let location = response.headers().get(header::LOCATION);
            let location = location.map(|place| place.to_str().unwrap().to_owned()).unwrap_or_default();
            let status = response.status();
            let bytes = response.into_body().collect().await.unwrap().to_bytes();
            Answered { status, location, body: String::from_utf8_lossy(&bytes).into_owned() }
        })
    }
}

fn encoded(text: &str, kept: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_.~".contains(&b) || kept.as_bytes().contains(&b);
    text.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}
