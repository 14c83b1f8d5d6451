//! Findings as a person is shown them: those of one kind under a heading, with what to do.

use super::advice::{Circumstances, next_of, to_do};
use crate::error::Result;
use crate::model::Place;
use crate::output::{Output, one_line};
use crate::store::{Concern, Finding, Numbered};

/// How many findings of a kind are shown to a person who does not say how many; the others are counted.
const SHOWN: usize = 5;

/// How much of a text is shown to a person, in characters.
const LONGEST: usize = 160;

/// Findings for a person: those of one kind under a heading, the first few of them whole.
pub(super) struct Groups<'o, 'a> {
    output: &'o mut Output<'a>,
    circumstances: &'o Circumstances,
    /// How many more are shown, in all; `None` for some of each kind.
    left: Option<usize>,
    concern: Option<Concern>,
    shown: Vec<Finding>,
    count: usize,
    written: bool,
}

impl<'o, 'a> Groups<'o, 'a> {
    /// Returns no groups yet, of so many findings in all, 0 for all there are.
    pub(super) fn new(output: &'o mut Output<'a>, circumstances: &'o Circumstances, limit: Option<usize>) -> Self {
        let left = limit.map(|limit| if limit == 0 { usize::MAX } else { limit });
        Self { output, circumstances, left, concern: None, shown: Vec::new(), count: 0, written: false }
    }

    pub(super) fn add(&mut self, finding: &Finding) -> Result<()> {
        if self.concern != Some(finding.concern) {
            self.close()?;
            self.concern = Some(finding.concern);
        }
        self.count += 1;
        if self.shown.len() < self.left.unwrap_or(SHOWN) {
            self.shown.push(finding.clone());
        }
        Ok(())
    }

    /// Writes the group that was gathered.
    pub(super) fn close(&mut self) -> Result<()> {
        let Some(concern) = self.concern.take() else { return Ok(()) };
        let shown = std::mem::take(&mut self.shown);
        let count = std::mem::take(&mut self.count);
        if self.written {
            self.output.line("")?;
        }
        self.written = true;
        self.output.heading(&format!("{} ({count})", title(concern)))?;
        // Where all have the same next step, it is said once.
        self.left = self.left.map(|left| left - shown.len());
        let next = shown.first().map(|first| to_do(first, self.circumstances)).unwrap_or_default();
        let is_shared = shown.iter().all(|finding| to_do(finding, self.circumstances) == next)
            && (count > 1 || next_of(concern).is_some());
        for finding in &shown {
            self.output.paragraph(&one_line(&line(finding)), 2)?;
            let texts = [("said", &finding.base), ("says", &finding.stated), ("should say", &finding.text)];
            for (label, text) in texts {
                if let Some(text) = text {
                    self.output.paragraph(&format!("{label}: {}", shortened(text)), 4)?;
                }
            }
            if !is_shared {
                self.output.line(&format!("    {}", to_do(finding, self.circumstances)))?;
            }
        }
        if count > shown.len() {
            let more = match (shown.len(), count - shown.len()) {
                (0, _) => "see them".to_owned(),
                (_, more) => format!("and {more} more"),
            };
            self.output.line(&format!("  {more}: versus check --problem {} --format csv", concern.as_str()))?;
        }
        if is_shared && !shown.is_empty() {
            self.output.line(&format!("  {next}"))?;
        }
        Ok(())
    }
}

pub(super) fn title(concern: Concern) -> &'static str {
    match concern {
        Concern::Damage => "Damage in the file",
        Concern::Schema => "The schema is another than the one that versus makes",
        Concern::Reference => "References to what is not there",
        Concern::Index => "The full-text index is out of step with the texts",
        Concern::Quantity => "What values amount to is out of step with the texts",
        Concern::Name => "Names are not kept as they are looked up",
        Concern::Correction => "Corrections that cannot stand as they do",
        Concern::Event => "Reports whose events cannot have happened so",
        Concern::Moved => "Corrections whose document now says something else",
        Concern::Report => "Reports that wait for a decision",
        Concern::Unmatched => "Reports on what is not in this base",
        Concern::Unclear => "Table rows that could not be told apart",
        Concern::Answered => "Decisions on rows that the page is clear about, or has no more",
        Concern::Duplicate => "Names that look like one thing",
        Concern::Empty => "Cells that the document leaves empty",
        Concern::Identical => "Texts that are the same for several figures",
    }
}

/// Returns the finding's place and what is the matter, on one line.
fn line(finding: &Finding) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(finding.correction.map(|number| format!("correction {number}")));
    // Where the events of a report are wrong, the details begin with its number.
    if let Some(Numbered::Report(number)) = finding.numbered
        && finding.concern != Concern::Event
    {
        parts.push(format!("report {number}"));
    }
    let figure = match (finding.figure(), &finding.other) {
        (Some(figure), Some(other)) if finding.concern == Concern::Identical => Some(format!("{figure} and {other}")),
        (figure, _) => figure.map(String::from),
    };
    if !matches!(finding.concern, Concern::Duplicate | Concern::Name) {
        let place = finding.place.as_ref();
        parts.extend(figure);
        parts.extend(place.and_then(Place::attribute).map(String::from));
        parts.extend(place.and_then(Place::section).map(String::from));
        parts.extend(place.and_then(Place::document).map(String::from));
    }
    if parts.is_empty() { finding.details.clone() } else { format!("{}: {}", parts.join(", "), finding.details) }
}

fn shortened(text: &str) -> String {
    let mut shortened: String = text.chars().take(LONGEST).collect();
    if shortened.len() < text.len() {
        shortened.push('…');
    }
    shortened
}
