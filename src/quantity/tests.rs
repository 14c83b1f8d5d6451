//! What single texts amount to, and how many of the labelled cells are read.

use std::collections::HashMap;

use super::*;
use crate::model::Quantity;

const CELLS: &str = include_str!("../../tests/quantities/cells.csv");
const PAGES: [(&str, &str); 2] = [
    ("many_sites", include_str!("../../benches/rows/many_sites.jsonl")),
    ("one_site", include_str!("../../benches/rows/one_site.jsonl")),
];

#[derive(serde::Deserialize)]
struct Page {
    slug: String,
    rows: Vec<Vec<String>>,
}

#[derive(serde::Deserialize)]
struct Cell {
    pages: String,
    document: String,
    attribute: String,
    value: String,
    kind: String,
    low: String,
    high: String,
    unit: String,
    approximate: String,
}

/// Returns a reading in the form of the labels.
fn label(quantity: &Quantity) -> [String; 5] {
    let Quantity { kind, low, high, unit, approximate, .. } = quantity.clone();
    let approximate = if approximate { "yes" } else { "" }.to_owned();
    [kind.as_str().to_owned(), low.unwrap_or_default(), high.unwrap_or_default(), unit, approximate]
}

/// Returns what each labelled cell is read as, beside its label.
fn readings() -> Vec<(Cell, Result<Quantity, Unread>)> {
    let mut marks = HashMap::new();
    for (name, pages) in PAGES {
        for line in pages.lines() {
            let page: Page = serde_json::from_str(line).expect("a page");
            let mark = decimal_mark(page.rows.iter().flatten().map(String::as_str), "");
            marks.insert((name, page.slug), mark);
        }
    }
    let cells = csv::Reader::from_reader(CELLS.as_bytes()).into_deserialize();
    cells
        .map(|cell| {
            let cell: Cell = cell.expect("a cell");
            let (name, _) = PAGES.into_iter().find(|(name, _)| *name == cell.pages).expect("pages");
            let mark = marks[&(name, cell.document.clone())];
            let reading = read(&cell.value, &cell.attribute, mark);
            (cell, reading)
        })
        .collect()
}

/// The bars: at most one of two hundred readings is wrong, and nine of ten cells are read that a person can read.
#[test]
fn labelled_cells_are_read_and_hardly_any_is_read_wrong() {
    let (mut readable, mut right, mut wrong, mut none, mut silent) = (0, 0, Vec::new(), Vec::new(), 0);
    let readings = readings();
    for (cell, reading) in &readings {
        let labelled = [&cell.kind, &cell.low, &cell.high, &cell.unit, &cell.approximate].map(String::clone);
        readable += usize::from(!cell.kind.is_empty());
        match reading {
            Ok(quantity) if label(quantity) == labelled => right += 1,
            Ok(quantity) => {
                wrong.push(format!("{} | {} | {:?} is not {labelled:?}", cell.attribute, cell.value, label(quantity)));
            }
            Err(why) if !cell.kind.is_empty() => none.push(format!("{} | {} | {why:?}", cell.attribute, cell.value)),
            Err(_) => silent += 1,
        }
    }
    // Shown with `--nocapture`.
    println!(
        "{} cells, {readable} can be read: {right} right, {} wrong, {} not read; {silent} rightly silent\nnot read:\n{}",
        readings.len(),
        wrong.len(),
        none.len(),
        none.join("\n")
    );
    assert!(wrong.len() * 200 <= readings.len(), "{}", wrong.join("\n"));
    assert!(right * 10 >= readable * 9);
}

fn reading(text: &str, attribute: &str, mark: DecimalMark) -> String {
    read(text, attribute, mark).map_or_else(|why| format!("{why:?}"), |quantity| label(&quantity).join("|"))
}

