//! How it begins and ends, and what it does with what is no message.

use std::time::Duration;
use std::{fs, thread};

use rusqlite::TransactionBehavior;
use serde_json::{Value, json};

use super::assistant::{Assistant, sound};
use super::rows;
use crate::sandbox::Sandbox;

const SLOW: &str = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c";

#[test]
fn it_ends_without_a_fault_when_the_assistant_does() {
    let sandbox = Sandbox::new();
    let (status, _) = Assistant::silent(&sandbox, &[]).end();
    assert!(status.success(), "before it began: {status}");
    assert!(sandbox.default_base().exists(), "it makes the base as other commands do");
    let (status, after) = Assistant::new(&sandbox, &[]).end();
    assert!(status.success() && after < Duration::from_secs(3), "{status} after {after:?}");
    let mut assistant = Assistant::new(&sandbox, &[]);
    let number = assistant.request("tools/call", &json!({"name": "show", "arguments": {"name": "stalin"}}));
    assistant.close();
    assert_eq!(assistant.next()["id"], number, "what was asked before is answered");
    let mut assistant = Assistant::new(&sandbox, &[]);
    assistant.request("tools/call", &json!({"name": "sql", "arguments": {"query": SLOW}}));
    let (status, after) = assistant.end();
    assert!(status.success() && after < Duration::from_secs(15), "{status} after {after:?}");
}

#[cfg(unix)]
#[test]
fn it_ends_without_a_fault_when_it_is_told_to() {
    let sandbox = Sandbox::new();
    for signal in ["-INT", "-TERM"] {
        let (status, after) = Assistant::new(&sandbox, &[]).tell(signal);
        assert!(status.success() && after < Duration::from_secs(5), "{signal}: {status} after {after:?}");
        let mut assistant = Assistant::new(&sandbox, &[]);
        assistant.request("tools/call", &json!({"name": "sql", "arguments": {"query": SLOW}}));
        thread::sleep(Duration::from_millis(200));
        let (status, after) = assistant.tell(signal);
        assert!(status.success() && after < Duration::from_secs(15), "{signal}: {status} after {after:?}");
    }
}

#[cfg(unix)]
#[test]
fn it_ends_also_where_nobody_takes_its_answers() {
    let sandbox = Sandbox::with_fixtures();
    let unread = || {
        let mut assistant = Assistant::new(&sandbox, &[]);
        for _ in 0..100 {
            assistant.request("tools/call", &json!({"name": "show", "arguments": {"name": "stalin"}}));
        }
        assistant
    };
    for (status, after) in [unread().tell("-TERM"), unread().end()] {
        assert!(status.success() && after < Duration::from_secs(20), "{status} after {after:?}");
    }
}

#[test]
fn what_is_wrong_from_the_start_is_an_error_of_the_command() {
    let sandbox = Sandbox::new();
    let ran = sandbox.run(&["mcp", "--db", "nowhere.db"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), ""));
    assert!(ran.stderr.starts_with("error: there is no knowledge base at `nowhere.db`"), "{ran}");
    let mut early = Assistant::silent(&sandbox, &[]);
    early.send(&json!({"jsonrpc": "2.0", "method": "notifications/initialized"}));
    assert_eq!(early.line(), "", "it says nothing on standard output");
    let (status, _) = early.end();
    assert_eq!(status.code(), Some(1));
}

#[test]
fn what_is_no_message_is_passed_over() {
    let sandbox = Sandbox::with_fixtures();
    let mut assistant = Assistant::new(&sandbox, &[]);
    let deep = format!("{}{}\n", "[".repeat(100_000), "]".repeat(100_000));
    let lines: [&[u8]; 12] = [
        b"\n",
        b"\r\n",
        b"hello\n",
        b"{\n",
        b"\0\0\0\n",
        b"\xff\xfe{}\n",
        b"null\n",
        b"{\"jsonrpc\":\"2.0\"}\n",
        b"[{\"jsonrpc\":\"2.0\",\"id\":901,\"method\":\"ping\"},{\"jsonrpc\":\"2.0\",\"id\":902,\"method\":\"ping\"}]\n",
        b"{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}\n",
        b"{\"jsonrpc\":\"2.0\",\"id\":903,\"result\":{}}\n",
        deep.as_bytes(),
    ];
    for line in lines {
        assistant.write(line);
        let shown = assistant.call("show", &json!({"name": "foreign policy"}));
        assert_eq!(rows(&shown).len(), 2, "after {:?}", String::from_utf8_lossy(&line[..line.len().min(80)]));
    }
    for method in ["nope", "resources/list", "prompts/get", "sampling/createMessage", "tools/nope", ""] {
        let answer = assistant.ask(method, &json!({}));
        assert!(answer["error"]["code"].is_i64() || answer["result"].is_object(), "{method}: {answer}");
    }
    for call in
        [json!({}), json!({"name": 1}), json!({"name": "show", "arguments": []}), json!({"name": "show"}), json!(null)]
    {
        let answer = assistant.ask("tools/call", &call);
        assert!(answer["error"]["code"].is_i64() || answer["result"]["isError"] == true, "{call}: {answer}");
    }
    assert!(assistant.end().0.success());
}

#[cfg(target_os = "linux")]
#[test]
fn a_message_without_an_end_takes_no_memory() {
    let sandbox = Sandbox::with_fixtures();
    let mut assistant = Assistant::new(&sandbox, &[]);
    let part = vec![b'a'; 1024 * 1024];
    for _ in 0..64 {
        assistant.write(&part);
    }
    assistant.write(b"\n");
    assert_eq!(rows(&assistant.call("show", &json!({"name": "foreign policy"}))).len(), 2);
    let status = fs::read_to_string(format!("/proc/{}/status", assistant.child.id())).expect("its status");
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("its peak");
    let peak: u64 = peak.trim().trim_end_matches(" kB").parse().expect("a number");
    assert!(peak < 64 * 1024, "{peak} KiB");
}

