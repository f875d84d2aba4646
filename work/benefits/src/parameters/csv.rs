//! 表の読み取り: plain comma tables without quotes, as kept under `rules/benefits`.

use super::ParameterTrouble;

/// Header and records; every record has as many cells as the header.
pub(crate) struct Csv<'a> {
    header: Vec<&'a str>,
    records: Vec<Vec<&'a str>>,
}

pub(crate) struct Record<'c, 'a> {
    header: &'c [&'a str],
    cells: &'c [&'a str],
}

impl<'a> Csv<'a> {
    pub(crate) fn read(name: &str, text: &'a str) -> Result<Self, ParameterTrouble> {
        let mut lines = text.lines().filter(|line| !line.trim().is_empty());
        let header: Vec<_> = lines.next().unwrap_or_default().split(',').map(str::trim).collect();
        let mut records = Vec::new();
        for (at, line) in lines.enumerate() {
            let cells: Vec<_> = line.split(',').map(str::trim).collect();
            if cells.len() != header.len() {
                return Err(ParameterTrouble(format!("{name}: record {} has {} cells", at + 1, cells.len())));
            }
            records.push(cells);
        }
        Ok(Self { header, records })
    }

    pub(crate) fn records(&self) -> impl Iterator<Item = Record<'_, 'a>> {
        self.records.iter().map(|cells| Record { header: &self.header, cells })
    }
}

impl<'a> Record<'_, 'a> {
    pub(crate) fn text(&self, column: &str) -> &'a str {
        let at = self.header.iter().position(|name| *name == column);
        at.and_then(|at| self.cells.get(at).copied()).unwrap_or_default()
    }

    pub(crate) fn number(&self, column: &str) -> Result<i64, ParameterTrouble> {
        let text = self.text(column);
        text.parse().map_err(|_| ParameterTrouble(format!("column {column}: not a number: {text:?}")))
    }

    /// Every cell from column `from` on, as a number; an empty cell is `None`.
    pub(crate) fn numbers(&self, from: usize, count: usize) -> Result<Vec<Option<i64>>, ParameterTrouble> {
        let cells = self.cells.iter().skip(from).take(count);
        cells
            .map(|cell| match *cell {
                "" => Ok(None),
                text => text.parse().map(Some).map_err(|_| ParameterTrouble(format!("not a number: {text:?}"))),
            })
            .collect()
    }
}
