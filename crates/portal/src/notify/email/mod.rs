//! E-mail, handed to the campus's mail server.

mod settings;

pub use settings::Settings;
