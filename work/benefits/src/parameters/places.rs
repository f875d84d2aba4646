//! 自治体と級地: which municipality is meant, and what 級地 and winter zone it has.

use std::sync::Arc;

use super::{ParameterTrouble, csv::Csv, quick::Quick};

/// 級地 (1..=3) and its half (1..=2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AreaClass {
    pub class: u8,
    pub half: u8,
}

impl AreaClass {
    /// 0 for 1級地-1 … 5 for 3級地-2.
    pub(crate) fn index(self) -> usize {
        usize::from(self.class.clamp(1, 3) - 1) * 2 + usize::from(self.half.clamp(1, 2) - 1)
    }

    /// 0 for 1級地 … 2 for 3級地.
    pub(crate) fn class_index(self) -> usize {
        usize::from(self.class.clamp(1, 3) - 1)
    }
}

impl std::fmt::Display for AreaClass {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}級地-{}", self.class, self.half)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub prefecture: String,
    pub name: String,
    /// `神奈川県座間市`
    pub full_name: String,
    pub area: AreaClass,
    /// 冬季加算の地域区分, 1..=6.
    pub winter_zone: u8,
    /// Where the prefecture's rent ceilings stand: `神奈川県1`.
    pub(crate) ceiling_key: String,
    /// `false`: not named in 別表第9, hence 3級地-2.
    pub listed: bool,
    /// The transcriptions of 別表第9 disagree.
    pub doubtful: bool,
}

impl Place {
    pub(crate) fn is_tokyo_ward(&self) -> bool {
        self.prefecture == "東京都" && self.name.ends_with('区')
    }

    pub(crate) fn is_town_or_village(&self) -> bool {
        self.name.ends_with('町') || self.name.ends_with('村')
    }
}

/// Why a name does not tell a municipality.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unplaced {
    /// More than one municipality has this name.
    SeveralOfThisName,
    /// Not in 別表第9 by this name: the prefecture is needed.
    PrefectureNeeded,
    NotAMunicipality,
}

impl Unplaced {
    pub(crate) fn sentence(self) -> &'static str {
        match self {
            Self::SeveralOfThisName => {
                "同じ名前の自治体がほかにもあります。「東京都府中市」のように都道府県から書いてください。"
            }
            Self::PrefectureNeeded => "この自治体は都道府県から書いてください（例: 三重県東員町）。",
            Self::NotAMunicipality => "市区町村の名前（例: 座間市）で書いてください。",
        }
    }
}

#[derive(Debug, Default)]
pub(crate) struct Places {
    by_name: Quick<Vec<Arc<Place>>>,
    by_full_name: Quick<Arc<Place>>,
    spellings: Quick<String>,
    winter_zones: Quick<u8>,
    prefectures: Vec<String>,
}

impl Places {
    pub(crate) fn read(areas: &str, spellings: &str, zones: &str) -> Result<Self, ParameterTrouble> {
        let mut places = Self::default();
        for record in Csv::read("spellings", spellings)?.records() {
            places.spellings.insert(record.text("written").into(), record.text("official").into());
        }
        for record in Csv::read("winter_zones", zones)?.records() {
            places.winter_zones.insert(record.text("prefecture").into(), small(record.number("zone")?)?);
        }
        for record in Csv::read("area_classes", areas)?.records() {
            let prefecture = record.text("prefecture").to_owned();
            if !places.prefectures.contains(&prefecture) {
                places.prefectures.push(prefecture.clone());
            }
            let name = record.text("municipality");
            let area = AreaClass {
                class: small(record.number("area_class")?)?,
                half: small(record.number("area_subclass")?)?,
            };
            let place = Arc::new(Place {
                winter_zone: places.zone(&prefecture),
                name: name.into(),
                full_name: format!("{prefecture}{name}"),
                area,
                ceiling_key: format!("{prefecture}{}", area.class),
                listed: true,
                doubtful: record.text("standing") == "doubtful",
                prefecture,
            });
            places.by_full_name.insert(place.full_name.clone(), Arc::clone(&place));
            places.by_name.entry(place.name.clone()).or_default().push(place);
        }
        Ok(places)
    }

    fn zone(&self, prefecture: &str) -> u8 {
        self.winter_zones.get(prefecture).copied().unwrap_or(6)
    }

    /// A name with or without its prefecture.
    pub(crate) fn find(&self, written: &str) -> Result<Arc<Place>, Unplaced> {
        let written = written.trim();
        if let Some(place) = self.by_full_name.get(written) {
            return Ok(Arc::clone(place));
        }
        if let Some(named) = self.by_name.get(written) {
            return match named.as_slice() {
                [one] => Ok(Arc::clone(one)),
                _ => Err(Unplaced::SeveralOfThisName),
            };
        }
        let prefecture = self.prefectures.iter().find(|name| written.starts_with(name.as_str()));
        let name = prefecture.map_or(written, |name| written.get(name.len()..).unwrap_or_default());
        if let Some(official) = self.spellings.get(name) {
            let official = format!("{}{official}", prefecture.map_or("", String::as_str));
            return self.find(&official);
        }
        // A ward of a designated city: 級地 and limits are the city's.
        if let Some(city) =
            name.ends_with('区').then(|| name.find('市')).flatten().and_then(|at| name.get(..at + '市'.len_utf8()))
        {
            return self.find(&format!("{}{city}", prefecture.map_or("", String::as_str)));
        }
        if name.chars().count() < 2 || name.chars().count() > 20 || !name.ends_with(['市', '区', '町', '村']) {
            return Err(Unplaced::NotAMunicipality);
        }
        let prefecture = prefecture.ok_or(Unplaced::PrefectureNeeded)?;
        Ok(Arc::new(Place {
            winter_zone: self.zone(prefecture),
            prefecture: prefecture.clone(),
            name: name.to_owned(),
            full_name: format!("{prefecture}{name}"),
            area: AreaClass { class: 3, half: 2 },
            ceiling_key: format!("{prefecture}3"),
            listed: false,
            doubtful: false,
        }))
    }
}

fn small(number: i64) -> Result<u8, ParameterTrouble> {
    u8::try_from(number).map_err(|_| ParameterTrouble(format!("not a small number: {number}")))
}
