//! The fields of a form.

use serde::{Deserialize, Serialize};

use super::AccountType;
use super::text::{Text, vocabulary};

/// Key of a field within its service.
pub type FieldKey = String;

/// A heading in the form under which fields stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Stable key.
    pub key: String,
    /// The heading.
    pub heading: Text,
}

/// One question of the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Stable key, unique in the service.
    pub key: FieldKey,
    /// Key of the section it stands in; fields of a section follow each other.
    pub section: String,
    /// The question.
    pub label: Text,
    /// One sentence of help.
    pub help: Option<Text>,
    /// Must be answered (when its condition holds).
    pub required: bool,
    /// Asked only if this holds.
    pub when: Option<When>,
    /// What Loket fills in for the owner of a blocked account, besides what the kind of the field says.
    #[serde(default)]
    pub fill: Option<Fill>,
    /// What kind of answer.
    pub kind: FieldKind,
}

/// The only condition there is: an earlier choice has one of these options.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// Key of an earlier field of kind choice.
    pub field: FieldKey,
    /// Keys of its options.
    pub is: Vec<String>,
}

/// The kinds of answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldKind {
    /// One line.
    Text {
        /// Longest, in characters.
        max: u32,
    },
    /// Several lines.
    LongText {
        /// Longest, in characters.
        max: u32,
    },
    /// One of some options; the answer is the option's key.
    Choice {
        /// The options, in order.
        options: Vec<ChoiceOption>,
    },
    /// A day, `YYYY-MM-DD`.
    Date,
    /// Any e-mail address.
    Email,
    /// A mobile number, kept as `628…`.
    WhatsApp,
    /// Student number.
    Nim,
    /// Employee number of 18 digits.
    Nip,
    /// Either of the two.
    NimOrNip,
    /// Name of a unit or faculty of the campus.
    Unit,
    /// Address of an account of the campus.
    Account(AccountRule),
    /// One of some applications of the campus; the answer is its key.
    Application {
        /// Keys of the applications that this service opens, in order.
        of: Vec<String>,
    },
    /// Name, e-mail and WhatsApp number; the answers are `{key}.name`, `{key}.email`, `{key}.whatsapp`.
    PersonInCharge,
    /// Uploaded files.
    File(FileRule),
}

impl FieldKind {
    /// The word that stands for it in a declaration.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Text { .. } => "text",
            Self::LongText { .. } => "long-text",
            Self::Choice { .. } => "choice",
            Self::Date => "date",
            Self::Email => "email",
            Self::WhatsApp => "whatsapp",
            Self::Nim => "nim",
            Self::Nip => "nip",
            Self::NimOrNip => "nim-or-nip",
            Self::Unit => "unit",
            Self::Account(_) => "account",
            Self::Application { .. } => "application",
            Self::PersonInCharge => "person-in-charge",
            Self::File(_) => "file",
        }
    }
}

/// One option of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoiceOption {
    /// Stable key.
    pub key: String,
    /// What people read.
    pub label: Text,
    /// Offered only if this holds.
    pub when: Option<When>,
}

/// What an account field accepts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountRule {
    /// Types of account.
    pub types: Vec<AccountType>,
    /// Narrower types after an earlier choice; the first that holds counts.
    pub narrow: Vec<Narrow>,
    /// Must the account exist already, or be free.
    pub must: Existence,
    /// The state it must be in.
    pub state: AccountState,
    /// Must be an address of the single sign-on.
    pub sso: bool,
}

/// Narrower types of account after an earlier choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Narrow {
    /// The choice.
    pub when: When,
    /// What is left.
    pub types: Vec<AccountType>,
}

vocabulary! {
    /// What Loket knows of the owner of a blocked account.
    Fill {
        /// The name.
        OwnerName = "owner-name", "nama pemilik", "name of the owner";
        /// What is asked for, with the cause of the block.
        UnblockPurpose = "unblock-purpose", "tujuan pembukaan blokir", "purpose of the unblocking";
    }
}

vocabulary! {
    /// Whether an account must be there.
    Existence {
        /// It is in the directory.
        Exists = "exists", "harus sudah ada", "must exist";
        /// The address is still free.
        New = "new", "harus belum dipakai", "must be free";
    }
}

vocabulary! {
    /// The state that an account must be in.
    AccountState {
        /// Any.
        Any = "any", "apa pun", "any";
        /// Blocked.
        Blocked = "blocked", "terblokir", "blocked";
    }
}

/// What an upload accepts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRule {
    /// Types, by content.
    pub accept: Vec<FileType>,
    /// Largest size of one file.
    pub max_bytes: u64,
    /// How many files.
    pub max_files: u32,
}

vocabulary! {
    /// A type of file that can be uploaded.
    FileType {
        /// PDF.
        Pdf = "pdf", "PDF", "PDF";
        /// JPEG.
        Jpeg = "jpeg", "JPEG", "JPEG";
        /// PNG.
        Png = "png", "PNG", "PNG";
        /// WebP.
        WebP = "webp", "WebP", "WebP";
    }
}

impl FileType {
    /// Its media type.
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::WebP => "image/webp",
        }
    }
}
