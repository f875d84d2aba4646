//! Plants consultations whose every field holds words that are found nowhere else in the city.

use db::Value;
use intake::{Concern, IntakeSubject, TakeIn, TakenIn, Told, Who};
use office::{About, Act, Actor, AgencyId, CaseId, Day, Done, May, PersonId, StaffId, Subject, Trouble, drafts};
use people::{Beginning, BirthKnown, Contact, Member, NewPerson, PersonName, PersonSubject};
use referral::amend::Amendment;
use referral::answer::Answer;
use referral::baton::Lead;
use referral::report::Report;
use referral::{
    AnsweredHow, Consent, Kind, LegId, LegSubject, LegalGround, Method, NewLeg, NewSheet, SheetId, SheetSubject,
    Urgency,
};

use crate::world::World;

/// Parts of every planted word, in every way in which a page could show it.
pub const MARKS: &[&str] =
    &["鸚鵡", "孔雀", "くじゃく", "クジャク", "kujaku", "0009876", "000-9876", "998-0", "明治36年", "1903-0", "1903年"];

/// Parts of what tells where a protected person is.
pub const PLACES: &[&str] = &["隠里", "0004567", "000-4567", "997-0", "kakurezato"];

/// Who writes, who is asked, and who is asked next: counters at which no demo account sits.
pub const COUNTERS: [&str; 3] = ["agc_suido", "agc_jutaku", "agc_hoken"];

/// One planted consultation.
#[derive(Debug, Clone)]
pub struct Planted {
    pub number: usize,
    pub case: String,
    pub persons: Vec<String>,
    pub intake: String,
    pub sheet: String,
    pub legs: Vec<String>,
}

/// A word for one field: whoever searches for its first half would find its second.
pub fn word(number: usize, field: &str) -> String {
    format!("鸚鵡{number}の{field}孔雀")
}

/// The number in letters of the reading.
pub fn reading(number: usize) -> String {
    let letters = ["あ", "い", "う", "え", "お", "か", "き", "く", "け", "こ"];
    let digits = number.to_string();
    let told: String =
        digits.chars().filter_map(|d| d.to_digit(10)).filter_map(|d| letters.get(d as usize)).copied().collect();
    format!("おうむ{told} くじゃく")
}

/// A member of staff of this counter with leave for all that counsellors do.
pub fn officer(world: &World, agency: &str, nth: usize) -> Actor {
    let sql = "select id from staff_member where agency_id = $1 order by id limit 1 offset $2";
    let nth = i64::try_from(nth).expect("a few");
    let found = world.ask(sql, vec![Value::Text(agency.to_owned()), Value::Int(nth)]).expect("staff");
    let roles = vec!["chief_counsellor".to_owned()];
    Actor {
        staff: StaffId::from_text(&found).expect("id"),
        name: "植えた職員".to_owned(),
        agency: AgencyId::from_text(agency).expect("id"),
        agency_name: "植えた窓口".to_owned(),
        grants: world.desk.roles().grants(&roles),
        role_labels: Vec::new(),
        roles,
    }
}

fn deed<T: Send + 'static>(
    world: &World,
    (actor, may): (&Actor, May),
    subject: impl Subject,
    work: impl for<'w, 'c> FnOnce(Act<'w, 'c>) -> Result<Done<T>, Trouble> + Send + 'static,
) -> T {
    world.desk.act_now(actor, may, subject, work).unwrap_or_else(|trouble| panic!("{may:?}: {trouble:?}"))
}

