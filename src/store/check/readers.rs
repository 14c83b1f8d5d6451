//! What the commands list, read as they read it: what goes through here can be read.

use super::damage::fault;
use super::finding::{Concern, Finding, Level, Visit};
use crate::error::Result;
use crate::store::base::Store;
use crate::store::document::PassageFilter;
use crate::store::report::ReportFilter;

/// Reads all that one command lists.
type Reader = fn(&Store) -> Result<()>;

/// Everything that is listed, by the function that lists it. Conflicts are values once more, and counts are of what is here;
/// both would take as long again.
const READERS: [(&str, Reader); 13] = [
    ("figures", |store| store.each_figure(|_| Ok(()))),
    ("attributes", |store| store.each_attribute(|_| Ok(()))),
    ("documents", |store| store.each_document(|_| Ok(()))),
    ("values", |store| store.each_value(|_| Ok(()))),
    ("sections", |store| store.each_passage(&PassageFilter::default(), |_| Ok(()))),
    ("unclear rows", |store| store.each_unclear_row(false, |_| Ok(()))),
    ("inferred rows", |store| store.each_unclear_row(true, |_| Ok(()))),
    ("aliases", |store| store.each_alias(|_| Ok(()))),
    ("merges", |store| store.each_merge(|_| Ok(()))),
    ("corrections", |store| store.each_correction(|_| Ok(()))),
    ("preferences", |store| store.each_preference(|_| Ok(()))),
    ("reports", |store| {
        store.each_report(&ReportFilter::default(), |report| store.standing(report).map(drop))?;
        store.each_shared_report(None, |_| Ok(()))
    }),
    ("log", Store::read_log),
];

/// Passes every list that cannot be read to its end to `visit`.
pub(super) fn readers(store: &Store, visit: &mut Visit) -> Result<()> {
    for (list, read) in READERS {
        if let Err(error) = read(store) {
            let details = format!("the {list} cannot be read to the end: {}", fault(error)?);
            visit(&Finding::new(Concern::Damage, Level::Broken, details))?;
        }
    }
    Ok(())
}
