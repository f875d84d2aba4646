//! 人と世帯: the people who came or were brought, as far as they told, and who of the city's staff has seen them.
//!
//! No register of residents: a person is here because a counter took them in.

mod beside;
mod model;
mod pages;
mod query;
mod rules;
mod store;
mod subject;

pub use beside::{Beside, CasesOf, Holding, Names, StaffNow};
pub use model::{Amendment, Basic, BirthKnown, Contact, Member, NewPerson, Person, PersonName, Sex};
pub use office::{HouseholdId, PersonId};
pub use pages::{routes, samples};
pub use rules::{Beginning, By, LiftAsked, Lifted, Protection, ProtectionRefusal};
pub use store::households::{add_member, end_membership, households_of, members, new_household};
pub use store::protections::{
    ask_lift, begin_protection, confirm_lift, keep_protection, name_colleague, name_staff, named, protection_of,
    renew_protection,
};
pub use store::search::{Found, find_by};
pub use store::{amend, basic, insert, read, restrict};
pub use subject::PersonSubject;

office::id!(
    /// 支援措置
    ProtectionId, "prt"
);
