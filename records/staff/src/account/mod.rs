//! 自分のサインイン: one's own sessions, password and second factor.

mod overview;
mod password;
mod qr;
mod second_factor;

pub(crate) use overview::{end_everywhere, end_one, page};
pub(crate) use password::{change_password, password};
pub(crate) use second_factor::{confirm_second_factor, second_factor};

pub(crate) fn samples() -> Vec<(&'static str, String)> {
    let mut all = overview::samples();
    all.extend(password::samples());
    all.extend(second_factor::samples());
    all
}
