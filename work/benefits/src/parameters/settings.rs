//! 自治体の定め: what a municipality decides where the ordinance leaves it open. Dated, sourced rows like any other.

use super::{Item, Row, Shape};
use crate::programs::Program;

macro_rules! settings {
    ($($variant:ident $table:literal $title:literal $unit:literal $shape:ident)*) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Setting { $($variant),* }

        impl Setting {
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            pub fn table(self) -> &'static str {
                match self { $(Self::$variant => $table),* }
            }

            pub fn item(self) -> Item {
                match self {
                    $(Self::$variant => Item {
                        table: $table.to_owned(),
                        title: $title.to_owned(),
                        unit: $unit.to_owned(),
                        shape: Shape::$shape,
                    }),*
                }
            }
        }
    };
}

settings! {
    RoundUnit "setting.round_unit" "家賃補助の支給額の端数を切り上げる単位" "円" Single
    RegrantYearBindsDismissal "setting.regrant_year_binds_dismissal" "再支給の1年の間隔を、解雇された方にも求める" "" YesNo
    MovingBreadwinnerAtFall "setting.moving_breadwinner_at_fall" "転居費用補助で、収入が減った月に生計を支えていた方も数える" "" YesNo
    MovingFromOwnedHome "setting.moving_from_owned_home" "転居費用補助を、持ち家から移る方にも行う" "" YesNo
    LoanIncomeCeilings "setting.loan_income_ceilings" "生活福祉資金で低所得世帯とする月収の上限" "円" ByPersons
    RunsWorkPreparation "setting.runs.work_preparation" "就労準備支援を行っている" "" YesNo
    RunsBudgetSupport "setting.runs.budget_support" "家計改善支援を行っている" "" YesNo
    RunsShelter "setting.runs.shelter" "居住支援（一時的な宿泊場所）を行っている" "" YesNo
    RunsResidenceSupport "setting.runs.residence_support" "居住支援（地域居住支援）を行っている" "" YesNo
    RunsChildLearning "setting.runs.child_learning" "子どもの学習・生活支援を行っている" "" YesNo
    RunsCertifiedTraining "setting.runs.certified_training" "認定就労訓練の事業所がある" "" YesNo
    RunsJobPlacement "setting.runs.free_job_placement" "市区町村の無料職業紹介を行っている" "" YesNo
    WelfareOffice "office.welfare" "福祉事務所の名前と電話" "" Office
    ConsultationOffice "office.consultation" "自立相談支援の窓口の名前と電話" "" Office
    WelfareCouncil "office.welfare_council" "社会福祉協議会の名前と電話" "" Office
}

impl Setting {
    pub fn of(table: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|setting| setting.table() == table)
    }

    /// Whether a programme that the Act leaves to the municipality is run there (法7条).
    pub(crate) fn runs(program: Program) -> Option<Self> {
        Some(match program {
            Program::WorkPreparation => Self::RunsWorkPreparation,
            Program::BudgetSupport => Self::RunsBudgetSupport,
            Program::Shelter => Self::RunsShelter,
            Program::ResidenceSupport => Self::RunsResidenceSupport,
            Program::ChildLearning => Self::RunsChildLearning,
            Program::CertifiedTraining => Self::RunsCertifiedTraining,
            Program::JobPlacement => Self::RunsJobPlacement,
            _ => return None,
        })
    }

    /// The municipality's own counter for a programme.
    pub(crate) fn office_of(program: Program) -> Option<Self> {
        Some(match program.office() {
            "福祉事務所" => Self::WelfareOffice,
            "自立相談支援の窓口" => Self::ConsultationOffice,
            "社会福祉協議会" => Self::WelfareCouncil,
            _ => return None,
        })
    }

    /// The answer of a yes-or-no row.
    pub(crate) fn yes(row: &Row) -> bool {
        row.first() == Some(1)
    }
}
