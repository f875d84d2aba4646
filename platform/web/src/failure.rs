//! 断りと故障: the one place where trouble becomes an answer: a page that says what to do next, or problem+json.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use data_encoding::BASE32_NOPAD;
use office::{Fault, FieldErrors, Refusal, RefusalKind, Trouble};

use crate::frame::{Shell, Title, render};

/// What a handler answers.
pub type Answer = Result<Response, Failure>;

/// Trouble on its way to becoming a page. Made `From` any kind of trouble; the frame around the routes dresses it.
#[derive(Debug, Clone)]
pub struct Failure(Box<Told>);

#[derive(Debug, Clone)]
struct Told {
    status: StatusCode,
    sentence: String,
    /// One sentence for each field, where a form was refused by a deed that has no page of its own.
    points: Vec<String>,
    reference: Option<String>,
    /// Seconds to wait before the next try.
    wait: Option<u32>,
}

impl Failure {
    pub(crate) fn plain(status: StatusCode, sentence: impl Into<String>) -> Self {
        Self(Box::new(Told { status, sentence: sentence.into(), points: Vec::new(), reference: None, wait: None }))
    }

    /// A refusal whose sentence is the same everywhere.
    pub(crate) fn of(kind: RefusalKind) -> Self {
        let sentence = match kind {
            RefusalKind::SignIn => "サインインが必要です。サインインすると続けられます。",
            RefusalKind::NotAllowed => {
                "この操作は、いまの役割では行えません。必要なときは、所属の責任者かシステム管理者に相談してください。"
            }
            RefusalKind::NotThere => return Refusal::not_there().into(),
            RefusalKind::Conflict => "ほかの職員が先に保存しました。開き直して、内容をお確かめください。",
            RefusalKind::Rule => "受け付けられませんでした。内容をお確かめください。",
            RefusalKind::TooMany(_) => "続けて試されたため、しばらく止めています。少し待ってからお試しください。",
        };
        Self::plain(status_of(kind), sentence)
    }

    /// Something broke: the log gets what, the reader gets a number to tell the administrator.
    pub(crate) fn broken(what: &str) -> Self {
        let reference =
            vault::random::bytes::<5>().map_or_else(|_| "-".to_owned(), |bytes| BASE32_NOPAD.encode(&bytes));
        tracing::error!(reference, what = one_line(what), "fault");
        Self(Box::new(Told {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            sentence:
                "こちらの故障で、表示や保存ができませんでした。入力した内容は、下書きがあればそこに残っています。"
                    .to_owned(),
            points: Vec::new(),
            reference: Some(reference),
            wait: None,
        }))
    }

    /// A fault whose reason the reader can act upon: 503.
    fn saying(mut self, sentence: &str) -> Self {
        self.0.status = StatusCode::SERVICE_UNAVAILABLE;
        sentence.clone_into(&mut self.0.sentence);
        self
    }

    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    pub(crate) fn is_sign_in(&self) -> bool {
        self.0.status == StatusCode::UNAUTHORIZED
    }

