//! Speaks SMTP with the campus's mail server, one command at a time: what a broken connection means depends on how far the
//! conversation had come, and `lettre`'s own transport does not tell.

use super::{
    Security, Settings,
    compose::{self, From},
    errors::{self, Stage, Trouble},
    signature, verp,
};
use crate::{
    clock::{MINUTE, Millis},
    config::Config,
    keys::Keys,
    notify::{Accepted, Channel, Gateway, Outgoing, SendError},
    random::Random,
};
use lettre::{
    Address,
    message::dkim::DkimConfig,
    transport::smtp::{
        authentication::{Credentials, Mechanism},
        client::{Certificate, SmtpConnection, TlsParameters},
        commands::{Data, Mail, Rcpt},
        extension::ClientId,
    },
};
use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// So many connections at once.
const WIDTH: usize = 4;
/// Longest wait for one answer before the message is handed over.
const ANSWER: Duration = Duration::from_secs(4);
/// Longest wait for word that the message was taken.
const TAKEN: Duration = Duration::from_secs(12);
/// By then the message must be on its way; with what follows it stays below the 40 seconds of the port.
const UNDER_WAY: Duration = Duration::from_secs(18);
/// Servers close a connection that says nothing for longer.
const IDLE: Millis = MINUTE;
/// How many greylisted messages are remembered.
const REMEMBERED: usize = 10_000;

/// The gateway to the mail server.
pub struct Smtp {
    settings: Settings,
    from: Address,
    keys: Keys,
    tls: Option<TlsParameters>,
    signs: Option<DkimConfig>,
    /// Connections that wait for their next message, and since when.
    idle: Mutex<Vec<(SmtpConnection, Millis)>>,
    /// How often a message was greylisted.
    greylisted: Mutex<HashMap<String, u8>>,
}

/// A conversation that went wrong: where, and how.
type Wrong = (Stage, Trouble);

impl Smtp {
    /// The gateway that the settings name.
    ///
    /// # Errors
    /// A sentence for the operator: a file that cannot be read or is not what it should be.
    pub fn open(config: &Config) -> Result<Self, String> {
        let settings = config.mail.clone();
        let from = settings
            .from
            .parse()
            .map_err(|error| format!("mail.from: {error}"))?;
        let key_file = config.data.join("loket.key");
        Ok(Self {
            from,
            keys: Keys::load(&config.secret_key, &key_file, &Random::system())?,
            tls: trust(&settings)?,
            signs: signature::open(&settings)?,
            idle: Mutex::default(),
            greylisted: Mutex::default(),
            settings,
        })
    }

    /// A connection that was used before and still answers, or a new one.
    fn connection(&self, now: Millis) -> Result<SmtpConnection, Wrong> {
        loop {
            let Some((mut old, since)) = lock(&self.idle).pop() else {
                return self.connect();
            };
            let _ = old.set_timeout(Some(ANSWER));
            if now < since + IDLE && old.test_connected() {
                return Ok(old);
            }
            old.abort();
        }
    }

    fn connect(&self) -> Result<SmtpConnection, Wrong> {
        let started = Instant::now();
        let hello = ClientId::Domain(self.settings.domain().to_owned());
        let server = (self.settings.host.as_str(), self.settings.port);
        let at_once = self
            .tls
            .as_ref()
            .filter(|_| self.settings.security == Security::Tls);
        let connected = SmtpConnection::connect(server, Some(ANSWER), &hello, at_once, None);
        let mut connection = connected.map_err(|error| (Stage::Connect, trouble(&error)))?;
        if self.settings.security == Security::StartTls
            && let Some(tls) = &self.tls
        {
            if !connection.can_starttls() {
                connection.abort();
                let why = "the server does not offer STARTTLS".into();
                return Err((Stage::Connect, Trouble::Tls(why)));
            }
            let begun = connection.starttls(tls, &hello);
            begun.map_err(|error| (Stage::Connect, trouble(&error)))?;
        }
        in_time(started)?;
        if !self.settings.username.is_empty() {
            let who = Credentials::new(
                self.settings.username.clone(),
                self.settings.password.clone(),
            );
            let known = connection.auth(&[Mechanism::Plain, Mechanism::Login], &who);
            known.map_err(|error| (Stage::Login, trouble(&error)))?;
        }
        Ok(connection)
    }

