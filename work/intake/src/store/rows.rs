//! A reception's row before it is unsealed.

use db::{Record, Row};
use office::{AgencyId, CaseId, Day, Fault, Hands, Instant, PersonId, StaffId};
use vault::Place;

use crate::model::{Concern, Intake, IntakeId, Status, Told, Visitor};

pub(super) struct Sealed {
    id: IntakeId,
    case: CaseId,
    person: Option<PersonId>,
    agency: AgencyId,
    staff: StaffId,
    received_on: Day,
    received_at: Instant,
    channel: Option<String>,
    initial_route: Option<String>,
    visitor: Visitor,
    relation: Option<String>,
    visitor_name: Option<Vec<u8>>,
    visitor_phone: Option<Vec<u8>>,
    visitor_email: Option<Vec<u8>>,
    words: Option<Vec<u8>>,
    other_concern: Option<Vec<u8>>,
    household_line: Option<Vec<u8>>,
    safe_time: Option<Vec<u8>>,
    language: Option<String>,
    anonymous: bool,
    status: Status,
    decided_on: Option<Day>,
    information: Option<Vec<u8>>,
    via_leg: Option<String>,
    version: i64,
}

impl Record for Sealed {
    fn read(row: &mut Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.take()?,
            case: row.take()?,
            person: row.take()?,
            agency: row.take()?,
            staff: row.take()?,
            received_on: row.take()?,
            received_at: row.take()?,
            channel: row.take()?,
            initial_route: row.take()?,
            visitor: row.take()?,
            relation: row.take()?,
            visitor_name: row.take()?,
            visitor_phone: row.take()?,
            visitor_email: row.take()?,
            words: row.take()?,
            other_concern: row.take()?,
            household_line: row.take()?,
            safe_time: row.take()?,
            language: row.take()?,
            anonymous: row.take()?,
            status: row.take()?,
            decided_on: row.take()?,
            information: row.take()?,
            via_leg: row.take()?,
            version: row.take()?,
        })
    }
}

pub(super) fn place<'a>(row: &'a IntakeId, column: &'a str) -> Place<'a> {
    Place { table: "intake_intake", row: row.as_text(), column }
}

impl Sealed {
    pub(super) fn id(&self) -> &IntakeId {
        &self.id
    }

    pub(super) fn open(
        self,
        hands: &mut Hands<'_, '_>,
        concerns: Vec<Concern>,
        wishes: Vec<String>,
    ) -> Result<Intake, Fault> {
        let (id, case) = (&self.id, &self.case);
        let mut text = |column: &'static str, sealed: &Option<Vec<u8>>| {
            hands.open_maybe(case.as_text(), place(id, column), sealed.as_deref())
        };
        let told = Told {
            received_on: self.received_on,
            channel: self.channel,
            visitor: self.visitor.as_text().to_owned(),
            relation: self.relation,
            visitor_name: text("visitor_name", &self.visitor_name)?,
            visitor_phone: text("visitor_phone", &self.visitor_phone)?,
            visitor_email: text("visitor_email", &self.visitor_email)?,
            words: text("words", &self.words)?,
            concerns,
            other_concern: text("other_concern", &self.other_concern)?,
            wishes,
            safe_time: text("safe_time", &self.safe_time)?,
            language: self.language,
            household_line: text("household_line", &self.household_line)?,
        };
        let information = text("information", &self.information)?;
        Ok(Intake {
            id: self.id,
            case: self.case,
            person: self.person,
            agency: self.agency,
            staff: self.staff,
            received_at: self.received_at,
            anonymous: self.anonymous,
            told,
            initial_route: self.initial_route,
            status: self.status,
            decided_on: self.decided_on,
            information,
            via_leg: self.via_leg,
            version: self.version,
        })
    }
}
