//! The questions of a declaration as the parts of a page.

use super::super::store::attachments::Attachment;
use crate::{
    App,
    web::{FormErrors, Page, format},
};
use sop::{Answers, Campus, Field, FieldKind, FileRule, Sop, When};

/// A heading with its questions.
pub struct SectionView {
    /// The heading.
    pub heading: String,
    /// The questions.
    pub fields: Vec<FieldView>,
}

/// One question.
pub struct FieldView {
    /// Name of its input.
    pub name: String,
    /// The question.
    pub label: String,
    /// One sentence of help.
    pub help: Option<String>,
    /// Whether it may be left out.
    pub optional: bool,
    /// What is wrong with its answer.
    pub error: Option<String>,
    /// Asked only after this choice: name of its field, the options, and the condition in words.
    pub when: Option<(String, String, String)>,
    /// How it is answered.
    pub widget: Widget,
}

/// How a question is answered.
pub enum Widget {
    /// One line: type, autocomplete token, width, value, suggestions.
    Line(Line),
    /// Several lines.
    Lines(String),
    /// One of some options: key, label, chosen, condition in the same form as of a field.
    Choice(Vec<OptionView>),
    /// Uploaded files.
    Files(FilesView),
    /// Several inputs under one heading.
    Group(Vec<FieldView>),
}

/// One line.
pub struct Line {
    /// `type` of the input.
    pub kind: &'static str,
    /// `autocomplete` of the input.
    pub auto: &'static str,
    /// Its width.
    pub size: &'static str,
    /// What was typed.
    pub value: String,
    /// Longest, in characters.
    pub max: u32,
}

/// An option of a choice.
pub struct OptionView {
    /// Its value.
    pub key: String,
    /// What people read.
    pub label: String,
    /// Whether it is chosen.
    pub chosen: bool,
    /// As of a field.
    pub when: Option<(String, String)>,
}

/// An upload.
pub struct FilesView {
    /// Endings for the file dialog.
    pub accept: String,
    /// What may be sent, in words.
    pub rule: String,
    /// Largest, in bytes.
    pub max_bytes: u64,
    /// More than one file.
    pub several: bool,
    /// What is stored.
    pub files: Vec<Attachment>,
}

/// What the questions are shown with.
pub struct Filled<'a> {
    /// The declaration.
    pub sop: &'a Sop,
    /// What was typed.
    pub answers: &'a Answers,
    /// What was stored.
    pub files: &'a [Attachment],
    /// What is wrong.
    pub errors: &'a FormErrors,
}

/// All questions of a service, with what was typed and what is wrong.
pub fn sections(app: &App, page: &Page, filled: &Filled<'_>) -> Vec<SectionView> {
    let catalog = app.catalog();
    let all = filled.sop.sections.iter().map(|section| SectionView {
        heading: page.of(&section.heading).to_owned(),
        fields: filled
            .sop
            .fields
            .iter()
            .filter(|field| field.section == section.key)
            .map(|field| view(page, catalog.campus(), filled, field))
            .collect(),
    });
    all.collect()
}

fn view(page: &Page, campus: &Campus, filled: &Filled<'_>, field: &Field) -> FieldView {
    FieldView {
        name: field.key.clone(),
        label: page.of(&field.label).to_owned(),
        help: field.help.as_ref().map(|help| page.of(help).to_owned()),
        optional: !field.required,
        error: filled.errors.of(&field.key).map(str::to_owned),
        when: field
            .when
            .as_ref()
            .map(|when| condition(page, filled.sop, when)),
        widget: widget(page, campus, filled, field),
    }
}

/// A condition as attributes for the script and as words for everybody else.
fn condition(page: &Page, sop: &Sop, when: &When) -> (String, String, String) {
    let words = sop.field(&when.field).map(|field| match &field.kind {
        FieldKind::Choice { options } => {
            let named = options
                .iter()
                .filter(|option| when.is.contains(&option.key));
            named
                .map(|option| page.of(&option.label))
                .collect::<Vec<_>>()
                .join(", ")
        }
        _ => String::new(),
    });
    (
        when.field.clone(),
        when.is.join(" "),
        words.unwrap_or_default(),
    )
}

