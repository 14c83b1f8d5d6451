//! What the name of an attribute says of the numbers under it, where these can be read in several ways.

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

/// Tells whether a word is an English one that names what comparisons are about.
pub(super) fn is_english(word: &str) -> bool {
    TIME.contains(&word) || MEASURE.contains(&word) || RATING.contains(&word)
}

impl Told {
    pub fn by(attribute: &str) -> Self {
        let mut told = Self::default();
        for word in attribute.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty()) {
            let word = word.to_lowercase();
            let is_in = |words: &[&str]| words.contains(&&*word);
            told.is_time |= is_in(TIME);
            told.is_measure |= is_in(MEASURE);
            told.is_score |= is_in(SCORE);
            told.is_rating |= is_in(RATING);
            told.is_version |= is_in(VERSION);
            told.is_weight |= is_in(WEIGHT);
            told.is_code |= is_in(CODE);
        }
        told.is_measure |= attribute.contains('%') || attribute.contains('#');
        told
    }
}
