//! The binary `loket`.

use std::{env, os::unix::process::CommandExt, process::Command};

/// glibc gives each thread an arena of its own, which then never shrinks: 142 MB after the benchmark, 39 MB with the first
/// two. The third asks for huge pages, where the system grants them: a hash of a password goes through 19 MB in no order,
/// and takes a fifteenth less time.
const ALLOCATOR: [(&str, &str); 3] = [
    ("MALLOC_ARENA_MAX", "1"),
    ("MALLOC_TRIM_THRESHOLD_", "131072"),
    ("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1"),
];

fn main() -> std::process::ExitCode {
    set_up_allocator();
    portal::cli::main()
}

/// glibc reads its settings before `main`, so the program starts itself once more with them, as the same process. Who has set
/// one of them has settings of one's own, which are left alone.
fn set_up_allocator() {
    if ALLOCATOR
        .iter()
        .any(|(name, _)| env::var_os(name).is_some())
    {
        return;
    }
    if let Ok(program) = env::current_exe() {
        // `exec` only returns when it failed; then the program goes on as it is.
        let _ = Command::new(program)
            .args(env::args_os().skip(1))
            .envs(ALLOCATOR)
            .exec();
    }
}
