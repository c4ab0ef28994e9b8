//! What is logged, and how it looks.

use tracing_subscriber::EnvFilter;

/// What the libraries must not say however much is asked for: the values in a statement, the address and the headers of
/// a request.
const KEPT_SHORT: [&str; 4] = [
    "tokio_postgres=info",
    "tower_http=info",
    "hyper=info",
    "h2=info",
];

/// Which lines are logged. `levels` as in `info` or `portal=debug`.
pub fn filter(levels: &str) -> EnvFilter {
    KEPT_SHORT
        .iter()
        .filter_map(|one| one.parse().ok())
        .fold(EnvFilter::new(levels), EnvFilter::add_directive)
}

/// Begins to log, as `LOKET_LOG` says.
pub fn start(json: bool) {
    let levels = std::env::var("LOKET_LOG").unwrap_or_else(|_| "info".into());
    let builder = tracing_subscriber::fmt().with_env_filter(filter(&levels));
    if json {
        builder.json().init();
    } else {
        builder.init();
    }
}
