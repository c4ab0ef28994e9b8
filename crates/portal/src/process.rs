//! What the system gives the process: its memory, and its turns on the cores.

use preempt_rt::sched::{Pid, Scheduler, SchedulerParams, get_scheduler, set_scheduler};
use std::{env, fs, hint, os::unix::process::CommandExt, process::Command};

/// glibc gives each thread an arena of its own, which then never shrinks: 118 MB after the benchmark, 60 MB with the first
/// two. The third asks for huge pages, where the system grants them: a hash of a password goes through 19 MB in no order,
/// and takes a fifteenth less time.
const ALLOCATOR: [(&str, &str); 3] = [
    ("MALLOC_ARENA_MAX", "1"),
    ("MALLOC_TRIM_THRESHOLD_", "131072"),
    ("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1"),
];
/// How often the program has started itself, in the environment of the next start.
const STARTS: &str = "_LOKET_STARTS";
/// More often it does not: with glibc 2.36 every second or third start has no huge pages, since it compares what it reads of
/// the system's setting with text that it has not ended.
const MOST: u8 = 16;

/// A thread that is woken takes a core at once from one that has been at work for long, and each time the hash of a password
/// loses what it had in the caches. Threads of the batch class (sched(7)) wait for the end of its turn: some milliseconds, and
/// only while no core is idle. All threads inherit the class; one that somebody has chosen stays.
pub fn set_up_scheduler() {
    let now = get_scheduler(Pid::current_thread());
    if now.is_ok_and(|scheduler| scheduler == Scheduler::SCHED_NORMAL) {
        let params = SchedulerParams { priority: 0 };
        // Where it is not granted, the program goes on as it is.
        let _ = set_scheduler(Pid::current_thread(), Scheduler::SCHED_BATCH, params);
    }
}

/// glibc reads its settings before `main`, so the program starts itself once more with them, as the same process, until they
/// have taken effect. Who has set one of them has settings of one's own, which are left alone.
pub fn set_up_allocator() {
    let starts: Option<u8> = env::var(STARTS).ok().and_then(|count| count.parse().ok());
    let is_set = |(name, _): &(&str, &str)| env::var_os(name).is_some();
    match starts {
        None if ALLOCATOR.iter().any(is_set) => (),
        None => start_again(1),
        Some(count) if count < MOST && !has_huge_pages() => start_again(count + 1),
        Some(_) => (),
    }
}

fn start_again(count: u8) {
    if let Ok(program) = env::current_exe() {
        // `exec` only returns when it failed; then the program goes on as it is.
        let _ = Command::new(program)
            .args(env::args_os().skip(1))
            .envs(ALLOCATOR)
            .env(STARTS, count.to_string())
            .exec();
    }
}

/// Whether large memory is asked for in huge pages; also where the system grants them to all or to nobody.
fn has_huge_pages() -> bool {
    let setting = fs::read_to_string("/sys/kernel/mm/transparent_hugepage/enabled");
    if !setting.is_ok_and(|setting| setting.contains("[madvise]")) {
        return true;
    }
    let large = hint::black_box(vec![0_u8; 4 << 20]);
    let maps = fs::read_to_string("/proc/self/smaps").unwrap_or_default();
    drop(large);
    let mut flags = maps.lines().filter(|line| line.starts_with("VmFlags:"));
    flags.any(|line| line.split_whitespace().any(|flag| flag == "hg"))
}
