//! What a search found, as a table, and what is said where it found nothing.

use crate::error::Result;
use crate::model::{Hit, Match, SearchResult, TextStatus};
use crate::output::Output;

/// Where a beginning is that of too many words.
pub const TOO_SHORT: &str = "too many words begin so to look for them in texts: type more of them";

/// Writes hits; for people in lines.
pub fn print(output: &mut Output, hits: &[Hit]) -> Result<usize> {
    if output.is_table() {
        return print_lines(output, hits);
    }
    let columns = ["document", "place", "section", "attribute", "figure", "snippet", "status", "match"];
    output.rows(&columns)?.fill(|rows| {
        for hit in hits {
            rows.row(&[
                hit.place.document().into(),
                hit.kind.as_str().into(),
                hit.place.heading().into(),
                hit.place.attribute().into(),
                hit.figures.as_str().into(),
                hit.snippet.as_str().into(),
                hit.status.map(TextStatus::as_str).into(),
                hit.found.as_str().into(),
            ])?;
        }
        Ok(())
    })
}

/// Prints hits for people, for whom six columns are too many beside each other: where it stands, and what stands there with the
/// marks that are columns elsewhere.
fn print_lines(output: &mut Output, hits: &[Hit]) -> Result<usize> {
    output.rows(&["place", "snippet"])?.fill(|rows| {
        for hit in hits {
            let (heading, figures) = (hit.place.heading().or(hit.place.attribute()), Some(hit.figures.as_str()));
            // A name is all of the text that was found: what it names is told.
            let place = match hit.status {
                Some(_) => [heading.or(Some(hit.kind.as_str())), figures, hit.place.document()],
                None => [Some(hit.kind.as_str()), hit.place.document(), None],
            };
            let place: Vec<&str> = place.into_iter().flatten().filter(|part| !part.is_empty()).collect();
            let mut snippet = hit.snippet.clone();
            if hit.status == Some(TextStatus::Corrected) {
                snippet += " [corrected]";
            }
            if hit.found == Match::Beginning {
                snippet += " [beginning]";
            }
            rows.row(&[place.join(", ").into(), snippet.into()])?;
        }
        Ok(())
    })
}

/// Says why nothing was found, and what is near.
#[must_use]
pub fn nothing_found(words: &str, found: &SearchResult) -> String {
    if !words.chars().any(char::is_alphanumeric) {
        return format!("nothing to look for: `{words}` holds no word");
    }
    let more = if !found.near.is_empty() {
        format!("; near: {}", found.near.join(", "))
    } else if found.is_too_short {
        format!("; {TOO_SHORT}")
    } else {
        String::new()
    };
    format!("no text holds all the words of `{words}`{more}")
}
