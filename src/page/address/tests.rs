//! Addresses in one spelling.

use proptest::prelude::*;

use super::*;

#[test]
fn spellings_of_one_address_are_one() {
    for (address, spellings) in [
        (
            "https://example.org/tea-vs-coffee",
            &[
                "https://example.org/tea-vs-coffee",
                "http://example.org/tea-vs-coffee",
                " HTTPS://Example.ORG/tea-vs-coffee\n",
                "http://example.org:80/tea-vs-coffee",
                "https://example.org:443/tea-vs-coffee",
                "https://example.org./tea-vs-coffee",
                "https://someone:secret@example.org/tea-vs-coffee",
                "https://example.org/drinks/../tea-vs-coffee",
                "https://example.org/drinks/%2E%2e/./tea-vs-coffee",
                "https://example.org\\tea-vs-coffee",
                "https://example.org/t%65a%2Dvs%2dcoffee",
                "https://example.org/tea-vs-coffee#taste",
                "https://example.org/tea-vs-coffee#:~:text=mild",
                "https://example.org/tea-vs-coffee#!",
                "https://example.org/tea-vs-coffee?",
                "https://example.org/tea-vs-coffee?&",
                "https://example.org/tea-vs-coffee?utm_source=a&UTM_Medium=b&utm%5Fid=c",
                "https://example.org/tea-vs-coffee?fbclid=a&gclid#b",
            ][..],
        ),
        ("https://example.org/", &["http://example.org", "https://EXAMPLE.org/?", "https://example.org/.."]),
        (
            "https://example.org/?id=1&b=%20",
            &["https://example.org?gclid=x&id=1&&b= &mc_eid=y", "https://example.org/?id=1&b=%20"],
        ),
        (
            "https://example.org/caf%C3%A9",
            &["https://example.org/café", "https://example.org/caf%c3%a9", "https://example.org/caf%C3%A9"],
        ),
        ("https://xn--bcher-kva.example/", &["http://Bücher.example", "https://xn--bcher-kva.example/"]),
        ("https://example.org/%5Ba%7Cb%5D%25", &["https://example.org/[a|b]%", "https://example.org/%5ba%7cb%5d%25"]),
        ("https://example.org/#!/a-vs-b", &["http://example.org#!/a-vs-b"]),
        ("https://127.0.0.1:8080/a", &["http://127.1:8080/a", "http://0x7f000001:8080/a"]),
    ] {
        for spelling in spellings {
            assert_eq!(of(spelling).as_deref(), Some(address), "{spelling}");
        }
    }
}

#[test]
fn what_may_be_two_pages_has_two_addresses() {
    for (one, other) in [
        ("https://example.org/a", "https://www.example.org/a"),
        ("https://example.org/a", "https://example.com/a"),
        ("https://example.org/a", "https://example.org/a/"),
        ("https://example.org/a", "https://example.org/A"),
        ("https://example.org/a", "https://example.org//a"),
        ("https://example.org/a", "https://example.org/a.html"),
        ("https://example.org/a", "https://example.org:8080/a"),
        ("https://example.org/a", "https://example.org/a?id=1"),
        ("https://example.org/a/", "https://example.org/a/index.html"),
        ("https://example.org/?id=1", "https://example.org/?id=2"),
        ("https://example.org/?a=1&b=2", "https://example.org/?b=2&a=1"),
        ("https://example.org/?a", "https://example.org/?a="),
        ("https://example.org/?a=1&a=1", "https://example.org/?a=1"),
        ("https://example.org/?ref=tea", "https://example.org/?ref=coffee"),
        ("https://example.org/?source=tea", "https://example.org/"),
        ("https://example.org/?a=utm_source", "https://example.org/"),
        ("https://example.org/a%2Fb", "https://example.org/a/b"),
        ("https://example.org/?a=1%26b=2", "https://example.org/?a=1&b=2"),
        ("https://example.org/%2541", "https://example.org/A"),
        ("https://example.org/#!/a", "https://example.org/#!/b"),
    ] {
        assert!(of(one).is_some() && of(other).is_some(), "{one} {other}");
        assert_ne!(of(one), of(other));
    }
}

