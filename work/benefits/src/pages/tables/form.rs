//! 行の記入: what is typed of a row, and what it means.

use office::typed::{self, money};
use office::{Day, FieldErrors};
use web::Pairs;

use crate::model::NewRow;
use crate::parameters::{Item, MOST_LETTERS, Shape, Tables};

/// One field for each number of persons.
pub(super) const VALUES: [&str; 10] =
    ["value_1", "value_2", "value_3", "value_4", "value_5", "value_6", "value_7", "value_8", "value_9", "value_10"];

/// As typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Typed {
    pub(super) place: String,
    pub(super) item: String,
    pub(super) values: Vec<String>,
    pub(super) office: String,
    pub(super) phone: String,
    pub(super) valid_from: String,
    pub(super) valid_to: String,
    pub(super) source: String,
}

impl From<&Pairs> for Typed {
    fn from(pairs: &Pairs) -> Self {
        let one = |name: &str| pairs.one(name).to_owned();
        Self {
            place: one("place"),
            item: one("item"),
            values: VALUES.iter().map(|name| one(name)).collect(),
            office: one("office"),
            phone: one("phone"),
            valid_from: one("valid_from"),
            valid_to: one("valid_to"),
            source: one("source"),
        }
    }
}

const SOURCE: usize = 200;
const MOST: i64 = 99_999_999;

impl Typed {
    /// What it means, or what is to be looked at again.
    pub(super) fn read(&self) -> Result<NewRow, FieldErrors> {
        let mut errors = FieldErrors::default();
        let place = match Tables::embedded().municipality(&self.place) {
            Ok(place) => place,
            Err(sentence) => {
                errors.add_with_example("place", sentence, "神奈川県座間市");
                String::new()
            }
        };
        let item = Tables::embedded().items().into_iter().find(|item| item.table == self.item);
        let (values, words) = match &item {
            Some(item) if item.shape == Shape::Office => (Vec::new(), self.words(&mut errors)),
            Some(item) => (self.values(item, &mut errors), Vec::new()),
            None => {
                errors.add("item", "項目を選んでください。");
                (Vec::new(), Vec::new())
            }
        };
        let days = self.days(&mut errors);
        let source = self.source.trim();
        if source.is_empty() || source.chars().count() > SOURCE {
            errors.add_with_example(
                "source",
                "どの資料の何による値かを、200文字以内で入れてください。",
                "市の告示第0号(令和8年6月15日)別表",
            );
        }
        match (item, days) {
            (Some(item), Some((valid_from, valid_to))) if errors.is_empty() => {
                Ok(NewRow { place, item: item.table, values, words, valid_from, valid_to, source: source.to_owned() })
            }
            _ => Err(errors),
        }
    }

    fn values(&self, item: &Item, errors: &mut FieldErrors) -> Vec<Option<i64>> {
        let mut values = Vec::with_capacity(VALUES.len());
        for (at, (field, text)) in VALUES.into_iter().zip(&self.values).enumerate() {
            let text = text.trim();
            if text.is_empty() {
                values.push(None);
                continue;
            }
            if at > 0 && item.shape != Shape::ByPersons {
                errors.add(field, "この項目は値がひとつです。最初の欄だけに入れてください。");
            }
            match number(text, item) {
                Ok(value) if value <= MOST && (at > 0 || item.takes(&[Some(value)], &[])) => values.push(Some(value)),
                Ok(_) => errors.add(field, "けた数が多いようです。もう一度お確かめください。"),
                Err(told) => errors.add_with_example(field, told.message, told.example),
            }
        }
        let last = values.iter().rposition(Option::is_some).map_or(0, |at| at + 1);
        values.truncate(last);
        if values.is_empty() && !VALUES.iter().any(|field| errors.of(field).is_some()) {
            errors.add_with_example("value_1", "値をひとつ以上入れてください。", "84,000");
        }
        values
    }

    /// Name and telephone of a counter.
    fn words(&self, errors: &mut FieldErrors) -> Vec<String> {
        for (field, text, sentence, example) in [
            ("office", &self.office, "窓口の名前を60文字以内で入れてください。", "見本市福祉事務所"),
            ("phone", &self.phone, "電話番号を60文字以内で入れてください。", "000-000-0000"),
        ] {
            if text.trim().is_empty() || text.trim().chars().count() > MOST_LETTERS || text.contains(['\n', '\r']) {
                errors.add_with_example(field, sentence, example);
            }
        }
        if self.values.iter().any(|text| !text.trim().is_empty()) {
            errors.add("value_1", "窓口の項目では、値の欄は空けておきます。");
        }
        vec![self.office.trim().to_owned(), self.phone.trim().to_owned()]
    }

    fn days(&self, errors: &mut FieldErrors) -> Option<(Day, Option<Day>)> {
        let from = typed::day("いつから", &self.valid_from)
            .map_err(|told| errors.add_with_example("valid_from", told.message, told.example))
            .ok();
        let to = match self.valid_to.trim() {
            "" => Some(None),
            text => typed::day("いつまで", text)
                .map_err(|told| errors.add_with_example("valid_to", told.message, told.example))
                .ok()
                .map(Some),
        };
        let (from, to) = (from?, to?);
        if to.is_some_and(|to| to < from) {
            errors.add("valid_to", "「いつまで」が「いつから」より前の日になっています。");
        }
        Some((from, to))
    }
}

