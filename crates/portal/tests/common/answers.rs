//! What a person types into the form of a declared service, found from the declaration and the people of the demo:
//! a new service needs no new test.

#![allow(dead_code, reason = "each test binary uses a part of it")]

use portal::{clock::Clock, web::format::zoned};
use serde::Deserialize;
use sop::Ticket;
use sop::{
    AccountRule, Action, Answers, Campus, Existence, Field, FieldKind, Sop,
    validate::{account_types, holds, is_asked},
};
use std::{fmt::Write, path::Path};

/// Everybody in the demo.
#[derive(Deserialize)]
pub struct Cast {
    /// Of all.
    pub password: String,
    pub person: Vec<Player>,
}

/// One of them.
#[derive(Clone, Deserialize)]
pub struct Player {
    pub address: String,
    pub name: String,
    pub kind: String,
    pub organisation: String,
    pub whatsapp: Option<String>,
    pub pic: Option<String>,
    #[serde(default)]
    pub roles: Vec<Part>,
    blocked: Option<toml::Table>,
}

#[derive(Clone, Deserialize)]
pub struct Part {
    pub role: String,
    pub unit: Option<String>,
}

/// A form that is ready to be sent.
pub struct Filled {
    /// In the order of the form.
    pub answers: Vec<(String, String)>,
    /// The fields that want a file.
    pub files: Vec<String>,
}

impl Cast {
    pub fn read() -> Self {
        toml::from_str(include_str!("../../src/demo.toml")).expect("the people of the demo")
    }

    pub fn of(&self, address: &str) -> &Player {
        let found = self.person.iter().find(|one| one.address == address);
        found.unwrap_or_else(|| panic!("{address} is not in the demo"))
    }

    /// Who acts in a unit.
    pub fn officer(&self, role: &str, unit: &str) -> &Player {
        let holds = |part: &Part| part.role == role && part.unit.as_deref() == Some(unit);
        let found = self.person.iter().find(|one| one.roles.iter().any(holds));
        found.unwrap_or_else(|| panic!("nobody is {role} of {unit}"))
    }

    /// Who is answerable for the unit accounts of the demo, and asks for what is asked in their name.
    pub fn in_charge(&self) -> &Player {
        let pic = self.person.iter().find_map(|one| one.pic.as_deref());
        self.of(pic.expect("a person in charge"))
    }

    /// Who asks: a person who cannot sign in from a private address, anything else the person in charge.
    pub fn applicant(&self, sop: &Sop) -> &Player {
        let guest = self.person.iter().find(|one| one.kind == "guest");
        match sop.action {
            Some(Action::Unblock { .. } | Action::ResetSecondStep { .. }) => {
                guest.expect("a private address")
            }
            _ => self.in_charge(),
        }
    }
}

/// The declarations of the project.
pub fn campus() -> Campus {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../services");
    let sources = portal::catalog::sources(&root).expect("the declarations");
    sop::load(&sources).expect("declarations in order")
}

/// The services that are asked for with a form.
pub fn asked_for(campus: &Campus) -> impl Iterator<Item = &Sop> {
    campus.services.iter().filter(|sop| !sop.fields.is_empty())
}

/// The first way through the choices of a form that fits the people of the demo. `number` makes new addresses differ.
pub fn fill(sop: &Sop, campus: &Campus, cast: &Cast, number: usize) -> Filled {
    let today = today(campus);
    let mut ways = vec![Answers::new()];
    for field in &sop.fields {
        let more = ways.into_iter();
        ways = more
            .flat_map(|answers| extend(field, sop, campus, cast, number, answers))
            .collect();
    }
    let fits = |answers: &Answers| sop::validate(sop, campus, answers, today).is_empty();
    let Some(answers) = ways.into_iter().find(fits) else {
        panic!("no way to fill in service {}", sop.id);
    };
    let asked = sop.fields.iter().filter(|field| is_asked(field, &answers));
    let files = asked
        .clone()
        .filter(|field| matches!(field.kind, FieldKind::File(_)));
    Filled {
        files: files.map(|field| field.key.clone()).collect(),
        answers: asked
            .flat_map(sop::validate::input_names)
            .filter_map(|name| {
                answers
                    .get(&name)
                    .map(|value| (name.clone(), value.clone()))
            })
            .collect(),
    }
}

