//! Services by category, units, and a unit with its services.

use super::{Link, Row, categories, dial, hours, moved, opening, rows, units};
use crate::{
    Answer, App, Error,
    catalog::model::{self, Place},
    web::{Page, Visitor, html, page::Nav},
};
use askama::Template;
use axum::extract::{Path, State};

/// A category with its services.
struct Section {
    key: String,
    name: String,
    group: String,
    services: Vec<Row>,
}

#[derive(Template)]
#[template(path = "catalog/services.html")]
struct Services {
    page: Page,
    sections: Vec<Section>,
}

/// `GET /layanan`.
pub async fn services(State(app): State<App>, visitor: Visitor) -> Answer {
    let page = Page::new(&app, &visitor, Nav::Services);
    let campus = page.catalog.campus();
    let mut sections = Vec::new();
    for group in &campus.groups {
        for category in campus
            .categories
            .iter()
            .filter(|category| category.group == group.key)
        {
            let inside = campus
                .services
                .iter()
                .filter(|sop| sop.category == category.key);
            sections.push(Section {
                key: category.key.clone(),
                name: page.of(&category.name).to_owned(),
                group: page.of(&group.name).to_owned(),
                services: rows(&page, inside),
            });
        }
    }
    sections.retain(|section| !section.services.is_empty());
    html(&Services {
        page: page.clone(),
        sections,
    })
}

#[derive(Template)]
#[template(path = "catalog/category.html")]
struct Category {
    page: Page,
    name: String,
    group: String,
    services: Vec<Row>,
    others: Vec<Link>,
}

/// `GET /kategori/{key}`.
pub async fn category(State(app): State<App>, visitor: Visitor, Path(key): Path<String>) -> Answer {
    let page = Page::new(&app, &visitor, Nav::Services);
    let campus = page.catalog.campus();
    let category = campus.category(&key).ok_or(Error::NotFound)?;
    let inside = campus.services.iter().filter(|sop| sop.category == key);
    let name = page.of(&category.name).to_owned();
    let mut others = categories(&page);
    others.retain(|link| link.name != name);
    html(&Category {
        group: campus
            .group(&category.group)
            .map_or(String::new(), |group| page.of(&group.name).to_owned()),
        services: rows(&page, inside),
        name,
        others,
        page: page.clone(),
    })
}

#[derive(Template)]
#[template(path = "catalog/units.html")]
struct Units {
    page: Page,
    units: Vec<Link>,
}

/// `GET /unit`.
pub async fn all_units(State(app): State<App>, visitor: Visitor) -> Answer {
    let page = Page::new(&app, &visitor, Nav::Units);
    html(&Units {
        units: units(&page),
        page,
    })
}

#[derive(Template)]
#[template(path = "catalog/unit.html")]
struct UnitPage<'a> {
    page: Page,
    unit: &'a sop::Unit,
    services: Vec<Row>,
    opening: String,
    hours: Vec<String>,
    dial: String,
}

/// `GET /site/unit/{key}`.
pub async fn unit(State(app): State<App>, visitor: Visitor, Path(key): Path<String>) -> Answer {
    let page = Page::new(&app, &visitor, Nav::Units);
    let catalog = app.catalog();
    let campus = catalog.campus();
    // A printed address of a service that was cut short still leads to the service.
    if let Some(Place::Here(sop)) = model::locate_service(campus, &key) {
        return Ok(moved(page.lang, &model::service_path(sop)));
    }
    let unit = match model::locate_unit(campus, &key).ok_or(Error::NotFound)? {
        Place::Here(unit) => unit,
        Place::Moved(unit) => return Ok(moved(page.lang, &model::unit_path(unit))),
    };
    html(&UnitPage {
        services: rows(&page, campus.services_of(&unit.slug)),
        opening: opening(&page, unit),
        hours: hours(&page, unit),
        dial: dial(&unit.hotline),
        unit,
        page,
    })
}
