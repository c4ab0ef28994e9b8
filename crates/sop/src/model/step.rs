//! The steps of a service and the effect at their end.

use serde::{Deserialize, Serialize};

use super::FieldKey;
use super::text::{Lang, Text, vocabulary};

vocabulary! {
    /// Who does a step; one lane of the diagram each.
    Actor {
        /// The person who asks.
        Applicant = "applicant", "Pemohon", "Applicant";
        /// Takes in letters that are brought to the office.
        Helpdesk = "helpdesk", "Helpdesk", "Helpdesk";
        /// Admin of the unit, who verifies.
        Admin = "admin", "Admin", "Admin";
        /// Head of the unit, who disposes or approves.
        Leader = "leader", "Pimpinan", "Leader";
        /// Carries it out.
        Staff = "staff", "Staf", "Staff";
        /// Loket itself.
        System = "system", "Sistem", "System";
    }
}

vocabulary! {
    /// What happens in a step.
    StepKind {
        /// The applicant hands in.
        Submit = "submit", "Pengajuan", "Submission";
        /// A letter brought to the office is taken in (the dashed path).
        Receive = "receive", "Penerimaan", "Intake";
        /// Yes, or back with reasons. Run by the workflow.
        Decide = "decide", "Keputusan", "Decision";
        /// Given to a member of staff. Run by the workflow.
        Assign = "assign", "Disposisi", "Disposition";
        /// Carried out. Run by the workflow; ends in the action, if there is one.
        Perform = "perform", "Pelaksanaan", "Execution";
        /// The applicant is told.
        Notify = "notify", "Pemberitahuan", "Notification";
        /// The applicant rates.
        Survey = "survey", "Survei", "Survey";
    }
}

vocabulary! {
    /// How much a decision can do: what must be proven of whoever makes it without signing in.
    Weight {
        /// Hands out nothing with which somebody else's account is entered.
        Ordinary = "ordinary", "Biasa", "Ordinary";
        /// Puts an account into somebody's hands.
        Heavy = "heavy", "Berat", "Heavy";
    }
}

impl StepKind {
    /// Waits for a member of the unit: these are the steps that the workflow runs.
    pub const fn is_run(self) -> bool {
        match self {
            Self::Decide | Self::Assign | Self::Perform => true,
            Self::Submit | Self::Receive | Self::Notify | Self::Survey => false,
        }
    }
}

/// One row of the SOP.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Stable key, unique in the service.
    pub key: String,
    /// The activity, as in the table.
    pub name: Text,
    /// Shorter words for the symbol in the diagram (a question for a decision); else `name`.
    pub symbol: Option<Text>,
    /// Who does it.
    pub actor: Actor,
    /// What happens in it.
    pub kind: StepKind,
    /// For a decision: to whom the same person passes it on, when it is not left to the workflow.
    pub passes_to: Option<Actor>,
    /// Of a decision or disposition: how much it can do, when that is not left to the action.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<Weight>,
    /// What is compared in a decision, one line each.
    pub checklist: Vec<Check>,
    /// How long it may take.
    pub limit: Option<Limit>,
    /// What it needs (*kelengkapan*).
    pub inputs: Text,
    /// What comes out of it (*keluaran*).
    pub output: Text,
}

impl Step {
    /// The words in the diagram.
    pub fn symbol_text(&self, lang: Lang) -> &str {
        self.symbol.as_ref().unwrap_or(&self.name).get(lang)
    }
}

/// One line of a checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// Stable key, unique in the step.
    pub key: String,
    /// What must be so.
    pub text: Text,
}

/// How long a step may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Limit {
    /// Whole working days of the unit.
    WorkingDays(u32),
    /// Hours within the office hours of the unit.
    WorkingHours(u32),
    /// Minutes by the clock.
    Minutes(u32),
}

impl Limit {
    /// In words: `1 hari kerja`, `15 minutes`.
    pub fn words(self, lang: Lang) -> String {
        let (count, id, one, many) = match self {
            Self::WorkingDays(n) => (n, "hari kerja", "working day", "working days"),
            Self::WorkingHours(n) => (n, "jam kerja", "working hour", "working hours"),
            Self::Minutes(n) => (n, "menit", "minute", "minutes"),
        };
        let unit = match lang {
            Lang::Id => id,
            Lang::En if count == 1 => one,
            Lang::En => many,
        };
        format!("{count} {unit}")
    }
}

