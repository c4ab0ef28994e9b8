//! Interface words: `locales/{id,en}/<feature>.ftl`, in the binary. An SOP's words stay in its declaration.

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use sop::Lang;
use std::{borrow::Cow, collections::HashMap, sync::LazyLock};

#[derive(rust_embed::RustEmbed)]
#[folder = "../../locales"]
#[include = "*.ftl"]
struct Files;

struct Words {
    bundle: FluentBundle<FluentResource>,
    /// Messages without parameters, formatted once.
    plain: HashMap<String, String>,
}

static WORDS: LazyLock<[Words; 2]> = LazyLock::new(|| [load(Lang::Id), load(Lang::En)]);

fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::Id => &WORDS[0],
        Lang::En => &WORDS[1],
    }
}

/// The sentence behind a key. A missing key shows as itself; a test finds every key that the sources use.
pub fn t(lang: Lang, key: &str) -> Cow<'static, str> {
    match words(lang).plain.get(key) {
        Some(text) => Cow::Borrowed(text),
        None => Cow::Owned(t_with(lang, key, &[])),
    }
}

/// A value for a placeable: a word, or a number that a plural can be chosen by.
#[derive(Clone, Debug)]
pub enum Value {
    /// A number.
    Number(i64),
    /// Words.
    Words(String),
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Number(number as i64)
    }
}

impl From<&str> for Value {
    fn from(words: &str) -> Self {
        Self::Words(words.to_owned())
    }
}

/// Templates hand everything over by reference.
impl<T: Clone> From<&T> for Value
where
    Value: From<T>,
{
    fn from(value: &T) -> Self {
        value.clone().into()
    }
}

impl From<String> for Value {
    fn from(words: String) -> Self {
        Self::Words(words)
    }
}

/// The sentence behind a key, with its placeables filled in.
pub fn t_with(lang: Lang, key: &str, values: &[(&'static str, Value)]) -> String {
    let bundle = &words(lang).bundle;
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
        return key.to_owned();
    };
    let mut args = FluentArgs::new();
    for (name, value) in values {
        match value {
            Value::Number(number) => args.set(*name, FluentValue::from(*number)),
            Value::Words(words) => args.set(*name, FluentValue::from(words.clone())),
        }
    }
    bundle
        .format_pattern(pattern, Some(&args), &mut Vec::new())
        .into_owned()
}

/// Every key of a language, for the tests.
pub fn keys(lang: Lang) -> Vec<String> {
    let mut keys = Vec::new();
    for (_, source) in sources(lang) {
        let lines = source
            .lines()
            .filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase()));
        keys.extend(
            lines
                .filter_map(|line| line.split_once('='))
                .map(|(key, _)| key.trim().to_owned()),
        );
    }
    keys
}

fn sources(lang: Lang) -> Vec<(String, String)> {
    let folder = format!("{}/", lang.code());
    let mut names: Vec<_> = Files::iter()
        .filter(|name| name.starts_with(&folder))
        .map(Cow::into_owned)
        .collect();
    names.sort();
    let read = |name: String| {
        let file = Files::get(&name)?;
        Some((name, String::from_utf8_lossy(&file.data).into_owned()))
    };
    names.into_iter().filter_map(read).collect()
}

fn load(lang: Lang) -> Words {
    let id: unic_langid::LanguageIdentifier = lang.code().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // Isolation marks would show up as boxes in plain-text messages.
    bundle.set_use_isolating(false);
    for (name, source) in sources(lang) {
        let resource = FluentResource::try_new(source).unwrap_or_else(|(resource, errors)| {
            tracing::error!(name, ?errors, "locale has mistakes");
            resource
        });
        if let Err(errors) = bundle.add_resource(resource) {
            tracing::error!(name, ?errors, "locale repeats a key");
        }
    }
    let plain = keys(lang)
        .into_iter()
        .filter_map(|key| Some((key.clone(), without_values(&bundle, &key)?)))
        .collect();
    Words { bundle, plain }
}

fn without_values(bundle: &FluentBundle<FluentResource>, key: &str) -> Option<String> {
    let mut errors = Vec::new();
    let pattern = bundle.get_message(key)?.value()?;
    let text = bundle
        .format_pattern(pattern, None, &mut errors)
        .into_owned();
    errors.is_empty().then_some(text)
}
