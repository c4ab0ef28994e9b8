//! The binary `loket`.

fn main() -> std::process::ExitCode {
    portal::cli::main()
}
