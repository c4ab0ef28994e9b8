//! A service: its standard, its SOP, its form, its letter.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::text::{Text, vocabulary};
use super::{Action, Field, FieldKey, Notice, Section, Step, Weight, When};

vocabulary! {
    /// For whom a service is.
    Audience {
        /// Students.
        Student = "student", "Mahasiswa", "Students";
        /// Lecturers.
        Lecturer = "lecturer", "Dosen", "Lecturers";
        /// Administrative staff.
        Staff = "staff", "Staf", "Staff";
        /// Units and faculties.
        Unit = "unit", "Unit", "Units";
    }
}

vocabulary! {
    /// What can be opened with a service: one button each.
    Ticket {
        /// A request.
        Request = "request", "Permintaan", "Request";
        /// A complaint; several SOPs use it for what is a request, so both lead to the same desk.
        Complaint = "complaint", "Keluhan", "Complaint";
    }
}

/// A category of services.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Category {
    /// Stable key.
    pub key: String,
    /// Heading.
    pub name: Text,
    /// Key of its group.
    pub group: String,
}

/// A service, declared by its SOP.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sop {
    /// Number, as in print ("layanan 45").
    pub id: i64,
    /// Words in its address.
    pub slug: String,
    /// Eight hexadecimal digits that end its address.
    pub hash: String,
    /// Earlier `slug-hash` endings that still lead here.
    pub aliases: Vec<String>,
    /// Slug of its unit.
    pub unit: String,
    /// Key of its category.
    pub category: String,
    /// Key of the group of its category.
    pub group: String,
    /// For whom.
    pub audiences: Vec<Audience>,
    /// Buttons; empty for a self-service.
    pub tickets: Vec<Ticket>,
    /// Number for questions, as people write it.
    pub hotline: String,
    /// Title.
    pub title: Text,
    /// One sentence below the title.
    pub summary: Text,
    /// Everyday words that people look for.
    pub keywords: Vec<String>,
    /// Done by the person alone, on a page of its own.
    pub self_service: Option<SelfService>,
    /// Numbers of services that people may have meant.
    pub related: Vec<i64>,
    /// Number of the SOP ("SOP#7").
    pub number: String,
    /// What the SOP is for.
    pub purpose: Text,
    /// What it covers.
    pub scope: Text,
    /// Revision history, oldest first; never empty.
    pub revisions: Vec<Revision>,
    /// The published standard.
    pub standard: Standard,
    /// The rules of the SOP (*Aturan*).
    pub rules: Vec<Text>,
    /// Files to download.
    pub files: Vec<ServiceFile>,
    /// Headings of the form.
    pub sections: Vec<Section>,
    /// Questions of the form; empty for a self-service.
    pub fields: Vec<Field>,
    /// The letter to sign; `None` for a self-service or a service without a letter.
    pub letter: Option<Letter>,
    /// Rows of the SOP.
    pub steps: Vec<Step>,
    /// The effect on an account.
    pub action: Option<Action>,
    /// Extra words in messages.
    pub notices: Vec<Notice>,
    /// Advice shown with the result.
    pub advice: Option<Advice>,
    /// Further boxes of an SOP AP, for the annex.
    pub annex: Annex,
    /// First twelve hexadecimal digits of the SHA-256 of the content.
    pub content: String,
    /// Path of the file that declares it.
    pub source: String,
}

impl Sop {
    /// Last part of its address: `{id}-{slug}-{hash}`.
    pub fn address_key(&self) -> String {
        format!("{}-{}-{}", self.id, self.slug, self.hash)
    }

