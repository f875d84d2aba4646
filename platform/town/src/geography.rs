//! 地区: the 20 districts of the pretend city, as figures. The system itself never holds a register of residents.

use office::Fault;

use crate::chance::Chance;

const FILE: &str = include_str!("../../../rules/town/districts.tsv");

/// 地区
#[derive(Debug, Clone, PartialEq)]
pub struct District {
    pub name: String,
    pub kana: String,
    pub postal_code: String,
    pub population: u32,
    pub households: u32,
    /// Kilometres to the city hall.
    pub distance_km: f64,
}

/// All districts, the nearest to the city hall first.
pub fn districts() -> Result<Vec<District>, Fault> {
    let lines = FILE.lines().filter(|line| !line.starts_with('#')).skip(1);
    lines.map(|line| district(line).ok_or_else(|| Fault::other(format!("地区の表を読めません: {line}")))).collect()
}

fn district(line: &str) -> Option<District> {
    let mut cells = line.split('\t');
    let mut next = || cells.next().map(str::to_owned);
    Some(District {
        name: next()?,
        kana: next()?,
        postal_code: next()?,
        population: next()?.parse().ok()?,
        households: next()?.parse().ok()?,
        distance_km: next()?.parse().ok()?,
    })
}

/// An address that nobody has, and its district.
pub(crate) fn address<'d>(districts: &'d [District], chance: &mut Chance) -> Option<(&'d District, String)> {
    let district = districts.get(chance.weighed(districts.iter().map(|district| district.population))?)?;
    let (block, lot, house) = (chance.between(1, 5), chance.between(1, 30), chance.between(1, 20));
    let mut address = format!("つなぐ市 {}{block}丁目{lot}番{house}号", district.name);
    if chance.percent(45) {
        let name = chance.pick(&["見本荘", "メゾン架空", "コーポ例", "想定ハイツ", "雛形団地"])?;
        let room = chance.between(1, 4) * 100 + chance.between(1, 9);
        address.push_str(&format!(" {name}{room}"));
    }
    Some((district, address))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_districts_hold_the_whole_city_to_the_last_person() {
        let all = districts().unwrap();
        assert_eq!(all.len(), 20);
        assert_eq!(all.iter().map(|d| d.population).sum::<u32>(), 130_753);
        assert_eq!(all.iter().map(|d| d.households).sum::<u32>(), 59_885);
        for district in &all {
            let size = f64::from(district.population) / f64::from(district.households);
            assert!((1.5..3.0).contains(&size), "{} {size}", district.name);
            assert!(district.distance_km < 15.0 && district.postal_code.starts_with("000-"));
        }
    }
}
