//! Taking files in: streamed to the store, judged by their content, never by their name.

use super::super::store::attachments::{self, Attachment, Owner};
use crate::{
    App, Error,
    files::Stored,
    web::{FormErrors, Lang, Values, format, text::t_with},
};
use axum::extract::{Multipart, multipart::Field};
use db::Tx;
use sop::{FieldKind, FileRule, Sop};

/// Longest text field of a form, in bytes; the declaration's own limits are lower.
const LONGEST_VALUE: usize = 20_000;
/// Most parts of one form.
const MOST_PARTS: usize = 200;

/// What a form with files brought.
#[derive(Debug, Default)]
pub struct Posted {
    /// The text fields.
    pub values: Values,
    /// The files that were accepted and stored, not yet written down.
    pub files: Vec<Attachment>,
    /// What is wrong with the others.
    pub errors: FormErrors,
}

/// Reads a whole form. A file that is refused does not stop the others.
///
/// # Errors
/// [`Error::BadRequest`] when it breaks off, [`Error::TooLarge`] past the limits of a form.
pub async fn receive(
    app: &App,
    sop: &Sop,
    lang: Lang,
    mut form: Multipart,
) -> Result<Posted, Error> {
    let mut posted = Posted::default();
    for _ in 0..MOST_PARTS {
        let Some(part) = form.next_field().await.map_err(|_| Error::BadRequest)? else {
            return Ok(posted);
        };
        let name = part.name().unwrap_or_default().to_owned();
        match (part.file_name().map(str::to_owned), rule_of(sop, &name)) {
            (Some(file_name), Some(rule)) if !file_name.is_empty() => {
                match take(app, rule, lang, &name, &file_name, part).await? {
                    Ok(file) => posted.files.push(file),
                    Err(sentence) => posted.errors.add(name, sentence),
                }
            }
            (Some(_), _) => drain(part).await?,
            (None, _) => drop(posted.values.insert(name, text(part).await?)),
        }
    }
    Err(Error::TooLarge)
}

/// What a field of kind file accepts.
pub fn rule_of<'s>(sop: &'s Sop, key: &str) -> Option<&'s FileRule> {
    match &sop.field(key)?.kind {
        FieldKind::File(rule) => Some(rule),
        _ => None,
    }
}

/// A text field, of a length that a form has use for.
///
/// # Errors
/// [`Error::TooLarge`], or [`Error::BadRequest`] for what is not text.
pub async fn text(mut part: Field<'_>) -> Result<String, Error> {
    let mut bytes = Vec::new();
    while let Some(piece) = part.chunk().await.map_err(|_| Error::BadRequest)? {
        bytes.extend_from_slice(&piece);
        if bytes.len() > LONGEST_VALUE {
            return Err(Error::TooLarge);
        }
    }
    String::from_utf8(bytes).map_err(|_| Error::BadRequest)
}

async fn drain(mut part: Field<'_>) -> Result<(), Error> {
    while part.chunk().await.map_err(|_| Error::BadRequest)?.is_some() {}
    Ok(())
}

/// Streams one file to the store; the inner error is a sentence for its sender.
async fn take(
    app: &App,
    rule: &FileRule,
    lang: Lang,
    field: &str,
    file_name: &str,
    mut part: Field<'_>,
) -> Result<Result<Attachment, String>, Error> {
    let name = harmless(file_name);
    let mut incoming = app.files().begin(app.random(), rule.max_bytes).await?;
    while let Some(piece) = part.chunk().await.map_err(|_| Error::BadRequest)? {
        match incoming.write(&piece).await {
            Err(Error::TooLarge) => {
                drain(part).await?;
                return Ok(Err(too_large(lang, &name, rule)));
            }
            other => other?,
        }
    }
    match judge(lang, &name, rule, incoming.head()) {
        Err(sentence) => Ok(Err(sentence)),
        Ok(media_type) => Ok(Ok(attachment(
            app,
            field,
            name,
            media_type,
            incoming.finish().await?,
        ))),
    }
}

