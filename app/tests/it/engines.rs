//! The same deeds on both engines (R11): whatever is done in whatever order, both answer, list, sort and record the same.

use db::testing::TestDb;
use intake::{IntakeId, IntakeSubject, TakeIn, Told, Who};
use office::calendar::Holidays;
use office::testing::{actor, morning};
use office::{About, Actor, CaseId, Clock, Codes, Desk, Keyring, Look, May, MunicipalityId, Nothing, Parts, PersonId};
use office::{Reach, Roles, Settings, Trouble};
use people::{Amendment, BirthKnown, Contact, NewPerson, PersonName, PersonSubject};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

const SEQUENCES: u32 = 10_000;
const LANES: u32 = 4;

/// Written and read: what sorts differently in a database that knows a language.
const NAMES: &[(&str, &str)] = &[
    ("髙橋 見本", "たかはし みほん"),
    ("高橋 例", "たかはし れい"),
    ("﨑山 試", "さきやま ためし"),
    ("𠮷野 仮", "よしの かり"),
    ("ﾊﾞﾅﾅ", "ばなな"),
    ("ハバナ", "はばな"),
    ("葛\u{e0100} 架空", "かつら かくう"),
    ("Ærø Åse", "エーロ オーセ"),
    ("a b", ""),
    ("Zz", "ん"),
    ("ー", "っゃ"),
];
const ASKED: &[&str] = &["たか", "高橋", "ﾀｶﾊｼ", "よしの", "見本", "S45.3.1", "5678", "", "ー", "a", "'"];

#[derive(Debug, Clone)]
enum Step {
    New(usize, i8),
    Again(usize),
    Anonymous,
    Rename(usize, usize),
    Support(usize),
    Inform(usize),
    DropOut(usize),
    Find(usize),
    Lists,
}

fn step() -> impl Strategy<Value = Step> {
    let name = 0..NAMES.len();
    let nth = 0..3_usize;
    prop_oneof![
        3 => (name.clone(), 0..4_i8).prop_map(|(name, birth)| Step::New(name, birth)),
        1 => nth.clone().prop_map(Step::Again),
        1 => Just(Step::Anonymous),
        2 => (nth.clone(), name).prop_map(|(nth, name)| Step::Rename(nth, name)),
        1 => nth.clone().prop_map(Step::Support),
        1 => nth.clone().prop_map(Step::Inform),
        1 => nth.prop_map(Step::DropOut),
        2 => (0..ASKED.len()).prop_map(Step::Find),
        1 => Just(Step::Lists),
    ]
}

/// One engine, with a municipality of its own for each history.
struct Engine {
    test: TestDb,
    codes: Codes,
    roles: Roles,
}

/// What was made so far, in the order in which it was made.
struct History {
    desk: Desk,
    clerk: Actor,
    people: Vec<PersonId>,
    cases: Vec<CaseId>,
    intakes: Vec<IntakeId>,
    told: Vec<String>,
}

impl Engine {
    fn new(test: TestDb) -> Self {
        db::migrate(&test.db, "2018-04-09T00:00:00Z").expect("migrated");
        Self { test, codes: Codes::embedded().expect("codes"), roles: Roles::embedded().expect("roles") }
    }

    fn history(&self, number: u32) -> History {
        let desk = Desk::new(Parts {
            db: self.test.db.clone(),
            keys: Keyring::new(vault::Root::generate().expect("key")),
            clock: Clock::still_at(morning()),
            municipality: MunicipalityId::from_text(&format!("mun_h{number}")).expect("id"),
            codes: self.codes.clone(),
            roles: self.roles.clone(),
            holidays: Holidays::embedded().clone(),
            settings: Settings::default(),
        });
        let clerk = actor(&desk, "sato", "tax", &["counter_clerk"]).expect("actor");
        History { desk, clerk, people: Vec::new(), cases: Vec::new(), intakes: Vec::new(), told: Vec::new() }
    }
}

