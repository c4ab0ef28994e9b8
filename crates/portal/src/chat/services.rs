//! Which service somebody needs, and what it needs of them.

use super::{
    answer::Talk,
    model::{Awaiting, Choice, Reply},
};
use crate::{
    catalog::{self, duration},
    web::format,
};
use sop::{Action, Sop};

/// The best service, and the others that may be meant.
pub(super) fn offer(talk: &mut Talk, found: &[i64]) -> Vec<Reply> {
    let campus = talk.catalog.clone();
    let mut all = found.iter().filter_map(|id| campus.campus().service(*id));
    let Some(best) = all.next() else {
        return vec![Reply::with(talk.t("chat-unknown"), talk.usual())];
    };
    let others: Vec<&Sop> = all.collect();
    let memory = talk.memory();
    memory.service = Some(best.id);
    memory.choices = others.iter().map(|sop| Choice::Service(sop.id)).collect();
    let lang = talk.lang();
    let mut parts = vec![format!(
        "*{} {}*\n{}",
        best.id,
        best.title.get(lang),
        best.summary.get(lang)
    )];
    parts.push(talk.url(&catalog::service_path(best)));
    if matches!(best.action, Some(Action::ChangePassword { .. })) {
        // Who has forgotten the own password needs no letter.
        parts.push(talk.t_with(
            "chat-link-forgotten",
            &[("url", talk.url("/lupa-sandi").into())],
        ));
    }
    if !others.is_empty() {
        let lines = others
            .iter()
            .map(|sop| format!("{} {}", sop.id, sop.title.get(lang)));
        let list = Talk::numbered(lines);
        parts.push(format!("{}\n{list}", talk.t("chat-others")));
    }
    let buttons = vec![talk.button("terms", best.id), talk.button("person", "")];
    vec![Reply::with(parts.join("\n\n"), buttons)]
}

/// What a service needs, how long it takes and what it costs.
pub(super) fn terms(talk: &mut Talk, service: Option<i64>) -> Vec<Reply> {
    let catalog = talk.catalog.clone();
    let Some(sop) = service.and_then(|id| catalog.campus().service(id)) else {
        talk.memory().awaiting = Some(Awaiting::Terms);
        return vec![Reply::new(talk.t("chat-terms-which"))];
    };
    talk.memory().service = Some(sop.id);
    let lang = talk.lang();
    let needs: Vec<_> = sop
        .standard
        .requirements
        .iter()
        .map(|need| format!("– {}", need.get(lang)))
        .collect();
    let takes = duration(sop, lang).unwrap_or_else(|| talk.t("catalog-at-once"));
    let cost = cost(talk, sop);
    let title = format!("{} {}", sop.id, sop.title.get(lang));
    let head = talk.t_with("chat-terms", &[("service", title.into())]);
    let facts = talk.t_with(
        "chat-terms-facts",
        &[("time", takes.into()), ("cost", cost.into())],
    );
    let text = format!("{head}\n{}\n\n{facts}", needs.join("\n"));
    let link = talk.url(&catalog::service_path(sop));
    let person = talk.button("person", "");
    // WhatsApp has no buttons under a long text: they stand under the short one that follows.
    vec![
        Reply::new(text),
        Reply::with(
            format!("{}\n{link}", talk.t("chat-terms-more")),
            vec![person],
        ),
    ]
}

fn cost(talk: &Talk, sop: &Sop) -> String {
    let cost = &sop.standard.cost;
    let amount = i64::try_from(cost.amount).unwrap_or(i64::MAX);
    let (rupiah, note) = (
        format::number(amount, talk.lang()),
        cost.note.get(talk.lang()),
    );
    // A note such as "free of charge" says it all.
    let note = note.trim_end_matches('.');
    if cost.amount == 0 {
        note.to_owned()
    } else {
        format!("Rp{rupiah} ({note})")
    }
}