    /// From `MAIL` to the answer after the last dot.
    fn hand_over(
        &self,
        connection: &mut SmtpConnection,
        mail: &lettre::Message,
        started: Instant,
    ) -> Result<(), Wrong> {
        let at = |stage| move |error: lettre::transport::smtp::Error| (stage, trouble(&error));
        let envelope = mail.envelope();
        let sender = Mail::new(envelope.from().cloned(), Vec::new());
        connection.command(sender).map_err(at(Stage::Sender))?;
        for to in envelope.to() {
            in_time(started)?;
            let recipient = Rcpt::new(to.clone(), Vec::new());
            connection
                .command(recipient)
                .map_err(at(Stage::Recipient))?;
        }
        in_time(started)?;
        connection.command(Data).map_err(at(Stage::Data))?;
        let _ = connection.set_timeout(Some(TAKEN));
        let taken = connection.message(&mail.formatted());
        taken.map(drop).map_err(at(Stage::Body))
    }

    fn converse(&self, mail: &lettre::Message, now: Millis) -> Result<(), Wrong> {
        let started = Instant::now();
        let mut connection = self.connection(now)?;
        let done = in_time(started).and_then(|()| self.hand_over(&mut connection, mail, started));
        match done {
            Ok(()) => {
                let mut idle = lock(&self.idle);
                if idle.len() < WIDTH {
                    idle.push((connection, now));
                }
            }
            Err(_) => connection.abort(),
        }
        done
    }

    /// How often this message was greylisted, counting this time.
    fn count(&self, id: &str, error: SendError) -> SendError {
        let mut greylisted = lock(&self.greylisted);
        if greylisted.len() >= REMEMBERED {
            greylisted.clear();
        }
        if matches!(error, SendError::Wait(..)) {
            *greylisted.entry(id.to_owned()).or_default() += 1;
        }
        error
    }
}

impl Gateway for Smtp {
    fn channel(&self) -> Channel {
        Channel::Email
    }

    fn width(&self) -> usize {
        WIDTH
    }

    fn send(&self, message: &Outgoing) -> Result<Accepted, SendError> {
        let returns_to = verp::address(&self.keys, &message.id, self.settings.returns_to());
        let from = From {
            address: &self.from,
            returns_to: &returns_to,
        };
        let mut mail = compose::mail(message, &from)?;
        if let Some(signs) = &self.signs {
            mail.sign(signs);
        }
        match self.converse(&mail, message.at) {
            Ok(()) => {
                lock(&self.greylisted).remove(&message.id);
                Ok(Accepted {
                    provider_id: compose::message_id(&message.id, self.from.domain()),
                })
            }
            Err((stage, trouble)) => {
                let waited = lock(&self.greylisted).get(&message.id).copied();
                let error = errors::judge(stage, &trouble, waited.unwrap_or_default());
                Err(self.count(&message.id, error))
            }
        }
    }
}

/// Whom we trust: the authorities that browsers trust, which come inside the binary (as for WhatsApp), so that a container
/// without certificates works; and the campus's own.
fn trust(settings: &Settings) -> Result<Option<TlsParameters>, String> {
    if settings.security == Security::None {
        return Ok(None);
    }
    let mut tls = TlsParameters::builder(settings.host.clone());
    if !settings.ca_file.as_os_str().is_empty() {
        let name = settings.ca_file.display();
        let wrong = |why: String| format!("mail.ca_file: {name}: {why}");
        let pem = std::fs::read(&settings.ca_file).map_err(|error| wrong(error.to_string()))?;
        let more = Certificate::from_pem(&pem).map_err(|error| wrong(error.to_string()))?;
        tls = tls.add_root_certificate(more);
    }
    let built = tls.build_rustls();
    built.map(Some).map_err(|error| format!("mail: {error}"))
}

fn in_time(started: Instant) -> Result<(), Wrong> {
    if started.elapsed() < UNDER_WAY {
        return Ok(());
    }
    Err((
        Stage::Connect,
        Trouble::Broken("the server is too slow".into()),
    ))
}

/// What an error of the library is.
fn trouble(error: &lettre::transport::smtp::Error) -> Trouble {
    let source = std::error::Error::source(error).map(ToString::to_string);
    let words = source.unwrap_or_else(|| error.to_string());
    if let Some(code) = error.status() {
        return Trouble::Answer(code.into(), words);
    }
    if error.is_tls() || is_of_tls(error) {
        return Trouble::Tls(words);
    }
    if error.is_client() {
        return Trouble::Unable(words);
    }
    Trouble::Broken(words)
}

/// rustls agrees on TLS with the first byte that is written; what goes wrong then looks like a broken connection.
fn is_of_tls(error: &lettre::transport::smtp::Error) -> bool {
    let source = std::error::Error::source(error);
    let io = source.and_then(|source| source.downcast_ref::<std::io::Error>());
    io.is_some_and(|io| {
        io.kind() == std::io::ErrorKind::InvalidData && !io.to_string().contains("UTF-8")
    })
}

fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
