//! The splitter on rows that each show one kind of evidence, and on rows that nothing can tell apart.

use std::collections::HashSet;

use super::{Evidence, LONGEST_ROW, Split, split};
use crate::model::Candidate;
use crate::name;

/// Glues the cells, splits them with no prose to help, and demands the same cells.
fn assert_clear(cells: &[&str]) {
    assert_clear_with(cells, &Evidence::default());
}

fn assert_clear_with(cells: &[&str], evidence: &Evidence) {
    let values = cells[1..].iter().map(|cell| (*cell).to_owned()).collect();
    let truth = Candidate::new(cells[0].to_owned(), values);
    assert_eq!(split(&cells.concat(), cells.len() - 1, evidence), Split::Clear(truth));
}

/// Splits for two figures; the row must be unclear. Returns the reason and the candidates.
fn assert_unclear(raw: &str) -> (String, Vec<Candidate>) {
    match split(raw, 2, &Evidence::default()) {
        Split::Unclear { reason, candidates } => (reason, candidates),
        Split::Clear(cells) => panic!("{raw} was split: {cells:?}"),
    }
}

#[test]
fn a_capital_in_the_middle_of_a_word_is_a_seam() {
    assert_clear(&["Political ideology", "Communism, Stalinism", "Trotskyism, Marxism"]);
    assert_clear(&["Hauptstadt", "Île-de-France", "Österreich"]);
    assert_clear(&["Currency", "Euro", "Euro"]);
}

#[test]
fn a_name_in_decomposed_form_is_read_like_the_composed_one() {
    assert_clear(&["Capital", "Brasi\u{301}lia", "E\u{301}vian"]);
}

#[test]
fn acronyms_initials_and_roman_numerals_end_before_the_next_word() {
    assert_clear(&["Government", "USSR", "Advocated for reform"]);
    assert_clear(&["Foreign Policy", "World War II", "Queen Anne's War"]);
    assert_clear(&["Capital", "Washington, D.C.", "Beijing"]);
    assert_clear(&["Author", "J.K. Rowling", "C.S. Lewis"]);
    assert_clear(&["Location", "New York, NY", "Scranton, PA"]);
}

#[test]
fn names_and_units_with_inner_capitals_are_whole() {
    assert_clear(&["Founder", "Andrew McCollum", "LeBron James"]);
    assert_clear(&["Battery", "3900 mAh", "75 kWh"]);
    assert_clear(&["Education", "PhD in Theology", "Self-taught"]);
    assert_clear(&["Resolution", "Up to 4K", "Up to 8K"]);
}

#[test]
fn numbers_with_units_end_where_the_next_begins() {
    assert_clear(&["Population", "331 million", "25 million"]);
    assert_clear(&["Size", "22,402,200 km²", "9,833,520 km²"]);
    assert_clear(&["Net Worth", "$40 million", "$2.5 billion"]);
    assert_clear(&["Market Share", "42.8%", "24.1%"]);
    assert_clear(&["Height", "5'7\" (170 cm)", "5'10\" (178 cm)"]);
    assert_clear(&["Top Speed", "80 km/h", "65 km/h"]);
    assert_clear(&["Price", "5 €", "6 €"]);
    assert_clear(&["Price", "A$5", "US$6"]);
}

#[test]
fn numbers_are_cut_where_only_one_cut_leaves_plain_numbers() {
    assert_clear(&["Population", "5,421,241", "10,099,265"]);
    assert_clear(&["Birth Year", "1854", "1564"]);
    assert_clear(&["Time Period", "1368-1644", "1644-1912"]);
    assert_clear(&["Time Period", "1299–1922", "27 BC–AD 476"]);
    assert_clear(&["Reign", "1010-970 BC", "970-931 BC"]);
    assert_clear(&["Born", "20 April 1889", "18 December 1878"]);
    assert_clear(&["Released", "2004-05-13", "2010-06-01"]);
    assert_clear(&["Rating", "8.5", "7.9"]);
    assert_clear(&["Resolution", "1920x1080", "1280x720"]);
    assert_clear(&["Number of titles", "5", "6"]);
}

#[test]
fn time_zones_keep_their_signs() {
    assert_clear(&["Time Zone", "UTC-3", "UTC-3 to UTC-5"]);
    assert_clear(&["Time Zone", "UTC+1 to UTC+2", "UTC+1"]);
}

#[test]
fn quotes_and_brackets_are_never_cut() {
    assert_clear(&["Motto", "\"Big Stick\"", "\"NewDeal\""]);
    assert_clear(&["Home", "Unknown (see McArthur)", "Bonn"]);
}

