//! Whether there is memory for work that would fail half-way without it.
//!
//! Rust ends a process on the spot when memory runs out, and what it was making is left behind. And where a process may
//! have only so much address space (`ulimit -v`), a thread for which the C library cannot reserve an arena has it tried
//! again at every allocation: two system calls each, which made imports a hundred times slower, as if they hung.

use std::hint::black_box;

const MIB: usize = 1024 * 1024;

/// What an import takes without threads: SQLite's caches, the texts that wait for the full-text index, names. Importing
/// 12,000 pages of 7 KB takes 150 MiB.
const ALONE: usize = 192 * MIB;
/// What each thread reserves, most of which it never uses: its stack and an arena of glibc's.
const THREAD: usize = 72 * MIB;
/// How much more glibc reserves while it aligns an arena.
const ALIGNMENT: usize = 64 * MIB;

/// What an import needs at the least, in MiB.
pub const LEAST: usize = ALONE / MIB;

/// Tells whether an import has room beside so many threads. It is asked for, and given back at once; nothing is touched.
#[must_use]
pub fn is_enough_for(threads: usize) -> bool {
    let reserved = if threads == 0 { 0 } else { threads.saturating_mul(THREAD).saturating_add(ALIGNMENT) };
    let mut room = Vec::<u8>::new();
    let is_there = room.try_reserve_exact(reserved.saturating_add(ALONE)).is_ok();
    // What nobody looks at, the compiler need not ask for.
    black_box(&room);
    is_there
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_room_for_a_few_threads_and_not_for_any_number() {
        assert!(is_enough_for(0) && is_enough_for(2));
        assert!(!is_enough_for(usize::MAX));
    }
}
