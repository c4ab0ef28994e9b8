//! The memory in which hashes are made. To be given it by the system, cleared, costs as much as half a hash, so it is kept
//! while people sign in, and given back when nobody has for a while.

use argon2::Block;
use std::{
    mem,
    ops::{Deref, DerefMut},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

/// After so long without a hash the memory is given back.
const IDLE: Duration = Duration::from_secs(10);

/// Never more than hashes are made at once, since each that is taken comes back.
static FREE: Mutex<Vec<Vec<Block>>> = Mutex::new(Vec::new());
/// How often one was taken.
static TAKEN: AtomicU64 = AtomicU64::new(0);

/// A room for one hash; comes back when it is dropped.
pub(super) struct Room(Vec<Block>);

/// A room of so many blocks (1 KiB each). What an earlier hash left in it does not matter: each block is written before
/// it is read.
pub(super) fn take(blocks: usize) -> Room {
    TAKEN.fetch_add(1, Ordering::Relaxed);
    let free = FREE.lock().unwrap_or_else(PoisonError::into_inner).pop();
    let mut room = free.unwrap_or_default();
    room.resize(blocks, Block::default());
    Room(room)
}

impl Deref for Room {
    type Target = [Block];

    fn deref(&self) -> &[Block] {
        &self.0
    }
}

impl DerefMut for Room {
    fn deref_mut(&mut self) -> &mut [Block] {
        &mut self.0
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        let room = mem::take(&mut self.0);
        FREE.lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(room);
    }
}

/// Gives the memory back whenever nobody has needed it for a while, for as long as the application runs.
pub async fn give_back_when_idle() {
    let mut before = 0;
    loop {
        tokio::time::sleep(IDLE).await;
        let now = TAKEN.load(Ordering::Relaxed);
        if mem::replace(&mut before, now) == now {
            let idle = mem::take(&mut *FREE.lock().unwrap_or_else(PoisonError::into_inner));
            drop(idle);
        }
    }
}
