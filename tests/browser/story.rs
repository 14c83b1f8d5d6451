//! From a search to a corrected value, with the mouse.

use super::driver::Browser;
use super::machine::Machine;
use crate::sandbox::Sandbox;

const COMPARISON: &str = "/compare/joseph-stalin/leon-trotsky";

/// Foreign policy, in the column of Stalin.
const CELL: &str = "table.compare tbody tr:has(a[href='/attributes/foreign-policy']) td";

const BEFORE: &str = "Focused on expanding Soviet influence";
const AFTER: &str = "Socialism in one country";

/// Returns what the cell says, and the marks beside it.
fn cell(browser: &Browser) -> (String, Vec<String>) {
    browser.open(COMPARISON);
    let marks = (0..browser.count(&format!("{CELL}:first-of-type .mark")))
        .map(|at| browser.text(&format!("{CELL}:first-of-type .mark:nth-of-type({})", at + 1)))
        .collect();
    (browser.text(&format!("{CELL} .text")), marks)
}

#[test]
fn what_a_reader_finds_wrong_an_editor_sets_right() {
    let Some(machine) = Machine::find() else { return };
    let browser = Browser::before(Sandbox::new(), &machine);

    // A search from the first page.
    browser.open("/");
    browser.fill("#q", "soviet influence");
    browser.click(".search button");
    browser.arrive("/search?q=soviet+influence");
    assert!(browser.text(".hits .snippet").contains("Soviet influence"));

    // A comparison put together from names that are offered.
    browser.click(".home");
    browser.arrive("/");
    browser.fill("#a", "stal");
    browser.wait_until("a name is offered", || {
        (browser.tell("document.querySelector('#names option')?.value") == "Joseph Stalin").then_some(())
    });
    browser.fill("#a", "Joseph Stalin");
    browser.fill("#b", "trotsky");
    browser.click("form.compare button");
    browser.arrive(COMPARISON);
    assert_eq!(browser.text("h1"), "Joseph Stalin vs. Leon Trotsky");
    assert_eq!(cell(&browser), (BEFORE.to_owned(), vec![]));

    // A report from the cell itself.
    browser.click("[aria-label='wrong? Joseph Stalin: Foreign policy']");
    assert_eq!(browser.text(".seen"), BEFORE);
    browser.fill("#value", AFTER);
    browser.fill("#evidence", "https://example.org/stalin");
    browser.fill("#comment", "From 1924 on");
    browser.fill("#reporter", "Ann");
    browser.click_words("File the report");
    browser.arrive("/reports/1?filed");
    assert_eq!(browser.text("h1"), "Report 1 open");
    assert_eq!(browser.text("[role=status]"), "Thank you. Your report is filed; this is its page.");
    for said in [BEFORE, AFTER, "https://example.org/stalin", "From 1924 on", "Ann"] {
        assert!(browser.text("main").contains(said), "{said}");
    }
    assert_eq!(cell(&browser), (BEFORE.to_owned(), vec!["reported".to_owned()]));

    // The editor decides.
    browser.click_words("Decide");
    browser.arrive("/edit/triage");
    browser.click("tbody th a");
    browser.arrive("/reports/1");
    browser.click_words("Accept");
    browser.wait_until("it is accepted", || (browser.text("h1") == "Report 1 accepted").then_some(()));
    assert_eq!(cell(&browser), (AFTER.to_owned(), vec!["corrected".to_owned()]));

    // And thinks again.
    browser.open("/reports/1");
    browser.click_words("Undo correction 1");
    browser.arrive("/edit/corrected?number=1");
    assert!(browser.text("main").contains("It was undone."));
    assert_eq!(cell(&browser), (BEFORE.to_owned(), vec![]));
}
