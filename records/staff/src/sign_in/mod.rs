//! サインイン: password, then the second factor, then a session. Every try is slowed down and recorded.

mod code;
mod demo;
mod enter;
mod hashing;
mod invitation;
mod known_browser;
mod page;
mod password_rules;
mod recovery;
mod second_factor;
mod sign_out;
mod welcome;

pub(crate) use code::{code, enter_code};
pub(crate) use enter::{Entered, Tried, enter, note, take_try, wrong};
pub(crate) use hashing::{cost, hashed, matches};
pub(crate) use invitation::{HOURS, invite};
pub(crate) use page::{page, sign_in, with_cookie};
pub(crate) use password_rules::{Whose, check_new, hint};
pub(crate) use second_factor::offered;
pub(crate) use sign_out::{gone, sign_out};
pub(crate) use welcome::{set_first_password, welcome};

pub(crate) use recovery::{
    make as make_recovery_codes, remove as remove_recovery_codes, replace as replace_recovery_codes,
};

pub(crate) fn samples() -> Vec<(&'static str, String)> {
    let mut all = page::samples();
    all.extend(code::samples());
    all.extend(welcome::samples());
    all
}
