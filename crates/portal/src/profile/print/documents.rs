//! What is stored as a document of its own: answers, checklists, corrections.

use super::Words;
use crate::{profile::model::Cell, requests::Happening};
use serde_json::{Map, Value as Json};
use sop::Answers;

impl Words {
    /// A document as people say it; one that nobody knows in this shape, as it is.
    pub(super) fn document_said(
        &self,
        column: &str,
        service: Option<&Cell>,
        json: &Json,
    ) -> String {
        let said = match column {
            "answers" => self.answers(service, json),
            "detail" => reasons(json),
            "changes" => self.changes(json),
            "respondent" => json.as_object().map(|fields| self.respondent(fields)),
            _ => None,
        };
        said.unwrap_or_else(|| said_json(json, &|key| self.question(service, key)))
    }

    /// Answers as the ticket shows them; those to questions that the service asks no more after them, as they are.
    fn answers(&self, service: Option<&Cell>, json: &Json) -> Option<String> {
        let Some(Cell::Number(id)) = service else {
            return None;
        };
        let (sop, _) = self.catalog.service(*id).ok()?;
        let answers: Answers = serde_json::from_value(json.clone()).ok()?;
        let campus = self.catalog.campus();
        let said = sop.fields.iter().filter_map(|field| {
            let answer = sop::project::answer(field, campus, self.lang, &answers)?;
            Some(format!("{}: {answer}", field.label.get(self.lang)))
        });
        let is_asked = |key: &str| {
            let base = key.split('.').next().unwrap_or(key);
            sop.fields.iter().any(|field| field.key == base)
        };
        let rest = answers.iter().filter(|(key, _)| !is_asked(key));
        let rest = rest.map(|(key, value)| format!("{key}: {value}"));
        Some(said.chain(rest).collect::<Vec<_>>().join("\n"))
    }

    /// The question of a service that an answer belongs to: of `pic.name` that of `pic`.
    fn question(&self, service: Option<&Cell>, key: &str) -> String {
        let Some(Cell::Number(id)) = service else {
            return key.to_owned();
        };
        let (base, rest) = key.split_once('.').unwrap_or((key, ""));
        let found = self.catalog.service(*id).ok();
        let field = found.and_then(|(sop, _)| {
            let field = sop.fields.iter().find(|field| field.key == base)?;
            Some(field.label.get(self.lang).to_owned())
        });
        let label = field.unwrap_or_else(|| base.to_owned());
        let ends = [label.as_str(), rest];
        let said: Vec<_> = ends.into_iter().filter(|end| !end.is_empty()).collect();
        said.join(", ")
    }

    /// What a keeper has corrected, as the answer shows it.
    fn changes(&self, json: &Json) -> Option<String> {
        let changes: Vec<(String, String, String)> = serde_json::from_value(json.clone()).ok()?;
        let line = |(field, before, after): &(String, String, String)| {
            let value = |text: &str| match self.word("data_requests", field, text) {
                said if said.is_empty() => "–".to_owned(),
                said => said,
            };
            format!(
                "{}: {} → {}",
                self.label(field),
                value(before),
                value(after)
            )
        };
        Some(changes.iter().map(line).collect::<Vec<_>>().join("\n"))
    }

    /// What somebody said of himself or herself with a survey.
    fn respondent(&self, fields: &Map<String, Json>) -> String {
        let line = |(name, value): (&String, &Json)| {
            let value = match value.as_str() {
                Some(key) => self.t(&format!("surveys-{name}-{key}")),
                None => value.to_string(),
            };
            format!("{}: {value}", self.t(&format!("surveys-about-{name}")))
        };
        fields.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

/// Why a request was sent back or refused, as its applicant read it.
fn reasons(json: &Json) -> Option<String> {
    let happening: Happening = serde_json::from_value(json.clone()).ok()?;
    let misfits = happening.checks().iter().filter(|one| !one.fits);
    let reasons = misfits.map(|one| one.reason.trim()).collect::<Vec<_>>();
    Some(reasons.join("\n"))
}

/// `name: Rina` on a line each, with names as `say` puts them.
fn said_json(json: &Json, say: &dyn Fn(&str) -> String) -> String {
    match json {
        Json::Null => "–".to_owned(),
        Json::String(text) => text.clone(),
        Json::Object(fields) => {
            let line = |(name, value): (&String, &Json)| {
                format!("{}: {}", say(name), said_json(value, say))
            };
            fields.iter().map(line).collect::<Vec<_>>().join("\n")
        }
        Json::Array(all) => {
            let said: Vec<_> = all.iter().map(|one| said_json(one, say)).collect();
            said.join(", ")
        }
        other => other.to_string(),
    }
}
