//! The pages that the base holds as they are, which need not be read again.

use rusqlite::named_params;
use std::collections::HashMap;

use sha2::{Digest, Sha256};

use crate::error::Result;
use crate::model::{DocumentId, PathDigest, READER};
use crate::store::base::{Store, columns};

/// The pages that the base holds as they are, so that they need not be read again. 24 bytes a page.
#[derive(Debug, Default)]
pub struct KnownPages(HashMap<[u8; 16], DocumentId>);

impl KnownPages {
    /// Returns the row of the document that was read from this content at this place, with what tells them without reading
    /// the page: the file and the source (one relative path is many files), the slug that the page asks for, and the content's hash.
    #[must_use]
    pub fn document(
        &self,
        path: Option<PathDigest>,
        source: &str,
        page_slug: &str,
        content_hash: &str,
    ) -> Option<DocumentId> {
        self.0.get(&digest(path, source, page_slug, content_hash)).copied()
    }

    /// Tells whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Strangers choose what is hashed, so it is done with a hash that they cannot find collisions of.
fn digest(path: Option<PathDigest>, source: &str, page_slug: &str, content_hash: &str) -> [u8; 16] {
    let hash = Sha256::new()
        .chain_update(path.unwrap_or_default())
        .chain_update(source)
        .chain_update("\0")
        .chain_update(page_slug)
        .chain_update("\0");
    let mut digest = [0; 16];
    digest.copy_from_slice(&hash.chain_update(content_hash).finalize()[..16]);
    digest
}

impl Store {
    /// Returns the pages that this version of the page reader has read: those need not be read again.
    pub fn known_pages(&self) -> Result<KnownPages> {
        let sql =
            "SELECT path_digest, source, page_slug, content_hash, id FROM present_documents WHERE reader = :reader";
        let mut statement = self.connection.prepare(sql)?;
        let [path, source, page_slug, content_hash, id] =
            columns(&statement, ["path_digest", "source", "page_slug", "content_hash", "id"])?;
        let mut rows = statement.query(named_params! { ":reader": READER })?;
        let mut known = HashMap::new();
        while let Some(row) = rows.next()? {
            let text = |column: usize| row.get_ref(column).and_then(|text| Ok(text.as_str()?));
            let key = digest(row.get(path)?, text(source)?, text(page_slug)?, text(content_hash)?);
            known.insert(key, row.get(id)?);
        }
        Ok(KnownPages(known))
    }
}