#[test]
fn only_urls_of_the_web_are_addresses() {
    for text in [
        "",
        "-",
        "pages/tea-vs-coffee.html",
        "example.org/tea-vs-coffee",
        "//example.org/tea-vs-coffee",
        "http:tea-vs-coffee.html",
        "ftp://example.org/a",
        "file:///home/a.html",
        "urn:isbn:1",
        "javascript:alert(1)",
        "https://",
        "https://.",
        "https://example.org../a",
        "https://exa mple.org/",
        "https://example.org:99999/",
        &format!("https://example.org/{}", "a".repeat(name::LONGEST)),
        &format!("https://example.org/{}", "é".repeat(name::LONGEST / 4)),
    ] {
        assert_eq!(of(text), None, "{text}");
    }
}

#[test]
fn what_a_page_states_counts_on_its_own_host() {
    let on = |found_at: &str, text: &str| {
        let url = parsed(found_at);
        stated(text, url.as_ref(), url.as_ref())
    };
    let found_at = "http://www.example.org/drinks/a?id=1";
    let b = Some("https://example.org/b".to_owned());
    assert_eq!(on(found_at, "https://example.org/b"), b);
    assert_eq!(on("https://example.org:443/a", "http://example.org./b#x"), b);
    assert_eq!(on(found_at, "b"), Some("https://www.example.org/drinks/b".to_owned()));
    assert_eq!(on(found_at, "/?id=2"), Some("https://www.example.org/?id=2".to_owned()));
    assert_eq!(on("pages/a.html", "https://elsewhere.example/b"), Some("https://elsewhere.example/b".to_owned()));
    for (found_at, text) in [
        (found_at, "https://elsewhere.example/b"),
        (found_at, "https://example.org.elsewhere.example/b"),
        (found_at, "https://example.org@elsewhere.example/b"),
        (found_at, "//elsewhere.example/b"),
        (found_at, "https://example.org:8080/b"),
        (found_at, "https://example.org"),
        (found_at, "/?utm_source=x"),
        (found_at, "javascript:b"),
        ("pages/a.html", "b"),
        ("pages/a.html", "https://elsewhere.example/"),
    ] {
        assert_eq!(on(found_at, text), None, "{text}");
    }
}

#[test]
fn the_tracking_parameters_are_small_and_stated_where_people_read() {
    let page = include_str!("../../../docs/pages.md").to_ascii_lowercase();
    let stated = TRACKING.iter().map(|name| format!("`{name}`"));
    for name in stated.chain(TRACKING_PREFIXES.map(|prefix| format!("`{prefix}*`"))) {
        assert!(page.contains(&name), "{name}");
    }
    assert!(TRACKING.is_sorted());
    assert!(TRACKING.iter().chain(&TRACKING_PREFIXES).all(|name| *name == name.to_ascii_lowercase()));
}

proptest! {
    #[test]
    fn the_address_of_an_address_is_itself(
        url in "https?://(\\PC{1,6}|[a-zA-Z0-9.%:@-]{1,12})[/?#](\\PC|[a-zA-Z0-9.%/?#&=!+\\\\-]){0,24}",
    ) {
        if let Some(address) = of(&url) {
            prop_assert_eq!(of(&address), Some(address.clone()));
            prop_assert!(address.is_ascii() && address.starts_with("https://"), "{}", address);
        }
    }

    #[test]
    fn any_text_has_an_address_or_none(text in any::<String>(), base in "(https?://)?\\PC{0,20}") {
        let base = parsed(&base);
        let _ = of(&text);
        let _ = stated(&text, base.as_ref(), base.as_ref());
    }
}
