//! The words of sentences that say what a figure amounts to, and those that make a number another one.

/// Words between the name of an attribute and its number: `a population of about`.
pub(super) const LINKS: &[&str] = &[
    "of",
    "is",
    "are",
    "at",
    "a",
    "an",
    "the",
    "about",
    "around",
    "approximately",
    "approx",
    "roughly",
    "nearly",
    "almost",
    "estimated",
    "stands",
    "sits",
    "stretches",
    "spans",
    "comes",
    "in",
    "reaches",
    "equals",
    "total",
    "totals",
    "just",
    "exactly",
    "currently",
    "now",
    "officially",
];

/// Words before the name of an attribute that leave it what it is: `has a total population`.
pub(super) const LEADS: &[&str] = &[
    "the", "a", "an", "its", "has", "have", "having", "with", "of", "at", "total", "current", "overall", "official",
    "boasts", "boasting", "covers", "covering", "stands", "standing", "reaches", "reaching",
];

/// Words by which what is said of a figure goes on behind more of it: `is a city of Japan, with a population`.
pub(super) const GOES_ON: &[&str] =
    &["has", "having", "with", "boasts", "boasting", "covers", "covering", "stands", "standing", "reaches", "reaching"];

/// Words by which it goes on with something of the figure: `is a country whose capital has a population`.
pub(super) const OTHERS: &[&str] = &["whose", "where", "which", "that", "who", "including", "like", "such", "home"];

/// Words between a figure and the number of what it has: `has about 175 airports`.
pub(super) const HAVING: &[&str] = &[
    "has",
    "have",
    "with",
    "employs",
    "includes",
    "features",
    "offers",
    "contains",
    "a",
    "the",
    "total",
    "of",
    "about",
    "around",
    "approximately",
    "roughly",
    "nearly",
    "almost",
    "exactly",
    "currently",
    "now",
];

/// Words that open a clause before a comma, and say nothing of what it is about.
pub(super) const OPENERS: &[&str] = &[
    "today",
    "now",
    "currently",
    "presently",
    "overall",
    "however",
    "meanwhile",
    "similarly",
    "likewise",
    "conversely",
    "additionally",
    "furthermore",
    "moreover",
    "also",
    "geographically",
    "physically",
    "officially",
    "namely",
    "indeed",
];

/// Nouns that do so behind a preposition: `in contrast`.
pub(super) const OPENING_NOUNS: &[&str] =
    &["contrast", "comparison", "total", "fact", "general", "addition", "all", "present"];

/// Words after which a clause begins again.
pub(super) const BEGINNINGS: &[&str] = &["while", "whereas", "but", "and", "that", "the", "a", "an"];

/// Words that may follow a number and its unit, and say nothing more of it.
pub(super) const FOLLOWING: &[&str] = &["and", "which", "making"];

/// Nouns of what populations count.
pub(super) const PEOPLE: &[&str] = &["people", "inhabitants", "residents", "citizens"];

/// Verbs that name an attribute.
pub(super) const VERBS: &[(&str, &[&str])] = &[
    ("weighs", &["weight", "mass"]),
    ("weighing", &["weight", "mass"]),
    ("costs", &["price", "cost"]),
    ("employs", &["employees", "number of employees"]),
    ("stretches", &["length"]),
    ("stretching", &["length"]),
    // Not the elevation: a house on a hill stands at 300 m, and is 10 m high.
    ("stands", &["height"]),
    ("standing", &["height"]),
    ("towering", &["height"]),
];

/// Words behind a number that such a verb may go on with.
pub(super) const WHERE: &[&str] = &["through", "across", "above", "tall", "high", "long", "wide", "deep", "thick"];

/// Adjectives behind a number that name an attribute: `is 40 m long`.
pub(super) const ADJECTIVES: &[(&str, &str)] = &[
    ("tall", "height"),
    ("long", "length"),
    ("wide", "width"),
    ("deep", "depth"),
    ("thick", "thickness"),
    ("high", "height"),
];

/// Words before the name of an attribute that only say that it is counted.
pub(super) const COUNTED: &[&str] = &["number", "no", "count", "amount", "of"];

/// Words behind which a list of what a figure has may be one of what something else has: `3 offices in Bonn and 25 employees`.
pub(super) const PLACES: &[&str] =
    &["in", "with", "for", "on", "at", "to", "as", "and", "while", "working", "who", "where", "which", "that"];

/// Words behind a comma that say what is counted with the others.
pub(super) const COUNTED_IN: &[&str] = &["including", "excluding", "counting", "plus"];

