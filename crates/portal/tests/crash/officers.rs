//! Who decides on what is handed in, while the program is killed.

use crate::{
    http::{Client, Reply},
    people::{Person, Scene},
};
use std::collections::BTreeMap;

/// An event that the program said it has written.
#[derive(Debug)]
pub struct Decided {
    pub code: String,
    pub kind: &'static str,
}

/// One officer of a unit, who does whatever waits for such an officer.
pub fn officer(scene: Scene<'_>, role: &str, unit: &str) -> Vec<Decided> {
    let staff = &scene.cast.officer("staff", unit).name;
    let mut person = Person::new(scene, scene.cast.officer(role, unit));
    let mut done = Vec::new();
    while let Some(desk) = person.insist(|client| client.get("/id/meja")) {
        let codes = every(&desk, "class=\"code\" href=\"/id/meja/", "\"");
        if codes.is_empty() {
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        for code in codes.iter().take(8) {
            done.extend(act(&mut person, code, staff));
        }
    }
    done
}

/// Does the step that waits, if it is this officer's. What was not acknowledged is not claimed.
fn act(person: &mut Person<'_>, code: &str, staff: &str) -> Option<Decided> {
    let at = format!("/id/meja/{code}");
    let page = person.insist(|client| client.get(&at))?;
    let (what, fields, kind) = form(&page, staff)?;
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let reply =
        person.try_once(|client: &mut Client| client.post(&format!("{at}/{what}"), &fields))?;
    (reply.status == 303 && !reply.location.contains("/masuk")).then(|| Decided {
        code: code.replace('-', ""),
        kind,
    })
}

type Form = (&'static str, BTreeMap<String, String>, &'static str);

/// The form on the page, filled in, and the kind of event that follows from it.
fn form(page: &Reply, staff: &str) -> Option<Form> {
    let text = page.text();
    let mut fields = BTreeMap::new();
    let hidden = page.between("name=\"langkah\" value=\"", "\"");
    fields.extend(hidden.map(|step| ("langkah".to_owned(), step)));
    if text.contains("/keputusan\"") {
        for line in every(page, "type=\"radio\" name=\"butir.", "\"") {
            fields.insert(format!("butir.{line}"), "yes".into());
        }
        fields.insert("keputusan".into(), "verify".into());
        return Some(("keputusan", fields, "approved"));
    }
    if text.contains("/disposisi\"") {
        let (before, _) = text.split_once(&format!("<b>{staff}</b>"))?;
        let (_, value) = before.rsplit_once("name=\"staf\" value=\"")?;
        fields.insert("staf".into(), value.split('"').next()?.to_owned());
        let (_, deadline) = text.split_once("name=\"tenggat\"")?;
        let (_, value) = deadline.split_once("value=\"")?;
        fields.insert("tenggat".into(), value.split('"').next()?.to_owned());
        return Some(("disposisi", fields, "disposed"));
    }
    if text.contains("/hasil\"") {
        fields.insert("hasil".into(), "done".into());
        for condition in every(page, "name=\"syarat.", "\"") {
            fields.insert(format!("syarat.{condition}"), "Sudah diperiksa.".into());
        }
        return Some(("hasil", fields, "completed"));
    }
    text.contains("/ambil\"")
        .then_some(("ambil", fields, "taken"))
}

/// Everything that stands between two marks.
fn every(page: &Reply, before: &str, after: &str) -> Vec<String> {
    let text = page.text();
    let found = text
        .split(before)
        .skip(1)
        .filter_map(|rest| rest.split_once(after));
    let mut found: Vec<_> = found.map(|(value, _)| value.to_owned()).collect();
    found.dedup();
    found
}
