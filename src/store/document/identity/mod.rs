//! Which document of the base a page is: told by its address, by the file that it is, or by its slug and figures. In
//! doubt it is none of them, so that no page takes the place of another.

mod stored;

use rusqlite::{Connection, Params, named_params};

use crate::error::Result;
use crate::model::{Document, DocumentId, FigureId, Origin, Quantity};
use crate::store::base::column;
use crate::store::name::known::KnownNames;
use stored::{Figure, figures_of, figures_of_names};

pub(super) use stored::Identity;

/// A page that comes in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Page<'a> {
    pub document: &'a Document,
    pub origin: Origin,
    /// What its values amount to that are not empty, row by row, where that is known already.
    pub amounts: Option<&'a [Option<Quantity>]>,
}

/// What told that a page is a document, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ToldBy {
    /// The address and the figures.
    Address,
    /// The place that it came from.
    Place,
    /// The slug and the figures.
    Likeness,
}

/// Which documents a page may be.
#[derive(Clone, Copy)]
pub(super) enum Among<'a> {
    /// Those with a lower id, which were there before this run, whether or not a page of this run is one of them.
    Before(DocumentId),
    /// All; it is asked whether a page of this run is this one already.
    All(&'a dyn Fn(DocumentId) -> bool),
}

/// Returns which document a page is, and what told it; `None` for one that the base does not have.
///
/// 1. The one at the same address that compares the same figures, by whatever names and in whatever order. A page that was
///    kept apart, because another document has the address that it states, is found by that address as well.
/// 2. The one at the same address that came from the same place, which is the same file or the same URL; for a page that was
///    found at its address, also any with a figure in common. A page that only states an address which a document has, came
///    from elsewhere and compares other figures is not that document, in one run or in several: a badly made site states one
///    address on all its pages, and where it is the same page after all, a document too many can be seen and forgotten.
/// 3. Where one of the two has no address: the one that came from the same file last and has a figure in common (a column
///    was added, a figure renamed).
/// 4. Where one of the two has no address: the one that asks for the same slug and compares the same figures: the one with
///    the same content; else if there is only one such, or only one without an address.
///
/// But for the first, it is none that another page of this run is already, unless that says the same.
pub(super) fn resolve(
    connection: &Connection,
    names: &KnownNames,
    page: Page,
    among: Among,
) -> Result<Option<(Identity, ToldBy)>> {
    let search = Search::new(connection, names, page, among)?;
    if let Some(stored) = search.at_address()?.into_iter().find(|stored| search.is_among(stored)) {
        return Ok(Some((stored, ToldBy::Address)));
    }
    if let Some(stored) = search.at_address_from_place()? {
        return Ok(Some((stored, ToldBy::Place)));
    }
    if let Some(stored) = search.of_same_file()? {
        return Ok(Some((stored, ToldBy::Place)));
    }
    Ok(search.alike()?.map(|stored| (stored, ToldBy::Likeness)))
}

/// Returns the document of this run, whose first id is `first`, that a page is. What makes two new pages one document must
/// not depend on their order, so it is less than what makes a page a document that was there: the same address and the
/// same figures, or, where none has an address, the same slug, figures and content.
pub(super) fn same_of_run(
    connection: &Connection,
    names: &KnownNames,
    page: Page,
    first: DocumentId,
) -> Result<Option<Identity>> {
    let search = Search::new(connection, names, page, Among::All(&|_| false))?;
    let candidates = if page.document.address.is_some() {
        search.at_address()?
    } else {
        let mut alike = search.all_alike()?;
        alike.retain(|stored| !stored.states_address() && stored.content_hash == page.document.content_hash);
        alike
    };
    Ok(candidates.into_iter().find(|stored| stored.id >= first))
}

/// What is looked for, and where.
struct Search<'a> {
    connection: &'a Connection,
    names: &'a KnownNames,
    page: Page<'a>,
    among: Among<'a>,
    /// The figures of the page.
    figures: Vec<Figure>,
}

impl<'a> Search<'a> {
    fn new(connection: &'a Connection, names: &'a KnownNames, page: Page<'a>, among: Among<'a>) -> Result<Self> {
        let figures = figures_of_names(connection, names, &page.document.figures)?;
        Ok(Self { connection, names, page, among, figures })
    }

    fn is_among(&self, stored: &Identity) -> bool {
        match self.among {
            Among::Before(first) => stored.id < first,
            Among::All(_) => true,
        }
    }

    fn is_claimed(&self, stored: &Identity) -> bool {
        match self.among {
            Among::Before(_) => false,
            Among::All(is_claimed) => is_claimed(stored.id),
        }
    }

    /// Tells whether the page may be a document for another reason than that address and figures are the same.
    fn may_be(&self, stored: &Identity) -> bool {
        let is_free = !self.is_claimed(stored) || stored.content_hash == self.page.document.content_hash;
        self.is_among(stored) && is_free
    }

    /// Returns the documents at the page's address, or whose pages state it, that compare the same figures.
    fn at_address(&self) -> Result<Vec<Identity>> {
        let Some(address) = &self.page.document.address else { return Ok(Vec::new()) };
        let sql = include_str!("at_address.sql");
        let mut ids =
            column(self.connection, sql, named_params! { ":address": address, ":figure_id": self.known_figure() })?;
        ids.sort_unstable();
        ids.dedup();
        let mut stored = self.identities_of(ids)?;
        self.retain_of_same_figures(&mut stored)?;
        stored.sort_by_key(|stored| stored.address.is_none());
        Ok(stored)
    }

