//! What was answered, and how fast, by route and status.

use axum::http::{Method, StatusCode};
use db::{Histogram, Reading};
use std::{
    collections::BTreeMap,
    sync::{PoisonError, RwLock},
    time::Duration,
};

const METHODS: [&str; 3] = ["GET", "POST", "other"];
const STATUSES: [&str; 5] = ["1xx", "2xx", "3xx", "4xx", "5xx"];

/// Counts answers since the start of this process.
#[derive(Debug, Default)]
pub struct Meter(RwLock<BTreeMap<String, Route>>);

/// By method, then by class of status.
type Route = [[Histogram; STATUSES.len()]; METHODS.len()];

/// The answers of one kind on one route.
#[derive(Clone, Debug)]
pub struct Answers {
    /// The pattern, as in `routes.rs`.
    pub route: String,
    /// `GET`, `POST` or `other`.
    pub method: &'static str,
    /// `2xx`.
    pub status: &'static str,
    /// How long they took, until their bodies began.
    pub took: Reading,
}

impl Meter {
    /// Counts one answer. `route` is a pattern of ours and never what somebody typed, or there would be no end of them.
    pub fn record(&self, route: &str, method: &Method, status: StatusCode, took: Duration) {
        let method = METHODS.iter().position(|one| *one == method.as_str());
        let (method, class) = (
            method.unwrap_or(METHODS.len() - 1),
            usize::from(status.as_u16() / 100).clamp(1, STATUSES.len()) - 1,
        );
        if let Some(known) = self
            .0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(route)
        {
            known[method][class].record(took);
            return;
        }
        let mut routes = self.0.write().unwrap_or_else(PoisonError::into_inner);
        routes.entry(route.to_owned()).or_default()[method][class].record(took);
    }

    /// Everything that was counted, by route.
    pub fn read(&self) -> Vec<Answers> {
        let routes = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let mut all = Vec::new();
        for (route, methods) in routes.iter() {
            for (method, classes) in METHODS.iter().zip(methods) {
                for (status, histogram) in STATUSES.iter().zip(classes) {
                    let took = histogram.read();
                    if took.count > 0 {
                        all.push(Answers {
                            route: route.clone(),
                            method,
                            status,
                            took,
                        });
                    }
                }
            }
        }
        all
    }
}
