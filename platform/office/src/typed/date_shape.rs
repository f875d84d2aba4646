//! 日付の形: which number is the year, the month and the day.

use super::date_tokens::{Number, Token};
use crate::calendar::Era;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Year<'a> {
    Era(&'a Era, u32),
    Western(u32),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Shape<'a> {
    Date(Year<'a>, u32, u32),
    Month(Year<'a>, u32),
    Year(Year<'a>),
    /// `45.3.1`: of which era?
    ShortYear(u32, u32, u32),
    /// `3/1`: of which year?
    NoYear,
    /// Seven digits, a code of computers: era, year, month, day.
    Coded(u32),
    Unclear,
}

pub(super) fn shape<'a>(tokens: &[Token<'a>]) -> Shape<'a> {
    use Token::{Mark, Unit};
    match tokens {
        [Token::Era(era), Token::Number(n), rest @ ..] => with_era(era, *n, rest),
        [Token::Western, Token::Number(n), rest @ ..] if n.digits == 4 => after_year(Year::Western(n.value), rest),
        [Token::Number(n)] => one_number(*n),
        [Token::Number(n), rest @ ..] if n.digits == 4 => after_year(Year::Western(n.value), rest),
        [Token::Number(y), Mark | Unit('年'), rest @ ..] if y.digits <= 2 => match month_and_day(rest) {
            Some((month, Some(day))) => Shape::ShortYear(y.value, month, day),
            _ => no_year(tokens),
        },
        _ => no_year(tokens),
    }
}

fn no_year<'a>(tokens: &[Token<'_>]) -> Shape<'a> {
    match month_and_day(tokens) {
        Some((1..=12, Some(_))) => Shape::NoYear,
        _ => Shape::Unclear,
    }
}

fn with_era<'a>(era: &'a Era, number: Number, rest: &[Token<'a>]) -> Shape<'a> {
    match (number.digits, rest) {
        (6, []) => {
            let (year, month, day) = (number.value / 10_000, number.value / 100 % 100, number.value % 100);
            Shape::Date(Year::Era(era, year), month, day)
        }
        (1..=3, rest) => after_year(Year::Era(era, number.value), rest),
        _ => Shape::Unclear,
    }
}

fn one_number<'a>(number: Number) -> Shape<'a> {
    let Number { value, digits } = number;
    match digits {
        4 => Shape::Year(Year::Western(value)),
        7 => Shape::Coded(value),
        8 => Shape::Date(Year::Western(value / 10_000), value / 100 % 100, value % 100),
        _ => Shape::Unclear,
    }
}

fn after_year<'a>(year: Year<'a>, rest: &[Token<'a>]) -> Shape<'a> {
    let (named, rest) = match rest {
        [] | [Token::Unit('年')] => return Shape::Year(year),
        [Token::Unit('年'), rest @ ..] => (true, rest),
        [Token::Mark, rest @ ..] => (false, rest),
        _ => return Shape::Unclear,
    };
    match month_and_day(rest) {
        Some((month, Some(day))) => Shape::Date(year, month, day),
        // `令和7年4` ends in the middle of a word.
        Some((month, None)) if !named || rest.len() == 2 => Shape::Month(year, month),
        _ => Shape::Unclear,
    }
}

fn month_and_day(tokens: &[Token<'_>]) -> Option<(u32, Option<u32>)> {
    let short = |number: &Number| (1..=2).contains(&number.digits);
    match tokens {
        [Token::Number(month)] | [Token::Number(month), Token::Unit('月')] if short(month) => {
            Some((month.value, None))
        }
        [Token::Number(month), Token::Mark | Token::Unit('月'), Token::Number(day)]
        | [Token::Number(month), Token::Mark | Token::Unit('月'), Token::Number(day), Token::Unit('日')]
            if short(month) && short(day) =>
        {
            Some((month.value, Some(day.value)))
        }
        _ => None,
    }
}
