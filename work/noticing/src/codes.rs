//! Code lists of the forms: 課題と特性 (27), ご相談の内容 (16), 関係機関の種類, and 緊急度.

use office::coded;

/// In the rule files and in what is printed, a value is its code.
macro_rules! written_as_code {
    ($($name:ident),*) => {
        $(
            impl serde::Serialize for $name {
                fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.serialize_str(self.as_text())
                }
            }

            impl<'de> serde::Deserialize<'de> for $name {
                fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    let code = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                    Self::from_text(&code).ok_or_else(|| serde::de::Error::custom(format!("{code}?")))
                }
            }
        )*
    };
}

coded! {
    /// 課題と特性: インテーク・アセスメントシート, the 27 items reported to the state.
    pub enum Issue {
        Illness = "illness" "病気",
        Injury = "injury" "けが",
        DisabilityCertified = "disability_certified" "障害（手帳有）",
        DisabilitySuspected = "disability_suspected" "障害（疑い）",
        SuicideAttempt = "suicide_attempt" "自死企図",
        MentalHealthOther = "mental_health_other" "その他メンタルヘルスの課題（うつ・不眠・不安・依存症・適応障害など）",
        UnstableHousing = "unstable_housing" "住まい不安定",
        Homeless = "homeless" "ホームレス",
        EconomicHardship = "economic_hardship" "経済的困窮",
        Debt = "debt" "（多重・過重）債務",
        Budgeting = "budgeting" "家計管理の課題",
        JobSearchDifficulty = "job_search_difficulty" "就職活動困難",
        JobRetentionDifficulty = "job_retention_difficulty" "就職定着困難",
        DisorderedLifestyle = "disordered_lifestyle" "生活習慣の乱れ",
        SocialIsolation = "social_isolation" "社会的孤立（ニート・ひきこもりなどを含む）",
        FamilyProblem = "family_problem" "家族関係・家族の問題",
        SchoolRefusal = "school_refusal" "不登校",
        Delinquency = "delinquency" "非行",
        LowSchooling = "low_schooling" "中卒・高校中退",
        SingleParent = "single_parent" "ひとり親",
        DvAbuse = "dv_abuse" "DV・虐待",
        ForeignNationality = "foreign_nationality" "外国籍",
        ExOffender = "ex_offender" "刑余者",
        CommunicationDifficulty = "communication_difficulty" "コミュニケーションが苦手",
        AbilityIssue = "ability_issue" "本人の能力の課題（識字・言語・理解等）",
        DisasterVictim = "disaster_victim" "被災",
        Other = "other" "その他",
    }
}

coded! {
    /// ご相談の内容: the 16 items of 相談受付・申込票.
    pub enum Concern {
        HealthDisability = "health_disability" "病気や健康、障害のこと",
        Housing = "housing" "住まいについて",
        IncomeLivingCosts = "income_living_costs" "収入・生活費のこと",
        RentOrLoan = "rent_or_loan" "家賃やローンの支払いのこと",
        TaxUtilities = "tax_utilities" "税金や公共料金等の支払いについて",
        Debt = "debt" "債務について",
        JobSearch = "job_search" "仕事探し、就職について",
        WorkplaceTrouble = "workplace_trouble" "仕事上の不安やトラブル",
        CommunityRelations = "community_relations" "地域との関係について",
        FamilyRelations = "family_relations" "家族との関係について",
        ChildRearing = "child_rearing" "子育てのこと",
        CareOfElderly = "care_of_elderly" "介護のこと",
        WithdrawalTruancy = "withdrawal_truancy" "ひきこもり・不登校",
        DvAbuse = "dv_abuse" "DV・虐待",
        NoFood = "no_food" "食べるものがない",
        Other = "other" "その他",
    }
}

coded! {
    /// 関係機関・関係者の種類, headed by the 自立相談支援機関 itself.
    pub enum Agency {
        SelfReliance = "self_reliance" "自立相談支援機関",
        WelfareOfficePublicAssistance = "welfare_office_public_assistance" "福祉事務所(生活保護担当部署)",
        CityElderlyCare = "city_elderly_care" "福祉部署 高齢・介護",
        CityDisability = "city_disability" "福祉部署 障害",
        CityChildren = "city_children" "福祉部署 子ども・ひとり親",
        CityTax = "city_tax" "税務・収納担当",
        CityInsurancePension = "city_insurance_pension" "国保・年金担当",
        CityHousing = "city_housing" "住宅担当(公営住宅)",
        CityWater = "city_water" "水道",
        CityOther = "city_other" "その他行政の担当部署",
        HelloWork = "hello_work" "ハローワーク",
        YouthSupportStation = "youth_support_station" "地域若者サポートステーション",
        OtherEmployment = "other_employment" "職業訓練機関・その他就労支援機関",
        CertifiedTrainingSite = "certified_training_site" "認定就労訓練事業所",
        CommunityComprehensiveCenter = "community_comprehensive_center" "地域包括支援センター",
        CareProvider = "care_provider" "居宅介護支援・介護事業所",
        DisabilityConsultation = "disability_consultation" "障害者基幹相談支援センター・相談支援事業所",
        DisabilityEmployment = "disability_employment" "障害者就業・生活支援センター",
        Medical = "medical" "医療機関",
        HealthCenter = "health_center" "保健所・保健センター・精神保健福祉センター",
        SocialWelfareCouncil = "social_welfare_council" "社会福祉協議会",
        HikikomoriCenter = "hikikomori_center" "ひきこもり地域支援センター",
        ChildGuidance = "child_guidance" "児童相談所・家庭児童相談室",
        ChildFamilyCenter = "child_family_center" "こども家庭センター・母子保健",
        Nursery = "nursery" "保育所・幼稚園",
        SchoolBoard = "school_board" "学校・教育委員会・SSW",
        WomenSupport = "women_support" "女性相談支援センター",
        Police = "police" "警察",
        JusticeRehabilitation = "justice_rehabilitation" "矯正・更生保護, 地域生活定着支援センター",
        Legal = "legal" "法テラス・弁護士・司法書士",
        ConsumerCenter = "consumer_center" "消費生活センター",
        UtilityCompany = "utility_company" "電気・ガス等ライフライン事業者",
        RealEstate = "real_estate" "不動産・家主・保証会社",
        HousingSupport = "housing_support" "居住支援法人・協議会",
        FoodBank = "food_bank" "フードバンク",
        Npo = "npo" "NPO・ボランティア",
        Neighbourhood = "neighbourhood" "町内会・自治会・近隣",
        ForeignersSupport = "foreigners_support" "外国人支援団体・国際交流協会",
        Employer = "employer" "勤務先・元勤務先",
        PeerGroup = "peer_group" "家族会・当事者団体",
        WelfareCommissioner = "welfare_commissioner" "民生委員・児童委員",
        OtherSelfRelianceAgency = "other_self_reliance_agency" "他自治体の自立相談支援機関",
        Other = "other" "その他",
    }
}

coded! {
    /// 緊急度, mildest first so that the greatest is the most urgent.
    pub enum Urgency {
        Ordinary = "通常" "通常",
        Early = "早期" "早期",
        Urgent = "緊急" "緊急",
    }
}

written_as_code!(Issue, Concern, Agency, Urgency);