fn extend(
    field: &Field,
    sop: &Sop,
    campus: &Campus,
    cast: &Cast,
    number: usize,
    answers: Answers,
) -> Vec<Answers> {
    if !is_asked(field, &answers) {
        return vec![answers];
    }
    let person = cast.in_charge();
    let values: Vec<String> = match &field.kind {
        FieldKind::Choice { options } => {
            let open = options
                .iter()
                .filter(|one| one.when.as_ref().is_none_or(|when| holds(when, &answers)));
            open.map(|option| option.key.clone()).collect()
        }
        FieldKind::Application { of } => of.clone(),
        FieldKind::Account(rule) => accounts(rule, sop, campus, cast, number, &answers),
        FieldKind::PersonInCharge => return vec![in_charge(field, person, answers)],
        FieldKind::File(_) => return vec![answers],
        FieldKind::Text { .. } => vec!["Contoh 12/2027".into()],
        FieldKind::LongText { .. } => vec!["Satu atau dua kalimat yang menjelaskan.".into()],
        FieldKind::Date => vec![today(campus).to_string()],
        FieldKind::Email => vec![person.address.clone()],
        FieldKind::WhatsApp => person.whatsapp.iter().cloned().collect(),
        FieldKind::Nim | FieldKind::NimOrNip => vec!["M0521009".into()],
        FieldKind::Nip => vec!["198609262015051001".into()],
        FieldKind::Unit => vec![person.organisation.clone()],
    };
    let with = |value: String| {
        let mut more = answers.clone();
        more.insert(field.key.clone(), value);
        more
    };
    values.into_iter().map(with).collect()
}

/// Addresses that the directory will accept: blocked ones for an unblocking, those of the person in charge's own unit.
fn accounts(
    rule: &AccountRule,
    sop: &Sop,
    campus: &Campus,
    cast: &Cast,
    number: usize,
    answers: &Answers,
) -> Vec<String> {
    let types = account_types(rule, answers);
    if rule.must == Existence::New {
        let domains = types.iter().flat_map(|kind| campus.domains_of(*kind));
        return domains
            .map(|domain| format!("baru-{}-{number}@{domain}", sop.id))
            .collect();
    }
    let unblocks = matches!(sop.action, Some(Action::Unblock { .. }));
    let person = cast.in_charge();
    let fits = |one: &&Player| {
        let kind = campus.account_type(&one.address);
        let own = one.address == person.address
            || one.pic.as_deref() == Some(&person.address)
                && one.organisation == person.organisation;
        kind.is_some_and(|kind| types.contains(&kind))
            && if unblocks { one.blocked.is_some() } else { own }
    };
    let found = cast.person.iter().filter(fits);
    found.map(|one| one.address.clone()).collect()
}

fn in_charge(field: &Field, person: &Player, mut answers: Answers) -> Answers {
    let parts = [
        ("name", person.name.clone()),
        ("email", person.address.clone()),
        ("whatsapp", person.whatsapp.clone().unwrap_or_default()),
    ];
    for (part, value) in parts {
        answers.insert(format!("{}.{part}", field.key), value);
    }
    answers
}

fn today(campus: &Campus) -> jiff::civil::Date {
    let zone = jiff::tz::TimeZone::get(&campus.time_zone).expect("the time zone of the campus");
    zoned(Clock::System.now(), &zone).date()
}

/// The address of a form, in Indonesian.
pub fn form_path(sop: &Sop, ticket: Ticket) -> String {
    let form = match ticket {
        Ticket::Request => "form-layanan",
        Ticket::Complaint => "form-keluhan",
    };
    format!("/id/site/unit/{}/{form}", sop.address_key())
}

/// A letter as a PDF of about this size, like no other.
pub fn letter(number: usize, size: usize) -> Vec<u8> {
    let text = format!("BT /F1 18 Tf 72 760 Td (Surat permohonan {number}) Tj ET");
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>".to_owned(),
        format!("<</Length {}>>stream\n{text}\nendstream", text.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
        // Nobody refers to it: it only weighs what a scan would.
        format!("<</Length {size}>>stream\n{}\nendstream", noise(number, size)),
    ];
    let (mut pdf, mut places) = ("%PDF-1.4\n".to_owned(), String::new());
    for (index, object) in objects.iter().enumerate() {
        let _ = writeln!(places, "{:010} 00000 n ", pdf.len());
        let _ = writeln!(pdf, "{} 0 obj{object}endobj", index + 1);
    }
    let (count, table) = (objects.len() + 1, pdf.len());
    let _ = writeln!(
        pdf,
        "xref\n0 {count}\n0000000000 65535 f \n{places}trailer<</Size {count}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF"
    );
    pdf.into_bytes()
}

fn noise(number: usize, size: usize) -> String {
    let mut state = number as u64 * 2 + 1;
    let next = |_| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        char::from(b'0' + (state >> 60) as u8)
    };
    (0..size).map(next).collect()
}