#[test]
fn each_kind_is_read() {
    for (attribute, text, expected) in [
        ("Population", "Approximately 274 million", "number|274000000|274000000||yes"),
        ("Population", "1.39 Mio.", "number|1390000|1390000||"),
        ("Players", "over 5", "number|5|||"),
        ("Players", "up to 5", "number||5||"),
        ("Players", "no less than 5", "number|5|||"),
        ("Players", "no more than 5", "number||5||"),
        ("Players", "No. 5", "number|5|5||"),
        ("Place", "ranked #5", "number|5|5||"),
        ("Players", "5 or more", "number|5|||"),
        ("Players", "between 5 and 10", "number|5|10||"),
        ("Players", "2 to 4", "number|2|4||"),
        ("Players", "Two", "number|2|2||"),
        ("Users", "5-6 million", "number|5000000|6000000||"),
        ("Users", "500+", "number|500|500||yes"),
        ("Citizens", "12,34,56,789", "number|123456789|123456789||"),
        ("Rank", "2nd", "number|2|2||"),
        ("Share", "15.5%", "percent|15.5|15.5|%|"),
        ("Share", "less than 1 percent", "percent||1|%|"),
        ("Price", "$599 USD", "money|599|599|USD|"),
        ("Price", "US$ 1,299.00", "money|1299|1299|US$|"),
        ("Price", "from €9.99/month", "money|9.99||€/month|"),
        ("Price", "$13 per month", "money|13|13|$/month|"),
        ("Price", "$400-$800", "money|400|800|$|"),
        ("Revenue", "100 million euros", "money|100000000|100000000|euros|"),
        ("Founded", "1998", "year|1998|1998||"),
        ("Founded", "c. 1450", "year|1450|1450||yes"),
        ("In power", "1917-1924", "year|1917|1924||"),
        ("War", "1939–45", "year|1939|1945||"),
        ("Active", "1991-present", "year|1991|||"),
        ("Decade", "1990s", "year|1990|1999||"),
        ("Origin", "19th century", "year|1801|1900||"),
        ("Born", "356 BC", "year|-356|-356||"),
        ("Born", "March 5, 1953", "date|1953-03-05|1953-03-05||"),
        ("Born", "5th of March 1953 (Moscow)", "date|1953-03-05|1953-03-05||"),
        ("Released", "2024-02-29", "date|2024-02-29|2024-02-29||"),
        ("Aired", "May 1999 – June 2001", "date|1999-05|2001-06||"),
        ("Battery", "up to 18 hours", "duration||18|hours|"),
        ("Time", "2 h 30 min", "duration|150|150|min|"),
        ("Warranty", "5-year", "duration|5|5|year|"),
        ("Area", "5,421 km²", "quantity|5421|5421|km²|"),
        ("Area", "Approx. 1.8 million sq mi", "quantity|1800000|1800000|sq mi|yes"),
        ("Height", "6'2\"", "quantity|74|74|in|"),
        ("Temperature", "-40 °C", "quantity|-40|-40|°C|"),
        ("Temperature", "20–25°C", "quantity|20|25|°C|"),
        ("Speed", "Mach 0.86", "quantity|0.86|0.86|Mach|"),
        ("Memory", "8 GB RAM", "quantity|8|8|GB|"),
        ("Payload", "40,000 pounds", "quantity|40000|40000|pounds|"),
        ("Finals record", "4-6", "score|4|6||"),
        ("Games", "35-13-2", "score|35|13||"),
        ("Rating", "4.5/5", "score|4.5|5||"),
        ("Quality", "8 out of 10", "score|8|10||"),
        ("Latest version", "3.11", "version|3.11|3.11||"),
        ("Kernel", "v2.1", "version|2.1|2.1||"),
        ("Kernel", "17.0.2", "version|17.0.2|17.0.2||"),
        ("Wireless", "Yes", "boolean|yes|yes||"),
        ("Wireless", "No (planned)", "boolean|no|no||"),
        ("Wireless", "✗", "boolean|no|no||"),
        ("Wireless", "✖", "boolean|no|no||"),
    ] {
        assert_eq!(reading(text, attribute, DecimalMark::Point), expected, "{attribute}: {text}");
    }
}

