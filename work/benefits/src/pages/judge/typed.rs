//! 見立ての記入: a few facts as typed, and the situation they mean.

use office::typed::{self, TypedTrouble, money};
use office::{Day, FieldErrors};
use serde_json::{Value, json};
use web::Pairs;

use crate::parameters::Tables;
use crate::situation::{FieldTrouble, Instead, Situation};

pub(super) const HOMES: [(&str, &str); 3] =
    [("at_risk", "賃貸で、家賃の支払いが難しい"), ("lost", "住まいを失っている"), ("owned", "持ち家")];
pub(super) const LOSSES: [(&str, &str); 4] = [
    ("離職", "仕事をやめた・やめさせられた"),
    ("廃業", "店や事業を閉じた"),
    ("減少", "仕事や収入が減った"),
    ("none", "どれもない"),
];
pub(super) const DANGERS: [(&str, &str); 3] =
    [("food", "食べるものがない"), ("home", "今夜いる場所がない"), ("life", "体や命が心配")];

/// As typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Typed {
    pub(super) municipality: String,
    pub(super) on: String,
    pub(super) birth: String,
    /// One birth date a line.
    pub(super) others: String,
    pub(super) wage: String,
    pub(super) other_income: String,
    pub(super) rent: String,
    pub(super) home: String,
    pub(super) savings: String,
    pub(super) loss: String,
    pub(super) loss_date: String,
    pub(super) dangers: Vec<String>,
}

impl From<&Pairs> for Typed {
    fn from(pairs: &Pairs) -> Self {
        let one = |name: &str| pairs.one(name).to_owned();
        Self {
            municipality: one("municipality"),
            on: one("on"),
            birth: one("birth"),
            others: one("others"),
            wage: one("wage"),
            other_income: one("other_income"),
            rent: one("rent"),
            home: one("home"),
            savings: one("savings"),
            loss: one("loss"),
            loss_date: one("loss_date"),
            dangers: pairs.all("dangers").map(str::to_owned).collect(),
        }
    }
}

/// Reads fields one by one and gathers what is to be looked at again.
struct Reading(FieldErrors);

impl Reading {
    fn taken<T>(&mut self, field: &'static str, read: Result<T, TypedTrouble>) -> Option<T> {
        read.map_err(|told| self.0.add_with_example(field, told.message, told.example)).ok()
    }

    fn yen(&mut self, field: &'static str, text: &str) -> Option<i64> {
        if text.trim().is_empty() { None } else { self.taken(field, money(text)) }
    }

    fn day(&mut self, (field, subject): (&'static str, &str), text: &str) -> Option<String> {
        if text.trim().is_empty() { None } else { self.taken(field, typed::day(subject, text)).map(Day::iso) }
    }
}

impl Typed {
    /// The situation under these tables. Of what is empty nothing is assumed.
    pub(super) fn read(&self, tables: &Tables, today: Day) -> Result<Situation, FieldErrors> {
        let mut reading = Reading(FieldErrors::default());
        let on = reading.day(("on", "見立ての日"), &self.on).unwrap_or_else(|| today.iso());
        let situation = json!({
            "municipality": self.municipality.trim(), "date": on, "household": self.household(&mut reading),
            "rent": reading.yen("rent", &self.rent), "financial_assets": reading.yen("savings", &self.savings),
            "housing": {"state": known(&HOMES, &self.home)},
            "danger": DANGERS.iter().map(|(code, _)| ((*code).to_owned(), self.dangers.iter().any(|d| d == code)))
                .collect::<std::collections::BTreeMap<_, _>>(),
        });
        let read = Situation::read(&situation.to_string(), Instead::default(), tables);
        let mut errors = reading.0;
        match read {
            Ok(situation) if errors.is_empty() => Ok(situation),
            Ok(_) => Err(errors),
            Err(troubles) => {
                troubles.into_iter().for_each(|trouble| place(trouble, &mut errors));
                Err(errors)
            }
        }
    }