fn widget(page: &Page, campus: &Campus, filled: &Filled<'_>, field: &Field) -> Widget {
    let value = filled.answers.get(&field.key).cloned().unwrap_or_default();
    let value = match field.kind {
        FieldKind::WhatsApp => as_written(&value),
        _ => value,
    };
    let line = |kind, auto, size, max| {
        Widget::Line(Line {
            kind,
            auto,
            size,
            value: value.clone(),
            max,
        })
    };
    match &field.kind {
        FieldKind::Text { max } => line("text", "off", "medium", *max),
        FieldKind::LongText { .. } => Widget::Lines(value),
        FieldKind::Choice { options } => Widget::Choice(
            options
                .iter()
                .map(|option| OptionView {
                    chosen: option.key == value,
                    label: page.of(&option.label).to_owned(),
                    when: option
                        .when
                        .as_ref()
                        .map(|when| (when.field.clone(), when.is.join(" "))),
                    key: option.key.clone(),
                })
                .collect(),
        ),
        FieldKind::Date => line("date", "off", "short", 10),
        FieldKind::Email => line("email", "email", "medium", 254),
        FieldKind::WhatsApp => line("tel", "tel", "short", 20),
        FieldKind::Nim | FieldKind::Nip | FieldKind::NimOrNip => line("text", "off", "short", 24),
        FieldKind::Unit => line("text", "organization", "medium", 120),
        FieldKind::Account(_) => line("email", "off", "medium", 254),
        FieldKind::Application { of } => Widget::Choice(applications(page, campus, of, &value)),
        FieldKind::PersonInCharge => Widget::Group(person(page, filled, &field.key)),
        FieldKind::File(rule) => Widget::Files(uploads(page, rule, filled.files, &field.key)),
    }
}

/// A number that is stored in one shape, as people write it; anything else as it was typed.
fn as_written(number: &str) -> String {
    let is_stored =
        number.starts_with("62") && number.chars().all(|letter| letter.is_ascii_digit());
    if is_stored {
        format::phone(number)
    } else {
        number.to_owned()
    }
}

fn applications(page: &Page, campus: &Campus, of: &[String], value: &str) -> Vec<OptionView> {
    let own = of
        .iter()
        .filter_map(|key| campus.application(key))
        .filter(|application| application.internal);
    own.map(|application| OptionView {
        key: application.key.clone(),
        label: page.of(&application.name).to_owned(),
        chosen: application.key == value,
        when: None,
    })
    .collect()
}

fn person(page: &Page, filled: &Filled<'_>, key: &str) -> Vec<FieldView> {
    let part = |name: &str, label: &str, kind, auto, size, max| {
        let name = format!("{key}.{name}");
        let value = filled.answers.get(&name).cloned().unwrap_or_default();
        let value = if kind == "tel" {
            as_written(&value)
        } else {
            value
        };
        FieldView {
            label: page.t(label).into_owned(),
            help: None,
            optional: false,
            error: filled.errors.of(&name).map(str::to_owned),
            when: None,
            widget: Widget::Line(Line {
                kind,
                auto,
                size,
                value,
                max,
            }),
            name,
        }
    };
    vec![
        part("name", "requests-pic-name", "text", "off", "medium", 120),
        part("email", "requests-pic-email", "email", "off", "medium", 254),
        part(
            "whatsapp",
            "requests-pic-whatsapp",
            "tel",
            "off",
            "short",
            20,
        ),
    ]
}

fn uploads(page: &Page, rule: &FileRule, files: &[Attachment], key: &str) -> FilesView {
    let kinds: Vec<_> = rule
        .accept
        .iter()
        .map(|kind| kind.label(page.lang))
        .collect();
    let accept: Vec<_> = rule.accept.iter().map(|kind| kind.mime()).collect();
    FilesView {
        accept: accept.join(","),
        rule: page.t2(
            "requests-file-rule",
            ("kinds", kinds.join(", ")),
            ("most", page.bytes(rule.max_bytes as i64)),
        ),
        max_bytes: rule.max_bytes,
        several: rule.max_files > 1,
        files: files
            .iter()
            .filter(|file| file.field == key)
            .cloned()
            .collect(),
    }
}
