//! Documents and reports whose every field is meant to be run: they are text on all pages, and nothing of them is run.

use std::collections::BTreeSet;

use super::driver::Browser;
use super::machine::Machine;
use crate::sandbox::Sandbox;

/// The most pages that are looked at; the base has fewer.
const MOST: usize = 300;

/// Notes what the browser refused to run, from before the first word of a page on.
const WATCH: &str = "
    window.refused = [];
    document.addEventListener('securitypolicyviolation', event =>
        refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));";

/// Returns what is in the page beyond what a page of versus has, and the pages that it leads to.
const LOOK: &str = "
    const all = [...document.querySelectorAll('*')];
    const links = [...document.querySelectorAll('a')];
    const strange = all.filter(element =>
        ['IMG', 'IFRAME', 'OBJECT', 'EMBED', 'STYLE', 'BASE'].includes(element.tagName)
        || element.tagName === 'SCRIPT' && element.src !== location.origin + '/script.js'
        || [...element.attributes].some(attribute => attribute.name.startsWith('on') || attribute.name === 'style')
        || element.tagName === 'A' && !['http:', 'https:'].includes(element.protocol)
        || element.tagName === 'FORM' && !element.action.startsWith(location.origin + '/'));
    return {
        strange: strange.map(element => element.outerHTML.slice(0, 200)),
        refused,
        was_run: 'pwned' in window,
        links: links.filter(link => link.origin === location.origin).map(link => link.pathname + link.search),
    }";

const SCRIPT: &str = "<script>window.pwned = 1</script>";
const IMAGE: &str = "\"><img src=x onerror=window.pwned=1>";
const QUOTED: &str = "'><svg onload=window.pwned=1>";
const ADDRESS: &str = "javascript:window.pwned=1";
const CLOSED: &str = "</title></textarea></style><iframe srcdoc=\"<script>parent.pwned = 1</script>\">";

fn sandbox() -> Sandbox {
    let document = |figures: [&str; 2], value: &str| {
        let document = serde_json::json!({
            "title": format!("{CLOSED} {SCRIPT}"),
            "figures": figures,
            "summary": format!("{SCRIPT} {IMAGE}"),
            "rows": [
                { "attribute": SCRIPT, "values": [IMAGE, QUOTED], "group": IMAGE },
                { "attribute": ADDRESS, "values": [value, ""] },
                { "attribute": QUOTED, "values": [format!("{IMAGE} ").repeat(30), CLOSED] },
            ],
            "unclear": [{ "raw": format!("{IMAGE}1"), "reason": SCRIPT, "candidates": [{ "attribute": SCRIPT, "values": [IMAGE, QUOTED] }] }],
            "sections": [{ "heading": IMAGE, "passages": [{ "text": SCRIPT, "figures": [figures[0]] }, { "text": CLOSED, "figures": [figures[1]] }] }],
            "notice": format!("{SCRIPT} {IMAGE}"),
            "credits": [IMAGE, ADDRESS],
            "source": ADDRESS,
        });
        format!("{document}\n")
    };
    let sandbox = Sandbox::new();
    let documents = [document([IMAGE, SCRIPT], ADDRESS), document([IMAGE, ADDRESS], CLOSED)];
    sandbox.write("pages.jsonl", documents.concat());
    sandbox.succeed(&["import", "pages.jsonl"]);
    let evidence = format!("https://example.org/{}", IMAGE.replace(' ', "/"));
    let says = ["--value", CLOSED, "--comment", SCRIPT, "--reporter", IMAGE, "--evidence", &evidence];
    let file = |figure: &str, attribute: &str, document: &str| {
        let about = ["report", "file", figure, attribute, "--document", document];
        sandbox.succeed(&[&about[..], &says].concat());
    };
    let documents = sandbox.succeed(&["documents", "--csv"]);
    let slugs: Vec<&str> = documents.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    let hostile: Vec<&str> = slugs.into_iter().filter(|slug| !slug.contains("stalin")).collect();
    file(IMAGE, SCRIPT, hostile[0]);
    file(IMAGE, ADDRESS, hostile[0]);
    file(IMAGE, QUOTED, hostile[0]);
    sandbox.succeed(&["report", "accept", "1", "--note", IMAGE, "--editor", SCRIPT]);
    sandbox.succeed(&["report", "decline", "2", "--because", "cannot-verify", "--note", IMAGE, "--editor", SCRIPT]);
    sandbox.succeed(&["alias", "add", SCRIPT, CLOSED]);
    sandbox
}

/// Looks at the page, and returns where it leads to.
fn look(browser: &Browser) -> Vec<String> {
    let seen = browser.run(LOOK);
    let path = browser.path();
    assert_eq!(seen["strange"], serde_json::json!([]), "{path}");
    assert_eq!(seen["refused"], serde_json::json!([]), "{path}");
    assert_eq!(seen["was_run"], false, "{path}");
    seen["links"].as_array().into_iter().flatten().filter_map(|link| link.as_str()).map(str::to_owned).collect()
}

#[test]
fn nothing_of_a_hostile_text_is_run_on_any_page() {
    let Some(machine) = Machine::find() else { return };
    let browser = Browser::before(sandbox(), &machine);
    browser.bring_along(WATCH);

    // All pages that any page leads to, and some that take a text from their address.
    let text = url::form_urlencoded::byte_serialize(IMAGE.as_bytes()).collect::<String>();
    let of_addresses = [
        "/search?q=",
        "/figures?q=",
        "/documents?q=",
        "/figures/",
        "/reports?state=",
        "/compare?a=",
        "/edit/corrected?number=1&back=",
    ];
    let mut to_do: Vec<String> = of_addresses.map(|address| format!("{address}{text}")).to_vec();
    to_do.extend(["/edit/corrected?number=1&back=javascript:window.pwned=1".to_owned(), "/".to_owned()]);
    let mut seen = BTreeSet::new();
    while let Some(path) = to_do.pop() {
        let page = path.split('?').next().unwrap_or_default();
        // Rows for programs are no pages.
        let is_page = !page.rsplit('/').next().unwrap_or_default().contains('.');
        if !is_page || !seen.insert(path.clone()) {
            continue;
        }
        assert!(seen.len() < MOST, "{path}");
        browser.open(&path);
        to_do.extend(look(&browser));
    }
    for kind in ["/compare/", "/documents/", "/attributes/", "/report?", "/reports/1", "/edit/correct?", "/edit/review"]
    {
        assert!(seen.iter().any(|path| path.starts_with(kind)), "{kind} of {seen:?}");
    }

    // Names that are offered.
    browser.open("/");
    browser.fill("#a", "\"><img");
    browser.wait_until("a name is offered", || (browser.count("#names option") > 0).then_some(()));
    look(&browser);

    // What is typed into forms comes back with what speaks against it.
    browser.open(seen.iter().find(|path| path.starts_with("/report?")).expect("a link beside a text"));
    browser.fill("#evidence", ADDRESS);
    browser.fill("#comment", CLOSED);
    browser.fill("#reporter", IMAGE);
    browser.click_words("File the report");
    browser.wait_until("it is refused", || (browser.count("[role=alert]") == 1).then_some(()));
    look(&browser);

    // And what the browser refuses would have been noticed.
    browser.run("document.body.setAttribute('style', 'color: red')");
    let refused = || (browser.tell("refused.length") == 1).then_some(());
    browser.wait_until("a style in the page is refused", refused);
}
