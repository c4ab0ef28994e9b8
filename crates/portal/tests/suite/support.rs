//! The application under test, and a browser without a screen.

use crate::outbox::{self, Failures};
use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use http_body_util::BodyExt;
use portal::{
    App,
    app::{Mode, Parts},
    clock::Clock,
    config::Config,
    migrations,
    random::Random,
    routes,
};
use std::{collections::BTreeMap, fmt::Write};
use tower::ServiceExt;

/// Friday 5 March 2027, 09.12 WIB: before Nyepi and Idulfitri, as in the pictures.
pub const NOW: i64 = 1_804_212_720_000;

/// Runs one story on each engine: `on_both_engines! { a_person_registers(app) { … } }`
#[macro_export]
macro_rules! on_both_engines {
    ($($name:ident($app:ident) $story:block)*) => {
        $(mod $name {
            #[allow(unused_imports)]
            use super::*;

            async fn story($app: $crate::support::TestApp) $story

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                story($crate::support::TestApp::sqlite().await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                if let Some(app) = $crate::support::TestApp::postgres().await {
                    story(app).await;
                }
            }
        })*
    };
}

/// An application of its own, with the people of the demo.
pub struct TestApp {
    pub app: App,
    router: Router,
    /// How the next attempts to send fail.
    pub failures: Failures,
    folder: tempfile::TempDir,
    // Dropped last: the database goes away with it.
    pub database: db::testing::Database,
}

impl TestApp {
    pub async fn sqlite() -> Self {
        Self::start(db::testing::Database::sqlite(&migrations::all()).unwrap()).await
    }

    /// `None` without a server, unless one is demanded, as `./check` does.
    pub async fn postgres() -> Option<Self> {
        let database =
            tokio::task::spawn_blocking(|| db::testing::Database::postgres(&migrations::all()))
                .await
                .unwrap();
        match database.unwrap() {
            Some(database) => Some(Self::start(database).await),
            None if std::env::var_os("LOKET_REQUIRE_POSTGRES").is_some() => {
                panic!("no PostgreSQL server to test on")
            }
            None => {
                eprintln!("skipped: {} is not set", db::testing::POSTGRES_URL);
                None
            }
        }
    }

    async fn start(database: db::testing::Database) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database_url = match &database.place {
            db::Place::Sqlite(path) => path.display().to_string(),
            db::Place::Postgres(url) => url.clone(),
        };
        let config = Config {
            data: folder.path().to_owned(),
            database_url,
            ..Config::default()
        };
        let failures = Failures::default();
        let parts = Parts {
            config,
            mode: Mode::Demo,
            clock: Clock::fixed(NOW),
            random: Random::seeded(7),
            gateways: outbox::gateways(&failures),
        };
        let app = App::open(parts).await.unwrap();
        portal::demo::seed(&app).await.unwrap();
        Self {
            router: routes::site(app.clone()),
            app,
            failures,
            folder,
            database,
        }
    }

    /// A browser that nobody has signed in with.
    pub fn browser(&self) -> Browser {
        Browser {
            router: self.router.clone(),
            cookies: BTreeMap::new(),
            source: "10.0.0.1".into(),
            comes_from: "same-origin",
            accept_encoding: None,
            headers: Vec::new(),
        }
    }

    /// A browser on another node of the same campus.
    pub fn browser_on(&self, app: App) -> Browser {
        Browser {
            router: routes::site(app),
            ..self.browser()
        }
    }

    /// Another node of the same campus, made of other parts.
    pub async fn with(&self, change: impl FnOnce(&mut Parts)) -> App {
        let mut parts = Parts {
            config: self.app.config().clone(),
            mode: Mode::Demo,
            clock: self.app.clock().clone(),
            random: self.app.random().clone(),
            gateways: self.app.gateways().clone(),
        };
        change(&mut parts);
        App::open(parts).await.unwrap()
    }

    /// A browser in which one of the people of the demo has signed in.
    pub async fn sign_in(&self, address: &str) -> Browser {
        let mut browser = self.browser();
        let password = portal::demo::cast().password.as_str();
        let fields = [("identifier", address), ("password", password)];
        let reply = browser.post("/id/masuk", &fields).await;
        assert_eq!(reply.status, 303, "{address}: {}", reply.text());
        assert_ne!(reply.location(), "/id/terblokir", "{address}");
        browser
    }

    /// Time passes.
    pub fn wait(&self, millis: i64) {
        self.app.clock().advance(millis);
    }

    /// Where the attachments are.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// Where the database is, to open it once more.
    pub fn place(&self) -> &db::Place {
        &self.database.place
    }
}

