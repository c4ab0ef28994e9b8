//! The steps as a table, as a plan, and who signs for whom.

use crate::model::{Actor, FieldKind, Lang, Limit, Sop, StepKind, Text};

/// A row of *Langkah dan mutu baku*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepRow {
    /// *No*, as in the diagram.
    pub number: usize,
    /// *Kegiatan*.
    pub activity: String,
    /// *Pelaksana*.
    pub actor: String,
    /// *Kelengkapan*.
    pub inputs: String,
    /// *Waktu*, if limited.
    pub time: Option<String>,
    /// *Keluaran*.
    pub output: String,
}

/// The steps with their *mutu baku*, numbered as in the diagram.
pub fn steps_table(sop: &Sop, lang: Lang) -> Vec<StepRow> {
    let rows = sop.steps.iter().enumerate().map(|(index, step)| StepRow {
        number: index + 1,
        activity: step.name.get(lang).to_owned(),
        actor: step.actor.label(lang).to_owned(),
        inputs: step.inputs.get(lang).to_owned(),
        time: step.limit.map(|limit| limit.words(lang)),
        output: step.output.get(lang).to_owned(),
    });
    rows.collect()
}

/// A step that the applicant waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanStep<'s> {
    /// Key of the step.
    pub key: &'s str,
    /// What happens.
    pub name: &'s Text,
    /// Who does it.
    pub actor: Actor,
    /// Decide, assign or perform.
    pub kind: StepKind,
    /// How long it may take, after the step before.
    pub limit: Option<Limit>,
}

/// What happens after sending: the steps of the workflow in order, with their limits.
pub fn plan(sop: &Sop) -> Vec<PlanStep<'_>> {
    let steps = sop.run_steps().map(|step| PlanStep {
        key: &step.key,
        name: &step.name,
        actor: step.actor,
        kind: step.kind,
        limit: step.limit,
    });
    steps.collect()
}

/// For whom, and who signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureRule {
    /// The case ("Mahasiswa"); `None` if the rule holds for all.
    pub case: Option<String>,
    /// Posts that may sign.
    pub signers: Vec<String>,
}

/// Who must sign the letter for whom; empty without a letter.
pub fn signature_rules(sop: &Sop, lang: Lang) -> Vec<SignatureRule> {
    let Some(letter) = &sop.letter else {
        return Vec::new();
    };
    let title = |text: &Text| text.get(lang).to_owned();
    let chooser = letter
        .signers
        .iter()
        .find_map(|signer| signer.when.as_ref())
        .and_then(|when| sop.field(&when.field));
    let Some(FieldKind::Choice { options }) = chooser.map(|field| &field.kind) else {
        return vec![SignatureRule {
            case: None,
            signers: letter
                .signers
                .iter()
                .map(|signer| title(&signer.title))
                .collect(),
        }];
    };
    let rules = options.iter().map(|option| {
        let able = letter.signers.iter().filter(|signer| {
            signer
                .when
                .as_ref()
                .is_none_or(|when| when.is.contains(&option.key))
        });
        SignatureRule {
            case: Some(title(&option.label)),
            signers: able.map(|signer| title(&signer.title)).collect(),
        }
    });
    rules.collect()
}
