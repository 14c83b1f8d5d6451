//! The words around names that tell what is said of them.

/// Words that begin a phrase about somebody other than the subject.
pub(super) const CONTRASTS: &[&[&str]] = &[
    &["unlike"],
    &["like"],
    &["just", "like"],
    &["much", "like"],
    &["compared", "to"],
    &["compared", "with"],
    &["in", "contrast", "to"],
    &["in", "contrast", "with"],
    &["in", "comparison", "to"],
    &["in", "comparison", "with"],
    &["in", "opposition", "to"],
    &["contrary", "to"],
    &["as", "opposed", "to"],
    &["opposed", "to"],
    &["rather", "than"],
    &["instead", "of"],
    &["similar", "to"],
    &["similarly", "to"],
    &["different", "from"],
    &["as", "with"],
];

/// Words that give a sentence two clauses with a subject each.
pub(super) const CLAUSES: &[&str] = &["while", "whereas", "although", "though"];

/// Words that coordinate names.
pub(super) const COORDINATORS: &[&str] =
    &["and", "or", "nor", "vs", "versus", "plus", "well", "along", "together", "alongside", "also", "&", "/", "-"];

/// Words that announce two names.
pub(super) const PAIRS: &[&str] = &["both", "between", "neither", "either"];

/// Words that may stand before a name without changing what is said of it.
pub(super) const ARTICLES: &[&str] = &["the", "a", "an"];

/// Words that may stand around a coordinator.
pub(super) const FILLERS: &[&str] =
    &["as", "both", "but", "between", "by", "either", "for", "in", "neither", "of", "to", "with"];

/// Words that end in a full stop without ending a sentence.
pub(super) const ABBREVIATIONS: &[&str] = &[
    "approx", "capt", "col", "dr", "fr", "gen", "gov", "jr", "lt", "mr", "mrs", "ms", "mt", "prof", "rep", "rev",
    "sen", "sgt", "sr", "st", "v", "vs",
];
