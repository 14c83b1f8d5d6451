//! Closed sets as arguments. The sets of `model`, `page`, `store` and `output` know nothing of the command line; those that
//! only a command has derive `ValueEnum` instead.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

/// Returns the parser of an argument that is one of a set's names, which `from_name` knows all of.
pub fn one_of<T, N>(
    names: impl IntoIterator<Item = N>,
    from_name: fn(&str) -> Option<T>,
) -> impl TypedValueParser<Value = T>
where
    T: Clone + Send + Sync + 'static,
    N: Into<PossibleValue>,
{
    PossibleValuesParser::new(names).try_map(move |name| from_name(&name).ok_or("it has no such name"))
}
