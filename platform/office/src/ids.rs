//! Identifiers: prefixed, time-ordered text, one type for each thing.

/// Declares an identifier type that lives in a text column.
#[macro_export]
macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            pub const PREFIX: &'static str = $prefix;

            /// Accepts only the shape of an identifier, so that no other text can travel as one.
            #[must_use]
            pub fn from_text(text: &str) -> Option<Self> {
                let rest = text.strip_prefix($prefix)?.strip_prefix('_')?;
                let plain = !rest.is_empty() && rest.len() <= 40
                    && rest.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
                plain.then(|| Self(text.to_owned()))
            }

            #[must_use]
            pub fn as_text(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        db::text_column!($name);
    };
}

id!(
    /// 自治体
    MunicipalityId, "mun"
);
id!(
    /// 機関・窓口
    AgencyId, "agc"
);
id!(
    /// 職員
    StaffId, "stf"
);
id!(
    /// 人
    PersonId, "psn"
);
id!(
    /// 世帯
    HouseholdId, "hsh"
);
id!(
    /// ケース: the thread of one household
    CaseId, "cas"
);