/// Words by which a beginning may be that of what a figure was before.
pub(super) const PREDECESSORS: &[&str] =
    &["called", "named", "formerly", "originally", "renamed", "rebranded", "predecessor", "previously"];

/// Words of attributes that are sizes of a thing as a whole.
pub(super) const SIZES: &[&str] = &[
    "diameter",
    "radius",
    "circumference",
    "height",
    "area",
    "surface",
    "length",
    "width",
    "depth",
    "elevation",
    "altitude",
    "perimeter",
    "coastline",
];

/// What has no border, so that its area is what somebody takes for it; without an `s` at the end.
pub(super) const LANDSCAPES: &[&str] = &[
    "ocean",
    "sea",
    "desert",
    "plain",
    "plateau",
    "steppe",
    "prairie",
    "forest",
    "rainforest",
    "jungle",
    "savanna",
    "savannah",
    "tundra",
    "taiga",
    "wetland",
    "swamp",
    "marsh",
    "delta",
    "basin",
    "valley",
    "range",
    "mountain",
    "reef",
    "outback",
    "peninsula",
];

/// What there are more or fewer of by what one counts as one: the sounds and forms of a language, the parts of a network that several
/// run, of a model that comes in several sizes, or of a set of instructions.
pub(super) const BY_CONVENTION: &[&str] = &[
    "tones",
    "phonemes",
    "vowels",
    "consonants",
    "letters",
    "syllables",
    "cases",
    "noun classes",
    "genders",
    "tenses",
    "dialects",
    "stations",
    "stops",
    "lines",
    "routes",
    "branches",
    "parameters",
    "params",
    "opcodes",
    "keywords",
];

/// Words of attributes that are about the founding of a figure.
pub(super) const FOUNDINGS: &[&str] =
    &["founded", "founding", "foundation", "established", "establishment", "incorporated", "incorporation"];

/// What happened to a figure, and the words of attributes that are about that.
pub(super) const EVENTS: &[(&str, &[&str])] = &[
    ("founded", &["founded", "founding", "foundation", "established", "establishment"]),
    ("established", &["founded", "founding", "foundation", "established", "establishment"]),
    ("born", &["born", "birth", "birthdate", "birthday"]),
    ("died", &["died", "death"]),
    ("released", &["released", "release"]),
    ("launched", &["launched", "launch"]),
    ("introduced", &["introduced", "introduction"]),
    ("created", &["created", "creation"]),
    ("opened", &["opened", "opening"]),
    ("completed", &["completed", "completion"]),
    ("built", &["built"]),
    ("published", &["published", "publication"]),
    ("discovered", &["discovered", "discovery"]),
    ("invented", &["invented", "invention"]),
    ("incorporated", &["incorporated", "incorporation"]),
];

/// Words of an attribute that only say that it is a point in time.
pub(super) const WHEN: &[&str] = &["year", "date", "of", "in", "the", "day"];

/// Words by which a number may be one of another time, part, case or thing than that of the table.
pub(super) const OTHERWISE: &[&str] = &[
    "per",
    "than",
    "increase",
    "increased",
    "increases",
    "decrease",
    "decreased",
    "reduced",
    "grew",
    "grow",
    "grown",
    "fell",
    "rose",
    "from",
    "between",
    "may",
    "might",
    "could",
    "would",
    "if",
    "projected",
    "expected",
    "forecast",
    "predicted",
    "planned",
    "target",
    "goal",
    "more",
    "less",
    "fewer",
    "additional",
    "another",
    "each",
    "every",
    "once",
    "previously",
    "initially",
    "originally",
    "formerly",
    "until",
    "since",
    "before",
    "after",
    "by",
    "during",
    "when",
    "although",
    "not",
    "no",
    "never",
    "without",
    "half",
    "double",
    "twice",
    "third",
    "quarter",
    "only",
    "combined",
    "together",
    "other",
    "some",
    "earlier",
    "later",
    "first",
    "last",
    "next",
    "then",
    "starting",
    "optional",
    "model",
    "version",
    "variant",
    "up",
    "both",
    "they",
    "their",
    "them",
    "neither",
    "respectively",
    "over",
    "under",
    "above",
    "below",
    "least",
    "most",
    "maximum",
    "minimum",
    "max",
    "min",
    "peak",
    "or",
];

/// Words by which a sentence leaves open whether it is so.
pub(super) const DOUBTS: &[&str] = &[
    "think",
    "believe",
    "believed",
    "guess",
    "reportedly",
    "allegedly",
    "supposedly",
    "perhaps",
    "probably",
    "claims",
    "claimed",
    "say",
    "says",
];