    /// The page (or JSON) for it, with the bar around it.
    pub(crate) fn dressed(self, shell: &Shell, json: bool) -> Response {
        let status = self.0.status;
        let (kind, body) = match json {
            true => ("application/problem+json", self.as_json()),
            false => ("text/html; charset=utf-8", self.as_page(shell)),
        };
        let mut response = (status, [(header::CONTENT_TYPE, kind)], body).into_response();
        if let Some(reference) = self.0.reference.as_deref().and_then(|r| HeaderValue::from_str(r).ok()) {
            response.headers_mut().insert("x-reference", reference);
        }
        if let Some(seconds) = self.0.wait {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        response
    }

    fn as_page(&self, shell: &Shell) -> String {
        let page = FailurePage::of(&self.0, shell);
        let html = page.render().and_then(|main| render(shell, &Title::new(page.heading), main));
        html.unwrap_or_else(|_| page.heading.to_owned())
    }

    fn as_json(&self) -> String {
        let told = &self.0;
        serde_json::json!({
            "title": heading(told.status), "status": told.status.as_u16(), "detail": told.sentence,
            "points": told.points, "reference": told.reference,
        })
        .to_string()
    }
}

/// Log lines are one line, whatever the text: no line end or escape gets through.
fn one_line(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

#[derive(Template)]
#[template(path = "failure.html")]
struct FailurePage<'a> {
    heading: &'static str,
    told: &'a Told,
    next: &'static str,
    signed: bool,
    sign_in: bool,
}

impl<'a> FailurePage<'a> {
    fn of(told: &'a Told, shell: &Shell) -> Self {
        Self {
            heading: heading(told.status),
            told,
            next: what_next(told.status),
            signed: shell.who.is_some(),
            sign_in: told.status == StatusCode::UNAUTHORIZED,
        }
    }
}

fn heading(status: StatusCode) -> &'static str {
    match status {
        StatusCode::UNAUTHORIZED => "サインインしてください",
        StatusCode::FORBIDDEN => "この役割では開けません",
        StatusCode::NOT_FOUND => "見つかりませんでした",
        StatusCode::METHOD_NOT_ALLOWED => "ここは直接開けません",
        StatusCode::CONFLICT => "先に保存した職員がいます",
        StatusCode::PAYLOAD_TOO_LARGE => "一度に送れる量を超えています",
        StatusCode::UNPROCESSABLE_ENTITY => "内容をお確かめください",
        StatusCode::TOO_MANY_REQUESTS => "少し待ってください",
        StatusCode::REQUEST_TIMEOUT | StatusCode::BAD_REQUEST => "うまく届きませんでした",
        _ => "故障が起きました",
    }
}

fn what_next(status: StatusCode) -> &'static str {
    match status {
        StatusCode::UNAUTHORIZED => "サインインすると、元の画面に戻ります。",
        StatusCode::FORBIDDEN => "急ぐときは、所属の責任者に電話などで確かめてください。",
        StatusCode::NOT_FOUND => "番号や名前で探し直すか、今日の画面からお進みください。",
        StatusCode::METHOD_NOT_ALLOWED => "今日の画面からお進みください。",
        StatusCode::CONFLICT => "前の画面に戻ると、入力した内容が残っています。開き直して、両方を見比べてください。",
        StatusCode::PAYLOAD_TOO_LARGE => "前の画面に戻ると、入力した内容が残っています。",
        StatusCode::UNPROCESSABLE_ENTITY => "前の画面に戻って直してください。入力した内容は残っています。",
        StatusCode::TOO_MANY_REQUESTS => "時間をおいて、もう一度お試しください。",
        _ => "もう一度試しても同じときは、システム管理者に受付番号を伝えてください。",
    }
}

fn status_of(kind: RefusalKind) -> StatusCode {
    match kind {
        RefusalKind::SignIn => StatusCode::UNAUTHORIZED,
        RefusalKind::NotAllowed => StatusCode::FORBIDDEN,
        RefusalKind::NotThere => StatusCode::NOT_FOUND,
        RefusalKind::Conflict => StatusCode::CONFLICT,
        RefusalKind::Rule => StatusCode::UNPROCESSABLE_ENTITY,
        RefusalKind::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.0.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Fields(errors) => errors.into(),
            Trouble::Refused(refusal) => refusal.into(),
            Trouble::Fault(fault) => fault.into(),
        }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        let mut failure = Self::plain(status_of(refusal.kind), refusal.sentence);
        if let RefusalKind::TooMany(seconds) = refusal.kind {
            failure.0.wait = Some(seconds);
        }
        failure
    }
}

impl From<FieldErrors> for Failure {
    fn from(errors: FieldErrors) -> Self {
        let mut failure = Self::of(RefusalKind::Rule);
        failure.0.points = errors.iter().map(|error| error.message.clone()).collect();
        failure
    }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::AlreadyThere(_) => Self::of(RefusalKind::Conflict),
            Fault::DiskFull => Self::broken(&fault.to_string()).saying(
                "保存する場所がいっぱいで、保存できませんでした。この画面を閉じずに、システム管理者に連絡してください。",
            ),
            Fault::ShutDown => Self::broken(&fault.to_string())
                .saying("ただいま入れ替えの作業中です。1分ほど待ってから、もう一度お試しください。"),
            fault => Self::broken(&fault.to_string()),
        }
    }
}

impl From<askama::Error> for Failure {
    fn from(error: askama::Error) -> Self {
        Self::broken(&error.to_string())
    }
}
