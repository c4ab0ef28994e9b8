//! Sections and fields of a form.

use super::Reader;
use crate::model::{
    AccountRule, AccountState, ChoiceOption, Existence, Field, FieldKind, FileRule, Narrow,
    Section, When,
};
use crate::problem::Code;

const KINDS: [&str; 14] = [
    "text",
    "long-text",
    "choice",
    "date",
    "email",
    "whatsapp",
    "nim",
    "nip",
    "nim-or-nip",
    "unit",
    "account",
    "application",
    "person-in-charge",
    "file",
];

pub(super) fn section(reader: &Reader<'_>) -> Section {
    Section {
        key: reader.key("key"),
        heading: reader.text("heading"),
    }
}

pub(super) fn field(reader: &Reader<'_>) -> Field {
    Field {
        key: reader.key("key"),
        section: reader.str("section"),
        label: reader.text("label"),
        help: reader.opt_text("help"),
        required: reader.bool("required", true),
        when: when(reader),
        fill: reader.opt_word("fill", Code::UnknownWord),
        kind: kind(reader),
    }
}

fn when(reader: &Reader<'_>) -> Option<When> {
    let condition = reader.opt_table("when")?;
    let when = When {
        field: condition.str("field"),
        is: condition.strs("is"),
    };
    if when.is.is_empty() {
        condition.report(Code::EmptyList, "is", "the condition names no option", None);
    }
    condition.finish();
    Some(when)
}

fn kind(reader: &Reader<'_>) -> FieldKind {
    let word = reader.str("kind");
    match word.as_str() {
        "text" => FieldKind::Text { max: max(reader) },
        "long-text" => FieldKind::LongText { max: max(reader) },
        "choice" => FieldKind::Choice {
            options: options(reader),
        },
        "date" => FieldKind::Date,
        "email" => FieldKind::Email,
        "whatsapp" => FieldKind::WhatsApp,
        "nim" => FieldKind::Nim,
        "nip" => FieldKind::Nip,
        "nim-or-nip" => FieldKind::NimOrNip,
        "unit" => FieldKind::Unit,
        "account" => FieldKind::Account(account(reader)),
        "application" => FieldKind::Application {
            of: applications(reader),
        },
        "person-in-charge" => FieldKind::PersonInCharge,
        "file" => FieldKind::File(file(reader)),
        unknown => {
            if !reader.doc.is_broken(&reader.at("kind")) {
                let near = super::words::nearest(unknown, KINDS.into_iter());
                let help = near.map_or_else(
                    || format!("choose from {}", KINDS.join(", ")),
                    |near| format!("did you mean `{near}`?"),
                );
                reader.report(
                    Code::UnknownKind,
                    "kind",
                    format!("`{unknown}` is not a kind of field"),
                    Some(help),
                );
            }
            // What belongs to the kind that was meant is not judged.
            for key in [
                "max",
                "options",
                "types",
                "narrow",
                "must",
                "state",
                "sso",
                "of",
                "accept",
                "max_mib",
                "max_files",
            ] {
                reader.get(key);
            }
            FieldKind::Text { max: 1 }
        }
    }
}

fn max(reader: &Reader<'_>) -> u32 {
    u32::try_from(reader.int("max", 1..=10_000)).unwrap_or(1)
}

fn options(reader: &Reader<'_>) -> Vec<ChoiceOption> {
    let options = reader.tables("options", |r| ChoiceOption {
        key: r.key("key"),
        label: r.text("label"),
        when: when(r),
    });
    if options.is_empty() {
        reader.report(
            Code::EmptyList,
            "options",
            "the choice has no options",
            None,
        );
    }
    options
}

fn applications(reader: &Reader<'_>) -> Vec<String> {
    let of = reader.strs("of");
    if of.is_empty() && !reader.doc.is_broken(&reader.at("of")) {
        let help = Some("list the keys of the applications that this service opens".into());
        reader.report(
            Code::EmptyList,
            "of",
            "the field offers no application",
            help,
        );
    }
    of
}

fn account(reader: &Reader<'_>) -> AccountRule {
    AccountRule {
        types: reader.some_words("types", Code::UnknownWord),
        narrow: reader
            .tables("narrow", narrow)
            .into_iter()
            .flatten()
            .collect(),
        must: reader
            .word("must", Code::UnknownWord)
            .unwrap_or(Existence::Exists),
        state: reader
            .opt_word("state", Code::UnknownWord)
            .unwrap_or(AccountState::Any),
        sso: reader.bool("sso", false),
    }
}

fn narrow(reader: &Reader<'_>) -> Option<Narrow> {
    let condition = when(reader);
    if condition.is_none() {
        reader.missing(Code::MissingKey, "when", "`when` is missing here".into());
    }
    let types = reader.some_words("types", Code::UnknownWord);
    condition.map(|when| Narrow { when, types })
}

fn file(reader: &Reader<'_>) -> FileRule {
    FileRule {
        accept: reader.some_words("accept", Code::UnknownWord),
        max_bytes: u64::try_from(reader.int("max_mib", 1..=100)).unwrap_or(1) * 1024 * 1024,
        max_files: u32::try_from(reader.int("max_files", 1..=20)).unwrap_or(1),
    }
}
