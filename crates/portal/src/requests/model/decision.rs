//! A decision, and whether it agrees with its checklist.

use super::{Checked, Event, Happening, Via};
use crate::Error;
use sop::{Sop, Step, Text};

/// Longest note, instruction or reason, in characters.
pub const LONGEST_NOTE: usize = 2000;

/// What an officer decides, as it was posted.
#[derive(Clone, Debug)]
pub struct Decision {
    /// Key of the step that the page showed: a decision on a step that has passed is refused.
    pub step: String,
    /// The event with which what the page showed was handed in: it may have been corrected since.
    pub handed_in: Option<i64>,
    /// In order, back, or no.
    pub verdict: Verdict,
    /// The checklist.
    pub checks: Vec<Checked>,
    /// Words to the applicant.
    pub note: String,
    /// Through what it is made.
    pub via: Via,
}

/// The newest event with which the answers and files that are there now were handed in.
pub fn handed_in(events: &[Event]) -> Option<i64> {
    let hands_in = |event: &&Event| {
        matches!(
            event.happening,
            Happening::Submitted { .. } | Happening::Resubmitted
        )
    };
    events.iter().rev().find(hands_in).map(|event| event.seq)
}

/// What did not fit at a decision: the lines of its checklist, with the reasons.
pub fn misfits<'a>(sop: &'a Sop, event: &'a Event) -> impl Iterator<Item = (&'a Text, &'a str)> {
    let lines = sop.step(&event.step).map(|step| step.checklist.as_slice());
    let lines = lines.unwrap_or_default();
    let misfits = event.happening.checks().iter().filter(|one| !one.fits);
    misfits.filter_map(|one| {
        let line = lines.iter().find(|line| line.key == one.key)?;
        Some((&line.text, one.reason.trim()))
    })
}

/// The ways to decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// In order.
    Approve,
    /// Back to the applicant.
    Return,
    /// No.
    Reject,
}

fn is_long(text: &str) -> bool {
    text.chars().count() > LONGEST_NOTE
}

/// A decision must agree with its checklist: every line judged, a reason for each that does not fit.
///
/// # Errors
/// [`Error::Refused`] with what is missing.
pub fn judge(step: &Step, decision: &Decision) -> Result<(), Error> {
    let judged = |key: &str| decision.checks.iter().find(|checked| checked.key == key);
    let complete = step
        .checklist
        .iter()
        .all(|line| judged(&line.key).is_some());
    let all_fit = complete && decision.checks.iter().all(|checked| checked.fits);
    let reasons = decision
        .checks
        .iter()
        .all(|checked| checked.fits || !checked.reason.trim().is_empty());
    let mut texts = decision.checks.iter().map(|checked| &checked.reason);
    if texts.any(|text| is_long(text)) || is_long(&decision.note) {
        return Err(Error::Refused("refused-long"));
    }
    let misfit = decision.checks.iter().any(|checked| !checked.fits);
    let has_words = misfit || !decision.note.trim().is_empty();
    match decision.verdict {
        Verdict::Approve if !all_fit => Err(Error::Refused("refused-approve")),
        Verdict::Return if !reasons || !has_words => Err(Error::Refused("refused-return")),
        Verdict::Reject if decision.note.trim().is_empty() => Err(Error::Refused("refused-reject")),
        Verdict::Approve | Verdict::Return | Verdict::Reject => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sop::{Actor, Check, StepKind};

    fn step(lines: &[&str]) -> Step {
        let line = |key: &&str| Check {
            key: (*key).to_owned(),
            text: Text::same(*key),
        };
        Step {
            key: "check".into(),
            name: Text::same("Check"),
            symbol: None,
            actor: Actor::Admin,
            kind: StepKind::Decide,
            passes_to: None,
            weight: None,
            checklist: lines.iter().map(line).collect(),
            limit: None,
            inputs: Text::same(""),
            output: Text::same(""),
        }
    }

    fn decided(verdict: Verdict, checks: &[(&str, bool, &str)], note: &str) -> Decision {
        let checks = checks.iter().map(|(key, fits, reason)| Checked {
            key: (*key).to_owned(),
            fits: *fits,
            reason: (*reason).to_owned(),
        });
        Decision {
            handed_in: None,
            step: "check".into(),
            verdict,
            checks: checks.collect(),
            note: note.to_owned(),
            via: Via::Desk,
        }
    }

    type Case<'a> = (Verdict, &'a [(&'a str, bool, &'a str)], &'a str, bool);

    #[test]
    fn a_decision_agrees_with_its_checklist() {
        use Verdict::{Approve, Reject, Return};
        let step = step(&["stamp", "name"]);
        let (good, bad) = (("stamp", true, ""), ("name", false, "Nama lain."));
        let cases: [Case<'_>; 10] = [
            (Approve, &[good, ("name", true, "")], "", true),
            (Approve, &[good], "", false),
            (Approve, &[good, bad], "", false),
            (Approve, &[], "", false),
            (Return, &[good, bad], "", true),
            (Return, &[good, ("name", false, " ")], "Nama", false),
            (Return, &[good], "", false),
            (Return, &[], "Surat tidak terbaca.", true),
            (Reject, &[good, bad], "", false),
            (Reject, &[], "Bukan milik kampus.", true),
        ];
        for (verdict, checks, note, fits) in cases {
            let judged = judge(&step, &decided(verdict, checks, note));
            assert_eq!(judged.is_ok(), fits, "{verdict:?} {checks:?} {note:?}");
        }
        let long = "a".repeat(LONGEST_NOTE + 1);
        assert!(judge(&step, &decided(Reject, &[], &long)).is_err());
        assert!(judge(&step, &decided(Return, &[("name", false, &long)], "")).is_err());
    }
}
