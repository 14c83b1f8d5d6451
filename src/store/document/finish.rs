//! The end of an import of many documents: what is done once for all of them.

use super::import::Importer;
use super::inferred;
use super::naming::{self, ToldApart};
use crate::error::Result;

impl Importer<'_> {
    /// Brings the full-text index in step with what was imported, and names the new documents. Those that did not get the
    /// slug that their page asks for are passed to `told`.
    pub fn finish(self, told: &mut dyn FnMut(ToldApart)) -> Result<()> {
        self.finish_and_count(told).map(drop)
    }

    /// Does what [`Importer::finish`] does, and returns how many unclear rows it told apart with the help of other documents.
    pub(super) fn finish_and_count(mut self, told: &mut dyn FnMut(ToldApart)) -> Result<usize> {
        self.late_indexes.make(self.connection)?;
        self.index.finish(self.connection)?;
        self.formers.finish(self.connection, self.now)?;
        let inferred::Verdict { told_apart, .. } = inferred::judge(self.connection, self.touched, self.now)?;
        naming::name_new_documents(self.connection, self.first_id, told)?;
        Ok(told_apart)
    }
}