#[test]
fn a_cell_may_be_a_sign_or_a_suffix() {
    assert_clear(&["Symbol", "$", "£"]);
    assert_clear(&["Internet TLD", ".us", ".cn"]);
    assert_clear(&["Eggs", "✗", "✓"]);
    assert_clear(&["Awards", "N/A", "1963"]);
    assert_clear(&["ISO Code", "USD", "GBP"]);
    assert_clear(&["Time Zone", "EST", "GMT"]);
    assert_clear(&["Governing Body", "FIBA", "FIBA"]);
    assert_clear(&["Temperature", "-5 °C", "10 °C"]);
}

#[test]
fn three_figures_have_three_seams() {
    assert_clear(&["Top Speed", "200 km/h", "250 km/h", "40 km/h"]);
    assert_clear(&["First Release", "2008", "2007", "2010"]);
    assert_clear(&["License", "Yes", "Yes", "No"]);
}

/// Glues the cells of three and more figures, splits them, and tells whether they are clear; what is clear must be right, and what
/// is not must be so with candidates that have the row's characters.
fn is_clear(cells: &[&str]) -> bool {
    let values = cells[1..].iter().map(|cell| (*cell).to_owned()).collect();
    let truth = Candidate::new(cells[0].to_owned(), values);
    match split(&cells.concat(), cells.len() - 1, &Evidence::default()) {
        Split::Clear(found) => {
            assert_eq!(found, truth);
            true
        }
        Split::Unclear { candidates, .. } => {
            let bare = |text: String| text.replace(' ', "");
            for found in candidates {
                assert_eq!(found.values.len(), truth.values.len());
                assert_eq!(bare(found.attribute + &found.values.concat()), bare(cells.concat()));
            }
            false
        }
    }
}

#[test]
fn rows_of_three_to_five_figures_are_told_apart() {
    let rows: [&[&str]; 16] = [
        &["Weight", "174 g", "187 g", "203 g"],
        &["Storage", "128 GB", "256 GB", "512 GB", "1 TB"],
        &["Wireless charging", "Yes", "No", "Yes", "Yes", "No"],
        &["Offline mode", "✓", "✗", "✓", "✓"],
        &["Price", "$9.99", "$14.99", "$19.99"],
        &["Starting price", "$1,299", "$1,599", "$2,499", "$3,499"],
        &["Best for", "Beginners", "Small teams", "Large companies", "Agencies"],
        &["Capital", "Paris", "Rome", "Madrid", "Vienna", "Lisbon"],
        &["Founded", "1968", "1969", "1993", "1976"],
        &["First release", "January 2008", "October 2007", "May 2010"],
        &["Market share", "42.8%", "24.1%", "11.3%", "9.6%"],
        &["Support", "Email (24 h)", "Phone (weekdays)", "Chat (always)"],
        &["Ratings", "★★★☆☆", "★★★★☆", "★★☆☆☆", "★☆☆☆☆"],
        &["License", "MIT License", "Apache License", "Proprietary"],
        &["Battery", "3,349 mAh", "4,000 mAh", "5,000 mAh"],
        &["Free plan", "Yes (3 users)", "No", "Yes (10 users)", "No"],
    ];
    for row in rows {
        assert!(is_clear(row), "{row:?}");
    }
}

#[test]
fn rows_of_three_to_five_figures_that_nothing_tells_apart_are_unclear() {
    let rows: [&[&str]; 14] = [
        &["Titles", "23", "7", "14"],
        &["Seats", "5", "5", "7", "5"],
        &["Goals", "111", "79", "130", "128"],
        &["Fun", "★★★", "★★★★", "★★★★★"],
        &["Browser", "WebKit", "Chromium", "Gecko"],
        &["Alliance", "SkyTeam", "Star Alliance", "Oneworld"],
        &["Hubs", "SFO", "ATLX", "JFK"],
        &["Awards", "", "Two Oscars", "One Emmy"],
        &["Color", "Red", "", "Blue", "Green"],
        &["Languages", "English", "French", "", "German", "Dutch"],
        &["Players", "4", "2", "11", "15", "7"],
        &["Born", "12 May 1995", "20 February 1991", "4 December 1995"],
        &["Price", "$11,000", "1990-01-01", ""],
        &["Data", "$1.00", "1990-01-01", "1000", "1 kg", "★★★★☆"],
    ];
    for row in rows {
        assert!(!is_clear(row), "{row:?}");
    }
}

