//! A report by keyboard alone, and where the focus is at every step.

use super::driver::{Browser, Key};
use super::machine::Machine;
use crate::sandbox::Sandbox;

/// More steps than any of these pages has.
const STEPS: usize = 200;

/// Tells of the element that has the focus whether it is seen that it has it, and whether it can be seen at all.
const FOCUS: &str = "
    const element = document.activeElement;
    const style = getComputedStyle(element);
    const place = element.getBoundingClientRect();
    return {
        name: element.getAttribute('aria-label') ?? element.id ?? '',
        words: element.textContent.trim(),
        is_marked: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
            && style.outlineColor !== getComputedStyle(document.documentElement).backgroundColor,
        is_there: place.width > 0 && place.right > 0 && place.bottom > 0
            && place.left < innerWidth && place.top < innerHeight,
    }";

/// Presses Tab until what goes by that name or these words has the focus, which must be visible all the way.
fn tab_to(browser: &Browser, wanted: &str) {
    for _ in 0..STEPS {
        browser.press([Key::Tab.into()]);
        let focus = browser.run(FOCUS);
        assert!(focus["is_marked"] == true && focus["is_there"] == true, "{focus} on {}", browser.path());
        if focus["name"] == wanted || focus["words"] == wanted {
            return;
        }
    }
    panic!("Tab does not lead to `{wanted}` on {}", browser.path());
}

#[test]
fn a_report_is_filed_and_accepted_by_keyboard_alone() {
    let Some(machine) = Machine::find() else { return };
    let browser = Browser::before(Sandbox::new(), &machine);
    browser.open("/");

    // Past what stands above the content of every page.
    tab_to(&browser, "To the content");
    browser.press([Key::Enter.into()]);
    assert_eq!(browser.tell("document.activeElement.id"), "content");
    tab_to(&browser, "a");
    browser.press("stalin".chars());
    tab_to(&browser, "b");
    browser.press("trotsky".chars());
    browser.press([Key::Enter.into()]);
    browser.arrive("/compare/joseph-stalin/leon-trotsky");

    tab_to(&browser, "wrong? Joseph Stalin: Foreign policy");
    browser.press([Key::Enter.into()]);
    browser.wait_until("the form is there", || (browser.count("#problem") == 1).then_some(()));
    tab_to(&browser, "problem");
    browser.press([Key::Down.into()]);
    tab_to(&browser, "value");
    browser.press("Socialism in one country".chars());
    tab_to(&browser, "File the report");
    browser.press([Key::Enter.into()]);
    browser.arrive("/reports/1?filed");
    assert!(browser.text("main").contains("Socialism in one country"));
    assert!(browser.text("main").contains("outdated"), "the second of the problems");

    tab_to(&browser, "Accept");
    browser.press([Key::Space.into()]);
    browser.wait_until("it is accepted", || (browser.text("h1") == "Report 1 accepted").then_some(()));
}