fn attachment(
    app: &App,
    field: &str,
    name: String,
    media_type: &str,
    stored: Stored,
) -> Attachment {
    Attachment {
        public_id: app.random().uuid(app.now()),
        field: field.to_owned(),
        name,
        media_type: media_type.to_owned(),
        size: stored.size,
        sha256: stored.sha256,
    }
}

/// What the content is, if the rule accepts that.
fn judge(lang: Lang, name: &str, rule: &FileRule, head: &[u8]) -> Result<&'static str, String> {
    if head.is_empty() {
        return Err(t_with(
            lang,
            "requests-file-empty",
            &[("name", name.into())],
        ));
    }
    let found = infer::get(head).map(|kind| kind.mime_type());
    let accepted = rule.accept.iter().find(|kind| Some(kind.mime()) == found);
    accepted.map(|kind| kind.mime()).ok_or_else(|| {
        let kinds: Vec<_> = rule.accept.iter().map(|kind| kind.label(lang)).collect();
        t_with(
            lang,
            "requests-file-type",
            &[("name", name.into()), ("kinds", kinds.join(", ").into())],
        )
    })
}

fn too_large(lang: Lang, name: &str, rule: &FileRule) -> String {
    let most = format::bytes(rule.max_bytes as i64, lang);
    t_with(
        lang,
        "requests-file-too-large",
        &[("name", name.into()), ("most", most.into())],
    )
}

/// The last part of a name, without what could end a header or hide its ending. It is shown and offered again on
/// download, never used as a path.
fn harmless(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let hides = |letter: char| {
        letter.is_control()
            || matches!(letter, '"' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let kept: String = last.chars().filter(|letter| !hides(*letter)).collect();
    let kept = kept.trim().trim_start_matches('.');
    let start = kept.chars().count().saturating_sub(120);
    let short: String = kept.chars().skip(start).collect();
    if short.is_empty() {
        "berkas".to_owned()
    } else {
        short
    }
}

/// Writes the files down with their owner. A field for one file keeps the newest; a field for several refuses more.
///
/// # Errors
/// As the database says; the sentences of refused files are returned.
pub fn keep(
    tx: &mut Tx<'_>,
    app: &App,
    sop: &Sop,
    owner: Owner,
    files: &[Attachment],
    lang: Lang,
) -> Result<FormErrors, Error> {
    let mut errors = FormErrors::none();
    for file in files {
        let Some(rule) = rule_of(sop, &file.field) else {
            continue;
        };
        let mut there = attachments::all(tx, owner)?;
        there.retain(|other| other.field == file.field);
        if rule.max_files == 1 {
            for old in &there {
                take_out(tx, app, owner, &old.public_id)?;
            }
        } else if there.len() >= rule.max_files as usize {
            errors.add(
                file.field.clone(),
                t_with(
                    lang,
                    "requests-file-too-many",
                    &[("most", i64::from(rule.max_files).into())],
                ),
            );
            continue;
        }
        attachments::add(tx, owner, file, app.now())?;
    }
    Ok(errors)
}

/// Takes a file out: of a draft for good, of a returned request with the record keeping it.
///
/// # Errors
/// As the database says.
pub fn take_out(tx: &mut Tx<'_>, app: &App, owner: Owner, public_id: &str) -> Result<(), Error> {
    match owner {
        Owner::Draft(id) => attachments::remove(tx, id, public_id),
        Owner::Request(id) => attachments::replace(tx, id, public_id, app.now()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_never_a_path_nor_a_trick() {
        assert_eq!(harmless("../../x"), "x");
        assert_eq!(harmless("C:\\surat\\izin.pdf"), "izin.pdf");
        assert_eq!(harmless("gam\u{202e}fdp.exe\r\n"), "gamfdp.exe");
        assert_eq!(harmless("..."), "berkas");
        assert_eq!(harmless(&"a".repeat(500)).len(), 120);
    }
}
