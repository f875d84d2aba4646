//! Statements over many things at once: `in ($many)` stands for the ids, as many as there are.
//!
//! A list that asked line by line would cost a statement for each; so it costs one for every thirty-two lines.

use crate::Value;

/// What stands in the text of a statement for the ids.
const MANY: &str = "$many";

/// The numbers of ids for which a statement is prepared. A list that fits none is filled up by repeating its last id.
const WIDTHS: [usize; 3] = [1, 8, 32];

/// The ids in portions, each filled up to one of the prepared widths.
pub(crate) fn portions(ids: &[Value]) -> impl Iterator<Item = Vec<Value>> {
    let most = WIDTHS.last().copied().unwrap_or(1);
    ids.chunks(most).map(move |portion| {
        let width = WIDTHS.into_iter().find(|width| *width >= portion.len()).unwrap_or(most);
        let last = portion.last().cloned();
        portion.iter().cloned().chain(last.into_iter().cycle()).take(width).collect()
    })
}

/// The statement with as many placeholders as `width`, numbered on from `before`.
pub(crate) fn written_out(sql: &str, before: usize, width: usize) -> String {
    let places: Vec<String> = (1..=width).map(|place| format!("${}", before + place)).collect();
    sql.replace(MANY, &places.join(", "))
}

/// As [`written_out`] for a statement that is only tried: with one id after the highest number it names.
pub(crate) fn tried(sql: &str) -> String {
    if !sql.contains(MANY) {
        return sql.to_owned();
    }
    let digits = |rest: &str| rest.chars().take_while(char::is_ascii_digit).collect::<String>();
    let highest = sql.split('$').skip(1).filter_map(|rest| digits(rest).parse().ok()).max().unwrap_or(0);
    written_out(sql, highest, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(count: i64) -> Vec<Value> {
        (0..count).map(Value::Int).collect()
    }

    #[test]
    fn every_id_is_asked_for_in_portions_of_a_prepared_width() {
        for count in [0, 1, 2, 8, 9, 32, 33, 100] {
            let ids = ids(count);
            let portions: Vec<Vec<Value>> = portions(&ids).collect();
            assert!(portions.iter().all(|portion| WIDTHS.contains(&portion.len())), "{count}");
            let mut asked: Vec<Value> = portions.into_iter().flatten().collect();
            asked.dedup();
            assert_eq!(asked, ids);
        }
    }

    #[test]
    fn the_places_go_on_from_the_arguments_before_them() {
        assert_eq!(written_out("a = $1 and b in ($many)", 1, 3), "a = $1 and b in ($2, $3, $4)");
        assert_eq!(tried("b in ($many) and a = $1 and c = $12"), "b in ($13) and a = $1 and c = $12");
        assert_eq!(tried("a = $1"), "a = $1");
    }
}
