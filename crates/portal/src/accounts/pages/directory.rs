//! The list of accounts and one account: `/akun`, `/akun/{id}`. Never with a secret.

use super::conditions::{Point, points};
use crate::{
    Answer, App, Error,
    accounts::{
        Account, Action, BlockEntry, Cause, Kind, Receipt, get, last_block,
        model::{Deed, Entry, Filter, LedgerLine},
        note_read, restricted_since, store,
    },
    clock::Millis,
    web::{FormErrors, Lang, Page, Values, Visitor, errors::encode, html_with, page::Nav},
};
use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
};

#[derive(Template)]
#[template(path = "accounts/index.html")]
struct Index {
    page: Page,
    /// Whether the reader keeps the directory.
    keeper: bool,
    filter: Filter,
    rows: Vec<Entry>,
    next: Option<String>,
}

#[derive(Template)]
#[template(path = "accounts/show.html")]
struct Show {
    page: Page,
    account: Account,
    facts: Facts,
    keeper: bool,
    errors: FormErrors,
    values: Values,
}

/// What belongs to an account, besides its row.
struct Facts {
    ledger: Vec<LedgerLine>,
    /// The block that is in force.
    block: Option<BlockEntry>,
    /// When that is looked at again.
    review_at: Option<Millis>,
    receipts: Vec<Receipt>,
    applications: Vec<(String, i64)>,
    pic: Option<Account>,
    restricted: Option<i64>,
}

impl Index {
    /// The address of the list with another start.
    fn query(&self, after: &str) -> String {
        let kind = self.filter.kind.map_or("", |kind| kind.key());
        let mut query = format!("/akun?q={}&jenis={kind}", encode(&self.filter.word));
        if self.filter.blocked {
            query.push_str("&status=terblokir");
        }
        if !after.is_empty() {
            query = format!("{query}&setelah={}", encode(after));
        }
        query
    }

    /// The list with or without those that are not blocked.
    fn toggled(&self) -> String {
        let filter = Filter {
            blocked: !self.filter.blocked,
            ..self.filter.clone()
        };
        let other = Self {
            page: self.page.clone(),
            keeper: self.keeper,
            filter,
            rows: Vec::new(),
            next: None,
        };
        other.query("")
    }

    /// The range of this page, in words.
    fn range(&self) -> String {
        let address = |row: Option<&Entry>| {
            row.map(|row| row.account.address.clone())
                .unwrap_or_default()
        };
        let (first, last) = (address(self.rows.first()), address(self.rows.last()));
        self.page
            .t2("accounts-range", ("first", first), ("last", last))
    }

    /// Why it is blocked and since when, or what else there is to say.
    fn remark(&self, row: &Entry) -> String {
        let account = &row.account;
        match row.block {
            Some((cause, at)) => {
                format!("{}, {}", cause.label(self.page.lang), self.page.moment(at))
            }
            None if account.second_step_enrolled => {
                self.page.t("accounts-second-step").into_owned()
            }
            None if account.second_step_required => {
                self.page.t("accounts-second-step-due").into_owned()
            }
            None => account.organisation.clone(),
        }
    }

    fn kinds(&self) -> &'static [Kind] {
        Kind::ALL
    }

    fn is_filtered(&self) -> bool {
        self.filter != Filter::default()
    }
}

impl Show {
    /// Each cause, with how soon such a block is looked at again.
    fn causes(&self) -> Vec<(&'static str, String)> {
        let option = |cause: &Cause| {
            let words = ("cause", cause.label(self.page.lang));
            let days = ("days", cause.review_days());
            (
                cause.key(),
                self.page.t2("accounts-cause-days", words, days),
            )
        };
        Cause::ALL.iter().map(option).collect()
    }

    fn typed(&self, name: &str) -> &str {
        self.values.get(name).map_or("", |value| value.as_str())
    }

    fn application(&self, key: &str) -> String {
        let known = self.page.catalog.campus().application(key);
        known.map_or_else(
            || key.to_owned(),
            |application| self.page.of(&application.name).to_owned(),
        )
    }

    fn is_checked(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }

    /// Since when it is blocked.
    fn blocked_at(&self) -> Option<Millis> {
        self.facts.block.as_ref().map(|block| block.at)
    }

    /// Since when it waits for nothing but a new password.
    fn released_at(&self) -> Option<Millis> {
        self.facts.block.as_ref()?.released_at
    }

    /// Where the reader finds the open tickets about the account: at the own desk that lifts blocks.
    fn open_tickets(&self) -> Option<String> {
        let catalog = &self.page.catalog;
        let mut units = self.page.person.as_ref()?.units().into_iter();
        let unit = units.find(|unit| catalog.lifts_blocks(*unit))?;
        let query = encode(&self.account.address);
        Some(format!("/meja?unit={unit}&antrean=semua-terbuka&q={query}"))
    }

