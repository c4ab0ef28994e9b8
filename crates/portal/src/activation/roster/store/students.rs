//! SQL of the list of students.

use super::entries::{entry, select};
use crate::activation::roster::model::Entry;
use db::{Error, Tx, params};

/// Students on one page.
pub(crate) const PAGE: usize = 50;

/// Those after a NIM whose NIM begins so, one more than fit on a page.
pub(crate) fn by_nim(tx: &mut Tx<'_>, begins: &str, after: &str) -> Result<Vec<Entry>, Error> {
    let end = format!("{begins}\u{10ffff}");
    tx.rows(
        select!("WHERE nim > ?1 AND nim >= ?2 AND nim < ?3 ORDER BY nim LIMIT 51"),
        params![after, begins, &end],
        entry,
    )
}

/// The first whose name begins so.
pub(crate) fn by_name(tx: &mut Tx<'_>, begins: &str) -> Result<Vec<Entry>, Error> {
    let end = format!("{begins}\u{10ffff}");
    tx.rows(
        select!("WHERE name_key >= ?1 AND name_key < ?2 ORDER BY name_key, id LIMIT 50"),
        params![begins, &end],
        entry,
    )
}