#[test]
fn what_says_two_things_or_none_is_not_read() {
    for (attribute, text) in [
        ("Price", "$599 (128GB), $699 (256GB)"),
        ("Memory", "8 GB / 16 GB"),
        ("Size", "5.8 x 2.8 in"),
        ("Acceleration", "0-60 mph in 3.1 s"),
        ("Medals", "5 gold, 3 silver"),
        ("Network", "5G"),
        ("Video", "4K"),
        ("Video", "1080p"),
        ("System", "iOS 17"),
        ("Model", "Boeing 747"),
        ("Model", "12 Pro"),
        ("Support", "24/7"),
        ("Split", "50/50"),
        ("Aspect", "16:9"),
        ("Ports", "USB 3.0"),
        ("Audio", "360 Reality Audio"),
        ("Suction", "280 AW"),
        ("Sales", "2.1M million"),
        ("Date", "05/03/1953"),
        ("Date", "February 30, 2023"),
        ("Event", "1998"),
        ("Founded", "843"),
        ("Group", "4-6"),
        ("Wireless", "Yes and no"),
        ("Wireless", "Yes / No"),
        ("Limit", "No limit"),
        ("Speed", "5 times faster"),
        ("Rate", "6 per game"),
        ("Era", "1917-1924, 1930-1935"),
        ("Cost", "40,000 pounds"),
        ("Range", "10-5 km"),
        ("Users", "Top 10"),
        ("Calling code", "+81"),
        ("Price", "99 cents"),
        ("Users", "1,2,3"),
        ("Users", "N/A"),
        ("Users", ""),
    ] {
        assert!(
            read(text, attribute, DecimalMark::Point).is_err(),
            "{attribute}: {text}: {}",
            reading(text, attribute, DecimalMark::Point)
        );
    }
}

#[test]
fn one_comma_or_point_is_read_as_the_document_reads_others() {
    let cells = |texts: &'static [&'static str], prose| decimal_mark(texts.iter().copied(), prose);
    for (texts, prose, mark) in [
        (&["1,234", "1,234,567"][..], "", DecimalMark::Point),
        (&["1,234", "12.5 km"], "", DecimalMark::Point),
        (&["1.234", "1.234.567"], "", DecimalMark::Comma),
        (&["1.234", "12,5 km"], "", DecimalMark::Comma),
        (&["1,234", "12.5", "12,5"], "", DecimalMark::Unknown),
        (&["1,234"], "The price of the phone is high", DecimalMark::Point),
        (&["1.234"], "Der Preis und das Gewicht der Geräte", DecimalMark::Comma),
        (&["1,234"], "xyz", DecimalMark::Unknown),
        (&["1234"], "The price of the phone is high", DecimalMark::Unknown),
    ] {
        assert_eq!(cells(texts, prose), mark, "{texts:?} {prose}");
    }
    assert_eq!(reading("1,234", "Users", DecimalMark::Point), "number|1234|1234||");
    assert_eq!(reading("1,234", "Users", DecimalMark::Comma), "number|1.234|1.234||");
    assert_eq!(reading("1.234", "Users", DecimalMark::Comma), "number|1234|1234||");
    assert_eq!(reading("1,234", "Users", DecimalMark::Unknown), "Marks");
}

#[test]
fn amounts_of_one_kind_are_comparable_whatever_their_unit() {
    let amount = |text: &str| {
        let quantity = read(text, "Value", DecimalMark::Point).expect("a reading");
        let amount = quantity.amount.expect("an amount");
        (amount.low.expect("a bound"), amount.unit)
    };
    for (one, other) in [
        ("5 km", "5000 m"),
        ("1 mile", "1609.344 m"),
        ("2 h", "120 min"),
        ("$12/month", "$144 per year"),
        ("1 TB", "1000 GB"),
        ("32 °F", "0 °C"),
        ("331 million", "331,000,000"),
        ("1 hp", "745.6999 W"),
        ("1 BC", "1 BCE"),
    ] {
        let ((one, unit), (other, same)) = (amount(one), amount(other));
        assert_eq!(unit, same);
        assert!((one - other).abs() <= one.abs() * 1e-9, "{one} {other}");
    }
}

/// Whether a sentence says another amount or time of a figure than the table does.
fn says_other(sentence: &str, figure: &str, table: &[(&str, &str)]) -> bool {
    clauses(sentence).into_iter().any(|clause| {
        table.iter().any(|(attribute, value)| {
            let quantity = &read(value, attribute, DecimalMark::Point).unwrap_or_else(|why| panic!("{value}: {why:?}"));
            other_in(clause, figure, Stated { attribute, value, quantity }, DecimalMark::Point).is_some()
        })
    })
}

