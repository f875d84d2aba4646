//! 終わらせることば as kept: the columns that 支援措置 and 存在を伏せること have in common.

use db::Row;
use office::{Fault, Hands, Instant, PersonId, StaffId};
use vault::Place;

use crate::lifting::{LiftAsked, Lifted};

/// `lift_asked_at, lift_asked_by, lift_reason, lifted_at, lifted_by`, before the reason is unsealed.
pub(super) struct SealedLift {
    asked: (Option<Instant>, Option<StaffId>, Option<Vec<u8>>),
    lifted: (Option<Instant>, Option<StaffId>),
}

impl SealedLift {
    pub(super) fn take(row: &mut Row) -> Result<Self, Fault> {
        Ok(Self { asked: (row.take()?, row.take()?, row.take()?), lifted: (row.take()?, row.take()?) })
    }

    /// `place` is that of the reason.
    pub(super) fn open(
        self,
        hands: &mut Hands<'_, '_>,
        person: &PersonId,
        place: Place<'_>,
    ) -> Result<(Option<LiftAsked>, Option<Lifted>), Fault> {
        let asked = match self.asked {
            (Some(at), Some(by), Some(sealed)) => {
                Some(LiftAsked { at, by, reason: hands.open(person.as_text(), place, &sealed)? })
            }
            _ => None,
        };
        Ok((asked, self.lifted.0.zip(self.lifted.1).map(|(at, by)| Lifted { at, by })))
    }
}
