//! What every template needs: words, addresses, dates, who is reading.

use super::{
    Lang, Visitor, assets,
    format::{self, zoned},
    text::{self, Value},
};
use crate::{Answer, App, actor::Person, catalog::Catalog, clock::Millis};
use askama::Template;
use axum::{
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use jiff::{Zoned, civil::Date};
use std::{borrow::Cow, sync::Arc};

/// Which entry of the navigation is underlined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nav {
    /// None of them.
    Elsewhere,
    /// *Layanan*.
    Services,
    /// *Unit*.
    Units,
    /// *Pencarian*.
    Search,
    /// *Riwayat Saya*.
    Mine,
    /// *Meja kerja*.
    Desk,
    /// *Akun*.
    Accounts,
    /// *Mahasiswa*.
    Students,
    /// *Laporan*.
    Reports,
    /// *Admin Panel*.
    Panel,
}

/// A whole number, by value or by reference: templates hand everything over by reference.
pub trait Whole {
    /// The number.
    fn whole(&self) -> i64;
}

impl Whole for i64 {
    fn whole(&self) -> i64 {
        *self
    }
}

impl<T: Whole> Whole for &T {
    fn whole(&self) -> i64 {
        (**self).whole()
    }
}

/// An entry of the navigation.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Which it is.
    pub nav: Nav,
    /// Its address without the language.
    pub path: &'static str,
    /// Key of its word.
    pub key: &'static str,
}

const PUBLIC: [Entry; 4] = [
    Entry {
        nav: Nav::Services,
        path: "/layanan",
        key: "nav-services",
    },
    Entry {
        nav: Nav::Units,
        path: "/unit",
        key: "nav-units",
    },
    Entry {
        nav: Nav::Search,
        path: "/cari",
        key: "nav-search",
    },
    Entry {
        nav: Nav::Mine,
        path: "/riwayat",
        key: "nav-mine",
    },
];

/// A short message at the top of the next page, shown once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flash {
    /// Key of the sentence.
    pub key: String,
    /// What it names as `{ $what }`; may be empty.
    pub what: String,
    /// Whether it says that something was not done.
    pub is_refusal: bool,
}

/// The frame of a page.
#[derive(Clone)]
pub struct Page {
    /// The reader's language.
    pub lang: Lang,
    /// Who is reading, if signed in.
    pub person: Option<Arc<Person>>,
    /// The address of the blocked account whose owner is reading.
    pub blocked: Option<String>,
    /// The underlined entry.
    pub nav: Nav,
    /// The address without its language, with its query.
    pub here: String,
    /// The message from the page before.
    pub flash: Option<Flash>,
    /// Campus, units, services.
    pub catalog: Arc<Catalog>,
    /// The time at which the page was made.
    pub now: Millis,
    /// Whether this is the demo, whose pages say how to try each role.
    pub demo: bool,
    /// How many characters a new password has at least.
    pub shortest: usize,
}

impl Page {
    /// The frame for a visitor.
    pub fn new(app: &App, visitor: &Visitor, nav: Nav) -> Self {
        Self {
            lang: visitor.lang,
            person: visitor.owner().ok().cloned(),
            blocked: visitor
                .blocked
                .as_ref()
                .map(|owner| owner.who().address.clone()),
            nav,
            here: visitor.here.clone(),
            flash: visitor.flash.clone(),
            catalog: app.catalog(),
            now: app.now(),
            demo: app.is_demo(),
            shortest: app.config().password_shortest,
        }
    }

