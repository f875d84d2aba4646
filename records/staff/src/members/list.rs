//! 職員の一覧: everyone who signs in, with counter and roles.

use askama::Template;
use axum::extract::State;
use office::{About, AgencyId, Desk, May, Nothing, Roles};
use serde::Deserialize;
use vault::fold::fold;
use web::parts::Choices;
use web::{Answer, Query, Signed, Title};

use super::{Member, store};
use crate::agencies::{self, AgencyNames};

#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    agency: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    state: String,
}

impl Asked {
    /// `state` is empty for those who work here now, `left` for those whose sign-in is closed, `all` for both.
    fn fits(&self, member: &Member) -> bool {
        let wanted = match self.state.as_str() {
            "left" => !member.active,
            "all" => true,
            _ => member.active,
        };
        let words: Vec<String> = self.q.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect();
        let parts = [fold(&member.name), fold(&member.kana), fold(&member.login)];
        wanted
            && (self.agency.is_empty() || self.agency == member.agency.as_text())
            && (self.role.is_empty() || member.roles.contains(&self.role))
            && words.iter().all(|word| parts.iter().any(|part| part.contains(word.as_str())))
    }
}

#[derive(Template)]
#[template(path = "members/list.html")]
struct ListPage {
    asked: Asked,
    agencies: Choices,
    roles: Choices,
    states: Choices,
    lines: Vec<Line>,
    sentence: String,
}

struct Line {
    member: Member,
    agency: String,
    roles: String,
}

impl Line {
    fn is_invited(&self) -> bool {
        !self.member.has_password
    }
}

/// The labels of roles, as a sentence holds them.
#[must_use]
pub(super) fn labels(roles: &Roles, codes: &[String]) -> String {
    let label = |code: &String| roles.find(code).map_or_else(|| code.clone(), |role| role.label.clone());
    codes.iter().map(label).collect::<Vec<_>>().join("、")
}

pub(super) fn agency_choices(names: &AgencyNames) -> Choices {
    Choices::new(names.iter().map(|(id, name): (&AgencyId, &str)| (id.as_text().to_owned(), name.to_owned())))
}

pub(super) fn role_choices(roles: &Roles) -> Choices {
    let all = Choices::new(roles.roles.iter().map(|role| (role.code.clone(), role.label.clone())));
    roles.roles.iter().fold(all, |all, role| all.hint(&role.code, role.about.clone()))
}

/// Whom the list holds, in words.
fn sentence(roles: &Roles, names: &AgencyNames, asked: &Asked) -> String {
    let mut said = String::new();
    if let Some(agency) = AgencyId::from_text(&asked.agency) {
        said.push_str(&format!("{}の、", names.of(&agency)));
    }
    if let Some(role) = roles.find(&asked.role) {
        said.push_str(&format!("{}の役割がある、", role.label));
    }
    if !asked.q.trim().is_empty() {
        said.push_str(&format!("「{}」の字がある、", asked.q.trim()));
    }
    said.push_str(match asked.state.as_str() {
        "left" => "サインインを止めた人",
        "all" => "すべての人",
        _ => "いま働いている人",
    });
    said
}

fn listed(desk: &Desk, asked: Asked, members: Vec<Member>, names: &AgencyNames) -> ListPage {
    let lines = members.into_iter().filter(|member| asked.fits(member)).map(|member| Line {
        agency: names.of(&member.agency).to_owned(),
        roles: labels(desk.roles(), &member.roles),
        member,
    });
    let sentence = sentence(desk.roles(), names, &asked);
    let states = [("", "いま働いている人"), ("left", "サインインを止めた人"), ("all", "すべての人")];
    ListPage {
        agencies: agency_choices(names).or_none("すべての窓口").picked(asked.agency.clone()),
        roles: Choices::new(desk.roles().roles.iter().map(|role| (role.code.clone(), role.label.clone())))
            .or_none("すべての役割")
            .picked(asked.role.clone()),
        states: Choices::new(states).picked(asked.state.clone()),
        lines: lines.collect(),
        sentence,
        asked,
    }
}

pub(crate) async fn page(State(desk): State<Desk>, signed: Signed, Query(asked): Query<Asked>) -> Answer {
    let (members, names) = desk
        .look(&signed.actor, May::ManageStaff, Nothing, |mut look| {
            let members = store::list(&mut look.hands())?;
            let names = agencies::names(&mut look.hands())?;
            Ok(look.seen(About::new("staff", "list"), (members, names)))
        })
        .await?;
    web::page(&signed, Title::new("職員"), &listed(&desk, asked, members, &names))
}

pub(crate) fn samples() -> Vec<(&'static str, String)> {
    let page = |lines| ListPage {
        asked: Asked::default(),
        agencies: Choices::new([("agc_tax", "収納課")]).or_none("すべての窓口"),
        roles: Choices::new([("counter_clerk", "窓口職員")]).or_none("すべての役割"),
        states: Choices::new([("", "いま働いている人"), ("left", "サインインを止めた人")]),
        lines,
        sentence: "いま働いている人".to_owned(),
    };
    let line = |active, has_password| {
        let member = super::model::sample()?;
        let member = Member { active, has_password, ..member };
        Some(Line { member, agency: "収納課".to_owned(), roles: "窓口職員、相談支援員".to_owned() })
    };
    let lines = [line(true, true), line(true, false), line(false, true)].into_iter().flatten().collect();
    vec![crate::sample("staff: 職員の一覧", &page(lines)), crate::sample("staff: 職員の一覧(なし)", &page(Vec::new()))]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_found_by_name_reading_and_login_in_any_script() {
        let member = crate::members::model::sample().unwrap();
        let asked = |q: &str| Asked { q: q.to_owned(), ..Asked::default() };
        for q in ["", "見本", "ミホン", "みほん 花", "SATO"] {
            assert!(asked(q).fits(&member), "{q}");
        }
        assert!(!asked("田中").fits(&member));
        assert!(!Asked { state: "left".to_owned(), ..asked("") }.fits(&member));
        assert!(!Asked { role: "planner".to_owned(), ..asked("") }.fits(&member));
    }
}
