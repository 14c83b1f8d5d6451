//! The queue of reports: the order to look at them in, and what editors decide. How a report comes in is in `claim`.

use std::collections::{HashMap, HashSet};

use rusqlite::Connection;

use super::filing::ReportFilter;
use super::filing::{Event, add_event, by_number, current_text, each, each_near, supports};
use super::place::{self, Located, PlaceKey};
use crate::error::{Error, Misuse, Refusal, Result};
use crate::model::{Because, CorrectionId, EventKind, NewReport, Report, ReportId, ReportStatus, Standing, Support};
use crate::name;
use crate::store::base::Store;
use crate::store::correction::making as correction;
use crate::store::name::known;
use crate::store::place::PlaceId;

/// An editor accepts a report.
#[derive(Debug, Clone, Copy)]
pub struct Acceptance<'a> {
    /// The report's number.
    pub number: ReportId,
    /// What is to stand there; `None`: what the report proposes, where the text is still the one it was filed on.
    pub text: Option<&'a str>,
    /// Whether the text stands for all of a passage or summary, also where the report quotes words of it.
    pub whole: bool,
    /// Slug of the document to put a missing value in, where the report names none.
    pub document: Option<&'a str>,
    /// Why.
    pub note: Option<&'a str>,
    /// Who decides.
    pub editor: &'a str,
}

/// What came of accepting a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It led to a correction.
    Accepted(Accepted),
    /// The text is another than the one the report was filed on; nothing was written.
    Moved {
        /// What the reader saw.
        seen: String,
        /// What stands there now.
        now: String,
        /// What the report proposes.
        proposed: String,
    },
}

/// A correction made on a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// The correction's number.
    pub correction: CorrectionId,
    /// The reports that it closed, the one that was accepted first.
    pub closed: Vec<ReportId>,
    /// What stood there.
    pub before: String,
    /// What stands there now.
    pub text: String,
}

/// A report in the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The report.
    pub report: Report,
    /// How its target stands here.
    pub standing: Standing,
    /// Shared by reports on the same target.
    pub place: PlaceKey,
}

impl Store {
    /// Tells how the target of a report stands in this base.
    pub fn standing(&self, report: &Report) -> Result<Standing> {
        place::standing(&self.connection, &report.filed, report.status)
    }

    /// Returns who else said what a report says, those who did so in bundles last.
    pub fn supports(&self, number: ReportId) -> Result<Vec<Support>> {
        supports(&self.connection, number, true)
    }

    /// Returns the reports that the filter lets through in the order to look at them: those on one target together;
    /// targets, and the reports of each, with evidence before those without, then oldest first.
    pub fn report_queue(&self, filter: &ReportFilter) -> Result<Vec<Listed>> {
        let connection = &self.connection;
        let mut listed: Vec<Listed> = Vec::new();
        each(connection, filter, &mut |report| {
            let standing = self.standing(report)?;
            listed.push(Listed { report: report.clone(), standing, place: place::key(connection, &report.filed)? });
            Ok(())
        })?;
        let sql = "SELECT DISTINCT report_id FROM report_events WHERE evidence IS NOT NULL";
        let supported: HashSet<ReportId> =
            connection.prepare(sql)?.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let order = |one: &Listed| {
            let evident = one.report.filed.evidence.is_some() || supported.contains(&one.report.number);
            (!evident, one.report.filed_at.clone(), one.report.number)
        };
        let mut first: HashMap<PlaceKey, _> = HashMap::new();
        for one in &listed {
            let order = order(one);
            let entry = first.entry(one.place.clone()).or_insert_with(|| order.clone());
            if order < *entry {
                *entry = order;
            }
        }
        listed.sort_by_cached_key(|one| (first.get(&one.place).cloned(), order(one)));
        Ok(listed)
    }

    /// Accepts a report: makes the correction and closes every open report that asks for the same text in that place.
    pub fn accept_report(&mut self, acceptance: &Acceptance, now: &str) -> Result<Outcome> {
        self.write(|connection| accept(connection, acceptance, now))
    }

    /// Declines open reports, all or none.
    pub fn decline_reports(
        &mut self,
        numbers: &[ReportId],
        because: Because,
        note: Option<&str>,
        editor: &str,
        now: &str,
    ) -> Result<()> {
        self.write(|connection| {
            for (at, number) in numbers.iter().enumerate() {
                if numbers[..at].contains(number) {
                    continue;
                }
                open_report(connection, *number)?;
                let event = Event { editor: Some(editor), note, ..Event::new(*number, EventKind::Declined) };
                add_event(connection, &Event { because: Some(because), ..event }, now)?;
            }
            Ok(())
        })
    }

