//! What only can be seen from within: a fault in a call.

use std::sync::Arc;

use tokio::runtime::Builder;
use tokio::sync::Semaphore;

use super::server::{turn, work};
use crate::error::Error;

#[test]
fn a_fault_is_an_error_of_its_call_and_gives_its_turn_back() {
    let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let turns = Arc::new(Semaphore::new(1));
        for _ in 0..3 {
            let mine = turn(&turns).await.expect("a turn");
            let done = work::<()>(mine, || panic!("a fault that a test makes")).await;
            assert!(matches!(done, Err(Error::Usage { message, .. }) if message.contains("fault of versus")));
        }
        let mine = turn(&turns).await.expect("a turn");
        assert_eq!(work(mine, || Ok(1)).await.expect("an answer"), 1);
    });
}
