//! The new password of a form: the same fields, rules and sentences wherever one is set.

use super::{
    Policy, Strength,
    hasher::{Hasher, JUDGE, METER},
};
use crate::{
    App, Error,
    web::{FormErrors, Values},
};
use sop::Lang;

/// The new password of a form (`password`, `password_confirmation`), judged with what everybody may know about its owner;
/// complaints stand beside their fields.
///
/// # Errors
/// [`Error::Unavailable`] when too many are being judged.
pub async fn new_password(
    app: &App,
    lang: Lang,
    values: &Values,
    about: Vec<String>,
    errors: &mut FormErrors,
) -> Result<String, Error> {
    let password = values.get("password").cloned().unwrap_or_default();
    let strength = judge(app, &JUDGE, password.clone(), about).await?;
    if let Some(sentence) = strength.complaint(lang) {
        errors.add("password", sentence);
    } else if values.get("password_confirmation") != Some(&password) {
        errors.add_key(lang, "password_confirmation", "signin-repeat-differs");
    }
    Ok(password)
}

/// How good a password is, for the meter: while it is typed.
///
/// # Errors
/// [`Error::Unavailable`] when too many are being judged.
pub async fn measure(app: &App, password: String, about: Vec<String>) -> Result<Strength, Error> {
    judge(app, &METER, password, about).await
}

/// Judged off the threads that serve.
async fn judge(
    app: &App,
    by: &Hasher,
    password: String,
    about: Vec<String>,
) -> Result<Strength, Error> {
    let app = app.clone();
    by.run(move || Strength::of(&Policy::of(&app), &password, &about))
        .await
}
