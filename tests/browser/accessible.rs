//! Every kind of page, dark and light, on a phone and on a desk: by the rules of axe-core, and not wider than the screen.
//! And on paper.

use super::driver::Browser;
use super::machine::{Machine, axe};
use crate::sandbox::Sandbox;

const PHONE: u32 = 390;
const DESK: u32 = 1280;
/// What a desk is at four times the size of letters.
const NARROWEST: u32 = 320;

/// Runs all rules of these kinds in the page, and tells which are broken where, and how many are kept.
const CHECK: &str = "
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];
    axe.run({ runOnly: { type: 'tag', values: tags } }).then(found => done({
        broken: found.violations.flatMap(rule => rule.nodes.map(node =>
            `${rule.id} at ${node.target}: ${node.html.slice(0, 200)}: ${node.failureSummary}`)),
        kept: found.passes.length,
    }), error => done({ broken: [String(error)], kept: 0 }));";

const BACKGROUND: &str = "getComputedStyle(document.documentElement).backgroundColor";

/// A document with all that a page can have: groups of rows, a long text, a row that ran together, credits, values that can be
/// held against each other, and a very long word.
fn document() -> String {
    let word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
    let document = serde_json::json!({
        "slug": "danube-vs-rhine",
        "title": "Danube vs. Rhine",
        "figures": ["Danube", "Rhine"],
        "summary": "Both are rivers of Europe.",
        "rows": [
            { "attribute": "Length", "values": ["2,850 km", "1,230 km"], "group": "Measures" },
            { "attribute": "Countries", "values": ["10", "6"], "group": "Measures" },
            { "attribute": word, "values": ["Vienna ".repeat(100), ""], "group": "Other" },
        ],
        "unclear": [
            { "raw": "Bridges43510", "reason": "the digits can be divided", "candidates": [
                { "attribute": "Bridges", "values": ["435", "10"] },
                { "attribute": "Bridges", "values": ["43", "510"] },
            ] },
            { "raw": "Locks1811", "reason": "the digits can be divided", "candidates": [
                { "attribute": "Locks", "values": ["18", "11"] },
            ] },
        ],
        "sections": [{ "heading": "Ships", "passages": [
            { "text": format!("On the Danube there was the {word}."), "figures": ["Danube"] },
            { "text": "On the Rhine there are more.", "figures": ["Rhine"] },
        ] }],
        "notice": "Comparisons may contain inaccurate information.",
        "credits": ["By Ann."],
        "source": format!("https://example.org/{}", "danube-vs-rhine".repeat(8)),
    });
    format!("{document}\n")
}

/// A base in which everything that pages show happened.
fn sandbox() -> Sandbox {
    let sandbox = Sandbox::with_fixtures();
    sandbox.write("rivers.jsonl", document());
    sandbox.succeed(&["import", "rivers.jsonl"]);
    let again = "# Rhine vs. Elbe\n\n| Attribute | Rhine | Elbe |\n|---|---|---|\n| Length | 1,233 km | 1,094 km |\n";
    sandbox.write("again.md", again);
    sandbox.succeed(&["import", "again.md"]);
    let evidence = "https://example.org/stalin";
    let file = |about: &[&str]| sandbox.succeed(&[&["report", "file"], about].concat());
    file(&["stalin", "foreign policy", "--value", "Socialism in one country", "--evidence", evidence]);
    file(&["trotsky", "foreign policy", "--comment", "Says who?", "--reporter", "Ann"]);
    file(&["danube", "length", "--value", "2,857 km"]);
    sandbox.succeed(&["report", "accept", "1", "--editor", "Bo"]);
    sandbox.succeed(&["report", "decline", "2", "--because", "cannot-verify", "--note", "He did.", "--editor", "Bo"]);
    sandbox.succeed(&["review", "settle", "2", "--pick", "1", "--editor", "Bo"]);
    sandbox.succeed(&["conflicts", "settle", "rhine", "length", "--prefer", "danube-vs-rhine", "--editor", "Bo"]);
    sandbox
}

