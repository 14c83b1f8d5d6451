//! The name of a site behind the title of a page: "Tea vs. Coffee - What's the Difference? | Some Site".

use super::title;

/// What stands between the title of a page and the name of its site.
const SEPARATORS: [&str; 7] = [" | ", " - ", " – ", " — ", " · ", " » ", " :: "];

/// The most titles that are tried.
const MOST_TITLES: usize = 4;

/// Returns what may be the page's own title: the text up to a separator, if that is of the form "A vs. B", the shortest
/// first, and then the text as a whole.
pub(super) fn without_site(text: &str) -> Vec<&str> {
    let mut ends: Vec<usize> =
        SEPARATORS.iter().flat_map(|separator| text.match_indices(separator)).map(|(at, _)| at).collect();
    ends.sort_unstable();
    let heads = ends.into_iter().take(MOST_TITLES).map(|end| text[..end].trim());
    let mut titles: Vec<&str> = heads.filter(|title| !title::readings(title).is_empty()).collect();
    titles.push(text.trim());
    titles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_is_cut_off() {
        assert_eq!(without_site("Tea vs. Coffee")[0], "Tea vs. Coffee");
        assert_eq!(without_site("Tea vs. Coffee - What's the Difference? | This vs. That")[0], "Tea vs. Coffee");
        assert_eq!(without_site("Spider-Man - Home vs. Away | Site")[0], "Spider-Man - Home vs. Away");
        assert_eq!(without_site("Compare – Site"), ["Compare – Site"]);
        assert_eq!(
            without_site(" Tea vs. Coffee - Black | Site "),
            ["Tea vs. Coffee", "Tea vs. Coffee - Black", "Tea vs. Coffee - Black | Site"]
        );
    }
}
