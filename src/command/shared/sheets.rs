//! The sheets of a workbook that are pages. What a sheet says is `page`'s business.

use std::io::Read;
use std::vec;

use crate::command::shared::bounded_lines::MIB;
use crate::command::shared::passed_over::PassedOver;
use crate::command::shared::raw_page::{RawPage, Unreadable};
use crate::model::PathDigest;
use crate::page::{self, Declared, FiguresAre, InputFormat, workbook};

/// The most bytes of a workbook: unlike its sheets it may hold pictures.
const WORKBOOK_LIMIT: u64 = 64 * MIB;

/// The sheets of one file that compare something; where none does, why not.
pub(super) struct Sheets(vec::IntoIter<Result<RawPage, Unreadable>>);

impl Iterator for Sheets {
    type Item = Result<RawPage, Unreadable>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }
}

impl Sheets {
    /// Reads a workbook. Of one in which a sheet compares something, those that do not are notes and the like, and are
    /// counted.
    pub(super) fn open(
        file: &str,
        path: Option<PathDigest>,
        reader: impl Read,
        figures: Option<FiguresAre>,
        passed_over: &mut PassedOver,
    ) -> Result<Self, Unreadable> {
        let unreadable = |reason: String| Unreadable::at(file, 1, reason);
        let mut bytes = Vec::new();
        let read = reader.take(WORKBOOK_LIMIT + 1).read_to_end(&mut bytes);
        read.map_err(|error| unreadable(format!("cannot be read: {error}")))?;
        if bytes.len() as u64 > WORKBOOK_LIMIT {
            return Err(unreadable(format!("the workbook is longer than {} MiB", WORKBOOK_LIMIT / MIB)));
        }
        let sheets = workbook::sheets(&bytes).map_err(unreadable)?;
        let declared = Declared { figures, ..Declared::default() };
        let (mut pages, mut others) = (Vec::new(), Vec::new());
        for (name, csv) in sheets {
            let place = format!("{file}#{name}");
            match csv {
                Ok(csv) => match page::read_declared(InputFormat::Csv, csv.as_bytes(), &place, declared) {
                    Ok(_) => pages.push(sheet(place, csv)),
                    Err(rejection) => others.push(Unreadable { place, rejection }),
                },
                Err(reason) => others.push(Unreadable::at(&place, 1, reason)),
            }
        }
        if let [page] = &mut *pages {
            page.path = path;
        }
        if pages.is_empty() && others.is_empty() {
            return Err(unreadable("the workbook is empty".to_owned()));
        }
        let readings: Vec<_> = if pages.is_empty() {
            others.into_iter().map(Err).collect()
        } else {
            for _ in others {
                passed_over.count("sheets that compare nothing");
            }
            pages.into_iter().map(Ok).collect()
        };
        Ok(Self(readings.into_iter()))
    }
}

fn sheet(place: String, csv: String) -> RawPage {
    let source = place.clone();
    let format = InputFormat::Csv;
    RawPage { source, place, line: 1, is_part: true, path: None, format, charset: None, bytes: csv.into_bytes() }
}
