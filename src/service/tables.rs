//! The tables that scripts rely on, column by column: what `export` writes and the lists print. Columns are added at the
//! end, never renamed or reordered. Each function returns how many rows it wrote.

use crate::error::Result;
use crate::model::{
    AttributeId, DocumentCount, NameCount, NameKind, Named, PassageText, Report, Resolution, Standing, TextStatus,
    Value,
};
use crate::name;
use crate::output::{Cell, Output};
use crate::service::cells::cells;
use crate::service::marked::Marked;
use crate::store::{PassageFilter, ReportFilter, Store};

/// Writes the figures whose name or alias holds `pattern`.
pub fn figures(store: &Store, output: &mut Output, pattern: &str) -> Result<usize> {
    let rows = output.rows(&["figure", "aliases", "documents", "values"])?;
    let pattern = name::fold_accents(pattern);
    rows.fill(|rows| {
        store.each_figure(|figure| if holds(figure, &pattern) { rows.row(&counted(figure)) } else { Ok(()) })
    })
}

/// Writes those of the figures whose name or alias holds `pattern` that have `values`, with these in columns of such names.
pub fn figures_with(
    store: &Store,
    output: &mut Output,
    pattern: &str,
    names: &[&str],
    values: impl Fn(&str) -> Option<Vec<String>>,
) -> Result<usize> {
    let rows = output.rows(&[&["figure", "aliases", "documents", "values"], names].concat())?;
    let pattern = name::fold_accents(pattern);
    rows.fill(|rows| {
        store.each_figure(|figure| {
            let Some(values) = values(&figure.name).filter(|_| holds(figure, &pattern)) else { return Ok(()) };
            let mut cells: Vec<Cell> = counted(figure).into();
            cells.extend(values.iter().map(Cell::from));
            rows.row(&cells)
        })
    })
}

/// Writes the attributes whose name or alias holds `pattern`.
pub fn attributes(store: &Store, output: &mut Output, pattern: &str) -> Result<usize> {
    let rows = output.rows(&["attribute", "aliases", "documents", "values"])?;
    let pattern = name::fold_accents(pattern);
    rows.fill(|rows| {
        store
            .each_attribute(|attribute| if holds(attribute, &pattern) { rows.row(&counted(attribute)) } else { Ok(()) })
    })
}

/// Tells whether the name or an alias holds a text, which is without case and accents.
#[must_use]
pub fn holds(named: &NameCount, pattern: &str) -> bool {
    name::fold_accents(&named.name).contains(pattern) || name::fold_accents(&named.aliases).contains(pattern)
}

fn counted(named: &NameCount) -> [Cell<'_>; 4] {
    [named.name.as_str().into(), named.aliases.as_str().into(), named.documents.into(), named.values.into()]
}

/// Writes the aliases where name or alias holds `pattern`; with `attributes`, only those of attributes.
pub fn aliases(store: &Store, output: &mut Output, pattern: &str, attributes: bool) -> Result<usize> {
    let rows = output.rows(&["kind", "name", "alias"])?;
    let pattern = name::fold_accents(pattern);
    let holds = |text: &str| name::fold_accents(text).contains(&pattern);
    rows.fill(|rows| {
        store.each_alias(|alias| {
            if (attributes && alias.kind != NameKind::Attribute) || !(holds(&alias.name) || holds(&alias.alias)) {
                return Ok(());
            }
            rows.row(&[alias.kind.as_str().into(), alias.name.as_str().into(), alias.alias.as_str().into()])
        })
    })
}

/// Writes all merges, those that hold and those that were undone.
pub fn merges(store: &Store, output: &mut Output) -> Result<usize> {
    let columns = ["merge", "kind", "name", "into", "editor", "note", "merged_at", "undone_at", "undone_by"];
    let rows = output.rows(&columns)?;
    rows.fill(|rows| {
        store.each_merge(|merge| {
            rows.row(&[
                merge.number.0.into(),
                merge.kind.as_str().into(),
                merge.name.as_str().into(),
                merge.into.as_str().into(),
                merge.editor.as_str().into(),
                merge.note.as_deref().into(),
                merge.merged_at.as_str().into(),
                merge.undone_at.as_deref().into(),
                merge.undone_by.as_deref().into(),
            ])
        })
    })
}

