//! The requests of `loket demo`: what the sample people asked for in the last days, and what was done about it. They are
//! data, see `requests.toml`; everything in it happens through the functions that the pages use.

mod act;
mod conversations;
mod mailboxes;
mod paper;
mod script;

pub use conversations::conversations;
pub use mailboxes::mailboxes;

use crate::{
    App, Error, accounts,
    actor::{self, Person},
    clock::{Clock, Millis},
    files::Files,
    random::Random,
    requests::{Attachment, Code, submit},
};
use db::Tx;
use script::{Scene, Script};
use sop::{FieldKind, Lang, Sop};

/// Lets the sample people ask and serve, in the order of the clock. All of it happens or nothing.
///
/// # Errors
/// As the database says; a sentence when `requests.toml` says something that the portal refuses.
pub async fn requests(app: &App) -> Result<(), Error> {
    let script = Script::read()?;
    let mut moments = script.moments(&app.catalog(), app.now())?;
    moments.sort_unstable();
    let Some((start, ..)) = moments.first().copied() else {
        return Ok(());
    };
    let mut files = Vec::new();
    for (index, scene) in script.scenes.iter().enumerate() {
        let handed_in = moments
            .iter()
            .find(|(_, of, step)| *of == index && *step == 0);
        files.push(attachments(app, scene, handed_in.map_or(start, |moment| moment.0)).await?);
    }
    let then = app.at(Clock::fixed(start));
    app.db()
        .write(move |tx| {
            let mut codes: Vec<Option<Code>> = vec![None; script.scenes.len()];
            for (at, index, step) in &moments {
                then.clock().advance(at - then.now());
                let scene = &script.scenes[*index];
                match &codes[*index] {
                    None => codes[*index] = Some(hand_in(tx, &then, scene, &files[*index])?),
                    Some(code) => act::perform(tx, &then, scene, &scene.then[*step - 1], code)?,
                }
            }
            Ok(())
        })
        .await
}

fn hand_in(tx: &mut Tx<'_>, app: &App, scene: &Scene, files: &[Attachment]) -> Result<Code, Error> {
    let by = person(tx, app, &scene.by)?;
    let catalog = app.catalog();
    let (sop, _) = catalog.service(scene.service)?;
    let from = if scene.walk_in {
        submit::From::Counter(by.clerk(catalog.unit_of(sop)?.id)?)
    } else {
        submit::From::Applicant(by.into())
    };
    let form = submit::Form {
        service_id: sop.id,
        ticket: sop.tickets[0],
        answers: scene.answers(tx, app, sop)?,
        files: files.to_vec(),
    };
    match submit::hand_in(tx, app, from, &form, Lang::Id)? {
        submit::Sent::Request(code) => Ok(code),
        other => Err(Error::Internal(format!(
            "requests.toml: service {} by {}: {other:?}",
            scene.service, scene.by
        ))),
    }
}

/// Somebody of the demo, with what is in force now.
fn person(tx: &mut Tx<'_>, app: &App, address: &str) -> Result<Person, Error> {
    let account = accounts::find(tx, address)?
        .ok_or_else(|| Error::Internal(format!("requests.toml: {address} is nobody")))?;
    Ok(Person {
        account_id: account.id,
        session_id: 0,
        roles: actor::roles(tx, account.id, app.now())?,
        address: account.address,
        name: account.name,
        whatsapp: account.whatsapp,
        number: account.number,
        organisation: account.organisation,
        opened_by: None,
        second_step_required: false,
        has_second_step: false,
        stepped_up_at: None,
    })
}

/// The files of a form: a letter with its words in it, or a picture.
async fn attachments(app: &App, scene: &Scene, at: Millis) -> Result<Vec<Attachment>, Error> {
    let catalog = app.catalog();
    let (sop, _) = catalog.service(scene.service)?;
    let (lettered, sop) = (scene.clone(), sop.clone());
    let (inner, kept) = (app.at(Clock::fixed(at)), sop.clone());
    let answers = app
        .db()
        .read(move |tx| lettered.answers(tx, &inner, &kept))
        .await?;
    let mut found = Vec::new();
    for name in &scene.files {
        let (key, file_name) = name.split_once('/').unwrap_or((name, name));
        let Some(FieldKind::File(rule)) = sop.field(key).map(|field| &field.kind) else {
            return Err(Error::Internal(format!("requests.toml: no file {key}")));
        };
        let (media_type, content) = if file_name.ends_with(".png") {
            ("image/png", paper::PICTURE.to_vec())
        } else {
            let text = paper::text(&sop, catalog.campus(), key, &answers);
            ("application/pdf", paper::pdf(&text))
        };
        let (sha256, size) = store(app.files(), app.random(), rule.max_bytes, &content).await?;
        found.push(Attachment {
            public_id: app.random().uuid(at),
            field: key.to_owned(),
            name: file_name.to_owned(),
            media_type: media_type.to_owned(),
            size,
            sha256,
        });
    }
    Ok(found)
}

async fn store(
    files: &Files,
    random: &Random,
    limit: u64,
    content: &[u8],
) -> Result<(String, i64), Error> {
    let mut incoming = files.begin(random, limit).await?;
    incoming.write(content).await?;
    let stored = incoming.finish().await?;
    Ok((stored.sha256, stored.size))
}