#[test]
fn a_slow_query_holds_up_nobody_and_can_be_taken_back() {
    let sandbox = Sandbox::with_fixtures();
    let mut assistant = Assistant::new(&sandbox, &[]);
    let slow = assistant.request("tools/call", &json!({"name": "sql", "arguments": {"query": SLOW}}));
    let taken_back = assistant.request("tools/call", &json!({"name": "sql", "arguments": {"query": SLOW}}));
    let quick = assistant.request("tools/call", &json!({"name": "show", "arguments": {"name": "stalin"}}));
    assert_eq!(assistant.next()["id"], quick);
    assistant.send(&json!({
        "jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": taken_back, "reason": "enough"}
    }));
    // Its turn is free again: a third one does not wait for the first.
    let third = assistant.request("tools/call", &json!({"name": "sql", "arguments": {"query": "SELECT 1"}}));
    assert_eq!(assistant.next()["id"], third);
    let answer = assistant.next();
    assert_eq!(answer["id"], slow, "what was taken back is not answered");
    let answer = sound(&answer);
    assert_eq!(answer["quoted"]["error"], "the query took longer than 5 s");
}

#[test]
fn many_calls_at_once_are_all_answered() {
    let sandbox = Sandbox::with_fixtures();
    let mut assistant = Assistant::new(&sandbox, &[]);
    let calls: Vec<u64> = (0..300)
        .map(|_| {
            assistant
                .request("tools/call", &json!({"name": "compare", "arguments": {"figures": ["stalin", "trotsky"]}}))
        })
        .collect();
    let mut answered: Vec<u64> = Vec::new();
    let mut refused = 0;
    for _ in &calls {
        let answer = assistant.next();
        let told = sound(&answer);
        if answer["result"]["isError"] == true {
            assert_eq!(told["quoted"]["error"], "too many calls wait for their turn");
            refused += 1;
        } else {
            assert!(!rows(&told).is_empty());
        }
        answered.push(answer["id"].as_u64().expect("a number"));
    }
    answered.sort_unstable();
    assert_eq!(answered, calls);
    assert!(refused < 250, "{refused} refused");
}

#[test]
fn a_report_waits_for_another_writer_and_reading_does_not() {
    let sandbox = Sandbox::with_fixtures();
    let mut assistant = Assistant::new(&sandbox, &[]);
    let mut other = sandbox.connect();
    let writing = other.transaction_with_behavior(TransactionBehavior::Immediate).expect("a transaction");
    let given = json!({"figure": "stalin", "comment": "Look again"});
    let filing = assistant.request("tools/call", &json!({"name": "report_file", "arguments": given}));
    let reading = assistant.request("tools/call", &json!({"name": "show", "arguments": {"name": "stalin"}}));
    assert_eq!(assistant.next()["id"], reading);
    writing.rollback().expect("ended");
    let filed = assistant.next();
    assert_eq!((&filed["id"], &sound(&filed)["quoted"]["report"]), (&json!(filing), &json!(1)));
    assert!(sandbox.succeed(&["report", "list", "--csv"]).contains("Look again"));
    // One that is taken back while it waits is not filed.
    let writing = other.transaction_with_behavior(TransactionBehavior::Immediate).expect("a transaction");
    let filing = assistant.request(
        "tools/call",
        &json!({"name": "report_file", "arguments": {"figure": "trotsky", "comment": "Never mind"}}),
    );
    assert!(assistant.call("show", &json!({"name": "stalin"}))["quoted"]["rows"].is_array());
    assistant.send(&json!({"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": filing}}));
    thread::sleep(Duration::from_millis(200));
    writing.rollback().expect("ended");
    assert_eq!(
        assistant.call("report_file", &json!({"figure": "stalin", "comment": "Once more"}))["quoted"]["report"],
        2
    );
    assert!(!sandbox.succeed(&["report", "list", "--csv"]).contains("Never mind"));
}

#[test]
fn a_base_that_is_replaced_or_gone_is_noticed() {
    let sandbox = Sandbox::with_fixtures();
    let mut assistant = Assistant::new(&sandbox, &[]);
    let ask = |assistant: &mut Assistant| {
        let answer = assistant.ask("tools/call", &json!({"name": "show", "arguments": {"name": "foreign policy"}}));
        (answer["result"]["isError"] == true, sound(&answer))
    };
    let base = sandbox.default_base();
    let said = |told: &Value| told["quoted"]["error"].as_str().unwrap_or_default().to_owned();
    fs::rename(&base, sandbox.path("aside.db")).expect("moved");
    let (is_error, told) = ask(&mut assistant);
    assert!(is_error && said(&told).starts_with("there is no knowledge base at"), "{told}");
    fs::write(&base, "no base").expect("written");
    let (is_error, told) = ask(&mut assistant);
    assert!(is_error && said(&told).contains("is not a versus knowledge base"), "{told}");
    fs::remove_file(&base).expect("removed");
    fs::rename(sandbox.path("aside.db"), &base).expect("moved");
    assert!(!ask(&mut assistant).0);
    sandbox.succeed(&["correct", "stalin", "foreign policy", "--value", "Something new"]);
    let (_, told) = ask(&mut assistant);
    assert!(rows(&told).iter().any(|row| row["value"] == "Something new"), "{told}");
    assert!(assistant.end().0.success());
}
