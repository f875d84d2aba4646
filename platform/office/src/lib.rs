//! What any office needs before it knows what its work is: who acts, what they may do, when it is,
//! and that every deed leaves a record.
//!
//! Nothing is written without an [`Act`]; no personal data are read without a [`Look`].

mod act;
pub mod audit;
pub mod calendar;
mod clock;
mod codes;
mod desk;
pub mod drafts;
mod ids;
mod keyring;
mod may;
mod roles;
mod second_person;
mod situation;
pub mod testing;
mod trouble;
pub mod typed;

pub use act::{About, Act, Done, Hands, Look, Seen};
pub use calendar::Day;
pub use clock::{Clock, Instant};
pub use codes::{Code, CodeList, Codes};
pub use desk::{Actor, Desk, Parts, Settings};
pub use ids::{AgencyId, CaseId, HouseholdId, MunicipalityId, PersonId, StaffId};
pub use keyring::Keyring;
pub use may::May;
pub use roles::{Grants, Reach, Role, Roles};
pub use second_person::{By, Proposed, Unsettled};
pub use situation::{Consent, Decision, Denial, Ground, Nothing, Situation, Subject, Tie, decide};
pub use trouble::{FieldError, FieldErrors, Refusal, RefusalKind, Trouble};

pub use db::Fault;