/// A person whose every field is planted. Where a protected person lives is told in words of its own.
fn person(number: usize, protected: bool) -> NewPerson {
    let (address, phones, postal, mail) = match protected {
        true => ("隠里町九番地".to_owned(), "000-4567", "997-0", "kakurezato"),
        false => (word(number, "住所"), "000-9876", "998-0", "oumu.kujaku"),
    };
    NewPerson {
        name: PersonName::new(format!("鸚鵡{number} 孔雀子"), reading(number)),
        birth: BirthKnown::Exact(Day::of(1903, 2, 3).expect("day")),
        contact: Contact {
            postal_code: Some(format!("{postal}{:03}", number % 1000)),
            address: Some(address),
            phone_home: Some(format!("{phones}-{number:04}")),
            phone_mobile: Some(format!("{phones}-{:04}", number + 5000)),
            email: Some(format!("{mail}{number}@kakuu.example")),
            ..Contact::default()
        },
        ..NewPerson::default()
    }
}

fn told(number: usize, today: Day) -> Told {
    Told {
        channel: Some("counter".to_owned()),
        visitor: "other".to_owned(),
        visitor_name: Some(word(number, "来談者")),
        words: Some(word(number, "ことば")),
        concerns: vec![Concern { code: "other".to_owned(), most: true }],
        other_concern: Some(word(number, "その他")),
        safe_time: Some(word(number, "時間")),
        household_line: Some(word(number, "世帯")),
        ..Told::on(today)
    }
}

/// Takes somebody in with a relative, corrects what was told, and leaves half a form lying.
pub fn taken_in(world: &World, by: &Actor, number: usize, protected: bool) -> (TakenIn, PersonId) {
    let (who, today) = (Who::New(person(number, protected)), world.desk.now().day());
    let (relative, first) = (person(number, protected), told(number, today));
    let (taken, relative) = deed(world, (by, May::ReceiveIntake), who.clone(), move |mut act| {
        let taken = intake::take_in(&mut act, TakeIn { id: None, who, told: first })?;
        let home = people::households_of(&mut act.hands(), &taken.person)?.first().expect("a household").clone();
        let id = people::insert(&mut act, &relative)?;
        let member =
            Member { household: home, person: id.clone(), relation: "child".to_owned(), since: today, until: None };
        people::add_member(&mut act, &member)?;
        cases::add_person(&mut act, &taken.case, &id, false)?;
        act.done(About::case(&taken.case), "受け付けた", (taken, id))
    });
    let (id, corrected) = (taken.intake.clone(), Told { words: Some(word(number, "直し")), ..told(number, today) });
    deed(world, (by, May::AmendIntake), IntakeSubject(id.clone()), move |mut act| {
        intake::amend(&mut act, &id, 1, (&corrected, Some(&word(number, "訳"))))?;
        act.done(About::new("intake", id.as_text()), "直した", ())
    });
    (taken, relative)
}

/// A whole story: taken in, sent on, answered in one of six ways, opened in an emergency, half written again.
pub fn story(world: &World, number: usize) -> Planted {
    let [here, there, beyond] = COUNTERS.map(|agency| officer(world, agency, 0));
    told_by(world, &[here, there, beyond], number)
}

/// The same story begun at another counter.
pub fn at(world: &World, agency: &str, number: usize) -> Planted {
    let [_, there, beyond] = COUNTERS.map(|agency| officer(world, agency, 0));
    told_by(world, &[colleague(world, agency), there, beyond], number)
}

/// A sheet from one counter that waits for the answer of another.
pub fn waiting(world: &World, (from, to): (&str, &str), number: usize) {
    let (here, there) = (officer(world, from, 1), officer(world, to, 1));
    let (taken, _) = taken_in(world, &here, number, false);
    sent(world, &here, &there, (&taken, number));
}

fn told_by(world: &World, [here, there, beyond]: &[Actor; 3], number: usize) -> Planted {
    let (taken, relative) = taken_in(world, here, number, false);
    let (sheet, leg) = sent(world, here, there, (&taken, number));
    let mut legs = vec![leg.as_text().to_owned()];
    legs.extend(answered(world, there, beyond, (&leg, number)).map(|next| next.as_text().to_owned()));
    if number % 6 == 4 {
        taken_back(world, here, (&sheet, number));
    }
    half_written(world, here, number);
    let persons = vec![taken.person.as_text().to_owned(), relative.as_text().to_owned()];
    Planted {
        number,
        case: taken.case.as_text().to_owned(),
        persons,
        intake: taken.intake.as_text().to_owned(),
        sheet: sheet.as_text().to_owned(),
        legs,
    }
}