fn number(text: &str, item: &Item) -> Result<i64, typed::TypedTrouble> {
    if item.shape == Shape::YesNo {
        return match text {
            "はい" => Ok(1),
            "いいえ" => Ok(0),
            _ => Err(typed::TypedTrouble {
                message: "「はい」か「いいえ」で入れてください。".to_owned(),
                example: "はい",
            }),
        };
    }
    if item.unit == "円" { money(text) } else { typed::count(text, &[item.unit.as_str()]).map(i64::from) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn typed() -> Typed {
        let mut values = vec![String::new(); VALUES.len()];
        values[0] = "８万4千円".to_owned();
        values[2] = "172,000".to_owned();
        Typed {
            place: "座間市".to_owned(),
            item: "housing_rent.income_standard".to_owned(),
            values,
            office: String::new(),
            phone: String::new(),
            valid_from: "R8.7.1".to_owned(),
            valid_to: "2027/6/30".to_owned(),
            source: " 市の告示(見本) ".to_owned(),
        }
    }

    fn office() -> Typed {
        Typed { item: "office.welfare".to_owned(), ..typed() }
    }

    #[test]
    fn a_decision_is_told_by_yes_or_no_and_a_counter_by_its_name_and_telephone() {
        let decided =
            Typed { item: "setting.runs.shelter".to_owned(), values: vec!["いいえ".to_owned()], ..typed() };
        assert_eq!(decided.read().unwrap().values, [Some(0)]);
        let counter = Typed {
            values: Vec::new(),
            office: " 見本市福祉事務所 ".to_owned(),
            phone: "000-000-0000".to_owned(),
            ..office()
        };
        let row = counter.read().unwrap();
        assert_eq!((row.values.len(), row.words), (0, vec!["見本市福祉事務所".to_owned(), "000-000-0000".to_owned()]));
    }

    #[test]
    fn a_row_is_read_as_people_write_it() {
        let row = typed().read().unwrap();
        assert_eq!(row.place, "神奈川県座間市");
        assert_eq!(row.values, [Some(84_000), None, Some(172_000)]);
        assert_eq!(
            (row.valid_from.iso(), row.valid_to.map(Day::iso)),
            ("2026-07-01".into(), Some("2027-06-30".into()))
        );
        assert_eq!(row.source, "市の告示(見本)");
        let months = Typed {
            item: "housing_rent.months_each".to_owned(),
            values: vec!["3月".to_owned()],
            valid_to: String::new(),
            ..typed()
        };
        let row = months.read().unwrap();
        assert_eq!((row.values, row.valid_to), (vec![Some(3)], None));
    }

    #[test]
    fn each_field_that_cannot_be_read_is_named_and_the_rest_is_not() {
        let with = |at: usize, text: &str| {
            let mut values = typed().values;
            values[at] = text.to_owned();
            values
        };
        let cases: [(&str, Typed); 16] = [
            ("place", Typed { place: "府中市".to_owned(), ..typed() }),
            ("place", Typed { place: "月面".to_owned(), ..typed() }),
            ("item", Typed { item: "moon".to_owned(), ..typed() }),
            ("value_1", Typed { values: vec![String::new(); 10], ..typed() }),
            ("value_2", Typed { values: with(1, "-5"), ..typed() }),
            ("value_2", Typed { values: with(1, "1億円"), ..typed() }),
            ("value_3", Typed { item: "housing_rent.asset_cap".to_owned(), ..typed() }),
            ("value_1", Typed { item: "setting.round_unit".to_owned(), values: vec!["0".to_owned()], ..typed() }),
            ("value_1", Typed { item: "setting.round_unit".to_owned(), values: vec!["2万".to_owned()], ..typed() }),
            ("value_1", Typed { item: "setting.runs.shelter".to_owned(), values: vec!["1".to_owned()], ..typed() }),
            ("office", Typed { values: Vec::new(), phone: "000-000-0000".to_owned(), ..office() }),
            ("phone", Typed { values: Vec::new(), office: "見本市福祉事務所".to_owned(), ..office() }),
            ("value_1", Typed { office: "見本市福祉事務所".to_owned(), phone: "000-000-0000".to_owned(), ..office() }),
            ("valid_from", Typed { valid_from: "7月".to_owned(), ..typed() }),
            ("valid_to", Typed { valid_to: "R8.6.30".to_owned(), ..typed() }),
            ("source", Typed { source: " ".to_owned(), ..typed() }),
        ];
        for (field, typed) in cases {
            let errors = typed.read().unwrap_err();
            assert_eq!(errors.iter().map(|error| error.field).collect::<Vec<_>>(), [field], "{typed:?}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_read_or_explained(place in any::<String>(), values in any::<[String; 10]>(), from in any::<String>(), to in any::<String>(), at in 0usize..40) {
            let item = Tables::embedded().items().get(at).map_or_else(String::new, |item| item.table.clone());
            let typed = Typed { place, item, values: values.to_vec(), valid_from: from, valid_to: to, ..typed() };
            if let Err(errors) = typed.read() {
                prop_assert!(!errors.is_empty());
            }
        }
    }
}
