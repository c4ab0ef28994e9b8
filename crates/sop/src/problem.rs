//! What the checker says, and how it prints.

use std::fmt;

/// Declares the closed list of problems: variant, key, and what it means.
macro_rules! codes {
    ($($variant:ident = $key:literal, $meaning:literal;)+) => {
        /// A kind of problem in a declaration.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code { $(#[doc = $meaning] $variant,)+ }

        impl Code {
            /// Every kind of problem.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word printed in brackets after `error`.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)+ }
            }

            /// What it means, in one sentence.
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning,)+ }
            }
        }
    };
}

codes! {
    Syntax = "syntax", "The file is not TOML.";
    FileName = "file-name", "A file stands in the wrong place or is named differently than what it declares.";
    CampusMissing = "campus-missing", "There is no campus.toml.";
    UnknownKey = "unknown-key", "A key that has no meaning here.";
    MissingKey = "missing-key", "A key that must be there.";
    WrongType = "wrong-type", "A value of another type than expected.";
    BadNumber = "bad-number", "A number outside of its range.";
    BadKey = "bad-key", "A key of our own that is not of the form a-z, 0-9, _.";
    BadSlug = "bad-slug", "A slug that cannot stand in an address.";
    BadHash = "bad-hash", "A hash that is not eight hexadecimal digits.";
    BadDate = "bad-date", "A value that is not a day of the calendar.";
    BadTime = "bad-time", "Office hours that do not make a day.";
    BadColour = "bad-colour", "A colour that is not #rrggbb.";
    BadPath = "bad-path", "A path that leads elsewhere.";
    EmptyList = "empty-list", "A list that must hold something.";
    MissingTranslation = "missing-translation", "A text without one of its languages.";
    UnknownWord = "unknown-word", "A word outside of its vocabulary.";
    UnknownActor = "unknown-actor", "An actor that does not exist.";
    UnknownKind = "unknown-kind", "A kind of field or step that does not exist.";
    UnknownAction = "unknown-action", "An action that does not exist.";
    DuplicateId = "duplicate-id", "Two units or two services with one number.";
    DuplicateSlug = "duplicate-slug", "Two units or two services with one slug.";
    DuplicateKey = "duplicate-key", "Two entries of a list with one key.";
    DateOrder = "date-order", "Dates that do not rise.";
    UnitUnknown = "unit-unknown", "A service in a folder without unit.toml.";
    CategoryUnknown = "category-unknown", "A category that the campus does not declare.";
    GroupUnknown = "group-unknown", "A group that the campus does not declare.";
    SectionUnknown = "section-unknown", "A section that the service does not declare.";
    SectionOrder = "section-order", "Fields of one section that do not follow each other.";
    RelatedUnknown = "related-unknown", "A related service that does not exist.";
    ApplicationUnknown = "application-unknown", "An application that the campus does not declare.";
    ApplicationExternal = "application-external", "An application that does not belong to the campus.";
    WrongDomain = "wrong-domain", "A type of account without a domain that fits.";
    StandardMissing = "standard-missing", "One of the six components of the standard is missing.";
    FileMissing = "file-missing", "A file to download that is not there.";
    ContentChanged = "content-changed", "The content changed without a new revision.";
    SelfService = "self-service", "A self-service with a form, or a form service without its parts.";
    StepMissing = "step-missing", "A step without which the workflow cannot run.";
    StepOrder = "step-order", "A step that comes before what it needs.";
    StepUnreachable = "step-unreachable", "A step that no request can reach.";
    StepActor = "step-actor", "A step given to someone who cannot do it.";
    ChecklistMissing = "checklist-missing", "A decision without a checklist.";
    LimitMissing = "limit-missing", "A step of the workflow without a time limit.";
    LimitSum = "limit-sum", "Time limits that exceed the completion time of the standard.";
    WhenField = "when-field", "A condition on something that is not a choice.";
    WhenOption = "when-option", "A condition on an option that does not exist.";
    WhenOrder = "when-order", "A condition on a field that comes later.";
    ActionUnbound = "action-unbound", "An input of the action without a field.";
    ActionKind = "action-kind", "An input of the action bound to a field of the wrong kind.";
    ActionOptional = "action-optional", "An input of the action that may stay empty.";
    LetterField = "letter-field", "A part of the letter bound to no fitting field.";
    SignerUnmatched = "signer-unmatched", "Signers and options that do not fit each other.";
    PlaceholderUnknown = "placeholder-unknown", "A placeholder that names no field.";
    NoticeRecipient = "notice-recipient", "A notice to someone whom the form does not name.";
    NoticeText = "notice-text", "Words of a notice that do not fit into a chat template: too long, or not on one line.";
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

/// One thing that is wrong with a declaration, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file, as given to [`crate::load`].
    pub path: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Length of what is meant, in characters, at least 1.
    pub width: usize,
    /// What kind of problem.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// The line of the file.
    pub excerpt: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.line.to_string();
        let gutter = " ".repeat(number.len());
        writeln!(f, "error[{}]: {}", self.code, self.message)?;
        writeln!(f, "{gutter}--> {}:{}:{}", self.path, self.line, self.column)?;
        let (excerpt, column) = self.window();
        if !excerpt.is_empty() {
            let indent = " ".repeat(column - 1);
            let carets = "^".repeat(self.width.min(excerpt.chars().count() + 2 - column).max(1));
            writeln!(
                f,
                "{gutter} |\n{number} | {excerpt}\n{gutter} | {indent}{carets}"
            )?;
        }
        if let Some(help) = &self.help {
            writeln!(f, "{gutter} = help: {help}")?;
        }
        Ok(())
    }
}

impl Problem {
    /// The part of the line that is printed, and the column in it: lines of a declaration are long.
    fn window(&self) -> (String, usize) {
        const BEFORE: usize = 40;
        const WIDEST: usize = 100;
        let length = self.excerpt.chars().count();
        let column = self.column.clamp(1, length + 1);
        if length <= WIDEST {
            return (self.excerpt.clone(), column);
        }
        let skip = column.saturating_sub(BEFORE + 1);
        let part: String = self.excerpt.chars().skip(skip).take(WIDEST).collect();
        let head = if skip > 0 { "…" } else { "" };
        let tail = if skip + WIDEST < length { "…" } else { "" };
        (
            format!("{head}{part}{tail}"),
            column - skip + head.chars().count(),
        )
    }
}
