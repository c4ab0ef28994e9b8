//! The command line: `loket demo | serve | check | migrate | …`.

use crate::{
    App, Error, activation,
    activation::roster::{command as roster, import::Mode},
    app::{Mode as For, Parts},
    blocks,
    catalog::command,
    chat,
    clock::Clock,
    config::Config,
    credentials, demo, log, mailboxes,
    notify::{self, whatsapp},
    profile,
    random::Random,
    requests, routes, sample, signin, web,
};
use clap::{Parser, Subcommand};
use std::{net::SocketAddr, path::PathBuf, process::ExitCode};

#[derive(Parser)]
#[command(
    name = "loket",
    version,
    about = "A self-hosted e-service portal with account lifecycle for universities"
)]
struct Cli {
    /// Settings; every key can also be given as LOKET_<KEY>.
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Everything inside: a sample campus with people of each role; messages are shown, not sent.
    Demo {
        /// Address and port.
        #[arg(long, default_value = "127.0.0.1:8080")]
        listen: SocketAddr,
        /// Keep the data here; without it, they are gone at the end.
        #[arg(long)]
        data: Option<PathBuf>,
    },
    /// Serve a campus.
    Serve,
    /// Bring the schema of the database up to date.
    Migrate,
    /// People, from the command line.
    Users {
        #[command(subcommand)]
        command: UsersCommand,
    },
    /// Check service declarations like a compiler: every problem, with file, line and column.
    Check {
        /// Folders of declarations, or single files in one; without any, those that are served.
        paths: Vec<PathBuf>,
    },
    /// What this portal offers.
    #[command(subcommand)]
    Services(Services),
    /// Who may become a student account.
    #[command(subcommand)]
    Roster(Roster),
    /// Mail that comes back.
    #[command(subcommand)]
    Mail(Mail),
    /// What is sent on WhatsApp.
    #[command(subcommand)]
    Whatsapp(Whatsapp),
}

#[derive(Subcommand)]
enum Whatsapp {
    /// What may be sent to somebody who has not written in the last 24 hours.
    #[command(subcommand)]
    Templates(Templates),
}

#[derive(Subcommand)]
enum Templates {
    /// Say everything that Meta would refuse.
    Check,
    /// Hand in to Meta those that it does not have yet.
    Submit,
}

#[derive(Subcommand)]
enum Mail {
    /// Take in a bounce from standard input, as a mail server pipes it.
    Bounce,
}

#[derive(Subcommand)]
enum Services {
    /// Put the declarations of a folder in force: check them, record their revisions, take them over into `services`.
    Apply {
        /// The folder with `campus.toml`.
        folder: PathBuf,
    },
}

#[derive(Subcommand)]
enum Roster {
    /// Take students over from a CSV file: NIM, name, faculty, programme, intake, PIN, and if there are birth date and
    /// WhatsApp. Doing it again changes nothing.
    Import {
        /// The file; its first line names the columns, in Indonesian or in English and in any order.
        file: PathBuf,
        /// Change nothing; say what would be imported, and every mistake by line.
        #[arg(long)]
        dry_run: bool,
        /// Import nothing when any line has a mistake, instead of the good lines.
        #[arg(long)]
        all_or_nothing: bool,
        /// Print the summary for a program: imported, unchanged, errors (line, reason).
        #[arg(long)]
        json: bool,
    },
}

#[derive(Subcommand)]
enum UsersCommand {
    /// Make somebody super admin; prints a link, good for a day, with which the password is set.
    CreateAdmin {
        /// Address to sign in with.
        address: String,
        /// Name.
        name: String,
    },
}

/// Runs the command.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let result = Config::load(cli.config.as_deref()).and_then(|config| run(cli.command, config));
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// A name, for passkeys are bound to one: no device makes a passkey for `127.0.0.1`.
fn demo_url(listen: SocketAddr) -> String {
    if listen.ip().is_loopback() {
        format!("http://localhost:{}", listen.port())
    } else {
        format!("http://{listen}")
    }
}

fn run(command: Command, mut config: Config) -> Result<(), String> {
    match command {
        Command::Demo { listen, data } => {
            config.listen = listen;
            config.base_url = demo_url(listen);
            config.data = data.unwrap_or_else(|| {
                std::env::temp_dir().join(format!("loket-demo-{}", std::process::id()))
            });
            open_and_serve(config, For::Demo)
        }
        Command::Serve => {
            let found = config.unsafe_settings();
            if found.is_empty() {
                open_and_serve(config, For::Production)
            } else {
                Err(found.join("\n"))
            }
        }
        Command::Migrate => migrate(&config),
        Command::Users {
            command: UsersCommand::CreateAdmin { address, name },
        } => say(runtime()?.block_on(signin::command::add_admin(config, address, name))),
        Command::Check { paths } => say(check(&paths, &config)),
        Command::Services(Services::Apply { folder }) => {
            say(runtime()?.block_on(command::apply(&folder, &config)))
        }
        Command::Whatsapp(Whatsapp::Templates(command)) => say(match command {
            Templates::Check => whatsapp::command::check(),
            Templates::Submit => whatsapp::command::submit(&config),
        }),
        Command::Mail(Mail::Bounce) => {
            say(runtime()?.block_on(notify::email::command::bounce(config)))
        }
        Command::Roster(Roster::Import {
            file,
            dry_run,
            all_or_nothing,
            json,
        }) => {
            let mode = match (dry_run, all_or_nothing) {
                (true, _) => Mode::DryRun,
                (false, true) => Mode::AllOrNothing,
                (false, false) => Mode::GoodLines,
            };
            import(config, roster::Asked { file, mode, json })
        }
    }
}

