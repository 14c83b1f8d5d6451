//! What the name of an attribute says of the numbers under it, where these can be read in several ways.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What is told by an attribute's name. Several may be.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "they do not exclude each other")]
pub(super) struct Told {
    /// Its numbers are points in time.
    pub is_time: bool,
    /// Its numbers are counts or measures.
    pub is_measure: bool,
    /// Its numbers are records or results: what is won, lost and drawn.
    pub is_score: bool,
    /// Its numbers are ratings, mostly out of a maximum.
    pub is_rating: bool,
    /// It is about versions.
    pub is_version: bool,
    /// It is about weight.
    pub is_weight: bool,
    /// Its numbers are names of things: codes and numbers to call.
    pub is_code: bool,
}

const TIME: &[&str] = &[
    "year",
    "years",
    "founded",
    "founding",
    "foundation",
    "established",
    "establishment",
    "born",
    "birth",
    "birthdate",
    "died",
    "death",
    "released",
    "release",
    "launch",
    "launched",
    "introduced",
    "introduction",
    "debut",
    "date",
    "dates",
    "since",
    "started",
    "start",
    "opened",
    "opening",
    "built",
    "created",
    "creation",
    "inception",
    "independence",
    "era",
    "reign",
    "reigned",
    "invented",
    "invention",
    "discovered",
    "discovery",
    "published",
    "publication",
    "premiere",
    "premiered",
    "began",
    "ended",
    "formed",
    "formation",
    "incorporated",
    "completed",
    "completion",
    "origin",
    "aired",
    "announced",
    "constructed",
    "unveiled",
    "active",
    "period",
    "when",
    "dissolved",
    "retired",
    "adopted",
    "ratified",
];

const MEASURE: &[&str] = &[
    "number",
    "count",
    "counts",
    "total",
    "population",
    "seats",
    "seating",
    "employees",
    "staff",
    "points",
    "goals",
    "yards",
    "games",
    "matches",
    "wins",
    "titles",
    "height",
    "weight",
    "length",
    "width",
    "depth",
    "distance",
    "range",
    "capacity",
    "price",
    "prices",
    "cost",
    "costs",
    "fee",
    "fees",
    "salary",
    "area",
    "elevation",
    "altitude",
    "torque",
    "horsepower",
    "calories",
    "resolution",
    "rating",
    "elo",
    "members",
    "students",
    "enrollment",
    "users",
    "subscribers",
    "visitors",
    "stores",
    "locations",
    "battery",
    "speed",
    "size",
    "volume",
    "average",
    "avg",
    "rate",
    "amount",
    "assists",
    "rebounds",
    "touchdowns",
    "runs",
    "hits",
    "appearances",
    "caps",
    "knockouts",
    "percentage",
    "revenue",
    "income",
    "budget",
    "production",
    "output",
    "mass",
    "payload",
    "thrust",
    "crew",
    "passengers",
    "cast",
    "episodes",
    "songs",
    "pages",
    "words",
    "species",
    "islands",
    "units",
    "sales",
    "sold",
    "score",
    "scores",
    "memory",
    "storage",
    "brightness",
    "weighs",
    "age",
    "championships",
    "medals",
    "awards",
    "nominations",
    "deaths",
    "casualties",
    "losses",
    "tanks",
    "aircraft",
    "ships",
    "troops",
    "soldiers",
    "personnel",
    "warheads",
    "players",
    "teams",
    "cores",
    "threads",
    "transistors",
    "bandwidth",
    "density",
    "gdp",
    "wingspan",
    "displacement",
    "mileage",
    "economy",
    "clearance",
    "wheelbase",
    "sq",
    "hours",
    "minutes",
    "days",
    "months",
    "miles",
    "km",
    "mph",
    "kg",
    "lbs",
    "watts",
    "volts",
    "ppi",
    "hz",
    "percent",
    "ratio",
    "majors",
    "aces",
    "tackles",
    "interceptions",
    "receptions",
    "homers",
    "rbi",
    "rbis",
    "strikeouts",
    "saves",
    "shutouts",
    "majors",
    "fights",
    "bouts",
    "albums",
    "subjects",
    "courses",
];

const SCORE: &[&str] = &[
    "record", "records", "result", "results", "head", "h2h", "series", "w-l", "w-l-d", "win-loss", "win-lose",
    "matchup", "meetings", "bout", "final", "finals", "playoff", "playoffs", "vs", "against",
];

const RATING: &[&str] = &["rating", "ratings", "rated", "score", "scores", "stars", "review", "reviews", "grade"];

const VERSION: &[&str] = &["version", "versions", "firmware"];

const CODE: &[&str] = &["code", "codes", "phone", "telephone", "zip", "postcode", "isbn", "id", "serial", "sku"];

const WEIGHT: &[&str] = &["weight", "mass", "payload", "weighs", "heaviest", "lift", "towing"];

/// What each word tells, so that a word is looked up once and not in every list.
static WORDS: LazyLock<HashMap<&str, Told>> = LazyLock::new(|| {
    let mut words: HashMap<&str, Told> = HashMap::new();
    let mut add = |list: &[&'static str], tell: fn(&mut Told)| {
        for word in list {
            tell(words.entry(word).or_default());
        }
    };
    add(TIME, |told| told.is_time = true);
    add(MEASURE, |told| told.is_measure = true);
    add(SCORE, |told| told.is_score = true);
    add(RATING, |told| told.is_rating = true);
    add(VERSION, |told| told.is_version = true);
    add(WEIGHT, |told| told.is_weight = true);
    add(CODE, |told| told.is_code = true);
    words
});

/// Tells whether a word is an English one that names what comparisons are about.
pub(super) fn is_english(word: &str) -> bool {
    WORDS.get(word).is_some_and(|told| told.is_time || told.is_measure || told.is_rating)
}

impl Told {
    pub fn by(attribute: &str) -> Self {
        let mut told = Self::default();
        for word in attribute.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty()) {
            let Some(of_word) = WORDS.get(&*word.to_lowercase()) else { continue };
            told.is_time |= of_word.is_time;
            told.is_measure |= of_word.is_measure;
            told.is_score |= of_word.is_score;
            told.is_rating |= of_word.is_rating;
            told.is_version |= of_word.is_version;
            told.is_weight |= of_word.is_weight;
            told.is_code |= of_word.is_code;
        }
        told.is_measure |= attribute.contains('%') || attribute.contains('#');
        told
    }
}
