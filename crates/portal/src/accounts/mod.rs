//! stub
use crate::{App, Error, clock::Millis, signin::Executor};
use db::Tx;
use sop::{Campus, Lang};
#[allow(missing_docs)]
#[derive(Clone, Debug)]
pub struct Account {
    pub id: i64,
    pub address: String,
    pub name: String,
    pub organisation: String,
    pub whatsapp: Option<String>,
    pub lang: Lang,
    pub blocked: bool,
    pub closed: bool,
}
impl Account {
    pub fn is_person(&self) -> bool {
        true
    }
}
#[derive(Clone, Debug)]
pub struct Pic {
    pub name: String,
    pub email: String,
    pub whatsapp: String,
}
pub enum Effect {
    Unblock {
        account_id: i64,
        ground: String,
    },
    ChangePassword {
        account_id: i64,
    },
    RequireSecondStep {
        account_id: i64,
    },
    OpenApplication {
        account_id: i64,
        application: String,
    },
    CreateMailbox {
        address: String,
        name: String,
        organisation: String,
        pic: Pic,
    },
}
pub struct Done {
    pub account_id: i64,
    pub link_id: Option<i64>,
}
#[derive(Clone, Debug)]
pub struct Receipt {
    pub at: Millis,
}
impl Receipt {
    pub fn place(&self, _: Lang) -> String {
        String::new()
    }
    pub fn sentence(&self, _: Lang, _: &Campus) -> String {
        String::new()
    }
}
pub fn find(_: &mut Tx<'_>, _: &str) -> Result<Option<Account>, Error> {
    todo!()
}
pub fn get(_: &mut Tx<'_>, _: i64) -> Result<Account, Error> {
    todo!()
}
pub fn perform(_: &mut Tx<'_>, _: &App, _: Effect, _: i64, _: &Executor) -> Result<Done, Error> {
    todo!()
}
pub fn receipts_of(_: &mut Tx<'_>, _: i64) -> Result<Vec<Receipt>, Error> {
    todo!()
}