/// The declarations; without a path also what else is declared in the binary.
fn check(paths: &[PathBuf], config: &Config) -> Result<String, String> {
    let services = command::check(paths, config)?;
    if !paths.is_empty() {
        return Ok(services);
    }
    let templates = whatsapp::command::check()?;
    Ok(format!("{services}\n{templates}"))
}

/// The summary is printed also when nothing could be imported; then the command fails.
fn import(config: Config, asked: roster::Asked) -> Result<(), String> {
    let (summary, done) = runtime()?.block_on(roster::import(config, asked))?;
    println!("{summary}");
    done.then_some(())
        .ok_or_else(|| "nothing was imported".into())
}

fn say(outcome: Result<String, String>) -> Result<(), String> {
    outcome.map(|words| println!("{words}"))
}

fn runtime() -> Result<tokio::runtime::Runtime, String> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| error.to_string())
}

fn migrate(config: &Config) -> Result<(), String> {
    let db = db::Db::open(&config.place()).map_err(|error| error.to_string())?;
    let done = db::migrate(&db, &crate::migrations::all(), Clock::System.now())
        .map_err(|error| error.to_string())?;
    println!("{} migrations applied {}", done.len(), done.join(", "));
    Ok(())
}

fn open_and_serve(mut config: Config, mode: For) -> Result<(), String> {
    log::start(config.json_logs);
    std::fs::create_dir_all(&config.data)
        .map_err(|error| format!("{}: {error}", config.data.display()))?;
    runtime()?.block_on(async {
        let listen = config.listen;
        let gateways = gateways(&mut config, mode).await?;
        let parts = Parts {
            config,
            mode,
            clock: Clock::System,
            random: Random::system(),
            gateways,
        };
        let app = App::open(parts).await?;
        let is_new = app.is_demo() && demo::seed(&app).await.map_err(|error| error.to_string())?;
        if is_new {
            sample::requests(&app)
                .await
                .map_err(|error| error.to_string())?;
            sample::mailboxes(&app)
                .await
                .map_err(|error| error.to_string())?;
            activation::history(&app)
                .await
                .map_err(|error| error.to_string())?;
            sample::conversations(&app)
                .await
                .map_err(|error| error.to_string())?;
        }
        let listener = tokio::net::TcpListener::bind(listen)
            .await
            .map_err(|error| format!("{listen}: {error}"))?;
        println!("Loket: {}", app.config().base_url);
        tokio::spawn(command::reload_on_hangup(app.clone()));
        let runner = runner(&app).await;
        let delivery = runner.map_err(|error| error.to_string())?.start();
        let attempts = activation::start(&app);
        let closing = app.clone();
        tokio::spawn(requests::jobs::sweep_hourly(app.clone()));
        tokio::spawn(chat::jobs::sweep_hourly(app.clone()));
        tokio::spawn(whatsapp::sweep_hourly(app.clone()));
        tokio::spawn(credentials::rooms::give_back_when_idle());
        let patience = web::serve::Patience::default();
        web::serve::serve(routes::site(app), listener, patience, stop(closing)).await;
        attempts.stop().await;
        delivery.stop().await;
        Ok(())
    })
}

/// The ways out for messages. The demo has a Meta of its own, which the adapter of a campus talks to.
async fn gateways(config: &mut Config, mode: For) -> Result<notify::Gateways, String> {
    match mode {
        For::Production => notify::Gateways::production(config),
        For::Demo => whatsapp::demo::start(config, &Random::system()).await,
    }
}

/// What is done by itself: messages, and the rounds that one node makes for all.
async fn runner(app: &App) -> Result<::jobs::Runner, Error> {
    let runner = chat::answering(app, notify::runner(app));
    let runner = profile::reminding(app, signin::recovering(app, runner));
    let runner = credentials::attempts::drawing(app, runner);
    let runner = mailboxes::rounds(app, runner).await?;
    blocks::jobs::rounds(app, runner).await
}

/// Waits for Ctrl-C or SIGTERM; requests under way are finished, streams of news end.
async fn stop(app: App) {
    let terminate = async {
        if let Ok(mut signal) =
            tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
        {
            signal.recv().await;
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => (),
        () = terminate => (),
    }
    app.live().close();
}
