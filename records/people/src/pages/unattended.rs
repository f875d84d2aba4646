//! 伏せた記録の担当: how many hidden records too few can open, and whom two officers name anew. No page here tells whose
//! record it is.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use office::{About, Act, Desk, FieldErrors, Look, May, Nothing, PersonId, Refusal, RefusalKind, StaffId, Trouble};
use web::{Answer, Pairs, Path, Signed, Title, parts};

use super::colleagues::Colleagues;
use super::seen_version;
use crate::naming::{AtWork, Naming, NamingRefusal, Officer, Unattended};
use crate::store::namings;
use crate::{Beside, Names, RestrictionId};

const LIST: &str = "/hidden-records";

#[derive(Template)]
#[template(path = "pages/unattended.html")]
struct List {
    all: Vec<Unattended>,
    names: Names,
}

#[derive(Template)]
#[template(path = "pages/unattended_one.html")]
struct One {
    record: Unattended,
    names: Names,
    officers: Vec<Officer>,
    colleagues: Colleagues,
    me: StaffId,
    may_propose: bool,
    reason: String,
    errors: FieldErrors,
    csrf: String,
}

impl List {
    fn counter(&self, record: &Unattended) -> &str {
        counter(&self.names, record)
    }
}

impl One {
    fn counter(&self) -> &str {
        counter(&self.names, &self.record)
    }

    fn path(&self) -> String {
        format!("{LIST}/{}", self.record.id)
    }

    /// Name with counter, of those at work.
    fn officer(&self, id: &StaffId) -> &str {
        let found = self.officers.iter().find(|officer| officer.id == *id);
        found.map_or_else(|| self.names.staff(id), |officer| officer.label.as_str())
    }

    fn may_confirm(&self, naming: &Naming) -> bool {
        naming.proposed.staff != self.me && !naming.staff.contains(&self.me)
    }
}

fn counter<'n>(names: &'n Names, record: &Unattended) -> &'n str {
    record.hidden_at.as_ref().map_or("登録のない窓口", |agency| names.agency(agency))
}

fn restriction_id(path: &str) -> Result<RestrictionId, Trouble> {
    Ok(RestrictionId::from_text(path).ok_or_else(Refusal::not_there)?)
}

pub(crate) async fn list(beside: Beside, State(desk): State<Desk>, signed: Signed) -> Answer {
    let page = desk
        .look(&signed.actor, May::ConfirmNaming, Nothing, move |mut look: Look<'_, '_>| {
            let roles = look.desk().roles();
            let mut hands = look.hands();
            let officers = (beside.officers)(&mut hands)?;
            let all = namings::unattended(&mut hands, AtWork { officers: &officers, roles })?;
            let page = List { all, names: (beside.names)(&mut hands)? };
            Ok(look.seen(About::nothing(), page))
        })
        .await?;
    web::page(&signed, Title::new("伏せた記録の担当"), &page)
}

fn title(page: &One) -> Title {
    Title::new(format!("担当の付け替え {}", page.record.number())).under("伏せた記録の担当", LIST)
}

pub(crate) async fn one(beside: Beside, State(desk): State<Desk>, signed: Signed, Path(id): Path<String>) -> Answer {
    let page = read(&desk, &signed, beside, restriction_id(&id)?).await?;
    web::page(&signed, title(&page), &page)
}

async fn read(desk: &Desk, signed: &Signed, beside: Beside, id: RestrictionId) -> Result<One, Trouble> {
    let csrf = signed.csrf().to_owned();
    desk.look(&signed.actor, May::ConfirmNaming, Nothing, move |mut look: Look<'_, '_>| {
        let (actor, roles) = (look.actor().clone(), look.desk().roles());
        let mut hands = look.hands();
        let officers = (beside.officers)(&mut hands)?;
        let record = namings::one(&mut hands, AtWork { officers: &officers, roles }, &id)?;
        let page = One {
            record,
            names: (beside.names)(&mut hands)?,
            colleagues: Colleagues::new((beside.staff)(&mut hands)?, std::slice::from_ref(&actor.staff)),
            officers,
            may_propose: actor.grants.allow(May::ProposeNaming),
            me: actor.staff,
            reason: String::new(),
            errors: FieldErrors::default(),
            csrf,
        };
        Ok(look.seen(About::new("restriction", id.as_text()), page))
    })
    .await
}

