//! The rail of the desk: queues with their counts, and where to go when one is empty.

use super::{
    super::{model::Shelf, store::queue::MOST},
    filter::Filter,
};
use crate::{
    actor::{Person, Role},
    web::Page,
};

/// An entry of the rail.
pub(super) struct Entry {
    pub label: String,
    pub path: String,
    pub count: Option<String>,
    pub late: bool,
    pub current: bool,
}

/// Entries under a heading.
pub(super) struct Group {
    pub heading: String,
    pub entries: Vec<Entry>,
}

/// What stands in place of a list without rows.
pub(super) struct Empty {
    pub heading: String,
    pub lead: String,
    pub way: Option<(String, String)>,
}

/// `28`, `99+`.
fn bounded(page: &Page, count: i64) -> String {
    if count < MOST {
        page.number(count)
    } else {
        format!("{}+", MOST - 1)
    }
}

/// Nothing to do is no number.
fn shown(page: &Page, count: i64) -> Option<String> {
    (count > 0).then(|| bounded(page, count))
}

fn count_of(counts: &[i64], shelf: Shelf) -> Option<i64> {
    let at = Shelf::ALL.iter().position(|other| *other == shelf)?;
    counts.get(at).copied()
}

pub(super) fn aside(page: &Page, filter: &Filter, counts: &[i64]) -> String {
    if filter.is_narrowed() {
        return String::new();
    }
    let Some(count) = count_of(counts, filter.shelf).filter(|count| *count > 0) else {
        return String::new();
    };
    let tickets = page.t2(
        "desk-tickets",
        ("n", count),
        ("count", bounded(page, count)),
    );
    let late = count_of(counts, Shelf::Overdue).filter(|_| filter.shelf == Shelf::Open);
    match late {
        Some(late) if late > 0 => {
            let late = page.t1("desk-of-these-late", "count", bounded(page, late));
            format!("{tickets}, {late}")
        }
        _ => tickets,
    }
}

pub(super) fn rail(
    page: &Page,
    person: &Person,
    filter: &Filter,
    (counts, asking): (&[i64], i64),
    word: &dyn Fn(Shelf) -> String,
) -> Vec<Group> {
    let entry = |shelf: Shelf| {
        let count = count_of(counts, shelf);
        Entry {
            label: word(shelf),
            path: filter.shelf_link(shelf),
            count: count.and_then(|count| shown(page, count)),
            late: shelf == Shelf::Overdue,
            current: filter.q.is_empty() && filter.shelf == shelf,
        }
    };
    let (own, queues) = Shelf::ALL.split_at(2);
    let group = |key: &str, entries: Vec<Entry>| Group {
        heading: page.t(key).into_owned(),
        entries,
    };
    let mut all = Vec::new();
    if filter.units.len() > 1 {
        all.push(group("desk-rail-unit", units(page, filter)));
    }
    all.push(group(
        "desk-rail-mine",
        own.iter().copied().map(entry).collect(),
    ));
    all.push(group(
        "desk-rail-queues",
        queues.iter().copied().map(entry).collect(),
    ));
    let office = office(page, person, filter, asking);
    if !office.is_empty() {
        all.push(group("desk-rail-office", office));
    }
    all
}

fn units(page: &Page, filter: &Filter) -> Vec<Entry> {
    let all = filter
        .units
        .iter()
        .filter_map(|id| page.catalog.unit(*id).ok());
    all.map(|unit| Entry {
        label: unit.short.clone(),
        path: format!("/meja?unit={}", unit.id),
        count: None,
        late: false,
        current: unit.id == filter.unit_id,
    })
    .collect()
}

fn office(page: &Page, person: &Person, filter: &Filter, asking: i64) -> Vec<Entry> {
    let entry = |key: &str, path: &str| Entry {
        label: page.t(key).into_owned(),
        path: path.to_owned(),
        count: None,
        late: false,
        current: false,
    };
    let mut all = Vec::new();
    if person.clerk(filter.unit_id).is_ok() {
        all.push(entry("desk-take-in", "/meja/terima"));
    }
    if person.clerk(filter.unit_id).is_ok() || person.unit_admin(filter.unit_id).is_ok() {
        all.push(Entry {
            count: shown(page, asking),
            ..entry("desk-conversations", "/meja/percakapan")
        });
    }
    if person.is(Role::SuperAdmin) {
        all.push(entry("desk-failed-messages", "/panel/pesan"));
    }
    all
}

pub(super) fn empty(
    page: &Page,
    filter: &Filter,
    counts: &[i64],
    word: &dyn Fn(Shelf) -> String,
) -> Empty {
    if filter.is_narrowed() {
        return Empty {
            heading: page.t("desk-empty-filtered").into_owned(),
            lead: page.t("desk-empty-filtered-lead").into_owned(),
            way: Some((
                filter.shelf_link(Shelf::Open),
                page.t("desk-show-open").into_owned(),
            )),
        };
    }
    // The nearest queue that has something, those that wait for an office first.
    let others = [
        Shelf::Mine,
        Shelf::Verify,
        Shelf::Dispose,
        Shelf::Work,
        Shelf::Returned,
    ];
    let next = others.into_iter().find(|shelf| {
        *shelf != filter.shelf && count_of(counts, *shelf).is_some_and(|count| count > 0)
    });
    let way = next.map(|shelf| {
        let count = bounded(page, count_of(counts, shelf).unwrap_or_default());
        let lead = page.t2("desk-next-queue", ("count", count), ("queue", word(shelf)));
        let button = page.t1("desk-open-queue", "queue", word(shelf));
        (lead, (filter.shelf_link(shelf), button))
    });
    let heading = page
        .t(&format!("desk-empty-{}", filter.shelf.key()))
        .into_owned();
    match way {
        Some((lead, way)) => Empty {
            heading,
            lead,
            way: Some(way),
        },
        None => Empty {
            heading,
            lead: page.t("desk-all-quiet").into_owned(),
            way: None,
        },
    }
}
