//! 欄の添え物: what a field may bring besides name, label and value.

/// How a field is shown. Begins with [`opts`].
#[derive(Debug, Clone, Default)]
pub struct Opts {
    pub(crate) id: Option<String>,
    pub(crate) hint: Option<String>,
    pub(crate) required: bool,
    pub(crate) kind: Option<&'static str>,
    pub(crate) autocomplete: Option<&'static str>,
    pub(crate) inputmode: Option<&'static str>,
    pub(crate) width: &'static str,
    pub(crate) rows: u16,
    pub(crate) suggest: Option<String>,
    pub(crate) suggest_id: Option<(String, String)>,
    pub(crate) own_words: bool,
    pub(crate) lang: Option<String>,
}

/// Nothing besides.
#[must_use]
pub fn opts() -> Opts {
    Opts::default()
}

impl From<&Opts> for Opts {
    fn from(opts: &Opts) -> Self {
        opts.clone()
    }
}

impl Opts {
    /// An id of its own, where one name stands twice on a page. Otherwise the id is the name.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Marks the field 必須. What is not marked need not be filled.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// `tel`, `email`, `search`: the type of the input.
    #[must_use]
    pub fn kind(mut self, kind: &'static str) -> Self {
        self.kind = Some(kind);
        self
    }

    /// The `autocomplete` token; `off` where none is given, because the data are somebody else's.
    #[must_use]
    pub fn autocomplete(mut self, token: &'static str) -> Self {
        self.autocomplete = Some(token);
        self
    }

    #[must_use]
    pub fn inputmode(mut self, mode: &'static str) -> Self {
        self.inputmode = Some(mode);
        self
    }

    /// Digits: a numeric keyboard and tabular figures.
    #[must_use]
    pub fn digits(mut self) -> Self {
        self.inputmode = Some("numeric");
        self.width = "w-s";
        self
    }

    /// A narrow field (about 10 letters).
    #[must_use]
    pub fn short(mut self) -> Self {
        self.width = "w-s";
        self
    }

    /// A middling field (about 20 letters).
    #[must_use]
    pub fn middling(mut self) -> Self {
        self.width = "w-m";
        self
    }

    /// Lines of a text area (4 where none is given).
    #[must_use]
    pub fn rows(mut self, rows: u16) -> Self {
        self.rows = rows;
        self
    }

    /// The person's own words: large letters.
    #[must_use]
    pub fn own_words(mut self) -> Self {
        self.own_words = true;
        self
    }

    /// Asks this path for suggestions while typing.
    #[must_use]
    pub fn suggest(mut self, path: impl Into<String>) -> Self {
        self.suggest = Some(path.into());
        self
    }

    /// Keeps what was chosen from the suggestions in a hidden field of this name.
    #[must_use]
    pub fn suggest_id(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.suggest_id = Some((name.into(), value.into()));
        self
    }

    /// The language of what is typed, where it is not Japanese.
    #[must_use]
    pub fn lang(mut self, lang: impl Into<String>) -> Self {
        self.lang = Some(lang.into());
        self
    }
}