fn again(signed: &Signed, page: One, pairs: &Pairs, errors: FieldErrors) -> Answer {
    let colleagues = page.colleagues.clone().typed(pairs);
    let page = One { colleagues, errors, reason: pairs.one("reason").to_owned(), ..page };
    web::page_with(StatusCode::UNPROCESSABLE_ENTITY, signed, title(&page), &page)
}

/// What a deed does to one record; gives whose it is, for the record of deeds.
type Deed = Box<dyn FnOnce(&mut Act<'_, '_>, AtWork<'_>) -> Result<PersonId, Trouble> + Send>;

async fn done(
    desk: &Desk,
    signed: &Signed,
    (beside, id, may): (Beside, RestrictionId, May),
    (deed, what): (Deed, &'static str),
) -> Result<(), Trouble> {
    desk.act(&signed.actor, may, Nothing, move |mut act| {
        let officers = (beside.officers)(&mut act.hands())?;
        let at_work = AtWork { officers: &officers, roles: act.desk().roles() };
        let person = deed(&mut act, at_work)?;
        act.done(About::new("restriction", id.as_text()).with([person]), what, ())
    })
    .await
}

type At = (State<Desk>, Signed, Path<String>);

/// POST /hidden-records/{id}/propose: the first of two officers.
pub(crate) async fn propose(beside: Beside, (State(desk), signed, Path(id)): At, pairs: Pairs) -> Answer {
    let id = restriction_id(&id)?;
    let page = read(&desk, &signed, beside, id.clone()).await?;
    let mut errors = FieldErrors::default();
    let staff = page.colleagues.clone().typed(&pairs).read(&mut errors);
    let reason = pairs.one("reason").trim().to_owned();
    let early = [(NamingRefusal::NoReason, reason.is_empty()), (NamingRefusal::NobodyChosen, staff.is_empty())];
    for (refusal, _) in early.into_iter().filter(|(_, wrong)| *wrong) {
        if errors.of(refusal.field()).is_none() {
            errors.add(refusal.field(), refusal.sentence());
        }
    }
    if !errors.is_empty() {
        return again(&signed, page, &pairs, errors);
    }
    let of = id.clone();
    let deed: Deed = Box::new(move |act, at_work| namings::propose(act, at_work, &of, (&reason, &staff)));
    match done(&desk, &signed, (beside, id.clone(), May::ProposeNaming), (deed, "担当の付け替えを求めた")).await
    {
        Ok(()) => web::redirect(&format!("{LIST}/{id}")),
        Err(Trouble::Refused(refusal)) if refusal.kind == RefusalKind::Rule => {
            let mut errors = FieldErrors::default();
            errors.add("colleague_0", refusal.sentence);
            again(&signed, page, &pairs, errors)
        }
        Err(trouble) => Err(trouble.into()),
    }
}

/// POST /hidden-records/{id}/confirm: the second officer.
pub(crate) async fn confirm(beside: Beside, (State(desk), signed, Path(id)): At, pairs: Pairs) -> Answer {
    let (id, seen) = (restriction_id(&id)?, seen_version(&pairs));
    let of = id.clone();
    let deed: Deed = Box::new(move |act, at_work| namings::confirm(act, at_work, (&of, seen)));
    done(&desk, &signed, (beside, id, May::ConfirmNaming), (deed, "担当の付け替えを確認した")).await?;
    // The record may be looked after again: then it has no page here any more.
    web::redirect(LIST)
}

/// POST /hidden-records/{id}/withdraw
pub(crate) async fn withdraw(beside: Beside, (State(desk), signed, Path(id)): At) -> Answer {
    let id = restriction_id(&id)?;
    let of = id.clone();
    let deed: Deed = Box::new(move |act, at_work| namings::withdraw(act, at_work, &of));
    let told = (deed, "担当の付け替えの求めを取り下げた");
    done(&desk, &signed, (beside, id.clone(), May::ProposeNaming), told).await?;
    web::redirect(&format!("{LIST}/{id}"))
}

#[path = "unattended_samples.rs"]
mod sample;
pub(crate) use sample::samples;
