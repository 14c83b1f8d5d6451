//! Which tests keep out of each other's way. Most may run beside any other; those that go by how long a run of the program
//! takes may not run beside those that make the machine several times slower all at once.

use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

static PACE: RwLock<()> = RwLock::new(());

/// For a test that measures how long a run takes and expects the next to take as long. Many of them may run at once.
pub fn steady() -> RwLockReadGuard<'static, ()> {
    PACE.read().unwrap_or_else(PoisonError::into_inner)
}

/// For a test that starts far more processes than there are cores.
pub fn crowded() -> RwLockWriteGuard<'static, ()> {
    PACE.write().unwrap_or_else(PoisonError::into_inner)
}
