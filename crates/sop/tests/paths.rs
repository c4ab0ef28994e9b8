//! Every way through every form and every workflow.

#![allow(clippy::expect_used, reason = "a test may stop where it stands")]

mod support;

use std::collections::BTreeSet;

use sop::{FieldKind, Step, StepKind, validate};
use support::sample;

#[test]
fn every_way_through_the_form_is_accepted() {
    let campus = support::campus();
    for sop in campus
        .services
        .iter()
        .filter(|sop| sop.self_service.is_none())
    {
        let ways = sample::every(sop, &campus);
        assert!(!ways.is_empty(), "layanan {}", sop.id);
        for answers in ways {
            let errors = validate(sop, &campus, &answers, sample::TODAY);
            assert!(
                errors.is_empty(),
                "layanan {}: {answers:?}\n{errors:?}",
                sop.id
            );
            assert_eq!(sop::normalise(sop, &answers), answers, "layanan {}", sop.id);
        }
    }
}

#[test]
fn an_empty_form_asks_for_everything() {
    let campus = support::campus();
    for sop in campus
        .services
        .iter()
        .filter(|sop| sop.self_service.is_none())
    {
        let asked: BTreeSet<String> = validate(sop, &campus, &sop::Answers::new(), sample::TODAY)
            .into_iter()
            .map(|e| e.field)
            .collect();
        let fields = sop
            .fields
            .iter()
            .filter(|field| field.required && field.when.is_none());
        let wanted: BTreeSet<String> = fields.flat_map(sop::validate::input_names).collect();
        assert_eq!(asked, wanted, "layanan {}", sop.id);
    }
}

/// Where a walk through the steps ends.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    Done,
    Returned,
    Impossible,
}

/// Every path through the steps that the workflow runs: each decision says yes or no, each
/// execution succeeds or not.
fn paths<'s>(steps: &[&'s Step]) -> Vec<(Vec<&'s str>, End)> {
    let Some((step, rest)) = steps.split_first() else {
        return vec![(Vec::new(), End::Done)];
    };
    let onward = paths(rest).into_iter().map(|(mut path, end)| {
        path.insert(0, step.key.as_str());
        (path, end)
    });
    let mut all: Vec<_> = onward.collect();
    match step.kind {
        StepKind::Decide => all.push((vec![step.key.as_str()], End::Returned)),
        StepKind::Perform => all.push((vec![step.key.as_str()], End::Impossible)),
        StepKind::Assign
        | StepKind::Submit
        | StepKind::Receive
        | StepKind::Notify
        | StepKind::Survey => {}
    }
    all
}

#[test]
fn every_path_ends_and_every_step_is_on_one() {
    for sop in &support::campus().services {
        let steps: Vec<&Step> = sop.run_steps().collect();
        let walked = paths(&steps);
        let done: Vec<&(Vec<&str>, End)> =
            walked.iter().filter(|(_, end)| *end == End::Done).collect();
        let keys: Vec<&str> = steps.iter().map(|step| step.key.as_str()).collect();
        assert_eq!(done.len(), 1, "layanan {}", sop.id);
        assert_eq!(
            done[0].0, keys,
            "layanan {}: the way to the end misses a step",
            sop.id
        );
        let decisions = steps
            .iter()
            .filter(|step| step.kind == StepKind::Decide)
            .count();
        assert_eq!(
            walked
                .iter()
                .filter(|(_, end)| *end == End::Returned)
                .count(),
            decisions,
            "layanan {}",
            sop.id
        );
        assert!(
            walked.iter().any(|(_, end)| *end == End::Impossible),
            "layanan {}",
            sop.id
        );
    }
}

/// The questions that give a detail of the letter, and the line of the checklist that looks at it.
type Rule = (&'static [&'static str], &'static str);

/// The details that each SOP asks of a letter (*Aturan*), in its order.
const RULES: &[(i64, &[Rule])] = &[
    (
        45,
        &[
            (&["account"], "account"),
            (&["owner_name", "owner_number", "owner_unit"], "owner"),
            (&["purpose"], "purpose"),
            (&["screenshot"], "screenshot"),
            (&["last_action"], "last_action"),
            (&["contact_whatsapp", "pic"], "contact"),
            (&["signer", "letter"], "signature"),
            (&["letter"], "stamp"),
            (&[], "campus"),
        ],
    ),
    (46, UNIT_MAIL),
    (47, UNIT_MAIL),
    (
        62,
        &[
            (&["contact_whatsapp"], "contact"),
            (&["applicant_name"], "applicant"),
            (&["applicant_unit"], "unit"),
            (&["application"], "application"),
            (&["account"], "account"),
            (&["letter"], "signature"),
            (&["letter"], "stamp"),
        ],
    ),
];

const UNIT_MAIL: &[Rule] = &[
    (&["account"], "address"),
    (&["unit"], "unit"),
    (&["purpose"], "purpose"),
    (&["pic"], "pic"),
    (&["pic"], "pic_whatsapp"),
    (&["pic"], "pic_email"),
    (&["contact_whatsapp"], "contact"),
    (&["letter"], "signature"),
    (&["letter"], "stamp"),
    (&[], "campus"),
];

#[test]
fn what_a_letter_must_hold_is_asked_and_checked() {
    let campus = support::campus();
    for (id, rules) in RULES {
        let sop = campus.service(*id).expect("a service");
        let details = &sop.letter.as_ref().expect("a letter").details;
        let verify = sop
            .steps
            .iter()
            .find(|step| step.kind == StepKind::Decide)
            .expect("a decision");
        for (questions, line) in *rules {
            assert!(
                verify.checklist.iter().any(|check| check.key == *line),
                "layanan {id} does not check {line}"
            );
            for key in *questions {
                let field = sop
                    .field(key)
                    .unwrap_or_else(|| panic!("layanan {id} does not ask {key}"));
                assert!(field.required, "layanan {id}: {key}");
                let printed = matches!(field.kind, FieldKind::File(_))
                    || *key == "signer"
                    || details.contains(&field.key);
                assert!(printed, "layanan {id}: the letter lacks {key}");
            }
        }
    }
}
