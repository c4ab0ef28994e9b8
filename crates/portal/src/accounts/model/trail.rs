//! Who touched an account: the closed list of what can be done to one, and what may be said about it.

use crate::{actor::Role, clock::Millis, web::text};
use sop::Lang;
use std::str::FromStr;

words! {
    /// What somebody did to an account, or read of it.
    Action {
        /// Opened the account in the directory.
        ReadAccount = "read-account",
        /// Found it by a search.
        FindAccount = "find-account",
        /// Opened a message to its owner that could not be sent.
        ReadMessage = "read-message",
        /// Sent such a message elsewhere, or with other words.
        CorrectMessage = "correct-message",
        /// Opened a request that it made or that is about it.
        ReadRequest = "read-request",
        /// Opened a file of such a request.
        ReadFile = "read-file",
        /// Opened a conversation with its owner.
        ReadConversation = "read-conversation",
        /// Opened its owner's request about personal data.
        ReadDataRequest = "read-data-request",
        /// Made it from the roster: its owner activated it.
        Activate = "activate",
        /// Made it for a request.
        CreateMailbox = "create-mailbox",
        /// Blocked it.
        Block = "block",
        /// Looked at a block, which stays.
        ReviewBlock = "review-block",
        /// Has a block lifted by the new password.
        ReleaseBlock = "release-block",
        /// Lifted a block.
        Unblock = "unblock",
        /// Had a link sent with which its owner sets a password.
        ChangePassword = "change-password",
        /// Set the password.
        SetPassword = "set-password",
        /// Made a second step obligatory.
        RequireSecondStep = "require-second-step",
        /// Enrolled a second step.
        EnrolSecondStep = "enrol-second-step",
        /// Called a second step something else.
        RenameSecondStep = "rename-second-step",
        /// Removed a second step.
        RemoveSecondStep = "remove-second-step",
        /// Ended everything that the second step was proven with, because it was lost.
        ResetSecondStep = "reset-second-step",
        /// Signed in with a recovery code.
        UseRecoveryCode = "use-recovery-code",
        /// Made new recovery codes.
        RenewRecoveryCodes = "renew-recovery-codes",
        /// Opened an application.
        OpenApplication = "open-application",
        /// Made somebody the person in charge.
        SetPic = "set-pic",
        /// Made somebody a deputy.
        AddDeputy = "add-deputy",
        /// Invited somebody to answer for a shared mailbox.
        OfferPart = "offer-part",
        /// Did not want to answer for a shared mailbox.
        DeclinePart = "decline-part",
        /// Ended somebody's part in a shared mailbox.
        EndHolder = "end-holder",
        /// Confirmed that a shared mailbox is still needed.
        ConfirmMailbox = "confirm-mailbox",
        /// Changed when a mailbox ends.
        SetExpiry = "set-expiry",
        /// Closed it for good.
        Close = "close",
        /// Gave it a PIN with which to activate.
        IssuePin = "issue-pin",
        /// Gave it a role.
        GrantRole = "grant-role",
        /// Ended a role.
        EndRole = "end-role",
        /// Proved a WhatsApp number by code.
        ConfirmWhatsapp = "confirm-whatsapp",
        /// Took the WhatsApp number out.
        RemoveWhatsapp = "remove-whatsapp",
        /// Proved a recovery address by code.
        ConfirmRecovery = "confirm-recovery",
        /// Took the recovery address out.
        RemoveRecovery = "remove-recovery",
        /// Chose another language.
        SetLanguage = "set-language",
        /// Chose on which channels to be told.
        SetOrder = "set-order",
        /// Chose whether to be told of what waits for a decision.
        SetMatters = "set-matters",
        /// Ended a session, or all others.
        EndSessions = "end-sessions",
        /// Took a copy of everything that Loket holds on its owner.
        ExportData = "export-data",
        /// Asked for correction or restriction.
        AskData = "ask-data",
        /// Corrected what was wrong.
        CorrectData = "correct-data",
        /// Refused a request about personal data.
        RefuseData = "refuse-data",
        /// Restricted processing.
        Restrict = "restrict",
        /// Lifted a restriction.
        LiftRestriction = "lift-restriction",
    }
}

impl Action {
    /// Whether it only looked: the same look is written down once a day.
    pub fn is_read(self) -> bool {
        matches!(
            self,
            Self::ReadAccount
                | Self::FindAccount
                | Self::ReadMessage
                | Self::ReadRequest
                | Self::ReadFile
                | Self::ReadConversation
                | Self::ReadDataRequest
        )
    }

    /// What people call it.
    pub fn label(self, lang: Lang) -> String {
        text::t(lang, &format!("accounts-touch-{}", self.key())).into_owned()
    }
}

/// Somebody touches an account.
#[derive(Clone, Copy, Debug)]
pub struct Touch<'a> {
    /// Row of the account.
    pub account_id: i64,
    /// Row and name of who does it; `None`: Loket itself.
    pub by: Option<(i64, &'a str)>,
    /// What.
    pub action: Action,
    /// What its owner may know besides: a ground, an application. Never a secret.
    pub detail: &'a str,
    /// The request for which it is done.
    pub request_id: Option<i64>,
}

/// A line of what was done to an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touched {
    /// Its row; lists page by it.
    pub id: i64,
    /// Row of who did it; `None`: Loket itself.
    pub by_id: Option<i64>,
    /// Name, as it was then.
    pub by_name: String,
    /// The offices held then, with the number of the unit.
    pub offices: Vec<(Role, i64)>,
    /// What.
    pub action: Action,
    /// What else is known.
    pub detail: String,
    /// The ticket for which it was done.
    pub ticket: Option<String>,
    /// When; of reads the first of the day.
    pub at: Millis,
}

/// `admin:3 superadmin:0`.
pub fn offices_text(offices: &[(Role, i64)]) -> String {
    let mut all: Vec<_> = offices
        .iter()
        .map(|(role, unit)| format!("{}:{unit}", role.key()))
        .collect();
    all.sort();
    all.dedup();
    all.join(" ")
}

/// The reverse of [`offices_text`]; what cannot be read is left out.
pub fn offices(text: &str) -> Vec<(Role, i64)> {
    let read = |word: &str| {
        let (role, unit) = word.split_once(':')?;
        Some((role.parse().ok()?, unit.parse().ok()?))
    };
    text.split(' ').filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_has_a_name_in_both_languages_and_offices_read_back() {
        for action in Action::ALL {
            assert_eq!(action.key().parse(), Ok(*action));
            for lang in Lang::ALL {
                assert!(!action.label(lang).starts_with("accounts-"), "{action:?}");
            }
        }
        let held = [(Role::SuperAdmin, 0), (Role::Admin, 3), (Role::Admin, 3)];
        assert_eq!(offices_text(&held), "admin:3 superadmin:0");
        assert_eq!(
            offices("admin:3 superadmin:0"),
            [(Role::Admin, 3), (Role::SuperAdmin, 0)]
        );
        assert!(offices("").is_empty());
    }
}
