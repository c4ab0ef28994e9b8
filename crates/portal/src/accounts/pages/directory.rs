//! The list of accounts and one account: `/akun`, `/akun/{id}`. Never with a secret.

use crate::{
    Answer, App, Error,
    accounts::{
        Account, Action, Cause, Kind, Receipt, get,
        model::{Entry, Filter, LedgerLine},
        note_read, restricted_since, store,
    },
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
    fn causes(&self) -> &'static [Cause] {
        Cause::ALL
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

    fn blocked_at(&self) -> Option<i64> {
        self.account
            .blocked
            .then(|| self.facts.ledger.first().map(|line| line.at))
            .flatten()
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
    let next = rows
        .last()
        .filter(|_| more)
        .map(|last| last.account.address.clone());
    let page = Page::new(&app, &visitor, Nav::Accounts);
    html_with(
        StatusCode::OK,
        &Index {
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
pub(super) async fn page(
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
        receipts: store::receipts::of_account(tx, account.id)?,
        applications: store::receipts::entitlements(tx, account.id)?,
        pic,
        restricted: restricted_since(tx, account.id)?,
    };
    Ok((account, facts))
}
