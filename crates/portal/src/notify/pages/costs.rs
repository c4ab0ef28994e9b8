//! `/panel/pesan/biaya`: what WhatsApp messages cost, by month and category.

use crate::{
    Answer, App,
    notify::whatsapp::{Charged, Settings, charged},
    web::{Page, Visitor, format::month, html, page::Nav},
};
use askama::Template;
use axum::extract::State;

/// So many months are shown.
const MONTHS: i64 = 12;

#[derive(Template)]
#[template(path = "notify/costs.html")]
struct Costs {
    page: Page,
    months: Vec<Month>,
    /// Whether prices are set.
    priced: bool,
}

/// One month.
struct Month {
    name: String,
    lines: Vec<Line>,
    /// In rupiah.
    cost: i64,
    /// Messages that are billed.
    billed: i64,
}

/// One category of it.
struct Line {
    category: String,
    billed: i64,
    free: i64,
    cost: i64,
}

impl Costs {
    /// Of the dearest month, in hundredths; without prices, of the one with most billed messages.
    fn share(&self, month: &Month) -> i64 {
        let size = |month: &Month| {
            if self.priced {
                month.cost
            } else {
                month.billed
            }
        };
        let most = self.months.iter().map(size).max().unwrap_or_default();
        if most == 0 {
            0
        } else {
            size(month) * 100 / most
        }
    }

    fn rupiah(&self, amount: i64) -> String {
        format!("Rp{}", self.page.number(amount))
    }

    fn category(&self, line: &Line) -> String {
        let key = format!("notify-category-{}", line.category);
        match self.page.t(&key) {
            // A category that Meta has invented since.
            word if word == key => line.category.clone(),
            word => word.into_owned(),
        }
    }
}

/// `GET /panel/pesan/biaya`.
pub async fn index(State(app): State<App>, visitor: Visitor) -> Answer {
    visitor.person()?.super_admin()?;
    let inner = app.clone();
    let found = app.db().read(move |tx| charged(tx, &inner, MONTHS)).await;
    let found = found?;
    let prices = &app.config().whatsapp;
    html(&Costs {
        months: months(&found, prices, &visitor),
        priced: prices.price_utility > 0 || prices.price_authentication > 0,
        page: Page::new(&app, &visitor, Nav::Panel),
    })
}

/// The newest first.
fn months(found: &[Charged], prices: &Settings, visitor: &Visitor) -> Vec<Month> {
    let mut months: Vec<Month> = Vec::new();
    for part in found.chunk_by(|a, b| a.month == b.month) {
        let lines: Vec<_> = part
            .iter()
            .map(|one| Line {
                category: one.category.clone(),
                billed: one.billed,
                free: one.free,
                cost: one.billed * prices.price_of(&one.category),
            })
            .collect();
        months.push(Month {
            name: named(&part[0].month, visitor),
            cost: lines.iter().map(|line| line.cost).sum(),
            billed: lines.iter().map(|line| line.billed).sum(),
            lines,
        });
    }
    months
}

/// `2027-03` as people say it.
fn named(key: &str, visitor: &Visitor) -> String {
    let (year, number) = key.split_once('-').unwrap_or((key, ""));
    match number.parse() {
        Ok(number @ 1..=12) => format!("{} {year}", month(number, visitor.lang)),
        _ => key.to_owned(),
    }
}
