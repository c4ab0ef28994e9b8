//! The page of a service: its standard, its SOP, its diagram.

use super::{Row, dial, duration, moved, opening, rows};
use crate::{
    Answer, App, Error,
    catalog::{
        self, SELF_SERVICE_PAGES,
        model::{self, Place},
    },
    web::{Page, Visitor, format, html, page::Nav},
    worktime::{self, Office},
};
use askama::Template;
use axum::extract::{Path, State};
use sop::{
    Limit, Sop, Ticket, Unit,
    project::{self, StepRow},
};

#[derive(Template)]
#[template(path = "catalog/service.html")]
struct ServicePage<'a> {
    page: Page,
    sop: &'a Sop,
    unit: &'a Unit,
    unit_url: String,
    category: String,
    category_url: String,
    audiences: String,
    duration: String,
    due: Option<Due>,
    cost: String,
    dial: String,
    opening: String,
    buttons: Vec<Button>,
    self_service: Option<Alone<'a>>,
    related: Vec<Row>,
    signatures: Signatures,
    files: Vec<Download>,
    steps: Vec<StepRow>,
    wide: String,
    narrow: String,
}

/// When it would be done if it were asked for now.
struct Due {
    short: String,
    full: String,
    /// The holidays on the way, in words; empty without any.
    skipped: String,
}

struct Button {
    url: String,
    label: String,
}

struct Alone<'a> {
    label: &'a str,
    /// `None` as long as the page is not part of this version.
    url: Option<String>,
}

#[derive(Default)]
struct Signatures {
    /// What the cases are of ("Akun milik"); empty if one rule holds for all.
    heading: String,
    /// Case and who signs.
    rows: Vec<(String, String)>,
}

struct Download {
    url: String,
    title: String,
    about: String,
}

/// `GET /site/unit/{key}/informasi-layanan`.
pub async fn show(State(app): State<App>, visitor: Visitor, Path(key): Path<String>) -> Answer {
    let page = Page::new(&app, &visitor, Nav::Services);
    let catalog = app.catalog();
    let campus = catalog.campus();
    let sop = match model::locate_service(campus, &key).ok_or(Error::NotFound)? {
        Place::Here(sop) => sop,
        Place::Moved(sop) => return Ok(moved(page.lang, &model::service_path(sop))),
    };
    let unit = catalog.unit_of(sop)?;
    let lang = page.lang;
    let audiences: Vec<_> = sop.audiences.iter().map(|who| who.label(lang)).collect();
    let category = campus.category(&sop.category).ok_or(Error::NotFound)?;
    let related = sop.related.iter().filter_map(|id| campus.service(*id));
    html(&ServicePage {
        unit_url: page.url(&model::unit_path(unit)),
        category: page.of(&category.name).to_owned(),
        category_url: page.url(&format!("/kategori/{}", category.key)),
        audiences: audiences.join(", "),
        duration: duration(&page, sop),
        due: due(&page, sop, unit),
        cost: format!(
            "Rp{}",
            page.number(i64::try_from(sop.standard.cost.amount).unwrap_or(i64::MAX))
        ),
        dial: dial(&sop.hotline),
        opening: opening(&page, unit),
        buttons: buttons(&page, sop),
        self_service: sop.self_service.as_ref().map(|alone| Alone {
            label: page.of(&alone.label),
            url: SELF_SERVICE_PAGES
                .contains(&alone.path.as_str())
                .then(|| page.url(&alone.path)),
        }),
        related: rows(&page, related),
        signatures: signatures(&page, sop),
        files: downloads(&app, &page, sop).await,
        steps: project::steps_table(sop, lang),
        wide: project::diagram_svg(sop, lang),
        narrow: project::diagram_svg_narrow(sop, lang),
        sop,
        unit,
        page: page.clone(),
    })
}

fn buttons(page: &Page, sop: &Sop) -> Vec<Button> {
    let button = |ticket: &Ticket| Button {
        url: page.url(&model::form_path(sop, *ticket)),
        label: page
            .t(match ticket {
                Ticket::Request => "catalog-new-request",
                Ticket::Complaint => "catalog-new-complaint",
            })
            .into_owned(),
    };
    sop.tickets.iter().map(button).collect()
}

fn due(page: &Page, sop: &Sop, unit: &Unit) -> Option<Due> {
    let days = sop.standard.completion.working_days;
    if days == 0 {
        return None;
    }
    let limit = Limit::WorkingDays(days);
    let end = worktime::due(&page.catalog, unit, page.now, &[limit]);
    let mut skipped: Vec<&str> = Vec::new();
    for holiday in Office::new(&page.catalog, unit).skipped(page.now, end) {
        let name = page.of(&holiday.name);
        if !skipped.contains(&name) {
            skipped.push(name);
        }
    }
    Some(Due {
        short: page.short_date(end),
        full: page.long_date(end),
        skipped: format::list(&skipped, page.lang),
    })
}

/// Who signs for whom; cases with the same signers stand together.
fn signatures(page: &Page, sop: &Sop) -> Signatures {
    let mut found = Signatures::default();
    for rule in project::signature_rules(sop, page.lang) {
        let signers: Vec<_> = rule.signers.iter().map(String::as_str).collect();
        let signers = format::any_of(&signers, page.lang);
        found.rows.push((rule.case.unwrap_or_default(), signers));
    }
    let mut chooser = sop.letter.iter().flat_map(|letter| &letter.signers);
    let chooser = chooser.find_map(|signer| signer.when.as_ref());
    if let Some(field) = chooser.and_then(|when| sop.field(&when.field)) {
        page.of(&field.label).clone_into(&mut found.heading);
    }
    found
}

async fn downloads(app: &App, page: &Page, sop: &Sop) -> Vec<Download> {
    let mut found = Vec::new();
    for file in &sop.files {
        let content = catalog::file(&app.config().services, &file.path).await;
        let size = content.map_or(0, |content| content.len() as i64);
        let (_, kind) = model::file_kind(&file.path);
        found.push(Download {
            url: page.url(&format!("/berkas/{}", file.path)),
            title: page.of(&file.title).to_owned(),
            about: format!("{kind}, {}", page.bytes(size)),
        });
    }
    found
}
