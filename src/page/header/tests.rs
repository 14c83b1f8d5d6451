//! Header rows whose cells ran together.

use super::*;

fn strings(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn the_header_repeats_the_names_in_order() {
    let figures = run_together(&strings(&["José Martí", "USSR"]));
    assert!(is_header("AttributeJosé MartíUSSR", &figures));
    assert!(is_header("Parameters of ComparisonJose\u{301} Marti\u{301} USSR", &figures));
    assert!(is_header("José MartíUSSR", &figures), "an unlabelled column");
    assert!(!is_header("AttributeUSSRJosé Martí", &figures));
    assert!(!is_header("AttributeJosé Martí", &figures));
    let prose = "A long line of prose that comes to its end, as luck will sometimes have it, in José MartíUSSR";
    assert!(!is_header(prose, &figures));
}

#[test]
fn a_label_may_say_more_than_that_attributes_stand_below() {
    let figures = strings(&["Tea", "Coffee"]);
    for usual in ["Attribute", "", "Parameters of Comparison", "Basis of Comparison:", "Key Differences", "ASPECTS "] {
        assert_eq!(label(&format!("{usual}TeaCoffee"), &figures, false), None, "{usual}");
        assert_eq!(label(&format!("| {usual} | Tea | Coffee |"), &figures, true), None, "{usual}");
    }
    let row = "Price in eurosTeaCoffee";
    assert_eq!(label(row, &figures, false), Some(row));
    for row in ["| Price in euros | Tea | Coffee |", "Price in euros | Tea | Coffee"] {
        assert_eq!(label(row, &figures, true), Some("Price in euros"));
    }
    for row in ["| | Tea | Coffee |", "|| Tea | Coffee |", "Tea | Coffee"] {
        assert_eq!(label(row, &figures, true), None, "{row}");
    }
}

fn figures(slug: &str, text: &str, line: &str) -> Vec<String> {
    Witness::new(slug, std::iter::once(text)).figures(line).unwrap_or_default()
}

#[test]
fn the_slug_tells_where_names_end() {
    for (slug, line, expected) in [
        ("adam-and-eve-vs-lilith", "AttributeAdam and EveLilith", &["Adam and Eve", "Lilith"][..]),
        ("lilith-vs-adam-and-eve", "AspectAdam and EveLilith", &["Adam and Eve", "Lilith"]),
        (
            "mlks-biography-vs-malcolm-xs-biography",
            "BasisMLK's BiographyMalcolm X's Biography",
            &["MLK's Biography", "Malcolm X's Biography"],
        ),
        ("us-vs-ussr", "Parameters of ComparisonUSUSSR", &["US", "USSR"]),
        ("java-vs-javascript", "AttributeJavaJavaScript", &["Java", "JavaScript"]),
        ("cafe-vs-bar-vs-pub", "FeatureCafe\u{301}BarPub", &["Café", "Bar", "Pub"]),
        ("washington-dc-vs-beijing", "AttributeWashington, D.C.Beijing", &["Washington, D.C.", "Beijing"]),
        ("f-16-vs-mig-29-fulcrum", "AttributeF-16(MiG-29) Fulcrum", &["F-16", "(MiG-29) Fulcrum"]),
        ("tea-vs-coffee", "Attribute Tea Coffee", &["Tea", "Coffee"]),
        ("tea-vs-coffee", "AttributeTeaCocoa", &[]),
        ("page-17", "AttributeTeaCoffee", &[]),
    ] {
        assert_eq!(figures(slug, "", line), expected, "{line}");
    }
}

#[test]
fn the_text_tells_where_the_slug_leaves_it_open() {
    assert_eq!(figures("c-vs-net", "C++ and .NET are old.", "AttributeC++.NET"), ["C++", ".NET"]);
    assert_eq!(figures("c-vs-java", "C++ and Java are old.", "AttributeC++Java"), ["C++", "Java"]);
}

#[test]
fn the_text_tells_where_names_end() {
    for (text, line, expected) in [
        ("Adam and Eve met Lilith. Adam and Eve left.", "AttributeAdam and EveLilith", &["Adam and Eve", "Lilith"][..]),
        ("McDonald's and Burger King sell food.", "FeatureMcDonald'sBurger King", &["McDonald's", "Burger King"]),
        ("Feature: tea, Coffee and Milk.", "FeatureTeaCoffeeMilk", &["Tea", "Coffee", "Milk"]),
        ("PayPal and Venmo. Pay your Pal.", "AttributePayPalVenmo", &["PayPal", "Venmo"]),
        ("The Sikh and Sikhism", "AttributeSikhSikhism", &["Sikh", "Sikhism"]),
        ("The US and the USSR", "AttributeUSUSSR", &["US", "USSR"]),
        ("The iPhone and Android", "AttributeAndroidiPhone", &["Android", "iPhone"]),
        ("Tea's taste and Coffee", "BasisTeaCoffee", &["Tea", "Coffee"]),
        ("Poets and writers write.", "Primary focusPoetsWriters", &["Poets", "Writers"]),
        ("In Coffee there is Milk.", "AttributeTeaCoffeeMilk", &[]),
        ("Tea is hot.", "AttributeTeaCoffee", &[]),
        ("Red Wine, Red, WineWhite", "AttributeRed WineWhite", &[]),
        ("TeaCoffee", "AttributeTeaCoffee", &[]),
        ("A brand new r .", "a.R", &[]),
    ] {
        assert_eq!(figures("", text, line), expected, "{line}");
    }
}

#[test]
fn a_hostile_header_costs_little() {
    let text = "A".repeat(300) + &" A".repeat(10_000);
    assert_eq!(figures("", &text, &"A".repeat(300)), Vec::<String>::new());
    assert_eq!(figures(&"a-vs-".repeat(1000), &text, &"A".repeat(1_000_000)), Vec::<String>::new());
}
