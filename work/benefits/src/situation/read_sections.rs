//! 制度ごとの事情の読み取り: moving, loans, law and debt.

use super::fields::{At, Fields, choose, one_of};
use super::read::{MOST_MONTHLY_YEN, MOST_YEN};
use super::{Debt, Legal, Loan, Moving, MovingItem, Preparation, WhileReceiving, words};
use crate::json::Node;
use crate::parameters::Tables;

impl Fields<'_> {
    pub(super) fn section<'s>(&'s self, key: &'s str, known: &[&str]) -> Option<Fields<'s>> {
        Fields::of(self.get(key)?, At::Key(&self.at, key), known, self.troubles)
    }

    pub(super) fn moving(&self, tables: &Tables) -> Option<Moving> {
        let fields = self.section(
            "moving",
            &[
                "cause",
                "fall_month",
                "sharp_fall_recognised",
                "destination",
                "finding",
                "cannot_raise_cost",
                "breadwinner_at_fall",
                "costs",
            ],
        )?;
        let destination = fields.text("destination", 30).and_then(|name| fields.placed("destination", name, tables));
        Some(Moving {
            cause: fields.choice("cause", words::FALL_CAUSES),
            fall_month: fields.month("fall_month"),
            sharp_fall_recognised: fields.flag("sharp_fall_recognised"),
            destination,
            finding: fields.choice("finding", words::FINDINGS),
            cannot_raise_cost: fields.flag("cannot_raise_cost"),
            breadwinner_at_fall: fields.flag("breadwinner_at_fall"),
            costs: fields.list("costs", 50).map(|items| fields.costs(items)),
        })
    }

    fn costs(&self, items: &[Node<'_>]) -> Vec<(MovingItem, i64)> {
        let here = At::Key(&self.at, "costs");
        let read = |(at, node)| {
            let fields = Fields::of(node, At::Item(&here, at), &["item", "amount"], self.troubles)?;
            fields.required("item", "費用の種類を書いてください。");
            fields.required("amount", "費用の額を書いてください。");
            Some((fields.choice("item", words::MOVING_ITEMS)?, fields.yen("amount", MOST_MONTHLY_YEN)?))
        };
        items.iter().enumerate().filter_map(read).collect()
    }

    pub(super) fn while_receiving(&self) -> WhileReceiving {
        let keys = &["regular_job", "reported", "active", "left_home", "false_application", "sentenced", "ill"];
        let fields = self.section("while_receiving", keys);
        fields.map_or_else(WhileReceiving::default, |fields| WhileReceiving {
            regular_job: fields.flag("regular_job"),
            reported: fields.flag("reported"),
            active: fields.flag("active"),
            left_home: fields.choice("left_home", words::LEFT_HOME),
            false_application: fields.flag("false_application"),
            sentenced: fields.flag("sentenced"),
            ill: fields.flag("ill"),
        })
    }

    pub(super) fn preparation(&self) -> Preparation {
        let fields = self.section("work_preparation", &["route2", "ground"]);
        fields.map_or_else(Preparation::default, |fields| Preparation {
            route2: fields.choice("route2", words::ROUTES2),
            ground_written: fields.text("ground", 2000).is_some_and(|ground| !ground.trim().is_empty()),
        })
    }

    pub(super) fn loan(&self) -> Loan {
        let Some(fields) = self.section("loan", &["purposes", "amount"]) else { return Loan::default() };
        let here = At::Key(&fields.at, "purposes");
        let mut purposes = Vec::new();
        for (at, node) in fields.list("purposes", 20).unwrap_or_default().iter().enumerate() {
            match choose(node, words::LOAN_PURPOSES) {
                Some(purpose) => purposes.push(purpose),
                None => fields.troubles.add(At::Item(&here, at), one_of(words::LOAN_PURPOSES)),
            }
        }
        Loan { purposes, amount: fields.yen("amount", MOST_YEN) }
    }

    pub(super) fn legal(&self) -> Legal {
        let fields = self.section("legal", &["matter", "spouse_is_opponent", "deductible_costs"]);
        fields.map_or_else(Legal::default, |fields| Legal {
            matter: fields.flag("matter"),
            spouse_is_opponent: fields.flag("spouse_is_opponent"),
            deductible_costs: fields.yen("deductible_costs", MOST_MONTHLY_YEN),
        })
    }

    pub(super) fn debt(&self) -> Debt {
        let keys = &["total", "mortgage", "regular_income", "payable_each_month", "contracts", "tax_arrears"];
        let Some(fields) = self.section("debt", keys) else { return Debt::default() };
        let here = At::Key(&fields.at, "contracts");
        let contract = |(at, node)| {
            let fields = Fields::of(node, At::Item(&here, at), &["principal", "rate_hundredths"], fields.troubles)?;
            fields.required("principal", "元本の額を書いてください。");
            fields.required("rate_hundredths", "年利を百分の一パーセント単位の整数で書いてください（18%は1800）。");
            Some((fields.yen("principal", MOST_YEN)?, fields.whole("rate_hundredths", (0, 100_000))?))
        };
        Debt {
            total: fields.yen("total", MOST_YEN),
            mortgage: fields.flag("mortgage"),
            regular_income: fields.flag("regular_income"),
            payable_each_month: fields.yen("payable_each_month", MOST_MONTHLY_YEN),
            contracts: fields
                .list("contracts", 50)
                .unwrap_or_default()
                .iter()
                .enumerate()
                .filter_map(contract)
                .collect(),
            tax_arrears: fields.flag("tax_arrears"),
        }
    }
}
