//! The new password of a form: the same fields, rules and sentences wherever one is set.

use super::{Strength, hasher::JUDGE};
use crate::{
    Error,
    web::{FormErrors, Values},
};
use sop::Lang;

/// The new password of a form (`password`, `password_confirmation`), judged against what it must not be about; complaints
/// stand beside their fields.
///
/// # Errors
/// [`Error::Unavailable`] when too many are being judged.
pub async fn new_password(
    lang: Lang,
    values: &Values,
    about: Vec<String>,
    errors: &mut FormErrors,
) -> Result<String, Error> {
    let password = values.get("password").cloned().unwrap_or_default();
    let judged = password.clone();
    let strength = JUDGE.run(move || Strength::of(&judged, &about)).await?;
    if let Some(key) = strength.complaint() {
        errors.add_key(lang, "password", key);
    } else if values.get("password_confirmation") != Some(&password) {
        errors.add_key(lang, "password_confirmation", "signin-repeat-differs");
    }
    Ok(password)
}
