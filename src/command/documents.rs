//! `versus documents`: the pages that the base was filled from, with counts.

use crate::command::shared::context::Context;
use crate::error::Result;
use crate::name;
use crate::store::Access;

/// List the imported pages, with counts
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus documents
  versus documents trotsky --format json")]
pub struct Args {
    /// Only those whose slug or title holds this text; case and accents do not count
    pattern: Option<String>,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let store = context.open_store(Access::Read)?;
        let pattern = name::fold_accents(self.pattern.as_deref().unwrap_or_default());
        let mut output = context.output();
        let mut rows = output.rows(&["document", "title", "values", "passages", "unclear"])?;
        store.each_document_count(|document| {
            if !document.slug.contains(&pattern) && !name::fold_accents(&document.title).contains(&pattern) {
                return Ok(());
            }
            rows.row(&[
                document.slug.as_str().into(),
                document.title.as_str().into(),
                document.values.into(),
                document.passages.into(),
                document.unclear.into(),
            ])
        })?;
        let found = rows.finish()?;
        context.finish(output, found, "no document found")
    }
}