    /// The words behind a key.
    pub fn t(&self, key: &str) -> Cow<'static, str> {
        text::t(self.lang, key)
    }

    /// The words behind a key with one value: a word, or a number for a plural.
    pub fn t1(&self, key: &str, name: &'static str, value: impl Into<Value>) -> String {
        text::t_with(self.lang, key, &[(name, value.into())])
    }

    /// The words behind a key with two values.
    pub fn t2(
        &self,
        key: &str,
        one: (&'static str, impl Into<Value>),
        two: (&'static str, impl Into<Value>),
    ) -> String {
        text::t_with(
            self.lang,
            key,
            &[(one.0, one.1.into()), (two.0, two.1.into())],
        )
    }

    /// A text of a declaration in the reader's language.
    pub fn of<'a>(&self, text: &'a sop::Text) -> &'a str {
        text.get(self.lang)
    }

    /// An address in the reader's language: `/site` becomes `/id/site`.
    pub fn url(&self, path: &str) -> String {
        format!("/{}{path}", self.lang.code())
    }

    /// This page in the other language.
    pub fn other_lang_url(&self) -> String {
        format!("/{}{}", self.lang.other().code(), self.here)
    }

    /// The address of an asset, with its version.
    pub fn asset(&self, name: &str) -> String {
        format!("/assets/{name}?v={}", assets::VERSION.as_str())
    }

    /// The address of an icon.
    pub fn icon(&self, name: &str) -> String {
        format!("{}#{name}", self.asset("icons.svg"))
    }

    /// Whether this is a page of the desk, which uses the full width.
    pub fn is_desk(&self) -> bool {
        matches!(
            self.nav,
            Nav::Desk | Nav::Accounts | Nav::Students | Nav::Reports | Nav::Panel
        )
    }

    /// The entries of the navigation: for those who serve on desk pages, for everybody else elsewhere.
    pub fn menu(&self) -> Vec<Entry> {
        let mut menu = if self.is_desk() {
            Vec::new()
        } else {
            PUBLIC.to_vec()
        };
        let Some(person) = &self.person else {
            return menu;
        };
        if person.is_staff() {
            menu.push(Entry {
                nav: Nav::Desk,
                path: "/meja",
                key: "nav-desk",
            });
        }
        if self.is_desk() && person.directory_reader(&self.catalog).is_ok() {
            menu.push(Entry {
                nav: Nav::Accounts,
                path: "/akun",
                key: "nav-accounts",
            });
        }
        let students =
            person.keeper(&self.catalog).is_ok() || person.directory_clerk(&self.catalog).is_ok();
        if self.is_desk() && students {
            menu.push(Entry {
                nav: Nav::Students,
                path: "/mahasiswa",
                key: "nav-students",
            });
        }
        if self.is_desk() && person.reader(&self.catalog).is_ok() {
            menu.push(Entry {
                nav: Nav::Reports,
                path: "/laporan",
                key: "nav-reports",
            });
        }
        if person.is(crate::actor::Role::SuperAdmin) {
            menu.push(Entry {
                nav: Nav::Panel,
                path: "/panel",
                key: "nav-panel",
            });
        }
        menu
    }

    /// The unit whose address and hotline stand at the foot of every page: the first that is declared.
    pub fn office(&self) -> &sop::Unit {
        &self.catalog.campus().units[0]
    }

    /// Whether the flash says that something was not done.
    pub fn is_refusal(&self) -> bool {
        self.flash.as_ref().is_some_and(|flash| flash.is_refusal)
    }

    /// The sentence of the flash.
    pub fn flash_text(&self) -> Option<String> {
        let flash = self.flash.as_ref()?;
        // A count chooses the plural.
        Some(match flash.what.parse::<i64>() {
            Ok(count) => self.t1(&flash.key, "what", count),
            Err(_) => self.t1(&flash.key, "what", &flash.what),
        })
    }

    /// The campus's wall clock at a moment.
    pub fn zoned(&self, at: impl Whole) -> Zoned {
        zoned(at.whole(), self.catalog.zone())
    }

    /// `Sel 16 Mar 2027, 14.20`.
    pub fn moment(&self, at: impl Whole) -> String {
        format::moment(&self.zoned(at), self.lang)
    }

    /// `Selasa 16 Maret 2027 pukul 14.20 WIB`.
    pub fn full_moment(&self, at: impl Whole) -> String {
        format::full_moment(&self.zoned(at), self.lang)
    }

    /// `14.20`.
    pub fn clock(&self, at: impl Whole) -> String {
        format::clock(&self.zoned(at), self.lang)
    }

    /// `Kamis 18 Maret 2027`.
    pub fn long_date(&self, at: impl Whole) -> String {
        format::long_date(self.zoned(at).date(), self.lang)
    }

    /// `Kam 18 Mar`.
    pub fn short_date(&self, at: impl Whole) -> String {
        format::short_date(self.zoned(at).date(), self.lang)
    }

    /// `18 Mar`.
    pub fn day_month(&self, at: impl Whole) -> String {
        format::day_month(self.zoned(at).date(), self.lang)
    }

    /// `Kamis, 2027`: under a day and month in large letters.
    pub fn weekday_year(&self, at: impl Whole) -> String {
        let date = self.zoned(at).date();
        format!("{}, {}", format::weekday(date, self.lang), date.year())
    }

    /// A moment for machines: `2027-03-16T14:20+07:00`.
    pub fn iso(&self, at: impl Whole) -> String {
        self.zoned(at).strftime("%Y-%m-%dT%H:%M%:z").to_string()
    }

    /// `18 Maret 2027` of a day of the calendar.
    pub fn date(&self, date: &Date) -> String {
        format::date(*date, self.lang)
    }

    /// `1.234`.
    pub fn number(&self, number: impl Whole) -> String {
        format::number(number.whole(), self.lang)
    }

    /// `1,8 MB`.
    pub fn bytes(&self, size: impl Whole) -> String {
        format::bytes(size.whole(), self.lang)
    }

    /// Whether the reader works at a desk of any unit.
    pub fn is_staff(&self) -> bool {
        self.person.as_ref().is_some_and(|person| person.is_staff())
    }
}

/// A page, 200.
pub fn html(template: &impl Template) -> Answer {
    html_with(StatusCode::OK, template)
}

/// A page with another status: 422 for a form with mistakes.
pub fn html_with(status: StatusCode, template: &impl Template) -> Answer {
    Ok((status, Html(template.render()?)).into_response())
}

/// Answers a form that was accepted: the browser goes on with GET, so that *reload* sends nothing twice.
pub fn redirect(lang: Lang, path: &str) -> Response {
    (
        StatusCode::SEE_OTHER,
        [(header::LOCATION, format!("/{}{path}", lang.code()))],
    )
        .into_response()
}
