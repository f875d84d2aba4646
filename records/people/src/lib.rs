//! 人と世帯: the people who came or were brought, as far as they told, and who of the city's staff has seen them.
//!
//! No register of residents: a person is here because a counter took them in.

mod beside;
mod lifting;
mod model;
mod naming;
mod pages;
mod query;
mod restriction;
mod rules;
mod store;
mod subject;

pub use beside::{Beside, CasesOf, Holding, Names, OfficersNow, StaffNow};
pub use lifting::{By, LiftAsked, Lifted};
pub use model::{Amendment, Basic, BirthKnown, Contact, Member, NewPerson, Person, PersonName, Sex};
pub use naming::{AtWork, Naming, NamingRefusal, Officer, Unattended};
pub use office::{HouseholdId, PersonId};
pub use pages::{routes, samples};
pub use restriction::{Restriction, RestrictionRefusal};
pub use rules::{Beginning, Protection, ProtectionRefusal};
pub use store::households::{add_member, end_membership, households_of, members, new_household};
pub use store::namings::{count_unattended, leaves_unattended};
pub use store::protections::{
    ask_lift, begin_protection, confirm_lift, keep_protection, name_colleague, name_staff, named, protection_of,
    renew_protection,
};
pub use store::restrictions::{
    ask_lift_restriction, begin_restriction, confirm_lift_restriction, keep_restriction, restriction_of, unname_staff,
};
pub use store::revisions::{Revision, revisions};
pub use store::same::{Same, Undone, link, same_as, undo_link};
pub use store::search::{Found, find_by};
pub use store::{amend, basic, insert, names, read, restrict};
pub use subject::PersonSubject;

office::id!(
    /// 支援措置
    ProtectionId, "prt"
);
office::id!(
    /// 存在を伏せること
    RestrictionId, "rst"
);
office::id!(
    /// 伏せた記録の担当の付け替え
    NamingId, "nam"
);
office::id!(
    /// 同じ人かもしれない
    SameId, "sam"
);
