//! A report that a reader files, and whether it claims what another one claims already. Writing it down is `filing`'s business.

use std::collections::HashSet;

use rusqlite::Connection;

use super::filing::{Event, add_event, by_number, each_near, file, supports};
use super::place;
use super::reader::reader;
use crate::error::Result;
use crate::model::{EventKind, NewReport, Report, ReportId, ReportStatus};
use crate::name;
use crate::store::base::Store;

/// What came of filing a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filed {
    /// It has this number.
    New(ReportId),
    /// An open report says the same: it was added to it.
    Supported {
        /// The open report's number.
        number: ReportId,
    },
    /// The same was declined, and this says nothing new; nothing was written.
    Declined(Box<Report>),
}

impl Store {
    /// Files a report, or adds it to the open one that says the same.
    pub fn file_report(&mut self, report: &NewReport, now: &str) -> Result<Filed> {
        self.write(|connection| file_once(connection, report, now))
    }
}

fn file_once(connection: &Connection, report: &NewReport, now: &str) -> Result<Filed> {
    let mut open = None;
    let mut declined = None;
    let mut evidence = HashSet::new();
    let place = place::key(connection, report)?;
    each_near(connection, report, &mut |other, filed| {
        if !is_same_claim(filed, report) || place::key(connection, filed)? != place {
            return Ok(());
        }
        let Some(other) = by_number(connection, other)? else { return Ok(()) };
        match other.status {
            ReportStatus::Open => open = open.take().or(Some(other)),
            ReportStatus::Declined if other.filed.seen == report.seen => {
                evidence.extend(other.filed.evidence.clone());
                evidence.extend(
                    supports(connection, other.number, false)?.into_iter().filter_map(|support| support.evidence),
                );
                declined = Some(other);
            }
            ReportStatus::Declined | ReportStatus::Accepted => {}
        }
        Ok(())
    })?;
    if let Some(open) = open {
        let NewReport { reporter, evidence, comment, .. } = report;
        let reader = reader(&open.filed, reporter.as_deref(), comment.as_deref(), evidence.as_deref());
        let event = Event {
            reporter: reporter.as_deref(),
            reader: reader.as_deref(),
            evidence: evidence.as_deref(),
            note: comment.as_deref(),
            ..Event::new(open.number, EventKind::Supported)
        };
        add_event(connection, &event, now)?;
        return Ok(Filed::Supported { number: open.number });
    }
    if let Some(declined) = declined
        && report.evidence.as_ref().is_none_or(|given| evidence.contains(given))
    {
        return Ok(Filed::Declined(Box::new(declined)));
    }
    Ok(Filed::New(file(connection, report, None, now)?))
}

/// Tells whether two reports on one place say the same: they propose the same text, or, without a proposal, see the same
/// problem and say so in the same words or with the same evidence.
fn is_same_claim(a: &NewReport, b: &NewReport) -> bool {
    let same = |a: &Option<String>, b: &Option<String>| a.as_deref().map(name::fold) == b.as_deref().map(name::fold);
    if !same(&a.quote, &b.quote) || !same(&a.proposed, &b.proposed) {
        return false;
    }
    let says_so = if a.comment.is_some() || b.comment.is_some() {
        same(&a.comment, &b.comment)
    } else {
        a.evidence == b.evidence
    };
    a.proposed.is_some() || (a.problem == b.problem && says_so)
}