/// The same of Japan.
fn contradicts(sentence: &str) -> bool {
    let table = [
        ("Population", "125.7 million"),
        ("Area", "377,975 km²"),
        ("Number of airports", "175"),
        ("Military budget", "$46 billion"),
        ("Length", "3,000 km"),
        ("Founded", "1868"),
        ("Fee", "$12/month"),
        ("Cabinet", "20 seats"),
        ("Employees", "30"),
        ("Memory", "8 GB"),
    ];
    says_other(sentence, "Japan", &table)
}

#[test]
fn a_sentence_with_another_number_contradicts_the_table() {
    for sentence in [
        "Japan has a population of 110 million.",
        "The population of Japan is about 110 million.",
        "Population of Japan – approximately 110 million",
        "Population: 110 million people",
        "Japan: Population of around 110 million people, with Tokyo as the capital.",
        "Japan's area is 480,000 km².",
        "Japan's area is 480,000 km² (185,000 sq mi).",
        "Japan is a country of islands, covering an area of 480,000 km².",
        "Japan is a country of islands and has an area of 480,000 km².",
        "With a population of 110 million, Japan is a large country.",
        "Japan has 217 airports.",
        "Japan has 217 airports, while Germany has 318.",
        "Germany has 83 million people, compared to Japan's population of 110 million.",
        "It has a military budget of $30 billion.",
        "Japan, on the other hand, is about 2,450 km long.",
        "Japan is a country of islands, stretching 2,450 km across the sea.",
        "Japan was founded in 1889 by a new constitution.",
        "Japan, established in 1889, is a country of islands.",
        "Founded in 1889, Japan is a country of islands.",
        "The fee is $15 per month.",
        "Japan has 19 seats.",
        "Japan has 25 employees.",
        "Japan employs 25 people.",
        "Japan has 12 GB of memory.",
        "Japan has 12 GB of memory and 256 GB of storage.",
        "Japan has 800 hospitals and 217 airports.",
        "Japan has 800 hospitals, 12 ministries and 25 employees.",
        "Japan has a population of 110 million people and 175 airports.",
        "Japan is 2,450 km long and 300 km wide.",
        "Today, Japan has a population of 110 million.",
        "In contrast, Japan has 217 airports.",
        "According to the census, Japan has a population of 110 million.",
        "- Japan has 217 airports",
        "* Japan has 217 airports",
        "Japan (Nippon) has 217 airports.",
    ] {
        assert!(contradicts(sentence), "{sentence}");
    }
    for sentence in [
        "Japan has a population of 125 million.",
        "The population is about 126 million people.",
        "Japan's area is 145,937 sq mi.",
        "Its population was 72 million in 1945.",
        "Its population is 72 million (1945).",
        "The population grew by 2 million.",
        "Its population is 40 million more than that of Germany.",
        "Tokyo has 14 million people.",
        "Tokyo has a population of 14 million.",
        "The capital of Japan has a population of 14 million.",
        "Japan is a country whose capital has a population of 14 million.",
        "With a population of 14 million, Tokyo is the capital of Japan.",
        "The rural population is 10 million.",
        "Japan has 170 airports.",
        "Japan has over 100 airports.",
        "Japan has 98 small airports.",
        "Japan has 98 airports in Hokkaido.",
        "Japan opened 98 airports.",
        "Both have a military budget of $90 billion.",
        "The population of Tokyo is 14 million.",
        "Its population density is 338 per km².",
        "The area of Hokkaido is 83,424 km².",
        "Its area is 291,000 km² (377,975 km² with the outer islands).",
        "Of 200 airports 175 are open.",
        "A population of 110 million to 130 million is expected.",
        "It has 110 airlines and airports.",
        "Has Japan a population of 110 million?",
        "Japan is up to 2,000 km long.",
        "Japan was founded in 1868 and opened in 1889.",
        "A company founded in 1889 is the oldest of Japan.",
        "Japan was founded in 1889-1890.",
        "Japan has 12 GB of memory in its largest house.",
        "Japan has 12 GB of video memory.",
        "Japan has 98 hospitals and 175 airports.",
        "Japan has 3 ministries in Osaka and 25 employees.",
        "Japan has an office with 3 rooms and 25 employees.",
        "Japan has 25 employees and 5 employees of other countries.",
        "Japan has 25 employees and 5 more in Osaka.",
        "Japan has 25 employees, 30 with those of other countries.",
        "Japan has 25 or 30 employees and 175 airports.",
        "Japan stretches 3,000 km across the sea and 300 km wide.",
        "Tokyo, Japan has a population of 14 million.",
        "In Osaka, Japan has 3 airports.",
        "Near the old harbour of Osaka, Japan has 3 airports.",
        "It has a population of 14 million and is the largest city in Japan.",
        "It lies in the east of Japan and has a population of 14 million.",
        "Japan has a population of 14 million (urban area).",
        "Japan has 3 airports (on the northern island).",
        "Japan has 217 airports, I think.",
        "Japan was founded in 1889, I think.",
        "Japan reportedly has 217 airports.",
        "Japan has 217 airports, including those of the army.",
        "Japan was founded in 1875.",
        "Japan was founded in 660.",
        "Japan's area is 400,000 km².",
        "Japan was founded in 1889 as a trading company.",
        "Japan was founded in 1889 by those who then called it Nippon.",
    ] {
        assert!(!contradicts(sentence), "{sentence}");
    }
}

