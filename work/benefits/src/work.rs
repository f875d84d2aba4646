//! 見立ての途中: one programme being judged; gathers steps, rows and open questions.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::answer::{Answer, Fact, LeftTo, NotMet, Step, Value, Verdict};
use crate::days::said_day;
use crate::parameters::{Own, Place, Row, Setting, Tables, own};
use crate::programs::Program;
use crate::situation::{Member, Situation};
use crate::wording;

pub(crate) struct Work<'t> {
    pub(crate) situation: &'t Situation,
    pub(crate) tables: &'t Tables,
    pub(crate) date: Date,
    own: Option<&'t Own>,
    pub(crate) answer: Answer<'t>,
    /// 急迫: nothing unknown may hold the answer back.
    pub(crate) urgent: bool,
}

impl<'t> Work<'t> {
    /// `own`: what the municipality of the situation set for itself.
    pub(crate) fn begin(
        program: Program,
        situation: &'t Situation,
        (tables, own): (&'t Tables, Option<&'t Own>),
    ) -> Self {
        let answer = Answer {
            program,
            name: program.name(),
            answer: Verdict::Fits,
            amount: None,
            months: None,
            income_limit: None,
            asset_limit: None,
            not_met: Vec::new(),
            left_to: Vec::new(),
            steps: Vec::with_capacity(8),
            missing: Vec::new(),
            conditions: Vec::with_capacity(8),
            citizen: Cow::Borrowed(""),
            parameters: Vec::with_capacity(8),
            route: None,
            band: None,
            minimum: None,
        };
        Self { situation, tables, date: situation.date, own, answer, urgent: false }
    }

    pub(crate) fn place(&self) -> &'t Place {
        &self.situation.place
    }

    /// The municipality's own decision, noted as used.
    pub(crate) fn setting(&mut self, setting: Setting) -> Option<&'t Row> {
        let row = own::setting(self.own?, setting, self.date)?;
        self.used(row);
        Some(row)
    }

    /// `相談先`, where the municipality has entered its counter.
    pub(crate) fn counter(&mut self) -> bool {
        let Some(row) = Setting::office_of(self.answer.program).and_then(|office| self.setting(office)) else {
            return false;
        };
        let [name, phone] = row.words.as_slice() else { return false };
        self.condition(format!("相談先: {name}（電話 {phone}）"));
        true
    }

    pub(crate) fn applicant(&self) -> Option<&'t Member> {
        self.situation.applicant()
    }

    pub(crate) fn step(&mut self, text: impl Into<Cow<'static, str>>, value: Value, source: &'t str) {
        self.answer.steps.push(Step { text: text.into(), value, source });
    }

    pub(crate) fn condition(&mut self, text: impl Into<Cow<'static, str>>) {
        let text = text.into();
        if !self.answer.conditions.contains(&text) {
            self.answer.conditions.push(text);
        }
    }

    pub(crate) fn lacks(&mut self, fact: impl Into<Cow<'static, str>>, text: impl Into<Cow<'static, str>>) {
        let fact = fact.into();
        if !self.answer.missing.iter().any(|known| known.fact == fact) {
            self.answer.missing.push(Fact { fact, text: text.into() });
        }
    }

    /// Asks for the fact when it is not known.
    pub(crate) fn known<T>(&mut self, value: Option<T>, fact: &'static str, text: &'static str) -> Option<T> {
        if value.is_none() {
            self.lacks(fact, text);
        }
        value
    }

    pub(crate) fn not_met(&mut self, rule: &'static str, text: &'static str, value: Value, limit: Value) {
        self.answer.not_met.push(NotMet { rule, text, value, limit });
    }

    pub(crate) fn leave_to(&mut self, who: &'static str, ground: &'static str) {
        self.answer.left_to.push(LeftTo { who, ground });
    }

    /// A table without a row for the day cannot be replaced by another day's.
    pub(crate) fn lacks_table(&mut self, table: &'static str, what: &str) {
        let text = format!("{}の「{what}」の表（{}に有効なもの）", self.place().full_name, said_day(self.date));
        self.lacks(format!("table:{table}"), text);
    }

    pub(crate) fn used(&mut self, row: &'t Row) {
        if !self.answer.parameters.iter().any(|used| std::ptr::eq(*used, row)) {
            self.answer.parameters.push(row);
            if !row.confirmed {
                self.condition(format!(
                    "「{}」はまだ公表資料での確認が済んでいない値です。使う前に確かめてください。",
                    row.title
                ));
            }
        }
    }

    pub(crate) fn row(&mut self, table: &'static str) -> Option<&'t Row> {
        match self.tables.number_or_own(table, self.own, self.date) {
            Some(row) => {
                self.used(row);
                Some(row)
            }
            None => {
                self.lacks_table(table, self.tables.title(table));
                None
            }
        }
    }

    /// 特定被保護者: since the day the law opened the programme to them.
    pub(crate) fn specified_recipient(&mut self) {
        if self.situation.specified_recipient != Some(true) {
            return;
        }
        match self.tables.number_or_own("work_preparation.specified_recipient", self.own, self.date) {
            Some(row) => {
                self.used(row);
                self.condition("特定被保護者の方も利用できます。生活保護の実施機関と支援の内容を合わせます。");
            }
            None => self.leave_to(
                "市区町村と福祉事務所",
                "特定被保護者の利用は2025年4月1日からです。それより前の日については、生活保護の支援と合わせて確かめます",
            ),
        }
    }

    pub(crate) fn number(&mut self, table: &'static str) -> Option<i64> {
        self.row(table)?.first()
    }

    /// A wish left unfulfilled weighs first, then an unknown fact, then another's decision.
    pub(crate) fn finish(mut self) -> Answer<'t> {
        let answer = &mut self.answer;
        answer.answer = if !answer.not_met.is_empty() {
            Verdict::DoesNotFit
        } else if self.urgent {
            Verdict::Discretion
        } else if !answer.missing.is_empty() {
            Verdict::Missing
        } else if !answer.left_to.is_empty() {
            Verdict::Discretion
        } else {
            Verdict::Fits
        };
        if answer.citizen.is_empty() {
            answer.citizen = wording::for_the_person(answer);
        }
        if answer.answer == Verdict::DoesNotFit {
            answer.amount = None;
            answer.months = None;
        }
        self.answer
    }
}
