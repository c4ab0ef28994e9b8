//! The receipt for a letter that was handed over at the office, with the address of its status as a QR code.

use super::{
    super::{
        Code, Request,
        record::{of_unit, sop_of},
    },
    dossier::note_read,
};
use crate::{
    Answer, App, Error,
    accounts::{self, Action},
    web::{Page, Visitor, html, page::Nav},
};
use askama::Template;
use axum::extract::{Path, State};
use qrcode::{Color, QrCode};
use sop::Sop;
use std::{fmt::Write, sync::Arc};

#[derive(Template)]
#[template(path = "requests/receipt.html")]
struct ReceiptPage {
    page: Page,
    code: Code,
    request: Request,
    sop: Arc<Sop>,
    unit: String,
    taken_in_by: String,
    qr: Qr,
    address: String,
}

/// A QR code: how many modules a side has, and the dark ones as one path.
struct Qr {
    side: usize,
    path: String,
}

/// `GET /meja/{code}/tanda-terima`.
pub async fn show(State(app): State<App>, visitor: Visitor, Path(code): Path<String>) -> Answer {
    let person = visitor.person()?.clone();
    let reader = person.clone();
    let (request, clerk, about) = app
        .db()
        .read(move |tx| {
            let request = of_unit(tx, &code, &reader)?;
            let clerk = request.taken_in_by.ok_or(Error::NotFound)?;
            let about = accounts::find(tx, &request.subject_address)?;
            Ok::<_, Error>((request, accounts::get(tx, clerk)?, about))
        })
        .await?;
    let about = about.map(|account| account.id);
    note_read(&app, &person, &request, about, Action::ReadRequest).await?;
    let sop = sop_of(&app, &request)?;
    let page = Page::new(&app, &visitor, Nav::Desk);
    let address = format!("{}/t/{}", app.config().base_url, request.code);
    html(&ReceiptPage {
        unit: page
            .of(&page.catalog.unit(request.unit_id)?.name)
            .to_owned(),
        qr: qr(&address)?,
        address: address
            .trim_start_matches("https://")
            .trim_start_matches("http://")
            .to_owned(),
        taken_in_by: clerk.name,
        code: request.code.clone(),
        request,
        sop,
        page,
    })
}

fn qr(text: &str) -> Result<Qr, Error> {
    let code = QrCode::new(text).map_err(Error::internal)?;
    let (side, modules) = (code.width(), code.to_colors());
    let mut path = String::new();
    for (y, row) in modules.chunks(side).enumerate() {
        let mut x = 0;
        while x < side {
            let run = row[x..]
                .iter()
                .take_while(|module| **module == Color::Dark)
                .count();
            if run > 0 {
                write!(path, "M{x} {y}h{run}v1h-{run}z").map_err(Error::internal)?;
            }
            x += run + 1;
        }
    }
    Ok(Qr { side, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dark_module_is_in_the_path() {
        let code = QrCode::new("http://127.0.0.1:8080/t/R4K-7MD-2QX").unwrap();
        let qr = qr("http://127.0.0.1:8080/t/R4K-7MD-2QX").unwrap();
        let runs = qr.path.split('h').filter(|part| part.contains("v1"));
        let dark: usize = runs
            .map(|part| part.split_once('v').unwrap().0.parse::<usize>().unwrap())
            .sum();
        let there = code
            .to_colors()
            .iter()
            .filter(|module| **module == Color::Dark)
            .count();
        assert_eq!((qr.side, dark), (code.width(), there));
    }
}