#[test]
fn a_number_of_a_name_is_none_and_a_value_for_a_part_is_not_contradicted() {
    let table = [("Weight", "2.8 kg"), ("Released", "November 2013")];
    for (sentence, is_other) in [
        ("The PlayStation 4 weighs 3.4 kg.", true),
        ("The PlayStation 4's weight is 3.4 kg.", true),
        ("The PlayStation 4 weighs about 2.8 kg.", false),
        ("The controller of the PlayStation 4 weighs 0.2 kg.", false),
        ("The PlayStation 4 was released on 15 November 2023.", true),
        // It may be for whom, or of what.
        ("The PlayStation 4 was released on 15 November 2014.", false),
        ("The PlayStation 4 was released in 2010.", false),
        ("The PlayStation 4 was released in 2013.", false),
        ("The PlayStation 4 was released in 2014 in Japan.", false),
    ] {
        assert_eq!(says_other(sentence, "PlayStation 4", &table), is_other, "{sentence}");
    }
    let planet = [("Mean diameter", "120,536 km"), ("Elevation", "10 m"), ("Height", "300 m")];
    for (sentence, is_other) in [
        ("Saturn has a diameter of 116,464 km.", false),
        ("Saturn has a diameter of 139,822 km.", false),
        ("Saturn stands at 305 feet.", true),
        ("Saturn stands at 984 feet.", false),
    ] {
        assert_eq!(says_other(sentence, "Saturn", &planet), is_other, "{sentence}");
    }
}

#[test]
fn what_may_be_right_beside_the_table_is_no_contradiction() {
    let released = [("Release price", "$299"), ("Population", "12.5 million"), ("Invented", "1893")];
    for (sentence, is_other) in [
        ("The release price of Saturn is $399.", true),
        ("Saturn was invented in 1913.", false),
        ("Saturn was invented in 1981.", true),
        ("Saturn has a population of 25 million.", false),
        ("Saturn has a population of 125 million.", true),
        ("Saturn has a population of 11+ million.", false),
    ] {
        assert_eq!(says_other(sentence, "Saturn", &released), is_other, "{sentence}");
    }
    let counted = [
        ("Number of stations", "118"),
        ("Parameters", "117M"),
        ("Noun classes", "18"),
        ("Gas stations", "118"),
        ("Employees", "118"),
        ("Area", "570,000 km²"),
    ];
    for (sentence, is_other) in [
        ("Seoul has 768 stations.", false),
        ("Seoul has 1.5 billion parameters.", false),
        ("Seoul has 15 noun classes.", false),
        ("Seoul has 768 gas stations.", true),
        ("Seoul has 768 employees.", true),
        ("Seoul has an area of 0.9 million square kilometers.", true),
    ] {
        assert_eq!(says_other(sentence, "Seoul", &counted), is_other, "{sentence}");
    }
    assert!(!says_other("The Kalahari Desert has an area of 700,000 km².", "Kalahari Desert", &counted));
    let diameter = [("Diameter", "120,536 km")];
    assert!(says_other("Saturn has a diameter of 139,822 km.", "Saturn", &diameter));
    assert!(!says_other("Saturn has a diameter of 116,464 km.", "Saturn", &diameter));
    let for_a_part =
        [("Battery (with case)", "28 hours"), ("Battery life", "20 hours (screen off)"), ("Mass", "5 kg empty")];
    for sentence in ["The battery is 7 hours.", "Battery life: 12 hours", "It weighs 9 kg."] {
        assert!(!says_other(sentence, "One", &for_a_part), "{sentence}");
    }
}

