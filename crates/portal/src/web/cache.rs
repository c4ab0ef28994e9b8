//! Public pages that nobody is signed in to see are rendered once a minute and answered from memory in between.
//!
//! Kept by language, encoding and path, for answers that are the same for everybody: `GET`, 200, HTML, no query, no
//! session, no flash. The dates on them ("open until", "done by") are exact to the minute; publishing a service starts
//! over.

use super::{Lang, visitor};
use crate::{App, Error, catalog::Catalog, clock::MINUTE};
use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

/// More than every page of a large campus in both languages; beyond it, pages are rendered each time.
const LIMIT: usize = 8 * 1024 * 1024;

/// The pages of this minute.
#[derive(Clone, Default)]
pub struct Cache(Arc<RwLock<Option<Kept>>>);

struct Kept {
    minute: i64,
    catalog: Arc<Catalog>,
    size: usize,
    /// By language and encoding, then by path.
    pages: [HashMap<String, Rendered>; 4],
}

#[derive(Clone)]
struct Rendered {
    headers: HeaderMap,
    body: Bytes,
}

impl Kept {
    fn is_of(&self, minute: i64, catalog: &Arc<Catalog>) -> bool {
        self.minute == minute && Arc::ptr_eq(&self.catalog, catalog)
    }
}

/// Answers from memory, or lets the page be rendered and keeps it.
pub async fn serve(
    State((app, cache)): State<(App, Cache)>,
    mut request: Request,
    next: Next,
) -> Result<Response, Error> {
    let cacheable = request.method() == Method::GET
        && request.uri().query().is_none()
        && visitor::is_anonymous(&app, request.headers());
    if !cacheable {
        return Ok(next.run(request).await);
    }
    let gzip = takes_gzip(&request);
    let english = request.extensions().get::<Lang>() == Some(&Lang::En);
    let variant = usize::from(english) * 2 + usize::from(gzip);
    let (minute, catalog) = (app.now() / MINUTE, app.catalog());
    if let Some(found) = cache.get(minute, &catalog, variant, request.uri().path()) {
        return Ok((found.headers, found.body).into_response());
    }
    let path = request.uri().path().to_owned();
    offer_only(gzip, request.headers_mut());
    let response = next.run(request).await;
    if !is_page(&response) {
        return Ok(response);
    }
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, LIMIT).await.map_err(Error::internal)?;
    let rendered = Rendered {
        headers: parts.headers.clone(),
        body: body.clone(),
    };
    cache.keep(minute, catalog, variant, (path, rendered));
    Ok(Response::from_parts(parts, Body::from(body)))
}

fn takes_gzip(request: &Request) -> bool {
    let offers = request.headers().get(header::ACCEPT_ENCODING);
    let offers = offers.and_then(|value| value.to_str().ok()).unwrap_or("");
    offers.split(',').any(|offer| offer.trim() == "gzip")
}

/// What else the browser offers is taken off, so that one answer fits all who share it.
fn offer_only(gzip: bool, headers: &mut HeaderMap) {
    if gzip {
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
    } else {
        headers.remove(header::ACCEPT_ENCODING);
    }
}

fn is_page(response: &Response) -> bool {
    let headers = response.headers();
    let html = headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    response.status() == StatusCode::OK && html && !headers.contains_key(header::SET_COOKIE)
}

impl Cache {
    fn get(
        &self,
        minute: i64,
        catalog: &Arc<Catalog>,
        variant: usize,
        path: &str,
    ) -> Option<Rendered> {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let kept = kept.as_ref().filter(|kept| kept.is_of(minute, catalog))?;
        kept.pages[variant].get(path).cloned()
    }

    fn keep(
        &self,
        minute: i64,
        catalog: Arc<Catalog>,
        variant: usize,
        (path, page): (String, Rendered),
    ) {
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let current = kept.take().filter(|kept| kept.is_of(minute, &catalog));
        let kept = kept.insert(current.unwrap_or_else(|| Kept {
            minute,
            catalog,
            size: 0,
            pages: Default::default(),
        }));
        if kept.size + page.body.len() <= LIMIT {
            kept.size += page.body.len();
            kept.pages[variant].insert(path, page);
        }
    }
}
