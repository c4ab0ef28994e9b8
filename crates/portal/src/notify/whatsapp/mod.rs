//! WhatsApp: the Cloud API of Meta, and the Indonesian gateways behind the same port.

mod settings;

pub use settings::Settings;