#[test]
fn words_of_the_prose_are_whole() {
    let evidence = Evidence::new("Pay with PayPal on iOS or a PS5 in the UK and the US. 435 beside 100.", &[], &[]);
    assert_clear_with(&["Platform", "iOS", "Android"], &evidence);
    assert_clear_with(&["Platform", "Android", "iOS"], &evidence);
    assert_clear_with(&["Company", "PayPal", "Google"], &evidence);
    assert_clear_with(&["Console", "PS5", "Xbox"], &evidence);
    assert_clear_with(&["Console", "PS5s", "Xbox"], &evidence);
    assert_clear_with(&["Country", "UK", "US"], &evidence);
    assert_clear_with(&["Number of Members", "435", "100"], &evidence);
}

#[test]
fn a_known_attribute_decides_between_splits_that_are_nearly_alike() {
    let row = ["Description", "VueTube is a site.", "Vimeo is another."];
    assert_unclear(&row.concat());
    let known = HashSet::from([name::fold("description")]);
    let evidence = Evidence::default().with_known_attributes(&known);
    assert_clear_with(&row, &evidence);
}

#[test]
fn what_only_the_world_knows_is_unclear() {
    let (reason, candidates) = assert_unclear("Number of Members43520");
    assert_eq!(reason, "the digits `43520` could be cut in several places");
    assert!(candidates.iter().any(|candidate| candidate.values == ["435", "20"]));
    assert_unclear("Age3634");
    assert_unclear("Number of followers121");
    assert_unclear("Number of titles710");
}

#[test]
fn a_unit_is_not_cut_from_its_number() {
    for (raw, figures) in [
        ("Aoful-4KN/A", 3),
        ("Aepur4K$1,000GWYes", 4),
        ("Aolut-$1.00MAU✓", 4),
        ("Video-8KN/A", 3),
        ("Aalut1,0004KCA", 3),
        ("AelulAAAASchalet.", 3),
        ("Airul-1990-01-01Aupel abxAurul", 4),
    ] {
        let split = split(raw, figures, &Evidence::default());
        assert!(matches!(split, Split::Unclear { .. }), "{raw} was split: {split:?}");
    }
    assert_clear(&["Resolution", "Up to 4K", "Up to 8K"]);
    assert_clear(&["Memory", "Up to 16 GB", "Up to 32 GB"]);
}

#[test]
fn words_and_capitals_that_could_be_cut_in_two_ways_are_unclear() {
    assert_eq!(assert_unclear("CompanyPayTopGoogle").0, "two splits fit equally well");
    assert_eq!(assert_unclear("FormatPSDXCF").0, "the capitals `PSDXCF` could be cut in several places");
}

#[test]
fn cells_that_begin_small_are_clear_behind_a_word_only() {
    let rows = [["Platform", "iOS", "Android"], ["Platform", "Zyxqiandroid", "iOS"], ["Device", "iPhone", "Galaxy"]];
    for row in rows {
        assert!(is_right_or_unclear(&row), "{row:?}");
    }
    for raw in ["PlatformZyxqiOS", "Formatpdfdocx", "PlatformAndroidiFoo"] {
        assert_unclear(raw);
    }
}

#[test]
fn an_empty_cell_makes_a_row_unclear() {
    let (reason, candidates) = assert_unclear("Symbol$");
    assert_eq!(reason, "1 of the 2 places where cells end can be seen");
    assert_eq!(candidates.len(), 2);
    assert_eq!(candidates[0].values, ["", "$"]);
    assert_eq!(assert_unclear("Symbol").0, "there is no place where a cell could end");
    assert_unclear("");
}

#[test]
fn hostile_rows_are_turned_down_at_once() {
    let evidence = Evidence::default();
    let long = "aB".repeat(500_000);
    for (raw, figures) in
        [(long.as_str(), 2), (&long[..LONGEST_ROW], 2), (&long[..180], 40), ("1".repeat(90).as_str(), 3)]
    {
        assert!(matches!(split(raw, figures, &evidence), Split::Unclear { .. }));
    }
    assert!(matches!(split("AgeOldNew", 0, &evidence), Split::Unclear { .. }));
    assert!(matches!(split("AgeOldNew", usize::MAX, &evidence), Split::Unclear { .. }));
}

/// Glues the cells; they are found again or nothing is.
fn is_right_or_unclear(cells: &[&str]) -> bool {
    let Split::Clear(split) = split(&cells.concat(), cells.len() - 1, &Evidence::default()) else { return true };
    split.attribute == cells[0] && split.values == cells[1..]
}