    /// The field with this key.
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// The step with this key.
    pub fn step(&self, key: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.key == key)
    }

    /// The steps that the workflow runs (decide, assign, perform), in order.
    pub fn run_steps(&self) -> impl Iterator<Item = &Step> {
        self.steps.iter().filter(|step| step.kind.is_run())
    }

    /// How much a decision in a step can do: as the step says, else as the action does.
    pub fn weight(&self, step: &Step) -> Weight {
        let of_action = || {
            self.action
                .as_ref()
                .map_or(Weight::Ordinary, Action::weight)
        };
        step.weight.unwrap_or_else(of_action)
    }

    /// Whether this may be published over what was published before: the same content, or one
    /// more revision in its history.
    pub fn may_replace(&self, published: &Self) -> bool {
        let version = |sop: &Self| sop.revision().map(|revision| revision.version.clone());
        self.content == published.content
            || (self.revisions.len() > published.revisions.len()
                && version(self) != version(published))
    }

    /// The revision in force.
    pub fn revision(&self) -> Option<&Revision> {
        self.revisions.last()
    }
}

/// Where a self-service is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SelfService {
    /// Path below the language, e.g. `/aktivasi`.
    pub path: String,
    /// Words on the button.
    pub label: Text,
}

/// One line of the revision history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// Version, e.g. `1.0`.
    pub version: String,
    /// Day of the revision.
    pub date: Date,
    /// Who wrote it.
    pub prepared: Text,
    /// Who read it.
    pub reviewed: Person,
    /// Who put it in force.
    pub approved: Person,
    /// Day of the signature, once signed.
    pub sign_off: Option<Date>,
}

/// A person and the post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Name with titles.
    pub name: String,
    /// Post.
    pub post: Text,
}

/// The six components of a published service standard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standard {
    /// What one gets.
    pub product: Vec<Text>,
    /// What one needs.
    pub requirements: Vec<Text>,
    /// How it goes.
    pub procedure: Vec<Text>,
    /// How long it takes.
    pub completion: Completion,
    /// What it costs.
    pub cost: Cost,
    /// Where to complain.
    pub complaints: Vec<Text>,
}

/// How long a service takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completion {
    /// Working days; 0 is at once.
    pub working_days: u32,
    /// In words.
    pub note: Text,
}

/// What a service costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    /// Rupiah.
    pub amount: u64,
    /// In words.
    pub note: Text,
}

/// A file to download.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceFile {
    /// Path from the root of the declarations.
    pub path: String,
    /// What it is.
    pub title: Text,
}

/// The letter that is signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// *Perihal*.
    pub subject: Text,
    /// To whom, one line each.
    pub addressee: Vec<Text>,
    /// Field with the letter's number.
    pub number: FieldKey,
    /// Field with the letter's date.
    pub date: FieldKey,
    /// Paragraphs before the details; `{key}` stands for the answer of a field.
    pub opening: Vec<Text>,
    /// Fields that the letter prints as a list.
    pub details: Vec<FieldKey>,
    /// Paragraphs after the details.
    pub closing: Vec<Text>,
    /// What is enclosed.
    pub enclosures: Vec<Text>,
    /// Field of kind choice that says who signs, if there is a choice.
    pub signer_field: Option<FieldKey>,
    /// Who signs; one per option of `signer_field`, or exactly one.
    pub signers: Vec<Signer>,
}

/// Who signs the letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signer {
    /// Option of the letter's `signer_field`.
    pub option: Option<String>,
    /// Post above the signature.
    pub title: Text,
    /// For whom, for the table of the standard; taken from the option's own condition.
    pub when: Option<When>,
}

/// Advice that is shown with the result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advice {
    /// Heading.
    pub title: Text,
    /// Points.
    pub points: Vec<Text>,
}

/// Boxes of an SOP AP beyond the published standard.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Annex {
    /// *Dasar hukum*.
    pub legal_basis: Vec<Text>,
    /// *Kualifikasi pelaksana*.
    pub qualification: Vec<Text>,
    /// *Peralatan dan perlengkapan*.
    pub equipment: Vec<Text>,
    /// *Peringatan*.
    pub warning: Vec<Text>,
    /// *Pencatatan dan pendataan*.
    pub records: Vec<Text>,
}
