//! The conversation: what is understood, what is told to whom, the helpdesk.

mod utterances;
