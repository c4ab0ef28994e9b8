//! Blocks that are looked at again: the keepers of the directory are told once when that is due. The ledger itself is in
//! [`crate::accounts`].

pub mod jobs;

use crate::{App, notify::Message};
use sop::Lang;

/// What a keeper would be told.
pub fn preview(app: &App, lang: Lang) -> Message {
    jobs::due(app, 3, (0, 0), lang)
}