impl History {
    fn tell<T: std::fmt::Debug>(&mut self, outcome: Result<T, Trouble>) -> Option<T> {
        match outcome {
            Ok(value) => {
                self.told.push("ok".to_owned());
                Some(value)
            }
            Err(Trouble::Refused(refusal)) => {
                self.told.push(refusal.sentence);
                None
            }
            Err(trouble) => {
                self.told.push(format!("{trouble:?}"));
                None
            }
        }
    }

    fn step(&mut self, step: &Step) {
        match *step {
            Step::New(name, birth) => self.take_in(Who::New(person(name, birth))),
            Step::Anonymous => self.take_in(Who::Anonymous(NewPerson::default())),
            Step::Again(nth) => {
                if let Some(person) = self.people.get(nth).cloned() {
                    self.take_in(Who::Known(person));
                }
            }
            Step::Rename(nth, name) => self.rename(nth, name),
            Step::Support(nth) | Step::Inform(nth) | Step::DropOut(nth) => self.decide(step, nth),
            Step::Find(text) => self.find(text),
            Step::Lists => self.lists(),
        }
    }

    fn take_in(&mut self, who: Who) {
        let told = Told { words: Some("家賃が払えない".to_owned()), ..Told::on(self.desk.now().day()) };
        let new = TakeIn { id: None, who: who.clone(), told };
        let taken = self.desk.act_now(&self.clerk, May::ReceiveIntake, who, move |mut act| {
            let taken = intake::take_in(&mut act, new)?;
            act.done(About::case(&taken.case), "受け付けた", (taken.person, taken.case, taken.intake))
        });
        if let Some((person, case, intake)) = self.tell(taken) {
            if !self.people.contains(&person) {
                self.people.push(person);
            }
            if !self.cases.contains(&case) {
                self.cases.push(case);
            }
            self.intakes.push(intake);
        }
    }

    fn rename(&mut self, nth: usize, name: usize) {
        let Some(id) = self.people.get(nth).cloned() else { return };
        let new = person(name, 1);
        let amendment = Amendment { name: new.name, sex: None, birth: new.birth, contact: Some(new.contact) };
        let done = self.desk.act_now(&self.clerk, May::AmendPerson, PersonSubject(id.clone()), move |mut act| {
            // Always over the first version: the second such correction is a conflict.
            people::amend(&mut act, &id, 1, &amendment)?;
            act.done(About::person(&id), "訂正した", ())
        });
        self.tell(done);
    }

    fn decide(&mut self, step: &Step, nth: usize) {
        let Some(id) = self.intakes.get(nth).cloned() else { return };
        let (step, may) =
            (step.clone(), if matches!(step, Step::Support(_)) { May::SupportHere } else { May::EndWithInformation });
        let done = self.desk.act_now(&self.clerk, may, IntakeSubject(id.clone()), move |mut act| {
            match step {
                Step::Support(_) => intake::support(&mut act, &id).map(|_| ())?,
                Step::Inform(_) => intake::inform(&mut act, &id, "窓口を伝えた").map(|_| ())?,
                _ => intake::drop_out(&mut act, &id).map(|_| ())?,
            }
            act.done(About::nothing(), "決めた", ())
        });
        self.tell(done);
    }

    fn find(&mut self, text: usize) {
        let text = ASKED.get(text).copied().unwrap_or_default();
        let found = self.desk.look_now(&self.clerk, May::FindPerson, Nothing, move |mut look: Look<'_, '_>| {
            let actor = look.actor().clone();
            let found = people::find_by(&mut look.hands(), (&actor, Reach::Tied), text, None, 20)?;
            let names: Vec<String> = found.people.iter().map(|p| format!("{} {:?}", p.name, p.birth)).collect();
            Ok(look.seen(About::nothing(), names))
        });
        if let Some(names) = self.tell(found) {
            self.told.push(names.join("|"));
        }
    }