fn sent(world: &World, here: &Actor, there: &Actor, (taken, number): (&TakenIn, usize)) -> (SheetId, LegId) {
    let ground = LegalGround { code: "life_in_danger".to_owned(), reason: word(number, "根拠") };
    let today = world.desk.now().day();
    let new = NewSheet {
        id: None,
        case: taken.case.clone(),
        person: Some(taken.person.clone()),
        intake: Some(taken.intake.as_text().to_owned()),
        kind: Kind::Forward,
        consent: match number % 3 {
            0 => Consent::NotYet { ground: Some(ground) },
            1 => Consent::Written { on: today },
            _ => Consent::Oral { on: today, heard_by: word(number, "聞いた人") },
        },
        share_outcome: true,
        urgency: Urgency::Normal,
        household_line: Some(word(number, "世帯の一行")),
        summary: word(number, "要約"),
        considerations: word(number, "配慮"),
        concerns: vec![referral::Concern { code: "rent_or_loan".to_owned(), most: true }],
        legs: vec![NewLeg {
            to: there.agency.clone(),
            lead: Lead::WhenAccepted,
            reason: word(number, "理由"),
            method: Method::System,
        }],
    };
    let (case, from) = (taken.case.clone(), taken.intake.clone());
    let sent = deed(world, (here, May::SendSheet), cases::CaseSubject(case.clone()), move |mut act| {
        let sent = referral::send::send(&mut act, &new)?;
        intake::mark_connected(&mut act, &from)?;
        act.done(About::case(&case), "送った", sent)
    });
    let id = sent.sheet.clone();
    deed(world, (here, May::AmendSheet), SheetSubject(id.clone()), move |mut act| {
        let amendment = Amendment {
            summary: word(number, "要約の直し"),
            considerations: word(number, "配慮の直し"),
            concerns: Vec::new(),
            urgency: Urgency::SameDay,
        };
        referral::amend::amend(&mut act, &id, 1, &amendment)?;
        act.done(About::new("sheet", id.as_text()), "直した", ())
    });
    (sent.sheet, sent.legs.first().expect("a leg").clone())
}

fn answered(world: &World, there: &Actor, beyond: &Actor, (leg, number): (&LegId, usize)) -> Option<LegId> {
    let note = Some(word(number, "返事"));
    let answer = match number % 6 {
        0 | 1 => Answer::Accept { note },
        2 => Answer::Return { reason: "no_capacity".to_owned(), note },
        3 => Answer::Forward { to: beyond.agency.clone(), reason: word(number, "転送") },
        5 => Answer::NotReached { note },
        _ => return None,
    };
    let id = leg.clone();
    let next = deed(world, (there, May::AnswerLeg), LegSubject(id.clone()), move |mut act| {
        let next = referral::answer::answer(&mut act, &id, &answer, AnsweredHow::Screen)?;
        act.done(About::new("leg", id.as_text()), "返事をした", next)
    });
    if number % 6 < 2 {
        reported(world, there, (leg, number));
    }
    next
}

fn reported(world: &World, there: &Actor, (leg, number): (&LegId, usize)) {
    let report = Report {
        result: "support_started".to_owned(),
        first_met_on: Some(world.desk.now().day()),
        programme: Some(word(number, "制度")),
        note: Some(word(number, "結果")),
        ask_back: Some(word(number, "お願い")),
        thanks: Some(word(number, "お礼")),
    };
    let id = leg.clone();
    deed(world, (there, May::ReportResult), LegSubject(id.clone()), move |mut act| {
        referral::report::report(&mut act, &id, &report, AnsweredHow::Screen)?;
        act.done(About::new("leg", id.as_text()), "結果を返した", ())
    });
}

