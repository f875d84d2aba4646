//! 受付票の欄を描く: each field with what was typed, its hint and its answer.

use office::{Codes, Day, FieldErrors};
use people::Sex;
use web::parts::{self, Choices, opts};
use web::{Pairs, SafeHtml};

use crate::model::Visitor;

/// The fields of one form as they are shown.
pub(crate) struct Fields<'a> {
    pub(crate) pairs: &'a Pairs,
    pub(crate) errors: &'a FieldErrors,
    pub(crate) codes: &'a Codes,
    pub(crate) today: Day,
}

impl Fields<'_> {
    pub(crate) fn summary(&self) -> SafeHtml {
        parts::error_summary(self.errors)
    }

    /// 氏名・ふりがな・性別・生年月日
    pub(crate) fn who(&self) -> SafeHtml {
        let names = [
            self.line("kana", "ふりがな", opts().middling()),
            self.line("name", "氏名", opts().middling()),
            self.birth("生年月日・年齢"),
        ];
        cols(names).and(self.sex())
    }

    /// 性別・年齢, of somebody who wishes not to say who they are.
    pub(crate) fn who_anonymous(&self) -> SafeHtml {
        self.birth("およその年齢").and(self.sex())
    }

    fn sex(&self) -> SafeHtml {
        let sexes = Sex::ALL.iter().map(|sex| (sex.as_text(), sex.label()));
        let sexes = Choices::new(sexes).or_none("まだ聞いていない").picked(self.pairs.one("sex"));
        parts::radios("sex", "性別", &sexes, self.errors, opts())
    }

    fn birth(&self, label: &str) -> SafeHtml {
        self.line("birth", label, opts().hint("例 S45.3.1、昭和45年、50歳くらい").middling())
    }

    /// 住所・電話
    pub(crate) fn contact(&self) -> SafeHtml {
        let phone = || opts().kind("tel").inputmode("tel").middling();
        let phones = [self.line("phone_mobile", "携帯電話", phone()), self.line("phone_home", "自宅の電話", phone())];
        let address = [self.line("postal_code", "郵便番号", opts().digits()), self.line("address", "住所", opts())];
        let none = Choices::new([("1", "決まった住まいがない")]).picked(self.pairs.one("no_fixed_address"));
        cols(phones).and(cols(address)).and(parts::checks("no_fixed_address", "住まい", &none, self.errors, opts()))
    }

    /// 受付日・来談方法
    pub(crate) fn reception(&self) -> SafeHtml {
        let day = parts::date("received_on", "受付日", self.pairs.one("received_on"), self.errors, opts().required());
        let channels = Choices::of(self.codes.list("channels"), self.today).picked(self.pairs.one("channel"));
        day.and(parts::radios("channel", "来談方法", &channels, self.errors, opts()))
    }

    /// ことば
    pub(crate) fn words(&self) -> SafeHtml {
        let shown = opts().own_words().rows(8).hint("聞いたとおりに。途中で閉じても、書きかけは残ります。");
        parts::area("words", "お聞きしたこと(本人のことばで)", self.pairs.one("words"), self.errors, shown)
    }

    /// ご相談の内容 (16)
    pub(crate) fn concerns(&self) -> SafeHtml {
        let choices = Choices::of(self.codes.list("concerns"), self.today)
            .picked_many(self.pairs.all("concern"))
            .main_ones(self.pairs.all("concern_main"));
        parts::concerns("concern", "ご相談の内容", &choices, self.errors).and(self.line(
            "other_concern",
            "その他の内容",
            opts(),
        ))
    }

    /// 来談者
    pub(crate) fn came(&self) -> SafeHtml {
        let visitors = Visitor::ALL.iter().map(|visitor| (visitor.as_text(), visitor.label()));
        let visitors = Choices::new(visitors).picked(self.pairs.one("visitor"));
        let relations = self.codes.list("relations").valid_on(self.today).filter(|code| code.code != "self");
        let relations = relations.map(|code| (code.code.clone(), code.label.clone()));
        let relations = Choices::new(relations).or_none("選ばない").picked(self.pairs.one("relation"));
        let other = [
            parts::select("relation", "本人との関係(本人以外のとき)", &relations, self.errors, opts()),
            self.line("visitor_name", "来られた方の名前", opts().middling()),
        ];
        let reach = [
            self.line("visitor_phone", "来られた方の電話", opts().kind("tel").inputmode("tel").middling()),
            self.line("visitor_email", "来られた方のメール", opts().kind("email").inputmode("email")),
        ];
        parts::radios("visitor", "来られた方", &visitors, self.errors, opts()).and(cols(other)).and(cols(reach))
    }

    /// 連絡のしかた
    pub(crate) fn wishes(&self) -> SafeHtml {
        let wishes = Choices::of(self.codes.list("contact_wishes"), self.today).picked_many(self.pairs.all("wishes"));
        let languages = Choices::of(self.codes.list("languages"), self.today)
            .or_none("まだ聞いていない")
            .picked(self.pairs.one("language"));
        let how = [
            self.line("safe_time", "連絡してよい時間", opts().hint("例 平日の18時より後、携帯へ").middling()),
            parts::select("language", "話しやすいことば", &languages, self.errors, opts()),
        ];
        parts::checks("wishes", "連絡についての希望", &wishes, self.errors, opts()).and(cols(how))
    }

    /// 世帯のこと
    pub(crate) fn household(&self) -> SafeHtml {
        self.line("household_line", "世帯のこと(一行で)", opts().hint("例 80代の母と二人暮らし"))
    }

    /// お伝えしたこと
    pub(crate) fn information(&self) -> SafeHtml {
        let shown = opts().rows(2).hint("情報提供で終えるときに書きます。");
        parts::area("information", "お伝えしたこと", self.pairs.one("information"), self.errors, shown)
    }

    pub(crate) fn reason(&self) -> SafeHtml {
        self.line("reason", "直した理由", opts().hint("例 聞き直した、書き間違いを直した"))
    }

    fn line(&self, name: &str, label: &str, shown: parts::Opts) -> SafeHtml {
        parts::text(name, label, self.pairs.one(name), self.errors, shown)
    }
}

fn cols<const N: usize>(fields: [SafeHtml; N]) -> SafeHtml {
    web::el("div").class("cols").children(fields).html()
}
