//! つなぐシートの言葉: the identifiers and codes of a sheet, its legs and its history (forms 12).

use office::{coded, id};

id!(
    /// つなぐシート
    SheetId, "sht"
);
id!(
    /// つなぎ先の一行: one leg of a sheet
    LegId, "leg"
);
id!(
    /// 詳しく聞くお願い: what a receiver asks beyond the sheet
    MoreId, "mor"
);

coded! {
    /// 種別
    pub enum Kind {
        /// Asks one counter to take the household on.
        Forward = "forward" "つなぎ",
        /// Hands the household back to a counter that held it before.
        Return = "return" "つなぎ戻し",
        /// Asks for help while the sender goes on holding the household.
        Parallel = "parallel" "並行の依頼",
        Information = "information" "情報提供",
    }
}

coded! {
    /// 本人の同意
    pub enum ConsentKind {
        Written = "written" "書面で同意",
        Oral = "oral" "口頭で同意",
        None = "none" "まだ同意を得ていない",
    }
}

coded! {
    /// 緊急度
    pub enum Urgency {
        SameDay = "same_day" "きょう中",
        FewDays = "few_days" "数日のうち",
        Normal = "normal" "通常",
    }
}

coded! {
    /// つなぎ方
    pub enum Method {
        /// 同行: a warm hand-over, side by side.
        Accompany = "accompany" "同行",
        Telephone = "telephone" "電話",
        InternalMail = "internal_mail" "庁内便",
        System = "system" "この画面で送る",
    }
}

coded! {
    /// シートの状態
    pub enum SheetState {
        Open = "open" "つないでいる",
        Closed = "closed" "終わった",
        Withdrawn = "withdrawn" "取り下げた",
    }
}

coded! {
    /// つなぎ先ごとの返事
    pub enum LegState {
        Sent = "sent" "返事待ち",
        Accepted = "accepted" "受け付けた",
        AcceptedInPart = "accepted_in_part" "一部受け付けた",
        Forwarded = "forwarded" "別の窓口へ",
        Returned = "returned" "戻ってきた",
        NotReached = "not_reached" "会えなかった",
        Withdrawn = "withdrawn" "取り下げた",
        Reported = "reported" "結果が届いた",
    }
}

impl LegState {
    /// No answer yet.
    #[must_use]
    pub fn is_waiting(self) -> bool {
        self == Self::Sent
    }

    /// Accepted, and its result still to come.
    #[must_use]
    pub fn owes_result(self) -> bool {
        matches!(self, Self::Accepted | Self::AcceptedInPart)
    }
}

coded! {
    /// 履歴: what happened to a sheet.
    pub enum EventKind {
        Sent = "sent" "送った",
        Amended = "amended" "書き直した",
        Accepted = "accepted" "受け付けた",
        AcceptedInPart = "accepted_in_part" "一部受け付けた",
        Forwarded = "forwarded" "別の窓口へ送った",
        Returned = "returned" "戻した",
        NotReached = "not_reached" "会えなかった",
        Reported = "reported" "結果を返した",
        Withdrawn = "withdrawn" "取り下げた",
        ConsentWithdrawn = "consent_withdrawn" "同意の撤回を受けた",
        AskedMore = "asked_more" "詳しく聞いた",
        ToldMore = "told_more" "詳しく聞かれたことに返事をした",
        Closed = "closed" "終えた",
    }
}

coded! {
    /// 返事の届き方
    pub enum AnsweredHow {
        Screen = "screen" "画面",
        Paper = "paper" "紙",
        Telephone = "telephone" "電話",
    }
}
