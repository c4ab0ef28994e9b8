//! What a template may speak of, and how it is said: on one line, no longer than it may be.

use crate::notify::{Outgoing, dashed};
use sop::Lang;

/// What a body may speak of.
pub(super) const ALL: [&str; 4] = ["nama", "tiket", "perihal", "keterangan"];
/// Of one parameter: with the longest of each, a body stays below its limit.
const LONGEST_WORDS: usize = 550;
const LONGEST_NAME: usize = 80;

/// The names between `{{` and `}}`, in order.
pub(super) fn named(body: &str) -> impl Iterator<Item = &str> {
    let parts = body.split("{{").skip(1);
    parts.filter_map(|part| part.split_once("}}").map(|(name, _)| name))
}

pub(super) fn longest(name: &str) -> usize {
    match name {
        "nama" => LONGEST_NAME,
        "keterangan" => LONGEST_WORDS,
        "perihal" => 150,
        _ => 11,
    }
}

/// What is said in the place of a parameter: never empty, on one line, no longer than it may be.
pub(super) fn of(name: &str, message: &Outgoing, on_button: Option<&str>) -> String {
    let ticket = || message.ticket.as_deref().map(dashed);
    let said = match name {
        "nama" => message.name.clone(),
        "tiket" => ticket().unwrap_or_default(),
        "perihal" => message.subject.clone(),
        // A link that a button carries would be there twice.
        _ => match on_button {
            Some(base_url) => without_links(&message.body, base_url),
            None => message.body.replace('*', ""),
        },
    };
    let line = cut(&one_line(&said), longest(name));
    if line.is_empty() {
        "–".to_owned()
    } else {
        line
    }
}

/// Without addresses of ours. What leads up to one that stood on a line of its own ends as a sentence does.
fn without_links(body: &str, base_url: &str) -> String {
    let mut text = String::new();
    for line in body.lines() {
        let others = line.split(' ').filter(|word| !word.starts_with(base_url));
        let others = others.collect::<Vec<_>>().join(" ");
        let was_link = others.trim().is_empty() && !line.trim().is_empty();
        if let Some(before) = text.trim_end().strip_suffix(':').filter(|_| was_link) {
            text = format!("{before}.");
        }
        text.push_str(&others);
        text.push('\n');
    }
    text.replace('*', "")
}

/// A parameter holds no line break, no tab, no more than four spaces in a row.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// At most so many characters, cut between words.
pub(in crate::notify::whatsapp) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most - 1).collect();
    let between = text.chars().nth(most - 1).is_some_and(char::is_whitespace);
    let word = kept.rfind(' ').filter(|end| !between && *end > most / 2);
    format!("{}…", kept[..word.unwrap_or(kept.len())].trim_end())
}

/// What Meta is shown in its place.
pub(super) fn sample(name: &str, lang: Lang) -> &'static str {
    match (name, lang) {
        ("nama", _) => "Rina Wulandari",
        ("tiket", _) => "R4K-7MD-2QX",
        ("perihal", Lang::Id) => "Selesai: tiket R4K-7MD-2QX",
        ("perihal", Lang::En) => "Completed: ticket R4K-7MD-2QX",
        (_, Lang::Id) => "45 Pembukaan Blokir Akun. Batas waktu: Jumat 5 Maret 2027.",
        (_, Lang::En) => "45 Unblocking an account. Due: Friday 5 March 2027.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_up_to_a_link_that_is_on_a_button_ends_as_a_sentence() {
        let said = |body: &str| one_line(&without_links(body, "https://x.id"));
        let body =
            "Buat kata *sandi* baru:\n    https://x.id/id/tautan/abc\n\nAnda tidak memintanya?";
        assert_eq!(said(body), "Buat kata sandi baru. Anda tidak memintanya?");
        let beside = "Lihat https://x.id/id/tiket/1 atau telepon:\n0858";
        assert_eq!(said(beside), "Lihat atau telepon: 0858");
    }
}