#[test]
fn a_plus_behind_a_number_stays_with_it() {
    assert_clear(&["Cost", "$9,000+", "$1,000-2,000"]);
    assert_clear(&["Locations", "36,000+", "12,500+ (mostly abroad)"]);
    assert_clear(&["Fee", "$29-$299+", "$5-20 (hosting only)"]);
    assert_clear(&["Countries served", "70+", "2 (Chile + Peru)"]);
    assert_clear(&["Value", "$2.5T+", "$250B"]);
    assert_clear(&["Plugins", "60,000+", "~300"]);
    assert_clear(&["Subscribers", "300M+", "150M"]);
    assert_clear(&["Trade balance", "+$60B surplus", "-$80B deficit"]);
    assert_clear(&["Memory", "12GB+256GB", "16GB+512GB"]);
    assert_unclear("Warranty10+5 years15 years");
}

#[test]
fn rows_of_marks_and_dashes_are_never_stored_wrong() {
    let marks = ["—", "–", "-", "✓", "✗", "❌", "★★★★☆", "★★★★★", "★", "Yes", "n/a", "5"];
    // Of two figures every pair; of more, every so many.
    for (figures, step) in [(2, 1), (3, 5), (4, 67)] {
        for number in (0..marks.len().pow(figures)).step_by(step) {
            for attribute in ["Aiful", "Price of the plan", "USB"] {
                let values = (0..figures).map(|figure| marks[number / marks.len().pow(figure) % marks.len()]);
                let row: Vec<&str> = std::iter::once(attribute).chain(values).collect();
                assert!(is_right_or_unclear(&row), "{row:?}");
            }
        }
    }
    assert!(is_right_or_unclear(&["Aiful", "—", "—", "✓", "★★★★☆"]));
    assert_clear(&["HDMI port", "—", "✓"]);
    assert_clear(&["HDMI port", "✓", "—"]);
}

#[test]
fn symbols_part_where_their_kind_changes() {
    assert_clear(&["Pet training", "✗", "★★★★★"]);
    assert_clear(&["Docs and wiki", "★★★", "✗"]);
    assert_clear(&["HDMI port", "✗", "✓"]);
    assert_clear(&["Docs and wiki", "★★★☆☆", "★★★★☆"]);
    assert_clear(&["Free tier", "★★★ (small)", "★★★★ (large)"]);
    assert_clear(&["Lounge access", "✓", "✓"]);
    // Five are the most that are given, and what is less than ten could be cut anywhere.
    assert_clear(&["Free tier", "★★★★★", "★★★★★"]);
    assert_clear(&["Free tier", "★★★★★", "★★★★★", "★★★★★"]);
    for stars in [4, 5, 6, 7, 8, 9] {
        assert_unclear(&format!("Free tier{}", "★".repeat(stars)));
        assert_unclear(&format!("CrossFit classes{}", "★".repeat(stars)));
    }
    assert!(is_right_or_unclear(&["National teams", "🇫🇷🇩🇪", "🇮🇹"]));
}

#[test]
fn numbers_of_one_width_are_told_apart_where_something_else_helps() {
    assert_clear(&["Average age", "28.4", "39.0"]);
    assert_clear(&["Passes", "649", "539"]);
    assert_clear(&["Skins", "3,700", "140,000+"]);
    // Eight bits are not ten.
    assert_unclear("Goals4348");
    assert_unclear("Titles1210");
    let prose = Evidence::new("In one season he had 43 of them.", &[], &[]);
    assert_clear_with(&["Goals", "43", "48"], &prose);
}

#[test]
fn units_with_capitals_end_cells() {
    assert_clear(&["Boost clock", "5.6 GHz", "5.7 GHz"]);
    assert_clear(&["Refresh rate", "60Hz", "120Hz (adaptive)"]);
    assert_clear(&["Range", "2,960 km", "3,500 km"]);
    assert_clear(&["Points at shops", "2x", "3x"]);
    assert_clear(&["Wide camera", "12MP (dark)", "12MP (bright)"]);
    assert_clear(&["Slot version", "PCIe 5.0", "PCIe 5.0"]);
    assert_clear(&["Charging", "USB-C", "USB-C"]);
    assert_clear(&["Goal record", "36", "N/A"]);
    assert_clear(&["Phone app", "Web-based (none of its own)", "iOS and Android apps"]);
    assert_clear(&["Panel", "4K of micro-OLED", "2064×2208 of LCD"]);
    assert_clear(&["Resolution", "2560 × 1664", "3024 × 1964"]);
    assert_clear(&["SLBM", "14 submarines here", "6 submarines there"]);
    assert_clear(&["Slots", "M.2 with cards", "Three of them"]);
    assert!(is_right_or_unclear(&["Volume", "2x4x6", "3x4x6"]));
}

