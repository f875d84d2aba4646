//! 見立ての書き出し: the JSON of a judgement for batches. The same text as serde would give, without looking at each letter
//! of sentences that hold nothing to escape.

use std::io::{self, Write};

use serde::Serialize;

use crate::answer::{Answer, Fact, LeftTo, NotMet, Step, Value};
use crate::judge::Judgement;
use crate::parameters::Row;
use crate::yen::push_digits;

/// A JSON text being written.
pub(crate) struct Written<'o>(pub(crate) &'o mut Vec<u8>);

/// Whether a text can stand between quotes as it is. Branch-free, so that many letters are looked at together.
fn is_plain(text: &str) -> bool {
    !text.bytes().fold(false, |found, byte| found | (byte < 0x20) | (byte == b'"') | (byte == b'\\'))
}

impl Written<'_> {
    pub(crate) fn judgement(&mut self, line: u64, judgement: &Judgement<'_>) -> io::Result<()> {
        write!(self.0, "{{\"line\":{line},\"municipality\":")?;
        self.text(judgement.municipality)?;
        write!(self.0, ",\"date\":\"{}\",\"answers\":", judgement.date)?;
        self.list(&judgement.answers, Self::answer)?;
        self.raw("}");
        Ok(())
    }

    fn raw(&mut self, text: &str) {
        self.0.extend_from_slice(text.as_bytes());
    }

    fn text(&mut self, text: &str) -> io::Result<()> {
        if !is_plain(text) {
            return self.by_serde(&text);
        }
        self.0.push(b'"');
        self.raw(text);
        self.0.push(b'"');
        Ok(())
    }

    fn by_serde(&mut self, value: &impl Serialize) -> io::Result<()> {
        Ok(serde_json::to_writer(&mut *self.0, value)?)
    }

    /// `,"key":` and the text.
    fn field(&mut self, key: &str, text: &str) -> io::Result<()> {
        self.raw(key);
        self.text(text)
    }

    fn number(&mut self, key: &str, number: Option<i64>) {
        self.raw(key);
        match number {
            Some(number) => push_digits(self.0, number),
            None => self.raw("null"),
        }
    }

    fn list<T>(&mut self, items: &[T], one: impl Fn(&mut Self, &T) -> io::Result<()>) -> io::Result<()> {
        self.0.push(b'[');
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                self.0.push(b',');
            }
            one(self, item)?;
        }
        self.0.push(b']');
        Ok(())
    }

    fn answer(&mut self, answer: &Answer<'_>) -> io::Result<()> {
        self.field("{\"program\":", answer.program.id())?;
        self.field(",\"name\":", answer.name)?;
        self.field(",\"answer\":", answer.answer.code())?;
        self.number(",\"amount\":", answer.amount);
        self.number(",\"months\":", answer.months);
        self.number(",\"income_limit\":", answer.income_limit);
        self.number(",\"asset_limit\":", answer.asset_limit);
        self.raw(",\"not_met\":");
        self.list(&answer.not_met, Self::not_met)?;
        self.raw(",\"left_to\":");
        self.list(&answer.left_to, Self::left_to)?;
        self.raw(",\"steps\":");
        self.list(&answer.steps, Self::step)?;
        self.raw(",\"missing\":");
        self.list(&answer.missing, Self::fact)?;
        self.raw(",\"conditions\":");
        self.list(&answer.conditions, |out, text| out.text(text))?;
        self.field(",\"citizen\":", &answer.citizen)?;
        self.raw(",\"parameters\":");
        self.list(&answer.parameters, |out, row| out.row(row))?;
        if let Some(route) = answer.route {
            self.field(",\"route\":", route)?;
        }
        if let Some(band) = &answer.band {
            self.raw(",\"band\":");
            self.by_serde(band)?;
        }
        if let Some(parts) = &answer.minimum {
            self.raw(",\"minimum\":");
            self.by_serde(parts)?;
        }
        self.raw("}");
        Ok(())
    }

    fn not_met(&mut self, rule: &NotMet) -> io::Result<()> {
        self.field("{\"rule\":", rule.rule)?;
        self.field(",\"text\":", rule.text)?;
        self.raw(",\"value\":");
        self.value(&rule.value)?;
        self.raw(",\"limit\":");
        self.value(&rule.limit)?;
        self.raw("}");
        Ok(())
    }

    fn left_to(&mut self, left: &LeftTo) -> io::Result<()> {
        self.field("{\"who\":", left.who)?;
        self.field(",\"ground\":", left.ground)?;
        self.raw("}");
        Ok(())
    }

    fn step(&mut self, step: &Step<'_>) -> io::Result<()> {
        self.field("{\"text\":", &step.text)?;
        self.raw(",\"value\":");
        self.value(&step.value)?;
        self.field(",\"source\":", step.source)?;
        self.raw("}");
        Ok(())
    }

    fn fact(&mut self, fact: &Fact) -> io::Result<()> {
        self.field("{\"fact\":", &fact.fact)?;
        self.field(",\"text\":", &fact.text)?;
        self.raw("}");
        Ok(())
    }

    fn value(&mut self, value: &Value) -> io::Result<()> {
        match value {
            Value::Yen(number) | Value::Count(number) => {
                push_digits(self.0, *number);
                Ok(())
            }
            Value::Word(word) => self.text(word),
            Value::Day(_) | Value::Month(_) => self.by_serde(value),
        }
    }

    fn row(&mut self, row: &Row) -> io::Result<()> {
        match row.as_json() {
            Some(text) => self.raw(text),
            None => self.by_serde(&row)?,
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn by_hand(text: &str) -> String {
        let mut out = Vec::new();
        Written(&mut out).text(text).unwrap();
        String::from_utf8(out).unwrap()
    }

    proptest! {
        #[test]
        fn any_text_is_written_as_serde_writes_it(text in any::<String>()) {
            prop_assert_eq!(by_hand(&text), serde_json::to_string(&text).unwrap());
        }

        #[test]
        fn letters_that_must_be_escaped_are(text in "[\\x00-\\x22\\x5b-\\x5e家]{0,20}") {
            prop_assert_eq!(by_hand(&text), serde_json::to_string(&text).unwrap());
        }
    }
}
