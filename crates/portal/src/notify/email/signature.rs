//! The signature of the campus under a mail (DKIM, RFC 6376), for those whose mail server does not sign.

use super::Settings;
use lettre::message::{
    dkim::{
        DkimCanonicalization, DkimCanonicalizationType::Relaxed, DkimConfig, DkimSigningAlgorithm,
        DkimSigningKey,
    },
    header::HeaderName,
};

/// A key of 2048 bits has about 1590 digits of base64, one of 1024 about 810.
const SHORTEST_RSA: usize = 1500;

/// What is signed.
const HEADERS: [&str; 8] = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "MIME-Version",
    "Content-Type",
    "Reply-To",
];

/// What signs; `None` when the server does.
pub(super) fn open(settings: &Settings) -> Result<Option<DkimConfig>, String> {
    if settings.dkim_selector.is_empty() {
        return Ok(None);
    }
    let name = settings.dkim_key.display();
    let text = std::fs::read_to_string(&settings.dkim_key)
        .map_err(|error| format!("mail.dkim_key: {name}: {error}"))?;
    let key = key(text.trim()).map_err(|why| format!("mail.dkim_key: {name}: {why}"))?;
    let both = DkimCanonicalization {
        header: Relaxed,
        body: Relaxed,
    };
    Ok(Some(DkimConfig::new(
        settings.dkim_selector.clone(),
        settings.dkim_domain.clone(),
        key,
        HEADERS.map(HeaderName::new_from_ascii_str).into(),
        both,
    )))
}

fn key(text: &str) -> Result<DkimSigningKey, String> {
    let algorithm = if text.starts_with("-----BEGIN RSA PRIVATE KEY-----") {
        if text.len() < SHORTEST_RSA {
            return Err("must have at least 2048 bits".into());
        }
        DkimSigningAlgorithm::Rsa
    } else if text.starts_with("-----BEGIN") {
        return Err("must be an RSA key as `openssl genrsa -traditional 2048` writes it, or the 32 bytes of an Ed25519 key in base64".into());
    } else {
        DkimSigningAlgorithm::Ed25519
    };
    DkimSigningKey::new(text, algorithm).map_err(|error| error.to_string())
}