    /// Opens a decided report again. Returns the number of the correction that stands on its target, for a report that
    /// was accepted: it is not reverted.
    pub fn reopen_report(
        &mut self,
        number: ReportId,
        note: Option<&str>,
        editor: &str,
        now: &str,
    ) -> Result<Option<CorrectionId>> {
        self.write(|connection| {
            let report = by_number(connection, number)?.ok_or(Error::UnknownReport { number })?;
            if report.status == ReportStatus::Open {
                return Err(Refusal::ReportOpen { report: number }.into());
            }
            let editor = Some(editor);
            add_event(connection, &Event { editor, note, ..Event::new(number, EventKind::Reopened) }, now)?;
            match place::find(connection, &report.filed)? {
                Some(Located::Text(place)) if report.status == ReportStatus::Accepted => {
                    correction::active(connection, place)
                }
                _ => Ok(None),
            }
        })
    }
}

/// Returns a report that is open; another one is not to be decided.
fn open_report(connection: &Connection, number: ReportId) -> Result<Report> {
    let report = by_number(connection, number)?.ok_or(Error::UnknownReport { number })?;
    if report.status == ReportStatus::Open {
        return Ok(report);
    }
    Err(Refusal::AlreadyDecided { report: number, status: report.status }.into())
}

fn accept(connection: &Connection, acceptance: &Acceptance, now: &str) -> Result<Outcome> {
    let Acceptance { number, editor, note, .. } = *acceptance;
    let mut report = open_report(connection, number)?.filed;
    if !report.place.is_text() {
        return Err(Refusal::NoTextToCorrect { report: number, kind: report.place.kind() }.into());
    }
    if let Some(document) = acceptance.document.filter(|_| report.is_missing && report.place.document().is_none()) {
        report = place::there(&report, document);
    }
    let Some(text) = acceptance.text.or(report.proposed.as_deref()).map(str::to_owned) else {
        return Err(Misuse::NoTextProposed { report: number }.into());
    };
    let gone = || Refusal::TargetGone { report: number };
    let located = place::find(connection, &report)?.ok_or_else(gone)?;
    if let Located::OneOf(documents) = located {
        let figure = report.figure().unwrap_or_default().to_owned();
        return Err(Misuse::OneOfDocuments { figure, documents }.into());
    }
    // In the place itself: a value that is missing in all documents may since stand in another one.
    let before = match located {
        Located::Nothing { .. } => String::new(),
        _ => current_text(connection, &report)?.unwrap_or_default(),
    };
    let as_filed = current_text(connection, &report)?.unwrap_or_default();
    let after = if acceptance.whole { Some(text.clone()) } else { place::put_in(&report, &before, &text) };
    if after.as_ref() == Some(&before) {
        return Err(Refusal::AlreadyFixed { report: number }.into());
    }
    if acceptance.text.is_none() && as_filed != report.seen {
        return Ok(Outcome::Moved { seen: report.seen, now: as_filed, proposed: text });
    }
    let Some(after) = after else {
        return Err(Refusal::QuoteNotOnce { report: number }.into());
    };
    let mut closed = vec![number];
    closed.extend(same_wish(connection, number, &report, &before, &after)?);
    let place = match located {
        Located::Text(place) => place,
        Located::Nothing { document_id, figure_id, attribute_id } => PlaceId::Value {
            document_id,
            figure_id,
            attribute_id: match attribute_id {
                Some(id) => id,
                None => known::attribute_or_new(connection, report.place.attribute().unwrap_or_default())?,
            },
        },
        Located::OneOf(_) | Located::Whole => return Err(gone().into()),
    };
    let decision = correction::Decision { place, text: &after, editor, note, report: Some(number) };
    let correction = correction::make(connection, &decision, now)?;
    correction::judge_again(connection, correction, now)?;
    for report in &closed {
        let event = Event { editor: Some(editor), note, ..Event::new(*report, EventKind::Accepted) };
        add_event(connection, &event, now)?;
    }
    Ok(Outcome::Accepted(Accepted { correction, closed, before, text: after }))
}

/// Returns the other open reports on the place of one that ask for the text which is about to stand there.
fn same_wish(
    connection: &Connection,
    number: ReportId,
    report: &NewReport,
    before: &str,
    after: &str,
) -> Result<Vec<ReportId>> {
    let place = place::key(connection, report)?;
    let wanted = name::fold(after);
    let mut same = Vec::new();
    each_near(connection, report, &mut |other, filed| {
        let text = filed.proposed.as_deref().and_then(|text| place::put_in(filed, before, text));
        if other != number
            && text.is_some_and(|text| name::fold(&text) == wanted)
            && place::key(connection, filed)? == place
            && by_number(connection, other)?.is_some_and(|other| other.status == ReportStatus::Open)
        {
            same.push(other);
        }
        Ok(())
    })?;
    Ok(same)
}
