//! 制度: the programmes that are judged, one file each.

mod budget_support;
mod certified_training;
mod child_learning;
mod consultation;
mod debt_relief;
mod housing;
pub(crate) mod housing_moving;
pub(crate) mod housing_rent;
mod housing_rent_again;
mod housing_rent_duties;
mod housing_rent_stop;
mod job_placement;
mod job_seeker_support;
mod legal_aid;
pub(crate) mod plausible;
pub(crate) mod public_assistance;
mod shelter;
mod welfare_loans;
mod work_preparation;

use serde::{Serialize, Serializer};

use crate::answer::Answer;
use crate::parameters::{Own, Setting, Tables};
use crate::situation::Situation;
use crate::work::Work;

macro_rules! programs {
    ($($variant:ident $id:literal $name:literal $office:literal)*) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Program { $($variant),* }

        impl Program {
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            pub fn id(self) -> &'static str {
                match self { $(Self::$variant => $id),* }
            }

            /// The programme's own name.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// Whom to ask.
            pub fn office(self) -> &'static str {
                match self { $(Self::$variant => $office),* }
            }

            pub fn from_id(id: &str) -> Option<Self> {
                match id { $($id => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

programs! {
    PublicAssistance "public_assistance" "生活保護" "福祉事務所"
    Consultation "self_reliance_consultation" "自立相談支援" "自立相談支援の窓口"
    HousingRent "housing_benefit_rent" "住居確保給付金（家賃補助）" "自立相談支援の窓口"
    HousingMoving "housing_benefit_moving" "住居確保給付金（転居費用補助）" "自立相談支援の窓口"
    Shelter "shelter" "居住支援（一時的な宿泊場所）" "自立相談支援の窓口"
    ResidenceSupport "residence_support" "居住支援（地域居住支援）" "自立相談支援の窓口"
    WorkPreparation "work_preparation" "就労準備支援" "自立相談支援の窓口"
    BudgetSupport "budget_support" "家計改善支援" "自立相談支援の窓口"
    ChildLearning "child_learning" "子どもの学習・生活支援" "自立相談支援の窓口"
    CertifiedTraining "certified_training" "認定就労訓練" "自立相談支援の窓口"
    JobPlacement "free_job_placement" "無料職業紹介" "自立相談支援の窓口"
    LoanGeneral "welfare_loan_general" "生活福祉資金（総合支援資金）" "社会福祉協議会"
    LoanSmallEmergency "welfare_loan_small_emergency" "生活福祉資金（緊急小口資金）" "社会福祉協議会"
    LoanWelfareExpense "welfare_loan_welfare_expense" "生活福祉資金（福祉費）" "社会福祉協議会"
    LoanEducation "welfare_loan_education" "生活福祉資金（教育支援資金）" "社会福祉協議会"
    LoanRealEstate "welfare_loan_real_estate" "生活福祉資金（不動産担保型）" "社会福祉協議会"
    LegalAid "legal_aid" "法テラスの民事法律扶助" "法テラス"
    DebtRelief "debt_relief" "借金や滞納の整理" "弁護士会・司法書士会・法テラス"
    JobSeekerSupport "job_seeker_support" "求職者支援制度（職業訓練受講給付金）" "ハローワーク"
}

impl Serialize for Program {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        self.id().serialize(out)
    }
}

/// All programmes that the situation asks for, in its order; with danger, 生活保護 comes first.
pub fn judge<'t>(situation: &'t Situation, tables: &'t Tables) -> Vec<Answer<'t>> {
    let own = tables.own(&situation.place);
    let one = |program: &Program| judge_with_own(*program, situation, (tables, own));
    let mut answers: Vec<_> = situation.programs.iter().map(one).collect();
    if situation.danger.any() {
        answers.sort_by_key(|answer| !matches!(answer.program, Program::PublicAssistance));
    }
    answers
}

pub fn judge_one<'t>(program: Program, situation: &'t Situation, tables: &'t Tables) -> Answer<'t> {
    judge_with_own(program, situation, (tables, tables.own(&situation.place)))
}

fn judge_with_own<'t>(
    program: Program,
    situation: &'t Situation,
    (tables, own): (&'t Tables, Option<&'t Own>),
) -> Answer<'t> {
    let mut work = Work::begin(program, situation, (tables, own));
    match program {
        Program::PublicAssistance => public_assistance::judge(&mut work),
        Program::Consultation => consultation::judge(&mut work),
        Program::HousingRent => housing_rent::judge(&mut work),
        Program::HousingMoving => housing_moving::judge(&mut work),
        Program::Shelter => shelter::judge(&mut work),
        Program::ResidenceSupport => shelter::judge_residence(&mut work),
        Program::WorkPreparation => work_preparation::judge(&mut work),
        Program::BudgetSupport => budget_support::judge(&mut work),
        Program::ChildLearning => child_learning::judge(&mut work),
        Program::CertifiedTraining => certified_training::judge(&mut work),
        Program::JobPlacement => job_placement::judge(&mut work),
        Program::LoanGeneral => welfare_loans::general(&mut work),
        Program::LoanSmallEmergency => welfare_loans::small_emergency(&mut work),
        Program::LoanWelfareExpense => welfare_loans::welfare_expense(&mut work),
        Program::LoanEducation => welfare_loans::education(&mut work),
        Program::LoanRealEstate => welfare_loans::real_estate(&mut work),
        Program::LegalAid => legal_aid::judge(&mut work),
        Program::DebtRelief => debt_relief::judge(&mut work),
        Program::JobSeekerSupport => job_seeker_support::judge(&mut work),
    }
    let runs = Setting::runs(program).and_then(|setting| work.setting(setting));
    if runs.is_some_and(|row| !Setting::yes(row)) {
        work.leave_to("市区町村", "この制度は町で行っていないため、近くで代わりになる支援をいっしょに探します");
    }
    if program != Program::PublicAssistance {
        work.counter();
    }
    work.finish()
}