/// Keeps cookies, follows nothing by itself.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    pub cookies: BTreeMap<String, String>,
    pub source: String,
    /// What the browser says of the page that a form was on: `same-origin`, unless an attacker has one.
    pub comes_from: &'static str,
    pub accept_encoding: Option<&'static str>,
    /// More headers to send.
    pub headers: Vec<(&'static str, String)>,
}

/// What came back.
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The headers that do not differ from one request to the next: what two answers that must look alike share.
    pub fn steady_headers(&self) -> HeaderMap {
        let mut headers = self.headers.clone();
        headers.remove("x-request-id");
        headers
    }

    /// Where a redirect leads.
    pub fn location(&self) -> &str {
        self.headers
            .get(header::LOCATION)
            .expect("a redirect")
            .to_str()
            .unwrap()
    }

    /// Asserts the status and gives the reply back.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text());
        self
    }

    /// Asserts that the page says this.
    #[track_caller]
    pub fn says(self, words: &str) -> Self {
        assert!(
            self.text().contains(words),
            "not on the page: {words}\n{}",
            self.text()
        );
        self
    }

    /// Asserts that the page does not say this.
    #[track_caller]
    pub fn never_says(self, words: &str) -> Self {
        assert!(
            !self.text().contains(words),
            "on the page: {words}\n{}",
            self.text()
        );
        self
    }

    /// The first text between two marks: a value, a link.
    pub fn between(&self, before: &str, after: &str) -> String {
        let text = self.text();
        let (_, rest) = text
            .split_once(before)
            .unwrap_or_else(|| panic!("not on the page: {before}\n{text}"));
        rest.split_once(after).unwrap().0.to_owned()
    }
}

impl Browser {
    /// Goes on at another node, with the same cookies.
    pub fn moves_to(&mut self, other: &Browser) {
        self.router = other.router.clone();
    }

    pub async fn get(&mut self, path: &str) -> Reply {
        self.send(Method::GET, path, None, Vec::new()).await
    }

    /// Posts a form as a browser does, from our own page.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let body: Vec<_> = fields
            .iter()
            .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
            .collect();
        self.send(
            Method::POST,
            path,
            Some("application/x-www-form-urlencoded"),
            body.join("&").into_bytes(),
        )
        .await
    }

    /// Posts a form with files: `(field, file name, media type, content)`.
    pub async fn upload(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &str, &[u8])],
    ) -> Reply {
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(
                format!(
                    "--LOKET\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
                )
                .bytes(),
            );
        }
        for (name, file, kind, content) in files {
            body.extend(
                format!("--LOKET\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\nContent-Type: {kind}\r\n\r\n")
                    .bytes(),
            );
            body.extend_from_slice(content);
            body.extend(b"\r\n");
        }
        body.extend(b"--LOKET--\r\n");
        self.send(
            Method::POST,
            path,
            Some("multipart/form-data; boundary=LOKET"),
            body,
        )
        .await
    }

    pub async fn send(
        &mut self,
        method: Method,
        path: &str,
        kind: Option<&str>,
        body: Vec<u8>,
    ) -> Reply {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "127.0.0.1:8080");
        if let Some(kind) = kind {
            request = request
                .header(header::CONTENT_TYPE, kind)
                .header("sec-fetch-site", self.comes_from);
        }
        if let Some(encoding) = self.accept_encoding {
            request = request.header(header::ACCEPT_ENCODING, encoding);
        }
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        let mut jar = String::new();
        for (name, value) in &self.cookies {
            let _ = write!(
                jar,
                "{}{name}={value}",
                if jar.is_empty() { "" } else { "; " }
            );
        }
        if !jar.is_empty() {
            request = request.header(header::COOKIE, jar);
        }
        let source: std::net::SocketAddr = format!("{}:4242", self.source).parse().unwrap();
        let request = request
            .extension(axum::extract::ConnectInfo(source))
            .body(Body::from(body))
            .unwrap();
        self.receive(request).await
    }

    async fn receive(&mut self, request: Request<Body>) -> Reply {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            match value {
                "" => drop(self.cookies.remove(name)),
                value => drop(self.cookies.insert(name.to_owned(), value.to_owned())),
            }
        }
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        Reply {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }
}

pub fn encode(text: &str) -> String {
    let safe = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes()
        .map(|byte| {
            if safe(byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}
