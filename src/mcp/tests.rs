//! What only can be seen from within: a fault in a call, and answers of any text.

use std::sync::Arc;

use proptest::prelude::*;
use serde_json::{Value, json};
use tokio::runtime::Builder;
use tokio::sync::Semaphore;

use super::quoted::{Answer, NOTICE, Rows, Window};
use super::turn::{turn, work};
use crate::error::Error;
use crate::output::safe;
use crate::output::tests::{any_text, is_harmless};

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

proptest! {
    /// As text and as structured content alike: what stands around it is ours, and the text is where it belongs.
    #[test]
    fn no_text_gets_out_of_its_place(text in any_text(), name in any_text()) {
        let mut rows = Rows::new(Window::new(1, 0));
        rows.add(&json!({"figure": name, "text": text}));
        rows.add(&json!({"figure": text}));
        let answer = Answer::of(rows, |_| "there is more".to_owned()).with("figure", &json!(name));
        let result = answer.into_result();
        let written = result.content[0].as_text().expect("text").text.clone();
        prop_assert!(is_harmless(&written) && is_harmless(&serde_json::to_string(&result).expect("JSON")));
        let (text, name) = (safe(&text), safe(&name));
        let expected = json!({
            "notice": NOTICE,
            "quoted": {"figure": name, "rows": [{"figure": name, "text": text}]},
            "versus_says": ["there is more"],
        });
        prop_assert_eq!(serde_json::from_str::<Value>(&written).expect("JSON"), expected.clone());
        prop_assert_eq!(result.structured_content, Some(expected));
    }
}
