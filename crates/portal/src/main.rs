//! The binary `loket`.

fn main() -> std::process::ExitCode {
    portal::process::set_up_allocator();
    portal::process::set_up_scheduler();
    portal::cli::main()
}
