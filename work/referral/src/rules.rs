//! 断りの文: when a rule of connecting says no, and what the officer can do instead.

use office::Trouble;

/// Why a deed with a sheet does not go through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    NoLegs,
    TwoLeads,
    LeadMissing,
    LeadUnwanted,
    SameCounterTwice,
    ToItself,
    NotTheHolder,
    LeadPending,
    NotHeldBefore,
    InACircle,
    BackIsReturn,
    CaseClosed,
    CaseOpen,
    NotTheReceiver,
    NotTheSender,
    AnsweredAlready,
    NotAcceptedYet,
    NothingToWithdraw,
    AnswersPending,
    LegUnknown,
    LeadWithoutConsent,
    LeadWithoutAccount,
    ForwardNeedsAccount,
    SheetEnded,
    AnswersOnScreen,
    AgencyUnknown,
    ConsentNotGiven,
    ConsentWithdrawn,
    NothingAsked,
    AskedMoreAlready,
    MoreSettled,
    MoreNotYours,
    MoreNotAskedFor,
    TellingWithoutConsent,
    NothingInstead,
}

impl Refusal {
    /// The sentence that the officer reads.
    #[must_use]
    #[expect(clippy::too_many_lines, reason = "a table: one sentence for each, and none forgotten")]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::NoLegs => "つなぎ先がまだ選ばれていません。窓口を一つ以上選んでください。",
            Self::TwoLeads => "受け持ちをお願いする窓口は一つだけです。ほかの窓口には、並行の依頼として送れます。",
            Self::LeadMissing => {
                "受け持ちをお願いする窓口を一つ選んでください。あなたの窓口が持ち続けるときは「並行の依頼」を選んでください。"
            }
            Self::LeadUnwanted => "この種別では受け持ちは移りません。受け持ちを移すときは「つなぎ」を選んでください。",
            Self::SameCounterTwice => "同じ窓口が二度選ばれています。一つにまとめてください。",
            Self::ToItself => {
                "自分の窓口が選ばれています。自分の窓口で支援するときは、受付票の「支援する」を使ってください。"
            }
            Self::NotTheHolder => {
                "この世帯は、いま別の窓口が受け持っています。受け持ちを移すつなぎは、その窓口から送ります。並行の依頼と情報提供は、ここから送れます。"
            }
            Self::LeadPending => {
                "受け持ちのお願いに、まだ返事が届いていません。返事を待つか、先のシートを取り下げてから送ってください。"
            }
            Self::NotHeldBefore => {
                "つなぎ戻しは、前に受け持った窓口に送ります。ほかの窓口には「つなぎ」で送ってください。"
            }
            Self::InACircle => {
                "その窓口には、このシートがもう届いていました。別の窓口を選ぶか、「戻す」で送り元に相談してください。"
            }
            Self::BackIsReturn => "送り元に返すときは「戻す」を選んでください。理由と次にすることが伝わります。",
            Self::CaseClosed => {
                "このケースはもう終わっています。続けて支援するときは、新しく相談を受け付けてください。"
            }
            Self::CaseOpen => "このケースは、いま続いています。",
            Self::NotTheReceiver => "この返事は、受け取った窓口が入力します。",
            Self::NotTheSender => "この操作は、シートを送った窓口が行います。",
            Self::AnsweredAlready => "先に返事が入力されています。画面を開き直して、いまの状態を確かめてください。",
            Self::NotAcceptedYet => "結果を返す前に、「受け付けた」か「一部受け付けた」と返事をしてください。",
            Self::NothingToWithdraw => "返事を待っているつなぎ先がないため、取り下げるところがありません。",
            Self::AnswersPending => "返事を待っているつなぎがあります。返事を待つか、取り下げてから終えてください。",
            Self::LegUnknown => "このつなぎ先は見つかりませんでした。画面を開き直してください。",
            Self::LeadWithoutConsent => {
                "本人の名前を伝えないあいだは、受け持ちは移せません。名前のない問い合わせとして送るか、同意を確かめてください。"
            }
            Self::LeadWithoutAccount => {
                "この窓口はこの画面を使っていないため、受け持ちはあなたの窓口に残ります。「並行の依頼」として送ってください。"
            }
            Self::ForwardNeedsAccount => {
                "その窓口はこの画面を使っていないため、受け持ちのお願いは送れません。「戻す」で、送り元に合う窓口を伝えてください。"
            }
            Self::SheetEnded => "このシートは終わっています。続きは、新しいシートに書いてください。",
            Self::AnswersOnScreen => "この窓口は画面から返事ができます。返事は、その窓口に入力を頼んでください。",
            Self::AgencyUnknown => "選ばれた窓口が見つかりません。窓口をもう一度選んでください。",
            Self::ConsentNotGiven => "このシートには本人の同意の記録がありません。",
            Self::ConsentWithdrawn => {
                "本人が同意を撤回しています。本人があらためて伝えてほしいと話したときは、新しいシートで同意を確かめてから伝えてください。"
            }
            Self::NothingAsked => "知りたいことの種類を、一つ以上選んでください。",
            Self::AskedMoreAlready => {
                "先に聞いたことへの返事が、まだ届いていません。急ぐときは、送り元の窓口に電話で伝えてください。"
            }
            Self::MoreSettled => "先に返事が入力されています。画面を開き直して、いまの内容を確かめてください。",
            Self::MoreNotYours => "この返事は、シートを送った窓口か、いま受け持っている窓口が入力します。",
            Self::MoreNotAskedFor => "聞かれていない種類が選ばれています。聞かれた種類の中から選んでください。",
            Self::TellingWithoutConsent => {
                "伝える前に、この内容を伝えてよいか本人に確かめてください。書面か口頭の同意、または法令の根拠があるときに伝えられます。"
            }
            Self::NothingInstead => "伝えないことがあるときは、代わりにできることを書いてください。",
        }
    }
}

impl From<Refusal> for office::Refusal {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::AnsweredAlready | Refusal::MoreSettled => Self::conflict(refusal.sentence()),
            Refusal::LegUnknown => Self::not_there(),
            _ => Self::rule(refusal.sentence()),
        }
    }
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        office::Refusal::from(refusal).into()
    }
}