#[test]
fn words_show_where_a_cell_begins_small() {
    assert!(is_right_or_unclear(&["Sells", "API", "tokens and some more"]));
    assert_clear(&["Kit", "SDK", "purchases of it"]);
    // A unit may end the cell before the last capital.
    assert!(is_right_or_unclear(&["Aubor", "16 GB", "Mlinen", "Airul"]));
    assert!(is_right_or_unclear(&["Aubor", "16 GBM", "linen", "Airul"]));
    assert_clear(&["Sync", "iCloud and more", "Nothing"]);
    assert_clear(&["AWD", "xDrive option", "Standard of all"]);
    assert_clear(&["Price by month", "$23 a month", "n/a (the same)"]);
    assert_clear(&["Kept inside", "the master's", "Higher powers"]);
    // Where too few seams show; another language has other words, and what is not surely two words is left.
    assert_clear(&["Size of", "Big capital", "smallest town"]);
    let french =
        Evidence::new("il est dans la ville avec les autres gens qui sont venus pour lui parler hier", &[], &[]);
    let row = "Mot latinCapitalsmallest";
    assert!(matches!(split(row, 2, &french), Split::Unclear { .. }));
    assert_unclear("Kind of toolWireless");
    assert_unclear("Kind of toolSyncxyzqr");
}

#[test]
fn a_word_that_stands_twice_is_one() {
    assert_clear(&["Ports", "2x Thunder, MagSafe", "3x Thunder, MagSafe"]);
    assert_clear(&["Engines", "1 ProRes", "2 ProRes"]);
}

#[test]
fn rows_with_seams_in_odd_places_are_right_or_unclear() {
    let rows: [&[&str]; 23] = [
        &["Price", "$400-800+", "$150-400"],
        &["Price", "€90+", "€45-60"],
        &["Reviewers", "3,000+", "200+ (in beta)"],
        &["Ages", "6+", "3+ (with an adult), 8+ (alone)"],
        &["Shops", "50+", "7 (Oslo + Bergen)"],
        &["Members", "7 million+", "28 million+"],
        &["Losses and wins", "312–287", "640–118"],
        &["Career record", "95–61", "118–44"],
        &["Storage", "microSD", "None"],
        &["Card", "No", "microSD up to 1 TB"],
        &["Backup", "iCloud", "Google One"],
        &["Sync", "iCloud Keychain", "Own account"],
        &["OS", "iOS 18", "Android 15"],
        &["OS", "iPadOS 18", "Android 15"],
        &["Gearboxx-axle", "xDrive", "Front wheels"],
        &["Availability", "xDrive only", "Any"],
        &["Card", "eSIM", "Two trays"],
        &["Charging", "65W SuperVOOC", "30W"],
        &["Charging", "120W HyperCharge", "25W"],
        &["Insurance", "$250K", "SIPC and more"],
        &["Insurance", "FDIC $250K", "SIPC $500K"],
        &["Inside", "SDK", "purchases only"],
        &["Platform", "iOS", "macOS"],
    ];
    let wrong: Vec<_> = rows.iter().filter(|row| !is_right_or_unclear(row)).collect();
    assert_eq!(wrong, Vec::<&&[&str]>::new());
}

#[test]
fn three_and_more_figures_in_one_row_are_told_apart() {
    assert_clear(&["Capital", "Paris", "Berlin", "Rome"]);
    assert_clear(&["Population", "68 million", "84 million", "59 million", "48 million"]);
    assert_clear(&["Storage", "128 GB+", "256 GB+", "512 GB+"]);
    let rows: [&[&str]; 4] = [
        &["Users", "70+", "2", "35+ (in Peru)"],
        &["System", "iOS", "Android", "iPadOS"],
        &["Score", "4", "6", "10"],
        &["Drive", "xDrive", "Quattro", "4Matic"],
    ];
    assert!(rows.iter().all(|row| is_right_or_unclear(row)));
}

#[test]
fn two_letters_are_no_word_before_a_name_that_begins_small() {
    let cells = ["Aupal mdi", "Fital", "Aeral"].map(String::from);
    if let Split::Clear(stored) = split(&cells.concat(), 2, &Evidence::default()) {
        assert_eq!((stored.attribute.as_str(), stored.values.as_slice()), (cells[0].as_str(), &cells[1..]));
    }
}

#[test]
fn the_halves_of_capitals_are_equal_by_chance() {
    assert!(is_right_or_unclear(&["Auful aaj", "Aarel", "Aupar", "OXOX"]));
    assert!(is_right_or_unclear(&["Auful aaj", "Aarel", "OXOX"]));
}