    fn household(&self, reading: &mut Reading) -> Vec<Value> {
        let mut applicant = json!({"role": "applicant", "birth_date": reading.day(("birth", "生年月日"), &self.birth)});
        let wage = reading.yen("wage", &self.wage).map(|gross| json!({"kind": "wage", "gross": gross}));
        let other = reading.yen("other_income", &self.other_income);
        let other = other.map(|amount| json!({"kind": "other", "amount": amount}));
        let income: Vec<Value> = wage.into_iter().chain(other).collect();
        let heard = !income.is_empty();
        let date = reading.day(("loss_date", "その日"), &self.loss_date);
        if let Value::Object(fields) = &mut applicant {
            if heard {
                fields.insert("income".into(), Value::Array(income));
            }
            match known(&LOSSES, &self.loss) {
                Some("none") => drop(fields.insert("job_loss".into(), Value::Null)),
                Some(kind) => drop(fields.insert("job_loss".into(), json!({"kind": kind, "date": date}))),
                None => {}
            }
        }
        let lines = self.others.lines().filter(|line| !line.trim().is_empty());
        let others = lines.map(|line| {
            let birth = reading.day(("others", "生年月日"), line);
            // The income asked for is that of all together.
            let income = if heard { json!([]) } else { Value::Null };
            json!({"role": "other", "birth_date": birth, "income": income})
        });
        std::iter::once(applicant).chain(others).collect()
    }
}

fn known<'c>(choices: &[(&'c str, &str)], typed: &str) -> Option<&'c str> {
    choices.iter().map(|(code, _)| *code).find(|code| *code == typed)
}

/// Puts what the rules say of a path beside the field it was typed in.
fn place(trouble: FieldTrouble, errors: &mut FieldErrors) {
    let fields = [
        ("municipality", "municipality"),
        ("date", "on"),
        ("household[0].birth_date", "birth"),
        ("household[0].income[1]", "other_income"),
        ("household[0].income", "wage"),
        ("household[0].job_loss", "loss_date"),
        ("household", "others"),
        ("rent", "rent"),
        ("financial_assets", "savings"),
    ];
    let field =
        fields.iter().find(|(path, _)| trouble.path.starts_with(path)).map_or("municipality", |(_, field)| field);
    if errors.of(field).is_none() {
        errors.add(field, trouble.message);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn today() -> Day {
        Day::of(2026, 5, 15).unwrap()
    }

    fn typed() -> Typed {
        Typed {
            municipality: "座間市".to_owned(),
            birth: "S60.4.1".to_owned(),
            others: "H27.5.5\n\n2018/1/2\n".to_owned(),
            wage: "１０万円".to_owned(),
            rent: "38,000円".to_owned(),
            home: "at_risk".to_owned(),
            savings: "0".to_owned(),
            loss: "離職".to_owned(),
            loss_date: "R8.2.1".to_owned(),
            ..Typed::default()
        }
    }

    #[test]
    fn what_is_typed_becomes_a_situation() {
        let situation = typed().read(Tables::embedded(), today()).unwrap();
        assert_eq!((situation.persons(), situation.rent, situation.financial_assets), (3, Some(38_000), Some(0)));
        assert_eq!(situation.date.to_string(), "2026-05-15");
        let answer = crate::judge_one(crate::Program::HousingRent, &situation, Tables::embedded());
        assert_eq!(answer.amount, Some(38_000));
    }

    #[test]
    fn what_is_not_heard_is_not_assumed() {
        let empty = Typed { municipality: "座間市".to_owned(), ..Typed::default() };
        let situation = empty.read(Tables::embedded(), today()).unwrap();
        let answer = crate::judge_one(crate::Program::HousingRent, &situation, Tables::embedded());
        assert_eq!(answer.answer, crate::Verdict::Missing);
    }

    #[test]
    fn each_field_that_cannot_be_read_is_named_and_the_rest_is_not() {
        let cases: [(&str, Typed); 7] = [
            ("municipality", Typed { municipality: "府中市".to_owned(), ..typed() }),
            ("on", Typed { on: "きのう".to_owned(), ..typed() }),
            ("birth", Typed { birth: "R9.1.1".to_owned(), ..typed() }),
            ("others", Typed { others: "さくら".to_owned(), ..typed() }),
            ("rent", Typed { rent: "たくさん".to_owned(), ..typed() }),
            ("wage", Typed { wage: "999999999999".to_owned(), ..typed() }),
            ("loss_date", Typed { loss_date: "R8.6.1".to_owned(), ..typed() }),
        ];
        for (field, typed) in cases {
            let errors = typed.read(Tables::embedded(), today()).unwrap_err();
            assert_eq!(errors.iter().map(|error| error.field).collect::<Vec<_>>(), [field], "{typed:?}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_read_or_explained(words in any::<[String; 9]>(), home in 0usize..4, loss in 0usize..5) {
            let [municipality, on, birth, others, wage, other_income, rent, savings, loss_date] = words;
            let code = |of: &[(&str, &str)], at: usize| of.get(at).map_or("", |(code, _)| *code).to_owned();
            let typed = Typed { municipality, on, birth, others, wage, other_income, rent, savings, loss_date, home: code(&HOMES, home), loss: code(&LOSSES, loss), ..Typed::default() };
            if let Err(errors) = typed.read(Tables::embedded(), today()) {
                prop_assert!(!errors.is_empty());
            }
        }
    }
}
