//! Languages, texts, and the macro that closes a vocabulary.

use serde::{Deserialize, Serialize};

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Indonesian, the language of the SOPs.
    Id,
    /// English.
    En,
}

impl Lang {
    /// Every language, the campus's own first.
    pub const ALL: [Self; 2] = [Self::Id, Self::En];

    /// The code as it stands in an address: `id`, `en`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::En => "en",
        }
    }

    /// The language of a code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }

    /// The other language, for the switch.
    pub const fn other(self) -> Self {
        match self {
            Self::Id => Self::En,
            Self::En => Self::Id,
        }
    }
}

/// The same words in every language.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Text {
    /// Indonesian.
    pub id: String,
    /// English.
    pub en: String,
}

impl Text {
    /// A text from its two wordings.
    pub fn new(id: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            en: en.into(),
        }
    }

    /// A text that reads the same in every language (a name, a number).
    pub fn same(words: impl Into<String>) -> Self {
        let words = words.into();
        Self {
            id: words.clone(),
            en: words,
        }
    }

    /// The wording in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Id => &self.id,
            Lang::En => &self.en,
        }
    }
}

/// A word of a closed vocabulary, as the parser sees it.
pub(crate) trait Word: Copy + 'static {
    /// Every word.
    fn all() -> &'static [Self];
    /// The word in a declaration.
    fn word(self) -> &'static str;

    /// The meaning of a word.
    fn find(word: &str) -> Option<Self> {
        Self::all()
            .iter()
            .copied()
            .find(|known| known.word() == word)
    }

    /// Every word, as written.
    fn keys() -> Vec<&'static str> {
        Self::all().iter().map(|known| known.word()).collect()
    }

    /// Every word, in one sentence.
    fn list() -> String {
        Self::keys().join(", ")
    }
}

/// Declares a closed vocabulary: an enum, the word that stands for each variant in TOML, and what
/// people read. Gives `ALL`, `key`, `from_key` and `label`.
macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $key:literal, $id:literal, $en:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$vmeta])* #[serde(rename = $key)] $variant,)+
        }

        impl $name {
            /// Every word of this vocabulary, in the order of its declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word that stands for it in a declaration.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)+ }
            }

            /// The meaning of a word, if it belongs to this vocabulary.
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|word| word.key() == key)
            }

            /// What people read.
            pub const fn label(self, lang: $crate::Lang) -> &'static str {
                match (self, lang) {
                    $((Self::$variant, $crate::Lang::Id) => $id,
                      (Self::$variant, $crate::Lang::En) => $en,)+
                }
            }
        }

        impl $crate::model::Word for $name {
            fn all() -> &'static [Self] {
                Self::ALL
            }

            fn word(self) -> &'static str {
                self.key()
            }
        }
    };
}
pub(crate) use vocabulary;