    /// What has to be handled before the block is lifted.
    fn conditions(&self) -> Vec<Point> {
        let block = self.facts.block.as_ref();
        block.map_or_else(Vec::new, |block| {
            points(self.page.lang, &self.account, block, &self.values)
        })
    }

    /// Whether the review of its block is late.
    fn is_overdue(&self) -> bool {
        let due = self.facts.review_at;
        due.is_some_and(|due| due < self.page.now)
    }

    /// The heading of a line of the ledger.
    fn heading(&self, line: &LedgerLine) -> String {
        let words = self.page.t(&format!("accounts-line-{}", line.deed.key()));
        match line.deed {
            Deed::Block => format!("{words}: {}", line.cause.label(self.page.lang)),
            Deed::Review | Deed::Release | Deed::Unblock => words.into_owned(),
        }
    }

    /// The shape of a line of the ledger.
    fn shape(&self, line: &LedgerLine) -> &'static str {
        match line.deed {
            Deed::Block => "rejected",
            Deed::Review => "overdue",
            Deed::Release => "processing",
            Deed::Unblock => "completed",
        }
    }

    fn receipt(&self, receipt: &Receipt) -> String {
        receipt.sentence(self.page.lang, self.page.catalog.campus())
    }

    fn lang(&self) -> Lang {
        self.page.lang
    }
}

/// `GET /akun`.
pub async fn index(
    State(app): State<App>,
    visitor: Visitor,
    Query(values): Query<Values>,
) -> Answer {
    visitor.person()?.directory_reader(&app.catalog())?;
    let given = |name: &str| {
        values
            .get(name)
            .map(|value| value.trim().to_lowercase())
            .unwrap_or_default()
    };
    let filter = Filter {
        word: given("q"),
        kind: given("jenis").parse().ok(),
        blocked: given("status") == "terblokir",
        after: given("setelah"),
    };
    let asked = filter.clone();
    let mut rows = app
        .db()
        .read(move |tx| store::directory::list(tx, &asked))
        .await?;
    let more = rows.len() > store::directory::PAGE;
    rows.truncate(store::directory::PAGE);
    if !filter.word.is_empty() {
        let found = rows.iter().map(|row| row.account.id).collect();
        note_read(&app, visitor.person()?, found, Action::FindAccount, None).await?;
    }
    let next = rows
        .last()
        .filter(|_| more)
        .map(|last| last.account.address.clone());
    let page = Page::new(&app, &visitor, Nav::Accounts);
    html_with(
        StatusCode::OK,
        &Index {
            keeper: visitor.person()?.keeper(&app.catalog()).is_ok(),
            page,
            filter,
            rows,
            next,
        },
    )
}

/// `GET /akun/{id}`.
pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(public_id): Path<String>,
) -> Answer {
    page(&app, &visitor, public_id, FormErrors::none(), Values::new()).await
}

/// The page of an account, with a form that came back if something was wrong with it.
///
/// # Errors
/// [`Error::NotFound`] without such an account, [`Error::Forbidden`] for who does not read the directory.
pub async fn page(
    app: &App,
    visitor: &Visitor,
    public_id: String,
    errors: FormErrors,
    values: Values,
) -> Answer {
    let person = visitor.person()?;
    person.directory_reader(&app.catalog())?;
    let (account, facts) = app.db().read(move |tx| gather(tx, &public_id)).await?;
    note_read(app, person, vec![account.id], Action::ReadAccount, None).await?;
    let keeper =
        person.keeper(&app.catalog()).is_ok() && person.account_id != account.id && !account.closed;
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = Page::new(app, visitor, Nav::Accounts);
    html_with(
        status,
        &Show {
            page,
            account,
            facts,
            keeper,
            errors,
            values,
        },
    )
}

fn gather(tx: &mut db::Tx<'_>, public_id: &str) -> Result<(Account, Facts), Error> {
    let account = store::accounts::by_public_id(tx, public_id)?.ok_or(Error::NotFound)?;
    let pic = match account.pic_id {
        Some(id) => Some(get(tx, id)?),
        None => None,
    };
    let facts = Facts {
        ledger: store::blocks::ledger(tx, account.id)?,
        block: last_block(tx, account.id)?.filter(|_| account.blocked),
        review_at: store::accounts::review_at(tx, account.id)?,
        receipts: store::receipts::of_account(tx, account.id)?,
        applications: store::receipts::entitlements(tx, account.id)?,
        pic,
        restricted: restricted_since(tx, account.id)?,
    };
    Ok((account, facts))
}
