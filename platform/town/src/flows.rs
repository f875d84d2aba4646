//! 流れの表: how many of the welfare office's interviews and of the self-reliance agency's receptions came from whom.

use office::Fault;
use office::calendar::FiscalYear;

const FILE: &str = include_str!("../../../rules/town/flows.csv");

/// One fiscal year. The letters are those of the source: T = A + E - F.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Flows {
    pub(crate) year: FiscalYear,
    /// A: interviews of the welfare office.
    pub(crate) interviews: u32,
    /// B: of them, applications.
    pub(crate) applications: u32,
    /// C: handed to the self-reliance agency.
    pub(crate) to_self_reliance: u32,
    /// D: receptions of the self-reliance agency; 0 before the Act.
    pub(crate) self_reliance: u32,
    /// F: handed from there to an application.
    pub(crate) to_application: u32,
}

pub(crate) fn flows() -> Result<Vec<Flows>, Fault> {
    let lines = FILE.lines().skip(1).filter(|line| !line.is_empty());
    lines.map(|line| of(line).ok_or_else(|| Fault::other(format!("流れの表を読めません: {line}")))).collect()
}

/// Columns as in the head of the file; an empty one is 0: the scheme did not exist yet.
fn of(line: &str) -> Option<Flows> {
    let cells: Vec<&str> = line.split(',').collect();
    let number = |at: usize| match cells.get(at)?.trim() {
        "" => Some(0),
        text => text.parse().ok(),
    };
    Some(Flows {
        year: FiscalYear::parse(cells.first()?)?,
        interviews: number(2)?,
        applications: number(3)?,
        to_self_reliance: number(6)?,
        self_reliance: number(8)?,
        to_application: number(10)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_holds_its_own_identities() {
        let all = flows().unwrap();
        assert_eq!(all.iter().map(|f| f.year.short()).collect::<Vec<_>>(), ["H26", "H27", "H28", "H29"]);
        for (flow, line) in all.iter().zip(FILE.lines().skip(1)) {
            let cells: Vec<&str> = line.split(',').collect();
            let not_via = flow.self_reliance - flow.to_self_reliance;
            assert_eq!(cells[1], (flow.interviews + not_via - flow.to_application).to_string());
            assert_eq!(cells[4], (flow.interviews - flow.applications).to_string());
            assert!(flow.to_application <= flow.applications);
            assert!(flow.to_self_reliance <= flow.interviews - flow.applications);
        }
    }
}
