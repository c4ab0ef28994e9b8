//! The letter and who signs it.

use super::Reader;
use crate::model::{Letter, Signer};
use crate::problem::Code;

pub(super) fn letter(root: &Reader<'_>) -> Option<Letter> {
    let reader = root.opt_table("letter")?;
    let letter = Letter {
        subject: reader.text("subject"),
        addressee: reader.texts("addressee"),
        number: reader.str("number"),
        date: reader.str("date"),
        opening: reader.texts("opening"),
        details: reader.strs("details"),
        closing: reader.texts("closing"),
        enclosures: reader.texts("enclosures"),
        signer_field: reader.opt_str("signer_field"),
        signers: reader.tables("signers", |r| Signer {
            option: r.opt_str("option"),
            title: r.text("title"),
            when: None,
        }),
    };
    for (key, empty) in [
        ("addressee", letter.addressee.is_empty()),
        ("opening", letter.opening.is_empty()),
        ("details", letter.details.is_empty()),
        ("signers", letter.signers.is_empty()),
    ] {
        if empty && !reader.doc.is_broken(&reader.at(key)) {
            reader.report(
                Code::EmptyList,
                key,
                format!("the letter has no {key}"),
                None,
            );
        }
    }
    reader.finish();
    Some(letter)
}
