//! 数の読み取り: `12,000`, `1万2千`, `十二万三千`, `二〇二五`.

/// A number without its unit. None where it could be read in two ways (`12千`, `3万5`, `1,23`) or not at all.
pub(super) fn read(text: &str) -> Option<u64> {
    let mut sum = Sum::default();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some(unit) = small_unit(c) {
            sum.small(unit)?;
        } else if let Some(unit) = big_unit(c) {
            sum.big(unit)?;
        } else {
            let (run, after) = split_run(rest, if c.is_ascii_digit() { is_arabic } else { is_kanji_digit });
            sum.number(Run::read(run)?)?;
            rest = after;
            continue;
        }
        rest = rest.get(c.len_utf8()..)?;
    }
    sum.finish()
}

/// Characters of numbers in ideographs, units included.
pub(super) fn is_kanji_number(c: char) -> bool {
    kanji_digit(c).is_some() || small_unit(c).is_some() || big_unit(c).is_some()
}

/// A single digit, arabic or ideographic.
pub(super) fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || is_kanji_digit(c)
}

pub(super) fn split_run(text: &str, wanted: impl Fn(char) -> bool) -> (&str, &str) {
    let end = text.find(|c| !wanted(c)).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

fn kanji_digit(c: char) -> Option<u64> {
    Some(match c {
        '〇' | '零' => 0,
        '一' | '壱' | '壹' => 1,
        '二' | '弐' | '貳' => 2,
        '三' | '参' | '參' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陸' => 6,
        '七' | '漆' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

fn small_unit(c: char) -> Option<u64> {
    match c {
        '十' | '拾' => Some(10),
        '百' => Some(100),
        '千' => Some(1_000),
        _ => None,
    }
}

fn big_unit(c: char) -> Option<u64> {
    match c {
        '万' | '萬' => Some(10_000),
        '億' => Some(100_000_000),
        _ => None,
    }
}

fn is_arabic(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, ',' | '、' | '.')
}

fn is_kanji_digit(c: char) -> bool {
    kanji_digit(c).is_some()
}

/// Digits in a row: value, how many, how many of them after the point.
#[derive(Clone, Copy)]
struct Run {
    value: u64,
    digits: usize,
    decimals: usize,
    arabic: bool,
}

/// More than any amount has; keeps all sums far from overflow.
const MOST_DIGITS: usize = 13;

impl Run {
    fn read(text: &str) -> Option<Self> {
        let arabic = text.starts_with(|c: char| c.is_ascii_digit());
        let (whole, decimal) = text.split_once('.').unwrap_or((text, ""));
        if text.contains('.') && decimal.is_empty() || !groups_of_three(whole) {
            return None;
        }
        let mut run = Self { value: 0, digits: 0, decimals: decimal.len(), arabic };
        for c in whole.chars().filter(|c| !matches!(c, ',' | '、')).chain(decimal.chars()) {
            let digit = c.to_digit(10).map(u64::from).or_else(|| kanji_digit(c))?;
            run.value = run.value.checked_mul(10)?.checked_add(digit)?;
            run.digits += 1;
        }
        (1..=MOST_DIGITS).contains(&run.digits).then_some(run)
    }
}

fn groups_of_three(whole: &str) -> bool {
    let mut groups = whole.split([',', '、']);
    let first = groups.next().map_or(0, |group| group.chars().count());
    let mut others = groups.map(|group| group.chars().count()).peekable();
    others.peek().is_none() || ((1..=3).contains(&first) && others.all(|count| count == 3))
}

/// What has been read so far: below `万` in `part`, the rest in `total`.
struct Sum {
    total: u64,
    part: u64,
    pending: Option<Run>,
    smallest: u64,
    last_big: u64,
}

impl Default for Sum {
    fn default() -> Self {
        Self { total: 0, part: 0, pending: None, smallest: 10_000, last_big: u64::MAX }
    }
}

impl Sum {
    fn number(&mut self, run: Run) -> Option<()> {
        if self.pending.is_some() {
            return None;
        }
        self.pending = Some(run);
        Some(())
    }

    fn small(&mut self, unit: u64) -> Option<()> {
        let times = match self.pending.take() {
            None => 1,
            Some(run) if run.digits == 1 && run.value > 0 && !(run.arabic && unit == 10) => run.value,
            Some(_) => return None,
        };
        if unit >= self.smallest {
            return None;
        }
        self.part += times * unit;
        self.smallest = unit;
        Some(())
    }

    fn big(&mut self, unit: u64) -> Option<()> {
        if unit >= self.last_big {
            return None;
        }
        let value = match self.pending.take() {
            Some(run) if run.decimals > 0 => {
                let scaled = run.value.checked_mul(unit)?;
                let parts = 10u64.checked_pow(u32::try_from(run.decimals).ok()?)?;
                if self.part > 0 || scaled % parts != 0 {
                    return None;
                }
                scaled / parts
            }
            pending => self.with_rest(pending, true)?.checked_mul(unit)?,
        };
        if value == 0 {
            return None;
        }
        self.total = self.total.checked_add(value)?;
        self.part = 0;
        self.smallest = 10_000;
        self.last_big = unit;
        Some(())
    }

    /// The part below `万` with the digits that follow it. After a unit all places must be there unless a unit closes them: `3万5` and
    /// `2千5` leave open whether thousands or ones are meant.
    fn with_rest(&self, pending: Option<Run>, closed: bool) -> Option<u64> {
        let Some(run) = pending else {
            return Some(self.part);
        };
        let full = match self.smallest {
            1_000 => run.digits == 3,
            100 => run.digits == 2,
            10 => run.digits == 1,
            _ if self.last_big == u64::MAX => true,
            _ if closed => run.digits <= 4,
            _ => self.last_big == 10_000 && matches!(run.digits, 3 | 4),
        };
        (full && run.decimals == 0).then_some(self.part + run.value)
    }

    fn finish(mut self) -> Option<u64> {
        let pending = self.pending.take();
        if pending.is_none() && self.total == 0 && self.part == 0 {
            return None;
        }
        let rest = self.with_rest(pending, false)?;
        self.total.checked_add(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic_and_kanji_numbers_are_read() {
        for (text, value) in [
            ("0", 0),
            ("12", 12),
            ("12,000", 12_000),
            ("12、000", 12_000),
            ("1万2千", 12_000),
            ("1.5万", 15_000),
            ("12万3456", 123_456),
            ("1億2000万", 120_000_000),
            ("十", 10),
            ("四十五", 45),
            ("千九百七十", 1_970),
            ("二〇二五", 2_025),
            ("二千二十五", 2_025),
            ("十二万三千", 123_000),
            ("壱万弐千", 12_000),
            ("1万500", 10_500),
            ("2千500", 2_500),
            ("〇", 0),
            ("百", 100),
        ] {
            assert_eq!(read(text), Some(value), "{text}");
        }
    }

    #[test]
    fn what_could_mean_two_things_is_not_read() {
        for text in [
            "",
            "12千",
            "3万5",
            "3万50",
            "2千5",
            "1,23",
            "1234,567",
            "1.5",
            "1.",
            "1.23456万",
            "万",
            "1億5000",
            "5十",
            "十十",
            "百千",
            "1万1億",
            "一2",
            "2一",
            "0万",
            "三万五",
            "99999999999999",
            "12百",
            "1万2.5",
            "千千",
            ",000",
            "1億20000万",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