    fn at_address_from_place(&self) -> Result<Option<Identity>> {
        let Some(address) = &self.page.document.address else { return Ok(None) };
        let Page { document, origin, .. } = self.page;
        let sql = include_str!("at_address_from_place.sql");
        let place = named_params! { ":address": address, ":path": origin.path, ":source": document.source };
        let mut best: Option<(usize, bool, Identity)> = None;
        for stored in self.identities(sql, place)?.into_iter().filter(|stored| self.may_be(stored)) {
            let shared = self.shared(&stored)?;
            let is_there = stored.address.is_some();
            if self.is_same_place(&stored) || (origin.is_at_address && is_there && shared > 0) {
                // A place may have held several pages that state one address.
                if best.as_ref().is_none_or(|(most, was_there, _)| (*most, *was_there) < (shared, is_there)) {
                    best = Some((shared, is_there, stored));
                }
            }
        }
        Ok(best.map(|(_, _, stored)| stored))
    }

    /// Tells whether a document at the page's address came from the same file or the same URL.
    fn is_same_place(&self, stored: &Identity) -> bool {
        let Page { document, origin, .. } = self.page;
        if origin.path.is_some() || stored.path.is_some() {
            return origin.path == stored.path;
        }
        let is_url = document.source.contains("://");
        is_url
            && (stored.source == document.source
                || origin.is_at_address && is_same_url(&stored.source, &document.source))
    }

    fn of_same_file(&self) -> Result<Option<Identity>> {
        let Page { document, origin, .. } = self.page;
        let Some(path) = origin.path else { return Ok(None) };
        let sql = include_str!("of_file.sql");
        for stored in
            self.identities(sql, named_params! { ":path": path, ":has_address": document.address.is_some() })?
        {
            if self.may_be(&stored) && self.shared(&stored)? > 0 {
                return Ok(Some(stored));
            }
        }
        Ok(None)
    }

    fn alike(&self) -> Result<Option<Identity>> {
        let mut alike = self.all_alike()?;
        let states_address = self.page.document.address.is_some();
        // Two pages of one run, of which only one has an address, come from different places.
        let is_elsewhere = |stored: &Identity| self.is_claimed(stored) && (stored.states_address() || states_address);
        alike.retain(|stored| self.may_be(stored) && !is_elsewhere(stored));
        let is_same = |stored: &Identity| stored.content_hash == self.page.document.content_hash;
        if alike.iter().any(is_same) {
            // One is as good as the other.
            return Ok(alike
                .into_iter()
                .filter(is_same)
                .min_by_key(|stored| (stored.address.is_some(), stored.slug.clone())));
        }
        let without_address = alike.iter().filter(|stored| stored.address.is_none()).count();
        if alike.len() > 1 && without_address == 1 {
            alike.retain(|stored| stored.address.is_none());
        }
        Ok(if alike.len() == 1 { alike.pop() } else { None })
    }

    /// Returns the documents that ask for the same slug and compare the same figures, where one of the two has no address.
    fn all_alike(&self) -> Result<Vec<Identity>> {
        let document = self.page.document;
        let place = named_params! {
            ":page_slug": document.slug, ":has_address": document.address.is_some(), ":figure_id": self.known_figure(),
        };
        let mut alike = self.identities(include_str!("alike.sql"), place)?;
        self.retain_of_same_figures(&mut alike)?;
        Ok(alike)
    }

    /// Returns one figure of the page, unless one is new to the base: of the documents that are there, none compares that.
    fn known_figure(&self) -> Option<FigureId> {
        let known = self.figures.iter().map(|figure| if let Figure::Known(id) = figure { Some(*id) } else { None });
        known.collect::<Option<Vec<FigureId>>>().and_then(|ids| ids.first().copied())
    }

    fn identities(&self, sql: &str, place: impl Params) -> Result<Vec<Identity>> {
        self.identities_of(column(self.connection, sql, place)?)
    }

    fn identities_of(&self, ids: Vec<DocumentId>) -> Result<Vec<Identity>> {
        ids.into_iter().map(|id| Identity::of(self.connection, id)).collect()
    }

    fn retain_of_same_figures(&self, documents: &mut Vec<Identity>) -> Result<()> {
        let mut same = Vec::with_capacity(documents.len());
        for stored in documents.drain(..) {
            let all = figures_of(self.connection, self.names, &stored)?;
            if all.len() == self.figures.len() && self.figures.iter().all(|figure| all.contains(figure)) {
                same.push(stored);
            }
        }
        *documents = same;
        Ok(())
    }

    /// Returns how many figures a document and the page have in common.
    fn shared(&self, stored: &Identity) -> Result<usize> {
        let all = figures_of(self.connection, self.names, stored)?;
        Ok(self.figures.iter().filter(|figure| all.contains(figure)).count())
    }
}

/// Tells whether two sources are one URL but for what may lead to it: scheme, query and fragment.
pub(super) fn is_same_url(one: &str, other: &str) -> bool {
    let page = |source: &str| {
        let (_, url) = source.split_once("://")?;
        Some(url.split(['?', '#']).next().unwrap_or_default().to_lowercase())
    };
    page(one).is_some_and(|one| Some(one) == page(other))
}
