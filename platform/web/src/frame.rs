//! 画面の枠: wraps a page's `<main>` in the layout: bar, banner, breadcrumb, live regions.

use askama::Template;
use axum::http::{Extensions, StatusCode, header};
use axum::response::{IntoResponse, Response};
use office::{Actor, Day, Desk, Grants, May, calendar};

use crate::assets;
use crate::failure::Answer;
use crate::markup::SafeHtml;
use crate::nav::{LINKS, Link};
use crate::parts;
use crate::session::{SessionInfo, Signed, Visit};

/// Everything a page needs around it.
#[derive(Debug, Clone)]
pub struct Shell {
    pub municipality: String,
    pub demo: bool,
    pub today: Day,
    pub path: String,
    pub csrf: String,
    pub who: Option<Who>,
}

/// The signed-in member of staff, as the bar shows them.
#[derive(Debug, Clone)]
pub struct Who {
    pub name: String,
    pub agency: String,
    pub grants: Grants,
    pub seconds_left: i64,
}

/// The token of a visitor without a session, put into the request by the frame.
#[derive(Debug, Clone)]
pub(crate) struct VisitorCsrf(pub(crate) String);

impl Shell {
    pub(crate) fn of(desk: &Desk, extensions: &Extensions, path: &str) -> Self {
        let session = extensions.get::<SessionInfo>();
        let who = extensions.get::<Actor>().zip(session).map(|(actor, session)| Who {
            name: actor.name.clone(),
            agency: actor.agency_name.clone(),
            grants: actor.grants.clone(),
            seconds_left: session.seconds_left,
        });
        let visitor = || extensions.get::<VisitorCsrf>().map_or_else(String::new, |token| token.0.clone());
        Self {
            municipality: desk.settings().municipality_name.clone(),
            demo: desk.settings().demo,
            today: desk.now().day(),
            path: path.to_owned(),
            csrf: session.map_or_else(visitor, |session| session.csrf.clone()),
            who,
        }
    }
}

/// A page's title, and the way to it where depth is more than two.
#[derive(Debug, Clone)]
pub struct Title {
    text: String,
    crumbs: Vec<(String, String)>,
    wide: bool,
}

impl Title {
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), crumbs: Vec::new(), wide: false }
    }

    /// One step of the way to this page.
    #[must_use]
    pub fn under(mut self, label: impl Into<String>, path: impl Into<String>) -> Self {
        self.crumbs.push((label.into(), path.into()));
        self
    }

    /// Uses the whole width of the window (wide tables).
    #[must_use]
    pub fn wide(mut self) -> Self {
        self.wide = true;
        self
    }
}

/// Whoever has a shell: [`Signed`] and [`Visit`].
pub trait Around {
    fn shell(&self) -> &Shell;
}

impl Around for Signed {
    fn shell(&self) -> &Shell {
        &self.shell
    }
}

impl Around for Visit {
    fn shell(&self) -> &Shell {
        &self.shell
    }
}

impl Around for Shell {
    fn shell(&self) -> &Shell {
        self
    }
}

#[derive(Template)]
#[template(path = "layout.html")]
struct Layout<'a> {
    shell: &'a Shell,
    title: &'a Title,
    css: &'static str,
    js: &'static str,
    icon: &'static str,
    main: Main,
}

/// A rendered page template: askama has escaped what it holds.
struct Main(String);

impl std::fmt::Display for Main {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for Main {}

impl Layout<'_> {
    fn may(&self, may: May) -> bool {
        self.shell.who.as_ref().is_some_and(|who| who.grants.allow(may))
    }

    fn receives(&self) -> bool {
        self.may(May::ReceiveIntake)
    }

    fn finds(&self) -> bool {
        self.may(May::FindPerson)
    }

    fn links(&self) -> Vec<&'static Link> {
        let grants = self.shell.who.as_ref().map(|who| &who.grants);
        LINKS.iter().filter(|link| grants.is_some_and(|grants| link.open_to(grants))).collect()
    }

    fn at(&self, link: &Link) -> bool {
        link.holds(&self.shell.path)
    }

    fn today(&self) -> String {
        calendar::short(self.shell.today)
    }

    fn crumbs(&self) -> SafeHtml {
        parts::crumbs(&self.title.crumbs, &self.title.text)
    }
}

pub(crate) fn render(shell: &Shell, title: &Title, main: String) -> Result<String, askama::Error> {
    Layout { shell, title, css: assets::css_path(), js: assets::js_path(), icon: assets::icon_path(), main: Main(main) }
        .render()
}

/// A page, 200.
pub fn page(around: &impl Around, title: Title, template: &impl Template) -> Answer {
    page_with(StatusCode::OK, around, title, template)
}

/// A page with another status: 422 for a form to be corrected, 409 for a conflict.
pub fn page_with(status: StatusCode, around: &impl Around, title: Title, template: &impl Template) -> Answer {
    let html = render(around.shell(), &title, template.render()?)?;
    Ok((status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response())
}

/// A page for whoever has to wait before the next try: 429, with `Retry-After` in seconds.
pub fn page_after(seconds: u32, around: &impl Around, title: Title, template: &impl Template) -> Answer {
    let mut response = page_with(StatusCode::TOO_MANY_REQUESTS, around, title, template)?;
    response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    Ok(response)
}

/// Goes on to another page after a deed (303). Leads into this site only.
pub fn redirect(to: &str) -> Answer {
    Ok(see_other(to))
}

pub(crate) fn see_other(to: &str) -> Response {
    let to = crate::safe_next(to);
    let place = axum::http::HeaderValue::from_str(&ascii(to)).unwrap_or(axum::http::HeaderValue::from_static("/today"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, place)]).into_response()
}

/// Japanese in a query would not travel in a header: percent-encoded byte by byte.
fn ascii(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_graphic() {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
