//! A session as it is kept.

use db::{Fault, Record, Row};
use office::{Instant, StaffId, coded};

coded! {
    /// How the member proved who they are.
    pub enum Strength {
        Password = "password" "パスワード",
        TwoFactor = "two_factor" "パスワードと確認コード",
    }
}

coded! {
    /// Why a session ended before its time.
    pub enum Ended {
        SignedOut = "signed_out" "サインアウトした",
        Revoked = "revoked" "本人が終わらせた",
        Rotated = "rotated" "新しい続きに替わった",
        PasswordChanged = "password_changed" "パスワードを替えた",
        SecondFactorChanged = "second_factor_changed" "確認コードの設定を替えた",
        RolesChanged = "roles_changed" "役割が替わった",
        Moved = "moved" "窓口が替わった",
        Deactivated = "deactivated" "サインインを止めた",
        Reset = "reset" "招待をやり直した",
    }
}

/// One session. `token_hash` is SHA-256 of the token in the cookie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Session {
    pub(crate) token_hash: String,
    pub(crate) staff: StaffId,
    pub(crate) made_at: Instant,
    pub(crate) seen_at: Instant,
    pub(crate) ends_at: Instant,
    pub(crate) ended_at: Option<Instant>,
    pub(crate) strength: Strength,
}

impl Record for Session {
    fn read(row: &mut Row) -> Result<Self, Fault> {
        Ok(Self {
            token_hash: row.take()?,
            staff: row.take()?,
            made_at: row.take()?,
            seen_at: row.take()?,
            ends_at: row.take()?,
            ended_at: row.take()?,
            strength: row.take()?,
        })
    }
}
