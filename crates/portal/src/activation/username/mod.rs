//! Which username a person may have: it stands for the official name (SOP#1|1, rule 3), and is permanent (rule 4).
//! For people the rules are written in `docs/username.md` and on the page. Pure.

mod name;
mod represent;
mod suggest;
#[cfg(test)]
mod tests;
mod words;

pub use name::Name;
pub use suggest::{SHOWN, free, suggestions};

use represent::{Finding, represents};
use words::{RESERVED, RUDE};

/// Shortest username, in characters.
pub const SHORTEST: usize = 5;
/// Longest username, in characters; the address before its @ may have 64 (RFC 5321, 4.5.3.1.1).
pub const LONGEST: usize = 30;
/// Most digits at its end.
pub const DIGITS: usize = 4;

/// What stands before the @ of an address, for good.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Username(String);

impl Username {
    /// As it is stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The whole address.
    pub fn at(&self, domain: &str) -> String {
        format!("{}@{domain}", self.0)
    }
}

/// Why a username is refused. Each has a sentence that says what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Nothing was typed.
    Empty,
    /// A whole address.
    Address,
    /// A blank inside.
    Blank,
    /// A sign that cannot be seen.
    Invisible,
    /// A letter of another script that looks like this one.
    LookAlike(char),
    /// A letter that is not one of a–z.
    Letter(char),
    /// A sign that is neither letter, digit nor dot.
    Sign(char),
    /// Fewer than [`SHORTEST`] characters.
    Short,
    /// More than [`LONGEST`] characters.
    Long,
    /// A dot at the start, at the end, or two in a row.
    Dots,
    /// A digit elsewhere than at the end.
    DigitPlace,
    /// More than [`DIGITS`] digits.
    Digits,
    /// A word that misleads whoever gets a mail from it.
    Reserved(String),
    /// A rude word.
    Rude,
    /// A title.
    Title(String),
    /// Initials only: nobody would recognise the name.
    Initials,
    /// Not made of the parts of the name.
    NotTheName,
}

impl Reason {
    /// Key of its sentence, which names something as `{ $what }`.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Empty => "activation-username-empty",
            Self::Address => "activation-username-address",
            Self::Blank => "activation-username-blank",
            Self::Invisible => "activation-username-invisible",
            Self::LookAlike(_) => "activation-username-look-alike",
            Self::Letter(_) => "activation-username-letter",
            Self::Sign(_) => "activation-username-sign",
            Self::Short => "activation-username-short",
            Self::Long => "activation-username-long",
            Self::Dots => "activation-username-dots",
            Self::DigitPlace => "activation-username-digit-place",
            Self::Digits => "activation-username-digits",
            Self::Reserved(_) => "activation-username-reserved",
            Self::Rude => "activation-username-rude",
            Self::Title(_) => "activation-username-title",
            Self::Initials => "activation-username-initials",
            Self::NotTheName => "activation-username-not-the-name",
        }
    }

    /// What the sentence names.
    pub fn what(&self) -> String {
        match self {
            Self::LookAlike(sign) | Self::Letter(sign) | Self::Sign(sign) => sign.to_string(),
            Self::Reserved(word) | Self::Title(word) => word.clone(),
            Self::Short => SHORTEST.to_string(),
            Self::Long => LONGEST.to_string(),
            Self::Digits => DIGITS.to_string(),
            _ => String::new(),
        }
    }
}

/// Whether somebody of this name may have a username, typed in whatever case.
///
/// # Errors
/// The first [`Reason`] against it.
pub fn check(name: &Name, typed: &str) -> Result<Username, Reason> {
    let typed = typed.trim();
    // Longer than any name: not worth looking at.
    if typed.len() > 1_000 {
        return Err(Reason::Long);
    }
    signs(typed)?;
    let username = typed.to_ascii_lowercase();
    form(&username)?;
    let letters = username.trim_end_matches(|sign: char| sign.is_ascii_digit());
    let letters = letters.trim_end_matches('.');
    misleading(letters)?;
    match represents(name, letters) {
        Finding::Yes => Ok(Username(username)),
        Finding::Initials => Err(Reason::Initials),
        Finding::Reserved(word) => Err(Reason::Reserved(word)),
        Finding::No => Err(title(name, letters).map_or(Reason::NotTheName, Reason::Title)),
    }
}

/// What it is written with.
fn signs(typed: &str) -> Result<(), Reason> {
    if typed.is_empty() {
        return Err(Reason::Empty);
    }
    if typed.contains('@') {
        return Err(Reason::Address);
    }
    for sign in typed.chars() {
        match sign {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '.' => (),
            _ if is_invisible(sign) => return Err(Reason::Invisible),
            _ if sign.is_whitespace() => return Err(Reason::Blank),
            _ if represent::looks_latin(sign) => return Err(Reason::LookAlike(sign)),
            _ if sign.is_alphabetic() => return Err(Reason::Letter(sign)),
            _ => return Err(Reason::Sign(sign)),
        }
    }
    Ok(())
}

/// Control signs, zero-width signs, marks of direction, variation selectors.
fn is_invisible(sign: char) -> bool {
    sign.is_control()
        || matches!(sign, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}')
}

/// Length, dots and digits.
fn form(username: &str) -> Result<(), Reason> {
    if username.len() < SHORTEST {
        return Err(Reason::Short);
    }
    if username.len() > LONGEST {
        return Err(Reason::Long);
    }
    if username.starts_with('.') || username.ends_with('.') || username.contains("..") {
        return Err(Reason::Dots);
    }
    let letters = username.trim_end_matches(|sign: char| sign.is_ascii_digit());
    if letters.contains(|sign: char| sign.is_ascii_digit()) || letters.is_empty() {
        return Err(Reason::DigitPlace);
    }
    if username.len() - letters.len() > DIGITS {
        return Err(Reason::Digits);
    }
    Ok(())
}

/// Words that stand alone, between dots or with the dots left out.
fn misleading(letters: &str) -> Result<(), Reason> {
    let whole = letters.replace('.', "");
    for word in letters.split('.').chain([whole.as_str()]) {
        if RESERVED.contains(word) {
            return Err(Reason::Reserved(word.to_owned()));
        }
        if RUDE.contains(word) {
            return Err(Reason::Rude);
        }
    }
    Ok(())
}

/// A title that somebody wrote before or behind the name.
fn title(name: &Name, letters: &str) -> Option<String> {
    let is_one = |word: &&str| name.has_title(word) || words::is_title(word, false);
    letters.split('.').find(is_one).map(str::to_owned)
}