/// Writes all preferences, active and replaced.
pub fn preferences(store: &Store, output: &mut Output) -> Result<usize> {
    let rows = output.rows(&["figure", "attribute", "document", "editor", "note", "made_at", "replaced_at"])?;
    rows.fill(|rows| {
        store.each_preference(|preference| {
            rows.row(&[
                preference.figure.as_str().into(),
                preference.attribute.as_str().into(),
                preference.document.as_str().into(),
                preference.editor.as_str().into(),
                preference.note.as_deref().into(),
                preference.made_at.as_str().into(),
                preference.replaced_at.as_deref().into(),
            ])
        })
    })
}

/// Writes all values.
pub fn values(store: &Store, output: &mut Output) -> Result<usize> {
    let rows = output.rows(&["document", "position", "attribute", "figure", "value", "status", "group"])?;
    rows.fill(|rows| {
        store.each_value(|value| {
            rows.row(&[
                value.document.into(),
                value.position.into(),
                value.attribute.into(),
                value.figure.into(),
                value.value.into(),
                value.status.as_str().into(),
                value.group.into(),
            ])
        })
    })
}

/// Writes what values amount to.
pub fn quantities(store: &Store, output: &mut Output) -> Result<usize> {
    let columns =
        ["document", "position", "attribute", "figure", "value", "kind", "low", "high", "unit", "approximate"];
    let rows = output.rows(&columns)?;
    rows.fill(|rows| {
        store.each_quantity(|record| {
            let quantity = &record.quantity;
            rows.row(&[
                record.document.into(),
                record.position.into(),
                record.attribute.into(),
                record.figure.into(),
                record.value.into(),
                quantity.kind.as_str().into(),
                quantity.low.as_deref().into(),
                quantity.high.as_deref().into(),
                quantity.unit.as_str().into(),
                quantity.approximate.then_some("yes").into(),
            ])
        })
    })
}

/// Writes the passages that the filter lets through and whose section's heading holds `heading`.
pub fn sections(store: &Store, output: &mut Output, filter: &PassageFilter, heading: &str) -> Result<usize> {
    let columns = ["document", "section", "heading", "passage", "figures", "text", "status"];
    // In tables the status is a mark on the text.
    let marked = output.is_table();
    let columns = if marked { &columns[..6] } else { &columns[..] };
    let rows = output.rows(columns)?;
    let heading = name::fold_accents(heading);
    rows.fill(|rows| {
        store.each_passage(filter, |passage| {
            if !heading.is_empty() && !name::fold_accents(passage.heading).contains(&heading) {
                return Ok(());
            }
            let text = if marked && passage.status == TextStatus::Corrected {
                format!("{} [corrected]", passage.text).into()
            } else {
                passage.text.into()
            };
            let cells = [
                passage.document.into(),
                passage.section.into(),
                passage.heading.into(),
                passage.passage.into(),
                passage.figures.into(),
                text,
                passage.status.as_str().into(),
            ];
            rows.row(&cells[..columns.len()])
        })
    })
}

/// Writes all documents.
pub fn documents(store: &Store, output: &mut Output) -> Result<usize> {
    let columns =
        ["document", "title", "figures", "summary", "notice", "source", "content_hash", "imported_at", "status"];
    let rows = output.rows(&columns)?;
    rows.fill(|rows| {
        store.each_document(|document| {
            rows.row(&[
                document.slug.into(),
                document.title.into(),
                document.figures.into(),
                document.summary.into(),
                document.notice.into(),
                document.source.into(),
                document.content_hash.into(),
                document.imported_at.into(),
                document.status.as_str().into(),
            ])
        })
    })
}

/// The columns of [`reports`] that all formats have; those after `note` came later.
const REPORT_COLUMNS: [&str; 22] = [
    "report",
    "status",
    "problem",
    "document",
    "figure",
    "attribute",
    "section",
    "seen",
    "proposed",
    "comment",
    "evidence",
    "reporter",
    "filed_at",
    "decided_at",
    "resolution",
    "note",
    "target",
    "quote",
    "uid",
    "readers",
    "editor",
    "standing",
];

/// Writes the reports that the filter lets through.
pub fn reports(store: &Store, output: &mut Output, filter: &ReportFilter) -> Result<usize> {
    let in_table = output.is_table();
    let rows = output.rows(&report_columns(in_table, false))?;
    rows.fill(|rows| {
        store.each_report(filter, |report| rows.row(&report_cells(in_table, report, store.standing(report)?, None)))
    })
}

