//! 職員 as a noun.

use db::{Fault, Record, Row};
use office::{About, Actor, AgencyId, Hands, Instant, Situation, StaffId, Subject};

/// A member of staff. No password or secret is in here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub id: StaffId,
    pub login: String,
    pub name: String,
    pub kana: String,
    pub agency: AgencyId,
    /// 内線
    pub extension: String,
    pub active: bool,
    pub has_password: bool,
    pub has_second_factor: bool,
    pub made_at: Instant,
    pub version: i64,
    /// Codes of roles, in the order of the roles' file. Read apart from the row.
    pub roles: Vec<String>,
}

/// What is told of a member who is registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMember {
    pub login: String,
    pub name: String,
    pub kana: String,
    pub agency: AgencyId,
    pub extension: String,
    pub roles: Vec<String>,
}

impl Record for Member {
    fn read(row: &mut Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.take()?,
            login: row.take()?,
            name: row.take()?,
            kana: row.take()?,
            agency: row.take()?,
            extension: row.take()?,
            active: row.take()?,
            has_password: row.take()?,
            has_second_factor: row.take()?,
            made_at: row.take()?,
            version: row.take()?,
            roles: Vec::new(),
        })
    }
}

fn about(id: &StaffId) -> About {
    About::new("staff", id.as_text())
}

/// A member, as authority is asked by whoever manages staff.
#[derive(Debug, Clone)]
pub struct MemberSubject(pub StaffId);

impl Subject for MemberSubject {
    fn situation(&self, _: &mut Hands<'_, '_>, _: &Actor) -> Result<Situation, Fault> {
        Ok(Situation::default())
    }

    fn about(&self) -> About {
        about(&self.0)
    }
}

/// The actor's own sign-in: nobody else's can be named.
#[derive(Debug, Clone)]
pub struct OwnAccount(pub StaffId);

impl Subject for OwnAccount {
    fn situation(&self, _: &mut Hands<'_, '_>, actor: &Actor) -> Result<Situation, Fault> {
        Ok(Situation { own: actor.staff == self.0, ..Situation::default() })
    }

    fn about(&self) -> About {
        about(&self.0)
    }
}

/// A pretend member for pages that are shown as samples.
pub(crate) fn sample() -> Option<Member> {
    Some(Member {
        id: StaffId::from_text("stf_sample")?,
        login: "sato.h".to_owned(),
        name: "見本 花子".to_owned(),
        kana: "みほん はなこ".to_owned(),
        agency: AgencyId::from_text("agc_tax")?,
        extension: "2345".to_owned(),
        active: true,
        has_password: true,
        has_second_factor: true,
        made_at: office::testing::morning(),
        version: 1,
        roles: vec!["counter_clerk".to_owned()],
    })
}
