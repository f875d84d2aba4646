//! Every deed of the office that someone may or may not do. The words are the glossary's.

/// Declares an enum of codes with their Japanese labels: `as_text`, `from_text`, `label`, `ALL`.
#[macro_export]
macro_rules! coded {
    ($(#[$doc:meta])* pub enum $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal $label:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            #[must_use]
            pub fn as_text(&self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            #[must_use]
            pub fn from_text(text: &str) -> Option<Self> {
                match text { $($code => Some(Self::$variant),)+ _ => None }
            }

            /// The Japanese word for it.
            #[must_use]
            pub fn label(&self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }
        }

        db::text_column!($name);
    };
}

coded! {
    /// What an actor asks leave to do.
    pub enum May {
        SeeToday = "see_today" "今日を見る",
        KeepDraft = "keep_draft" "下書きを残す",
        FindPerson = "find_person" "人を探す",
        SeePerson = "see_person" "人の基本情報を見る",
        SeeAddress = "see_address" "住所と電話を見る",
        AmendPerson = "amend_person" "人の基本情報を訂正する",
        ProtectPerson = "protect_person" "支援措置を始める・延ばす",
        AskLiftProtection = "ask_lift_protection" "支援措置の終了を求める",
        ConfirmLiftProtection = "confirm_lift_protection" "支援措置の終了を確認する",
        RestrictPerson = "restrict_person" "人の存在を伏せる・名指しを変える",
        AskLiftRestriction = "ask_lift_restriction" "存在を伏せることの終了を求める",
        ConfirmLiftRestriction = "confirm_lift_restriction" "存在を伏せることの終了を確認する",
        ProposeNaming = "propose_naming" "伏せた記録の担当の付け替えを求める",
        ConfirmNaming = "confirm_naming" "伏せた記録の担当を見る・付け替えを確認する",
        LinkPersons = "link_persons" "同じ人かもしれない記録を結ぶ",
        ReceiveIntake = "receive_intake" "相談を受け付ける",
        SeeIntake = "see_intake" "相談受付票を見る",
        AmendIntake = "amend_intake" "相談受付票を訂正する",
        SupportHere = "support_here" "自分の機関で支援する",
        EndWithInformation = "end_with_information" "情報提供で終了する",
        DropOut = "drop_out" "途中で終わった相談を閉じる",
        SeeCase = "see_case" "ケースを見る",
        SeeCases = "see_cases" "ケースの一覧を見る",
        CloseCase = "close_case" "ケースを終える",
        WriteSheet = "write_sheet" "つなぐシートを作る",
        SeeSheet = "see_sheet" "つなぐシートを見る",
        SeeSheetPerson = "see_sheet_person" "つなぐシートの本人情報を見る",
        SendSheet = "send_sheet" "つなぐシートを送る",
        AmendSheet = "amend_sheet" "送ったつなぐシートを訂正する",
        WithdrawSheet = "withdraw_sheet" "つなぐシートを取り下げる",
        WithdrawConsent = "withdraw_consent" "同意の撤回を記録する",
        PrintSheet = "print_sheet" "つなぐシートを印刷する",
        AnswerLeg = "answer_leg" "届いたつなぐシートに答える",
        AskMore = "ask_more" "届いたつなぐシートについて詳しく聞く",
        TellMore = "tell_more" "詳しく聞かれたことを伝える",
        ReportResult = "report_result" "対応結果を返す",
        EnterReturn = "enter_return" "紙や電話で届いた返事を入力する",
        SeeQueue = "see_queue" "届いたつなぐシートの一覧を見る",
        SeeOverdue = "see_overdue" "期限を過ぎたつなぎを見る",
        SeeRounds = "see_rounds" "たらい回しの一覧を見る",
        SeeNobodyHolds = "see_nobody_holds" "誰も持っていない世帯を見る",
        BreakGlass = "break_glass" "緊急に開く",
        ReviewBreakGlass = "review_break_glass" "緊急に開いた記録を確かめる",
        SeeWhoSaw = "see_who_saw" "誰が見たかを調べる",
        VerifyAudit = "verify_audit" "記録の連なりを検証する",
        SeeAgencies = "see_agencies" "窓口の一覧を見る",
        ManageAgencies = "manage_agencies" "窓口を登録する",
        ManageStaff = "manage_staff" "職員を登録する",
        ManageOwnSignIn = "manage_own_sign_in" "自分のサインインを整える",
        SeeFigures = "see_figures" "統計を見る",
        JudgeBenefits = "judge_benefits" "制度の見立てをする",
        EditBenefitTables = "edit_benefit_tables" "制度の基準の行を入れる",
        ConfirmBenefitTables = "confirm_benefit_tables" "制度の基準の行を確かめる",
        EditNoticingRules = "edit_noticing_rules" "気づきの規則を直す",
        ApproveNoticingRules = "approve_noticing_rules" "気づきの規則の案を確かめる",
    }
}

impl May {
    /// Reading deeds are those that break-glass can open.
    #[must_use]
    pub fn is_reading(self) -> bool {
        matches!(self, Self::SeePerson | Self::SeeIntake | Self::SeeCase | Self::SeeSheet | Self::SeeSheetPerson)
    }
}

impl<'de> serde::Deserialize<'de> for May {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::from_text(&text).ok_or_else(|| serde::de::Error::custom(format!("{text} という行為はありません")))
    }
}