/// Writes the reports that the filter lets through in the order to look at them; in a table one a line, without what `report show`
/// tells.
pub fn report_queue(store: &Store, output: &mut Output, filter: &ReportFilter) -> Result<usize> {
    if !output.is_table() {
        let rows = output.rows(&report_columns(false, false))?;
        return rows.fill(|rows| {
            let queue = store.report_queue(filter)?;
            queue.iter().try_for_each(|listed| rows.row(&report_cells(false, &listed.report, listed.standing, None)))
        });
    }
    output.listing.one_line = true;
    // All of them stand alike, unless all are listed.
    let with_status = filter.status.is_none();
    let columns = ["report", "problem", "about", "seen", "proposed", "readers", "status"];
    let columns = &columns[..if with_status { 7 } else { 6 }];
    let rows = output.rows(columns)?;
    rows.fill(|rows| {
        for listed in store.report_queue(filter)? {
            let report = &listed.report;
            let filed = &report.filed;
            let about = [filed.figure(), filed.place.attribute(), filed.place.heading()];
            let about: Vec<&str> = about.into_iter().flatten().collect();
            let about = if about.is_empty() { filed.target().to_owned() } else { about.join(": ") };
            let cells = [
                report.number.0.into(),
                filed.problem.as_str().into(),
                about.into(),
                filed.seen.as_str().into(),
                filed.proposed.as_deref().into(),
                readers(report).into(),
                report.status.as_str().into(),
            ];
            rows.row(&cells[..columns.len()])?;
        }
        Ok(())
    })
}

/// Writes one report, and in a column more what its target reads now.
pub fn report(output: &mut Output, report: &Report, standing: Standing, now: Option<&str>) -> Result<()> {
    let in_table = output.is_table();
    let mut rows = output.rows(&report_columns(in_table, true))?;
    rows.row(&report_cells(in_table, report, standing, Some(now.into())))?;
    rows.finish()?;
    Ok(())
}

/// Returns how many readers a report has, for people: `3 + 12 from bundles`.
#[must_use]
pub fn readers(report: &Report) -> String {
    match report.readers_from_bundles {
        0 => report.readers.to_string(),
        more => format!("{} + {more} from bundles", report.readers),
    }
}

/// Returns the columns of a report, one for what its target reads now among them if it is shown.
fn report_columns(in_table: bool, now: bool) -> Vec<&'static str> {
    let now = now.then_some("now");
    // In tables it stands in `readers`.
    let from_bundles = (!in_table).then_some("readers_from_bundles");
    REPORT_COLUMNS.into_iter().chain(now).chain(from_bundles).collect()
}

fn report_cells<'a>(in_table: bool, report: &'a Report, standing: Standing, now: Option<Cell<'a>>) -> Vec<Cell<'a>> {
    let filed = &report.filed;
    let cells = [
        report.number.0.into(),
        report.status.as_str().into(),
        filed.problem.as_str().into(),
        filed.place.document().into(),
        filed.figure().into(),
        filed.place.attribute().into(),
        filed.place.heading().into(),
        filed.seen.as_str().into(),
        filed.proposed.as_deref().into(),
        filed.comment.as_deref().into(),
        filed.evidence.as_deref().into(),
        filed.reporter.as_deref().into(),
        report.filed_at.as_str().into(),
        report.decided_at.as_deref().into(),
        report.resolution.map(Resolution::as_str).into(),
        report.note.as_deref().into(),
        filed.target().into(),
        filed.quote.as_deref().into(),
        report.uid.as_str().into(),
        if in_table { readers(report).into() } else { report.readers.into() },
        report.editor.as_deref().into(),
        standing.as_str().into(),
    ];
    let from_bundles = (!in_table).then(|| report.readers_from_bundles.into());
    cells.into_iter().chain(now).chain(from_bundles).collect()
}

/// Writes all corrections, active and reverted.
pub fn corrections(store: &Store, output: &mut Output) -> Result<usize> {
    let columns = [
        "correction",
        "report",
        "document",
        "figure",
        "attribute",
        "section",
        "base",
        "text",
        "editor",
        "note",
        "made_at",
        "reverted_at",
        "agreed_at",
        "reverted_by",
        "revert_note",
    ];
    let rows = output.rows(&columns)?;
    rows.fill(|rows| {
        store.each_correction(|correction| {
            rows.row(&[
                correction.number.0.into(),
                correction.report.map(|number| number.0).into(),
                correction.place.document().into(),
                correction.place.figure().into(),
                correction.place.attribute().into(),
                correction.place.heading().into(),
                correction.base.as_str().into(),
                correction.text.as_str().into(),
                correction.editor.as_str().into(),
                correction.note.as_deref().into(),
                correction.made_at.as_str().into(),
                correction.reverted_at.as_deref().into(),
                correction.agreed_at.as_deref().into(),
                correction.reverted_by.as_deref().into(),
                correction.revert_note.as_deref().into(),
            ])
        })
    })
}