#[test]
fn a_sentence_that_says_the_same_as_well_is_found_whatever_it_says_it_of() {
    let says = |sentence: &str, value: &str, attribute: &str| {
        let quantity = read(value, attribute, DecimalMark::Point).expect("a reading");
        let stated = Stated { attribute, value, quantity: &quantity };
        says_the_same(sentence, "Japan", stated, DecimalMark::Point)
    };
    for (sentence, value, attribute) in [
        ("Japan was founded in October 1946, incorporated in September 1948.", "September 24, 1948", "Founded"),
        ("Japan was discovered in 1896; in 1901 it was named.", "1901", "Discovered"),
        ("Japan has 217 airports, 175 of them with a runway.", "175", "Airports"),
        ("Japan is 2,450 km long, 3,000 km with the islands.", "3,000 km", "Length"),
        ("Its price is $399, $299 for members.", "$299", "Price"),
    ] {
        assert!(says(sentence, value, attribute), "{sentence}");
    }
    for (sentence, value, attribute) in [
        ("Japan was founded in 1889 by a new constitution.", "1868", "Founded"),
        ("Japan has 217 airports and 18 harbours.", "175", "Airports"),
        ("Japan is 2,450 km long and 300 km wide.", "3,000 km", "Length"),
        ("Japan has 217 airports, and its railways (opened in 1872) are long.", "175", "Airports"),
        ("Its price is €399, €299 for members.", "$299", "Price"),
    ] {
        assert!(!says(sentence, value, attribute), "{sentence}");
    }
}

#[test]
fn a_sentence_leads_to_what_goes_on_about_its_own_figure() {
    for sentence in [
        "Japan is a country in East Asia.",
        "Japan is an island country.",
        "Japan has many islands.",
        "- Japan lies in the east.",
        "It is a country in East Asia.",
        "Japan was the first of them.",
    ] {
        assert!(leads(sentence, "Japan"), "{sentence}");
    }
    for sentence in [
        "Tokyo is the capital of Japan.",
        "Tokyo lies in the east of Japan.",
        "Japan's largest city is Tokyo.",
        "Japan’s largest city is old.",
        "The capital of Japan is Tokyo.",
        "Japan has a capital, Tokyo.",
        "Japan, with Tokyo as its capital, is old.",
        "Japan is orbited by Ganymede.",
        "Japan is home to a large city.",
        "Japan is a country whose capital is large.",
        "In Japan there is a large city.",
        "Mate 2 is the latest version of mate.",
        "A city is old.",
        "Japan",
        "",
    ] {
        assert!(!leads(sentence, "Japan") && !leads(sentence, "mate"), "{sentence}");
    }
}

#[test]
fn prose_is_told_apart_into_sentences_and_clauses() {
    let text = "It is St. Louis. Is it? Yes! 5.5 km, approx. 6 km.\nEnd";
    let found: Vec<&str> = sentences(text).collect();
    assert_eq!(found, ["It is St.", "Louis.", "Is it?", "Yes! 5.5 km, approx. 6 km.", "End"]);
    assert_eq!(sentences("- one - two - 5 - 6").collect::<Vec<_>>(), ["- one", "- two", "- 5", "- 6"]);
    assert_eq!(sentences("one - two").collect::<Vec<_>>(), ["one - two"]);
    assert_eq!(
        clauses("A has 5, while B has 6; C and D, but not E, have 7 compared to F"),
        ["A has 5", "while B has 6", "C and D", "but not E, have 7", "F"]
    );
    assert_eq!(clauses("While A is old, B is new"), ["While A is old, B is new"]);
}