    /// Everything that both engines can be asked without an id in the answer.
    fn lists(&mut self) {
        let (people, cases) = (self.people.clone(), self.cases.clone());
        let told = self.desk.look_now(&self.clerk, May::SeeCases, Nothing, move |mut look: Look<'_, '_>| {
            let actor = look.actor().clone();
            let codes = look.desk().codes().clone();
            let mut lines = Vec::new();
            for person in &people {
                let of = cases::cases_of_person(&mut look.hands(), &actor, person)?;
                // Two of one day are in the order of their ids, which are chance.
                let mut of: Vec<String> =
                    of.iter().map(|c| format!("{} {:?} {} {}", c.no, c.status, c.hops, c.version)).collect();
                of.sort();
                lines.append(&mut of);
            }
            for case in &cases {
                let of = intake::of_case(&mut look.hands(), &codes, case)?;
                let mut of: Vec<String> =
                    of.iter().map(|i| format!("{:?} {:?} {}", i.status, i.told.words, i.version)).collect();
                of.sort();
                lines.append(&mut of);
            }
            lines.push(format!("{}", cases::nobody_holds(&mut look.hands())?.len()));
            Ok(look.seen(About::nothing(), lines))
        });
        if let Some(lines) = self.tell(told) {
            self.told.extend(lines);
        }
    }

    /// What the columns say in the engine's own order, and the record.
    fn end(mut self) -> Vec<String> {
        self.lists();
        let municipality = self.desk.municipality().clone();
        let own = self.desk.clone();
        let told = self.desk.db().read_now(move |reader| -> Result<Vec<String>, office::Fault> {
            let one = db::args![municipality];
            let mut lines = Vec::new();
            let districts: Vec<(Option<String>,)> = reader.all(
                "select district from people_person where municipality_id = $1 order by coalesce(district, ''), made_at",
                &one,
            )?;
            lines.extend(districts.into_iter().map(|(district,)| district.unwrap_or_default()));
            let deeds: Vec<(String, String, String)> = reader.all(
                "select may, outcome, ground from office_audit where municipality_id = $1 order by seq",
                &one,
            )?;
            lines.extend(deeds.into_iter().map(|(may, outcome, ground)| format!("{may} {outcome} {ground}")));
            lines.push(format!("{:?}", office::audit::verify(reader, own.keys(), own.municipality(), None)?));
            Ok(lines)
        });
        self.told.extend(told.expect("read"));
        self.told
    }
}

fn person(name: usize, birth: i8) -> NewPerson {
    let (written, kana) = NAMES.get(name).copied().unwrap_or(("", ""));
    NewPerson {
        name: PersonName::new(written, kana),
        birth: if birth == 0 {
            BirthKnown::NotHeard
        } else {
            BirthKnown::Exact(office::Day::of(1970, 3, birth).expect("day"))
        },
        contact: Contact {
            district: Some(written.to_owned()),
            phone_mobile: Some(format!("000-0000-567{}", 5 + birth)),
            ..Contact::default()
        },
        ..NewPerson::default()
    }
}

#[test]
fn ten_thousand_histories_are_the_same_on_both_engines() {
    std::thread::scope(|scope| {
        for lane in 0..LANES {
            scope.spawn(move || {
                // Without a server to compare with there is nothing to say: `./test` always names one.
                let Some(postgres) = db::testing::postgres().expect("PostgreSQL") else { return };
                let engines = [Engine::new(db::testing::sqlite().expect("SQLite")), Engine::new(postgres)];
                compared(&engines, lane);
            });
        }
    });
}

fn compared(engines: &[Engine; 2], lane: u32) {
    let number = std::cell::Cell::new(lane);
    let config = Config { cases: SEQUENCES / LANES, failure_persistence: None, ..Config::default() };
    let outcome = TestRunner::new(config).run(&prop::collection::vec(step(), 1..6), |steps| {
        number.set(number.get() + LANES);
        let [one, other] = engines.each_ref().map(|engine| {
            let mut history = engine.history(number.get());
            steps.iter().for_each(|step| history.step(step));
            history.end()
        });
        prop_assert_eq!(one, other);
        Ok(())
    });
    outcome.expect("the same on both engines");
}