/// Tells whether the name or the title holds a text, which is without case and accents.
#[must_use]
pub fn document_holds(document: &DocumentCount, pattern: &str) -> bool {
    document.slug.contains(pattern) || name::fold_accents(&document.title).contains(pattern)
}

/// Writes the documents whose name or title holds `pattern`, with counts.
pub fn document_counts(store: &Store, output: &mut Output, pattern: &str) -> Result<usize> {
    let pattern = name::fold_accents(pattern);
    let rows = output.rows(&["document", "title", "values", "passages", "unclear"])?;
    rows.fill(|rows| {
        store.each_document_count(|document| {
            if !document_holds(document, &pattern) {
                return Ok(());
            }
            rows.row(&[
                document.slug.as_str().into(),
                document.title.as_str().into(),
                document.values.into(),
                document.passages.into(),
                document.unclear.into(),
            ])
        })
    })
}

/// Writes the rows that are unclear, or with `is_inferred` those that other documents told apart.
pub fn unclear_rows(store: &Store, output: &mut Output, is_inferred: bool) -> Result<usize> {
    if output.is_table() {
        return unclear_lines(store, output, is_inferred);
    }
    let rows = output.rows(&["row", "document", "position", "raw", "reason", "candidates"])?;
    rows.fill(|rows| {
        store.each_unclear_row(is_inferred, |record| {
            let candidates: Vec<String> = record.row.candidates.iter().map(cells).collect();
            rows.row(&[
                record.id.0.into(),
                record.document.as_str().into(),
                record.row.position.into(),
                record.row.raw.as_str().into(),
                record.row.reason.as_str().into(),
                candidates.join("\n").into(),
            ])
        })
    })
}

/// Lists the rows one a line, each with its best candidate.
fn unclear_lines(store: &Store, output: &mut Output, is_inferred: bool) -> Result<usize> {
    output.listing.one_line = true;
    let rows = output.rows(&["row", "document", "raw", "first candidate", "reason"])?;
    rows.fill(|rows| {
        store.each_unclear_row(is_inferred, |record| {
            rows.row(&[
                record.id.0.into(),
                record.document.as_str().into(),
                record.row.raw.as_str().into(),
                record.row.candidates.first().map(cells).into(),
                record.row.reason.as_str().into(),
            ])
        })
    })
}

/// Writes what is known of a figure: its values and the passages about it.
pub fn figure(output: &mut Output, values: &[Value], passages: &[PassageText]) -> Result<usize> {
    let rows = output.rows(&["document", "attribute", "section", "text", "status", "open_reports"])?;
    rows.fill(|rows| {
        for value in values {
            rows.row(&[
                value.document.as_str().into(),
                value.attribute.as_str().into(),
                None::<&str>.into(),
                value.text.as_str().into(),
                value.status.as_str().into(),
                value.open_reports.into(),
            ])?;
        }
        for passage in passages {
            rows.row(&[
                passage.document.as_str().into(),
                None::<&str>.into(),
                passage.heading.as_str().into(),
                passage.text.as_str().into(),
                passage.status.as_str().into(),
                passage.open_reports.into(),
            ])?;
        }
        Ok(())
    })
}

/// Writes what all figures are for an attribute.
pub fn attribute(store: &Store, output: &mut Output, attribute: &Named<AttributeId>) -> Result<usize> {
    let in_table = output.is_table();
    if in_table {
        output.heading(&attribute.name)?;
        output.line("")?;
    }
    let columns = ["figure", "value", "document", "status", "open_reports"];
    let rows = output.rows(if in_table { &columns[..3] } else { &columns })?;
    let values = store.values_of_attribute(attribute.id)?;
    rows.fill(|rows| {
        for (figure, value) in &values {
            let corrected = value.status == TextStatus::Corrected;
            let marked = Marked { text: &value.text, corrected, open_reports: value.open_reports };
            let preferred = if value.preferred { " [preferred]" } else { "" };
            let text: Cell = if in_table { format!("{marked}{preferred}").into() } else { value.text.as_str().into() };
            let status = value.status.as_str().into();
            let cells =
                [figure.as_str().into(), text, value.document.as_str().into(), status, value.open_reports.into()];
            rows.row(if in_table { &cells[..3] } else { &cells })?;
        }
        Ok(())
    })
}
