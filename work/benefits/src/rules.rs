//! 基準の行の決まり: a second person confirms, and what is settled stays.

use office::{Refusal, StaffId, Unsettled};

use crate::model::{RowState, TableRow};

/// Why a row cannot be settled by this person now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowRefusal {
    pub why: Unsettled,
    pub state: RowState,
}

impl From<RowRefusal> for Refusal {
    fn from(refusal: RowRefusal) -> Self {
        match (refusal.why, refusal.state) {
            (Unsettled::SamePerson, _) => Self::rule(
                "この行を入れた本人のほかに、もうひとりの確認が要ります。市の担当職員か主任相談支援員に、出典の資料といっしょに頼んでください。",
            ),
            (Unsettled::Settled, RowState::Withdrawn) => {
                Self::conflict("この行は先に取り下げられています。一覧で新しい内容をお確かめください。")
            }
            (Unsettled::Settled, _) => Self::conflict("この行は、ほかの職員が先に確かめ、もう使われています。"),
            (Unsettled::Changed, _) => {
                Self::conflict("ほかの職員が先に保存しました。新しい内容を確かめてから、もう一度進めてください。")
            }
        }
    }
}

/// Whether `by` may confirm the row that was shown in `version`.
pub fn may_confirm(row: &TableRow, by: &StaffId, version: i64) -> Result<(), RowRefusal> {
    row.as_proposed().may_confirm(by, version).map_err(|why| RowRefusal { why, state: row.state })
}

/// Whether the proposal that was shown in `version` may be taken back.
pub fn may_withdraw(row: &TableRow, version: i64) -> Result<(), RowRefusal> {
    row.as_proposed().may_withdraw(version).map_err(|why| RowRefusal { why, state: row.state })
}

#[cfg(test)]
mod tests {
    use office::{Day, Instant};
    use proptest::prelude::*;

    use super::*;
    use office::By;

    use crate::model::{NewRow, RowId};

    fn staff(name: &str) -> StaffId {
        StaffId::from_text(&format!("stf_{name}")).unwrap()
    }

    fn row(state: RowState, by: &str, version: i64) -> TableRow {
        let day = Day::of(2027, 4, 1).unwrap();
        let at = Instant::at(day, 9, 0).unwrap();
        let told = NewRow {
            place: "神奈川県座間市".into(),
            item: "housing_rent.rent_ceiling".into(),
            values: vec![Some(41_000)],
            words: Vec::new(),
            valid_from: day,
            valid_to: None,
            source: "市の告示(見本)".into(),
        };
        let proposed = By { staff: staff(by), name: by.into(), at };
        TableRow { id: RowId::from_text("btr_1").unwrap(), told, state, proposed, settled: None, version }
    }

    proptest! {
        #[test]
        fn only_another_person_confirms_and_only_what_is_still_proposed_as_shown(
            state in proptest::sample::select(RowState::ALL), by in "[ab]", asks in "[ab]", kept in 1i64..3, shown in 1i64..3,
        ) {
            let row = row(state, &by, kept);
            let confirmed = may_confirm(&row, &staff(&asks), shown).is_ok();
            prop_assert_eq!(confirmed, state == RowState::Proposed && by != asks && kept == shown);
            prop_assert_eq!(may_withdraw(&row, shown).is_ok(), state == RowState::Proposed && kept == shown);
        }
    }
}
