//! What the system gives the process: its memory, and its turns on the cores.

use std::{env, fs, hint, os::unix::process::CommandExt, process::Command, time::Duration};
use uapi::c::{SCHED_BATCH, SCHED_OTHER, sched_attr};

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

/// A thread that hashes passwords keeps a core for so long before other threads of Loket, where the kernel knows such a wish
/// (Linux 6.12; measured on 6.18): what waits meanwhile is then done at one go, and the hash finds its memory in the caches
/// less often gone. Longer, and pages would wait for it.
const LONG_TURN: Duration = Duration::from_millis(6);

/// A thread that is woken takes a core at once from one that has been at work for long, and each time the hash of a password
/// loses what it had in the caches. Threads of the batch class (sched(7)) wait for the end of its turn: some milliseconds, and
/// only while no core is idle. All threads inherit the class; one that somebody has chosen stays.
pub fn set_up_scheduler() {
    reschedule(SCHED_OTHER, |attributes| {
        attributes.sched_policy = SCHED_BATCH as u32;
    });
}

/// Lets the thread that calls this have [`LONG_TURN`]s, unless somebody has chosen another class for it.
pub fn take_long_turns() {
    reschedule(SCHED_BATCH, |attributes| {
        attributes.sched_runtime = LONG_TURN.as_nanos() as u64;
    });
}

/// Changes how the thread that calls this is scheduled, if it is of a class. Where it is not granted, the program goes on as
/// it is.
fn reschedule(class: i32, change: impl FnOnce(&mut sched_attr)) {
    const MYSELF: i32 = 0;
    if let Ok(mut attributes) = uapi::sched_getattr(MYSELF, 0)
        && attributes.sched_policy == class as u32
    {
        // What is read is how long the turns are now, which is not a wish; the other two Linux before 5.3 does not fill in.
        attributes.sched_runtime = 0;
        (attributes.sched_util_min, attributes.sched_util_max) = (0, 0);
        change(&mut attributes);
        let _ = uapi::sched_setattr(MYSELF, &attributes, 0);
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread;

    #[test]
    fn who_hashes_has_long_turns_where_the_kernel_knows_of_them() {
        let attributes = || uapi::sched_getattr(0, 0).unwrap();
        // On a thread of its own: others go on as they were.
        let hashing = thread::spawn(move || {
            set_up_scheduler();
            let before = attributes();
            take_long_turns();
            (before, attributes())
        });
        let (before, after) = hashing.join().unwrap();
        let classes = [before.sched_policy, after.sched_policy];
        assert_eq!(classes, [SCHED_BATCH as u32; 2]);
        // Before Linux 6.12 nobody is told how long turns are.
        if before.sched_runtime != 0 {
            let turn = Duration::from_nanos(after.sched_runtime);
            assert_eq!(turn, LONG_TURN);
        }
    }
}
