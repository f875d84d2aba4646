//! 世帯員の読み取り: members, their income and their 離職等.

use jiff::civil::Date;

use super::fields::{At, Fields};
use super::read::MOST_MONTHLY_YEN;
use super::words::{self, IncomeKind};
use super::{Income, JobLoss, LossKind, Member, Role};
use crate::json::Node;

const MEMBER_KEYS: &[&str] = &[
    "role",
    "birth_date",
    "income",
    "job_loss",
    "student",
    "graduate_school",
    "breadwinner_at_loss",
    "breadwinner_now",
    "disability",
];

impl Fields<'_> {
    pub(super) fn household(&self, members: &[Node<'_>], on: Option<Date>) -> Vec<Member> {
        let here = At::Key(&self.at, "household");
        let mut household = Vec::with_capacity(members.len());
        for (at, node) in members.iter().enumerate() {
            if let Some(fields) = Fields::of(node, At::Item(&here, at), MEMBER_KEYS, self.troubles) {
                household.push(fields.member(on));
            }
        }
        let count = |role| household.iter().filter(|member| member.role == role).count();
        if members.is_empty() || (household.len() == members.len() && count(Role::Applicant) != 1) {
            self.troubles.add(here, "世帯の中に、申請する人（applicant）をひとり書いてください。");
        }
        if count(Role::Spouse) > 1 {
            self.troubles.add(here, "配偶者（spouse）はひとりまでで書いてください。");
        }
        household
    }

    fn member(&self, on: Option<Date>) -> Member {
        self.required("role", "申請する人との続柄を書いてください。");
        let birth_date = self.past_date("birth_date", on);
        if let (Some(birth), Some(on)) = (birth_date, on)
            && crate::days::age_on(birth, on) > 125
        {
            self.trouble("birth_date", "年齢が125歳を超えています。生年月日を確かめてください。");
        }
        Member {
            role: self.choice("role", words::ROLES).unwrap_or(Role::Other),
            birth_date,
            income: self.list("income", 30).map(|items| self.income(items)),
            job_loss: match self.raw("job_loss") {
                None => None,
                Some(Node::Null) => Some(None),
                Some(node) => Some(self.job_loss(node, on)),
            },
            student: self.flag("student"),
            graduate_school: self.flag("graduate_school").unwrap_or(false),
            breadwinner_at_loss: self.flag("breadwinner_at_loss"),
            breadwinner_now: self.flag("breadwinner_now"),
            disability: self.choice("disability", words::DISABILITIES),
        }
    }

    fn income(&self, items: &[Node<'_>]) -> Vec<Income> {
        let here = At::Key(&self.at, "income");
        let keys = &["kind", "gross", "commuting", "deductions", "sales", "expenses", "amount"];
        let read = |(at, node)| Fields::of(node, At::Item(&here, at), keys, self.troubles)?.one_income();
        items.iter().enumerate().filter_map(read).collect()
    }

    fn one_income(&self) -> Option<Income> {
        self.required("kind", "収入の種類を書いてください。");
        match self.choice("kind", words::INCOME_KINDS)? {
            IncomeKind::Wage => self.wage(),
            IncomeKind::Business => {
                self.not_with(&["gross", "commuting", "deductions", "amount"]);
                self.required("sales", "売上の額を書いてください。");
                self.required("expenses", "必要な経費の額を書いてください（なければ0）。");
                let (sales, expenses) = (self.yen("sales", MOST_MONTHLY_YEN)?, self.yen("expenses", MOST_MONTHLY_YEN)?);
                Some(Income::Business { sales, expenses })
            }
            IncomeKind::Other(kind) => {
                self.not_with(&["commuting", "deductions", "sales", "expenses"]);
                let key = if self.get("gross").is_some() { "gross" } else { "amount" };
                self.required(key, "金額を書いてください。");
                if key == "gross" {
                    self.not_with(&["amount"]);
                }
                Some(Income::Other { kind, amount: self.yen(key, MOST_MONTHLY_YEN)? })
            }
        }
    }

    fn wage(&self) -> Option<Income> {
        self.not_with(&["sales", "expenses", "amount"]);
        self.required("gross", "給与の総支給額を書いてください。");
        let gross = self.yen("gross", MOST_MONTHLY_YEN)?;
        let commuting = self.yen("commuting", MOST_MONTHLY_YEN);
        let deductions = self.yen("deductions", MOST_MONTHLY_YEN);
        if commuting.is_some_and(|commuting| commuting > gross) {
            self.trouble("commuting", "通勤手当が給与の総支給額を超えています。");
        }
        if deductions.is_some_and(|deductions| deductions > gross) {
            self.trouble("deductions", "差し引かれた額が給与の総支給額を超えています。");
        }
        Some(Income::Wage { gross, commuting, deductions })
    }

    fn not_with(&self, keys: &[&str]) {
        for key in keys {
            if self.get(key).is_some() {
                self.trouble(key, "この種類の収入には使わない項目です。");
            }
        }
    }

    fn job_loss(&self, node: &Node<'_>, on: Option<Date>) -> Option<JobLoss> {
        let keys = &["kind", "date", "cause", "not_own_doing", "dismissed", "stopped"];
        let fields = Fields::of(node, At::Key(&self.at, "job_loss"), keys, self.troubles)?;
        fields.required("kind", "離職・廃業・減少のどれかを書いてください。");
        // The cause in the person's words is for the record; only the two flags are judged.
        let _ = fields.text("cause", 500);
        let kind = fields.choice("kind", words::LOSS_KINDS);
        if kind.is_some_and(|kind| kind != LossKind::Reduced) {
            fields.required("date", "離職または廃業の日を書いてください。");
        }
        let date = fields.past_date("date", on);
        let stopped = fields.list("stopped", 50).map(|items| fields.stopped(items)).unwrap_or_default();
        Some(JobLoss {
            kind: kind?,
            date,
            not_own_doing: fields.flag("not_own_doing"),
            dismissed: fields.flag("dismissed"),
            stopped,
        })
    }

    fn stopped(&self, items: &[Node<'_>]) -> Vec<(Date, Date)> {
        let here = At::Key(&self.at, "stopped");
        let mut periods = Vec::with_capacity(items.len());
        for (at, node) in items.iter().enumerate() {
            let Some(fields) = Fields::of(node, At::Item(&here, at), &["from", "to", "reason"], self.troubles) else {
                continue;
            };
            fields.required("from", "求職できなくなった日を書いてください。");
            fields.required("to", "求職できない期間の最後の日を書いてください。");
            let _ = fields.text("reason", 200);
            match (fields.date("from"), fields.date("to")) {
                (Some(from), Some(to)) if from > to => {
                    fields.trouble("to", "期間の終わりが始まりより前になっています。")
                }
                (Some(from), Some(to)) => periods.push((from, to)),
                _ => {}
            }
        }
        periods
    }
}
