//! `{unit}/{id}-….toml`.

use super::{Reader, field, letter, step};
use crate::content;
use crate::model::{
    Advice, Annex, Completion, Cost, FieldKind, Letter, Person, Revision, SelfService, ServiceFile,
    Sop, Standard, Text,
};
use crate::problem::Code;

/// Reads a service. `unit` is the slug of the unit in whose folder it stands.
pub(crate) fn service(root: &Reader<'_>, unit: &str) -> Sop {
    let head = root.table("sop");
    let words = |key: &str| {
        head.as_ref()
            .map_or_else(|| Text::same(""), |r| r.text(key))
    };
    let fields = root.tables("field", field::field);
    let letter = letter::letter(root).map(|letter| with_conditions(letter, &fields));
    let sop = Sop {
        id: root.int("id", 1..=i64::from(u32::MAX)),
        slug: root.slug("slug"),
        hash: root.hash("hash"),
        aliases: root.aliases(),
        unit: unit.to_owned(),
        category: root.str("category"),
        group: String::new(),
        audiences: root.some_words("audiences", Code::UnknownWord),
        tickets: root.words("tickets", Code::UnknownWord),
        hotline: root.str("hotline"),
        title: root.text("title"),
        summary: root.text("summary"),
        keywords: root.strs("keywords"),
        self_service: root.opt_table("self_service").map(|r| self_service(&r)),
        related: related(root),
        number: head.as_ref().map(|r| r.str("number")).unwrap_or_default(),
        purpose: words("purpose"),
        scope: words("scope"),
        revisions: revisions(root),
        standard: standard(root),
        rules: root.tables("rule", |r| r.text("text")),
        files: root.tables("file", |r| ServiceFile {
            path: r.str("path"),
            title: r.text("title"),
        }),
        sections: root.tables("section", field::section),
        fields,
        letter,
        steps: root
            .tables("step", step::step)
            .into_iter()
            .flatten()
            .collect(),
        action: step::action(root),
        notices: root
            .tables("notice", step::notice)
            .into_iter()
            .flatten()
            .collect(),
        advice: root.opt_table("advice").map(|r| advice(&r)),
        annex: root
            .opt_table("annex")
            .map(|r| annex(&r))
            .unwrap_or_default(),
        content: content::of_table(&root.doc.table),
        source: root.doc.file.path.clone(),
    };
    head.iter().for_each(Reader::finish);
    root.finish();
    sop
}

/// Gives each signer the condition of its option.
fn with_conditions(mut letter: Letter, fields: &[crate::model::Field]) -> Letter {
    let choice = fields
        .iter()
        .find(|field| Some(&field.key) == letter.signer_field.as_ref());
    if let Some(FieldKind::Choice { options }) = choice.map(|field| &field.kind) {
        for signer in &mut letter.signers {
            let option = options
                .iter()
                .find(|option| Some(&option.key) == signer.option.as_ref());
            signer.when = option.and_then(|option| option.when.clone());
        }
    }
    letter
}

fn self_service(reader: &Reader<'_>) -> SelfService {
    let found = SelfService {
        path: reader.str("path"),
        label: reader.text("label"),
    };
    if !found.path.starts_with('/') || found.path.contains("..") {
        reader.report(
            Code::BadPath,
            "path",
            format!("`{}` is not a path of the portal", found.path),
            Some("begin with /".into()),
        );
    }
    reader.finish();
    found
}

fn related(root: &Reader<'_>) -> Vec<i64> {
    let Some(items) = root
        .get("related")
        .and_then(|value| value.get_ref().as_array())
    else {
        return Vec::new();
    };
    let numbers = items.iter().enumerate().map(|(i, item)| {
        let number = item
            .get_ref()
            .as_integer()
            .and_then(|n| i64::from_str_radix(n.as_str(), n.radix()).ok());
        if number.is_none() {
            root.report(
                Code::WrongType,
                &format!("related[{i}]"),
                "expected the number of a service",
                None,
            );
        }
        number
    });
    numbers.collect::<Vec<_>>().into_iter().flatten().collect()
}

fn revisions(root: &Reader<'_>) -> Vec<Revision> {
    let revisions = root.tables("revision", |r| {
        r.opt_str("content");
        Revision {
            version: r.str("version"),
            date: r.date("date"),
            prepared: r.text("prepared"),
            reviewed: person(r, "reviewed"),
            approved: person(r, "approved"),
            sign_off: r.opt_date("sign_off"),
        }
    });
    if revisions.is_empty() {
        root.missing(
            Code::MissingKey,
            "revision",
            "the SOP has no [[revision]]".into(),
        );
    }
    revisions
}

fn person(reader: &Reader<'_>, key: &str) -> Person {
    let Some(table) = reader.table(key) else {
        return Person {
            name: String::new(),
            post: Text::same(""),
        };
    };
    let person = Person {
        name: table.str("name"),
        post: table.text("post"),
    };
    table.finish();
    person
}

fn standard(root: &Reader<'_>) -> Standard {
    let Some(reader) = root.opt_table("standard") else {
        root.missing(
            Code::StandardMissing,
            "standard",
            "the service has no [standard]".into(),
        );
        return none();
    };
    let part = |key: &str| {
        let texts = reader.texts(key);
        if texts.is_empty() && !reader.doc.is_broken(&reader.at(key)) {
            lacks(&reader, key);
        }
        texts
    };
    let standard = Standard {
        product: part("product"),
        requirements: part("requirements"),
        procedure: part("procedure"),
        completion: component(&reader, "completion").map_or(none().completion, |r| {
            let days = u32::try_from(r.int("working_days", 0..=365)).unwrap_or_default();
            let completion = Completion {
                working_days: days,
                note: r.text("note"),
            };
            r.finish();
            completion
        }),
        cost: component(&reader, "cost").map_or(none().cost, |r| {
            let amount = r.int("amount", 0..=1_000_000_000).unsigned_abs();
            let cost = Cost {
                amount,
                note: r.text("note"),
            };
            r.finish();
            cost
        }),
        complaints: part("complaints"),
    };
    reader.finish();
    standard
}

fn component<'d>(standard: &Reader<'d>, key: &str) -> Option<Reader<'d>> {
    if !standard.has(key) {
        lacks(standard, key);
    }
    standard.opt_table(key)
}

fn lacks(standard: &Reader<'_>, key: &str) {
    let message = format!("the standard has no `{key}`");
    let help =
        "law 25/2009 asks for product, requirements, procedure, completion, cost and complaints"
            .to_owned();
    standard.report(Code::StandardMissing, key, message, Some(help));
}

fn none() -> Standard {
    let note = Text::same("");
    Standard {
        product: Vec::new(),
        requirements: Vec::new(),
        procedure: Vec::new(),
        completion: Completion {
            working_days: 365,
            note: note.clone(),
        },
        cost: Cost { amount: 0, note },
        complaints: Vec::new(),
    }
}

fn advice(reader: &Reader<'_>) -> Advice {
    let advice = Advice {
        title: reader.text("title"),
        points: reader.texts("points"),
    };
    reader.finish();
    advice
}

fn annex(reader: &Reader<'_>) -> Annex {
    let annex = Annex {
        legal_basis: reader.texts("legal_basis"),
        qualification: reader.texts("qualification"),
        equipment: reader.texts("equipment"),
        warning: reader.texts("warning"),
        records: reader.texts("records"),
    };
    reader.finish();
    annex
}