/// Every kind of page, and what is clicked on there before it is looked at.
const PAGES: [(&str, &str); 34] = [
    ("/", ""),
    ("/search", ""),
    ("/search?q=influence", ""),
    ("/search?q=nowhere", ""),
    ("/compare", ""),
    ("/compare/joseph-stalin/leon-trotsky", ""),
    ("/compare/joseph-stalin/leon-trotsky?sections", ""),
    ("/compare/joseph-stalin/leon-trotsky?diff&as-of=2026-01-01", ""),
    ("/compare/danube/rhine/elbe", ""),
    ("/figures", ""),
    ("/figures/rhine", ""),
    ("/attributes", ""),
    ("/attributes/length", ""),
    ("/documents", ""),
    ("/documents?q=nothing-is-called-so", ""),
    ("/documents/danube-vs-rhine", ""),
    ("/documents/danube-vs-rhine", "summary"),
    ("/documents/joseph-stalin-vs-leon-trotsky", ""),
    ("/report?figure=Danube&attribute=Length", ""),
    ("/report?figure=Rhine&attribute=Length&document=danube-vs-rhine", "form.fields button"),
    ("/report?document=danube-vs-rhine&section=summary", ""),
    ("/reports?state=all", ""),
    ("/reports/1", ""),
    ("/reports/2", ""),
    ("/reports/3", ""),
    ("/log", ""),
    ("/log?page=2", ""),
    ("/marks", ""),
    ("/edit/triage", ""),
    ("/edit/review", ""),
    ("/edit/correct?figure=Danube&attribute=Length", ""),
    ("/edit/corrected?number=1&back=/figures/joseph-stalin", ""),
    ("/figures/danuby", ""),
    ("/nowhere", ""),
];

/// Tells of a page that is wider than the screen.
fn width(browser: &Browser, screen: u32) -> Option<String> {
    let widths = browser.tell("[innerWidth, document.documentElement.scrollWidth]");
    assert_eq!(widths[0], screen);
    (widths[1].as_u64() > Some(u64::from(screen))).then(|| format!("it is {} wide", widths[1]))
}

#[test]
fn every_page_can_be_used_by_all_dark_and_light_on_any_screen() {
    let (Some(machine), Some(axe)) = (Machine::find(), axe()) else { return };
    let browser = Browser::before(sandbox(), &machine);
    browser.bring_along(&axe);
    let mut broken = Vec::new();
    for (path, click) in PAGES {
        browser.open(path);
        if !click.is_empty() {
            browser.click(click);
        }
        browser.resize(NARROWEST);
        broken.extend(width(&browser, NARROWEST).map(|wide| format!("{path} {click}: {wide}")));
        let mut backgrounds = Vec::new();
        for (scheme, screen) in [("light", PHONE), ("light", DESK), ("dark", PHONE), ("dark", DESK)] {
            browser.show("screen", scheme);
            browser.resize(screen);
            backgrounds.push(browser.tell(BACKGROUND));
            let checked = browser.run_until_done(CHECK);
            let rules: Vec<&str> =
                checked["broken"].as_array().into_iter().flatten().filter_map(|rule| rule.as_str()).collect();
            assert!(!rules.is_empty() || checked["kept"].as_u64() > Some(20), "{path}: {checked}");
            let all = rules.into_iter().map(str::to_owned).chain(width(&browser, screen));
            broken.extend(all.map(|rule| format!("{path} {click} {scheme} {screen}: {rule}")));
        }
        assert!(backgrounds[0] == backgrounds[1] && backgrounds[1] != backgrounds[2], "{backgrounds:?}");
    }
    assert!(broken.is_empty(), "{} broken\n{}", broken.len(), broken.join("\n"));
}

#[test]
fn paper_has_all_of_the_text_and_nothing_to_click_on() {
    let Some(machine) = Machine::find() else { return };
    let browser = Browser::before(sandbox(), &machine);
    browser.open("/documents/danube-vs-rhine");
    let is_seen = |what: &str| browser.tell(&format!("document.querySelector('{what}').checkVisibility()"));
    let what = ["header nav", ".search", ".wrong", ".formats", ".more", "details .text", "h1", "table"];
    assert_eq!(what.map(is_seen), [true, true, true, true, true, false, true, true]);
    browser.show("print", "dark");
    assert_eq!(what.map(is_seen), [false, false, false, false, false, true, true, true]);
    assert_eq!(browser.tell(BACKGROUND), "rgb(255, 255, 255)");
    let text = browser.tell("document.querySelector('details .text').getBoundingClientRect().height");
    assert!(text.as_f64() > Some(20.0), "{text}");
}