fn taken_back(world: &World, here: &Actor, (sheet, number): (&SheetId, usize)) {
    let id = sheet.clone();
    deed(world, (here, May::WithdrawSheet), SheetSubject(id.clone()), move |mut act| {
        referral::withdraw::withdraw(&mut act, &id, &word(number, "取下げ"))?;
        act.done(About::new("sheet", id.as_text()), "取り下げた", ())
    });
}

fn half_written(world: &World, here: &Actor, number: usize) {
    let which = drafts::Which { form: "intake-new".to_owned(), subject: format!("new{number}") };
    let fields =
        vec![("draft_page".to_owned(), "/intake/new/form".to_owned()), ("words".to_owned(), word(number, "下書き"))];
    let kept = drafts::keep(&world.desk, here, which, fields);
    tokio::runtime::Handle::current().block_on(kept).expect("a draft");
}

/// Somebody whose address exists for a colleague alone, at the counter where the walker sits.
pub fn protected(world: &World, agency: &str, number: usize) -> Planted {
    let by = colleague(world, agency);
    let (taken, relative) = taken_in(world, &by, number, true);
    let person = taken.person.clone();
    deed(world, (&by, May::ProtectPerson), PersonSubject(person.clone()), move |mut act| {
        let until = act.today().plus_months(12);
        people::begin_protection(&mut act, &person, Beginning { reason: "申出".to_owned(), until }, &[])?;
        act.done(About::person(&person), "支援措置を始めた", ())
    });
    planted_without_sheet(&taken, &relative, number)
}

/// Somebody who exists for a colleague alone, at the counter where the walker sits.
pub fn restricted(world: &World, agency: &str, number: usize) -> Planted {
    let by = colleague(world, agency);
    let (taken, relative) = taken_in(world, &by, number, false);
    let (persons, case) = ([taken.person.clone(), relative.clone()], taken.case.clone());
    deed(world, (&by, May::ProtectPerson), PersonSubject(taken.person.clone()), move |mut act| {
        for person in &persons {
            let until = act.today().plus_months(12);
            people::begin_protection(&mut act, person, Beginning { reason: word(number, "措置"), until }, &[])?;
            people::restrict(&mut act, person, true)?;
        }
        let kept = cases::get(&mut act.hands(), &case)?;
        cases::restrict(&mut act, &kept, true)?;
        act.done(About::case(&case), "限られた職員だけの記録にした", ())
    });
    planted_without_sheet(&taken, &relative, number)
}

/// Somebody whom nobody can open: those who are named work at a counter without a tie.
pub fn unattended(world: &World, number: usize) {
    let by = colleague(world, "agc_suido");
    let (taken, _) = taken_in(world, &by, number, false);
    let (person, other) = (taken.person.clone(), officer(world, "agc_kourei", 1).staff);
    deed(world, (&by, May::RestrictPerson), PersonSubject(taken.person), move |mut act| {
        people::begin_restriction(&mut act, &person, (&word(number, "伏せた理由"), &[other]))?;
        act.done(About::person(&person), "存在を伏せた", ())
    });
}

/// Somebody of another counter who stands in for a colleague: no demo account is this member of staff.
fn colleague(world: &World, agency: &str) -> Actor {
    Actor { agency: AgencyId::from_text(agency).expect("id"), ..officer(world, "agc_kourei", 0) }
}

fn planted_without_sheet(taken: &TakenIn, relative: &PersonId, number: usize) -> Planted {
    let case: &CaseId = &taken.case;
    Planted {
        number,
        case: case.as_text().to_owned(),
        persons: vec![taken.person.as_text().to_owned(), relative.as_text().to_owned()],
        intake: taken.intake.as_text().to_owned(),
        sheet: String::new(),
        legs: Vec::new(),
    }
}