/// The effect on an account when the request is completed; its inputs are keys of fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// Lift the block of an existing account.
    Unblock {
        /// Field of kind account.
        account: FieldKey,
    },
    /// Send the person in charge a link with which to set a new password.
    ChangePassword {
        /// Field of kind account.
        account: FieldKey,
        /// Field of kind person in charge.
        pic: FieldKey,
    },
    /// Require a second step at sign-in and send the link to enrol it.
    RequireSecondStep {
        /// Field of kind account.
        account: FieldKey,
        /// Field of kind person in charge.
        pic: FieldKey,
    },
    /// End whatever a lost second step was proven with; its owner enrols anew.
    ResetSecondStep {
        /// Field of kind account.
        account: FieldKey,
    },
    /// Open an application for an existing account.
    OpenApplication {
        /// Field of kind account.
        account: FieldKey,
        /// Field of kind application.
        application: FieldKey,
    },
    /// Create a mailbox; its type follows from the domain of the address.
    CreateMailbox {
        /// Field of kind account, of an address that does not exist yet.
        address: FieldKey,
        /// Field of kind person in charge.
        pic: FieldKey,
        /// Field of kind date: the last day on which it works. Without one, or without an answer, it has no end.
        ends: Option<FieldKey>,
    },
}

impl Action {
    /// The word that stands for it in a declaration.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Unblock { .. } => "unblock",
            Self::ChangePassword { .. } => "change-password",
            Self::RequireSecondStep { .. } => "require-second-step",
            Self::ResetSecondStep { .. } => "reset-second-step",
            Self::OpenApplication { .. } => "open-application",
            Self::CreateMailbox { .. } => "create-mailbox",
        }
    }

    /// How much the decisions that lead to it can do. Whatever sends a link with which an account is entered, or takes its
    /// second step off, is heavy.
    pub const fn weight(&self) -> Weight {
        match self {
            Self::ChangePassword { .. }
            | Self::RequireSecondStep { .. }
            | Self::ResetSecondStep { .. }
            | Self::CreateMailbox { .. } => Weight::Heavy,
            Self::Unblock { .. } | Self::OpenApplication { .. } => Weight::Ordinary,
        }
    }

    /// The field that holds the address of the account.
    pub fn account_field(&self) -> &str {
        match self {
            Self::Unblock { account }
            | Self::ChangePassword { account, .. }
            | Self::RequireSecondStep { account, .. }
            | Self::ResetSecondStep { account }
            | Self::OpenApplication { account, .. } => account,
            Self::CreateMailbox { address, .. } => address,
        }
    }

    /// The field that holds the person in charge, for actions that send a link.
    pub fn pic_field(&self) -> Option<&str> {
        match self {
            Self::Unblock { .. } | Self::ResetSecondStep { .. } | Self::OpenApplication { .. } => {
                None
            }
            Self::ChangePassword { pic, .. }
            | Self::RequireSecondStep { pic, .. }
            | Self::CreateMailbox { pic, .. } => Some(pic),
        }
    }
}

vocabulary! {
    /// What a notice follows.
    Moment {
        /// Handed in.
        Submitted = "submitted", "Diajukan", "Submitted";
        /// Sent back for correction.
        Returned = "returned", "Dikembalikan", "Returned";
        /// Refused.
        Rejected = "rejected", "Ditolak", "Rejected";
        /// Found in order.
        Verified = "verified", "Diverifikasi", "Verified";
        /// Given to a member of staff.
        Assigned = "assigned", "Didisposisikan", "Assigned";
        /// Begun.
        Started = "started", "Diproses", "In progress";
        /// Done.
        Completed = "completed", "Selesai", "Completed";
        /// Could not be done.
        Failed = "failed", "Tidak dapat dilaksanakan", "Could not be done";
    }
}

vocabulary! {
    /// To whom a notice goes.
    Recipient {
        /// The person who asked.
        Applicant = "applicant", "Pemohon", "Applicant";
        /// The person in charge named in the form.
        Pic = "pic", "Penanggung jawab", "Person in charge";
    }
}

/// Words that are added to the message of a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// After what.
    pub on: Moment,
    /// To whom.
    pub to: Recipient,
    /// The words.
    pub text: Text,
}
