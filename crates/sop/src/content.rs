//! The fingerprint of a declaration's content.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};
use toml::de::{DeTable, DeValue};

/// Twelve hexadecimal digits of the SHA-256 of a text.
pub fn hash(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().take(6).fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The fingerprint of a service: order of keys, layout and comments do not count, and neither do
/// the fingerprints that the revisions carry and what is filled in for people.
pub(crate) fn of_table(table: &DeTable<'_>) -> String {
    let mut canonical = String::new();
    write_table(table, &mut canonical, Place::Root);
    hash(&canonical)
}

#[derive(Clone, Copy, PartialEq)]
enum Place {
    Root,
    Revision,
    Field,
    Elsewhere,
}

fn write_table(table: &DeTable<'_>, out: &mut String, place: Place) {
    out.push('{');
    for (key, value) in table {
        let name: &str = key.get_ref();
        // What is typed for people changes nothing of what was approved.
        if (place, name) == (Place::Revision, "content") || (place, name) == (Place::Field, "fill")
        {
            continue;
        }
        let inner = match (place, name) {
            (Place::Root, "revision") => Place::Revision,
            (Place::Root, "field") => Place::Field,
            _ => Place::Elsewhere,
        };
        let _ = write!(out, "{name:?}:");
        write_value(value.get_ref(), out, inner);
    }
    out.push('}');
}

fn write_value(value: &DeValue<'_>, out: &mut String, place: Place) {
    let _ = match value {
        DeValue::String(words) => write!(out, "{words:?},"),
        DeValue::Integer(number) => write!(out, "{}:{},", number.radix(), number.as_str()),
        DeValue::Float(number) => write!(out, "{},", number.as_str()),
        DeValue::Boolean(yes) => write!(out, "{yes},"),
        DeValue::Datetime(moment) => write!(out, "{moment},"),
        DeValue::Array(items) => {
            out.push('[');
            items
                .iter()
                .for_each(|item| write_value(item.get_ref(), out, place));
            write!(out, "],")
        }
        DeValue::Table(table) => {
            write_table(table, out, place);
            write!(out, ",")
        }
    };
}
