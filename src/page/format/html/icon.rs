//! What the classes of an icon and the names of pictures say: yes, no, or neither.

/// What classes of icons begin with, or are.
const FAMILIES: [&str; 27] = [
    "fa",
    "fas",
    "far",
    "fab",
    "fal",
    "fad",
    "glyphicon",
    "bi",
    "icon",
    "icons",
    "ico",
    "dashicons",
    "mdi",
    "ion",
    "octicon",
    "ti",
    "ri",
    "la",
    "las",
    "pi",
    "ph",
    "lucide",
    "feather",
    "typcn",
    "sprite",
    "emoji",
    "material",
];

/// Words of a class that say nothing of what an icon shows.
const LOOKS: [&str; 31] = [
    "circle", "square", "o", "alt", "lg", "sm", "xs", "xl", "fw", "fill", "filled", "solid", "light", "regular",
    "thin", "bold", "thick", "round", "rounded", "outline", "outlined", "sharp", "line", "mark", "box", "small",
    "large", "sign", "green", "red", "grey",
];

pub(super) fn is_icon(class: &str) -> bool {
    let mut words = class.split(|c: char| !c.is_ascii_alphanumeric());
    words.any(|word| FAMILIES.contains(&word))
}

/// Returns whether the classes of an icon say yes or no; none where they do not, or say both.
pub(super) fn state(class: &str) -> Option<bool> {
    let is_icon = is_icon(class);
    let state = |token: &str| {
        let words = token.split(|c: char| !c.is_ascii_alphanumeric());
        // Classes such as `clear` and `x` mean much else.
        let is_plain = matches!(token, "check" | "checkmark" | "tick" | "cross" | "yes" | "no");
        (is_icon || is_plain).then(|| answer(words.filter(|word| !FAMILIES.contains(word)))).flatten()
    };
    let mut states = class.split_ascii_whitespace().filter_map(state);
    let first = states.next()?;
    states.all(|state| state == first).then_some(first)
}

/// Returns whether a name's words say yes or no and nothing else.
pub(super) fn answer<'a>(words: impl Iterator<Item = &'a str>) -> Option<bool> {
    let mut answer = None;
    for word in words.filter(|word| !word.is_empty() && !LOOKS.contains(word)) {
        // `bi-check2`
        let word = if word.len() > 1 { word.trim_end_matches(|c: char| c.is_ascii_digit()) } else { word };
        let one = match word {
            "check" | "checkmark" | "checked" | "tick" | "yes" | "ok" | "done" | "true" => true,
            "cross" | "xmark" | "x" | "times" | "remove" | "no" | "close" | "cancel" | "clear" | "false" => false,
            "" => continue,
            _ => return None,
        };
        if answer.is_some_and(|answer| answer != one) {
            return None;
        }
        answer = Some(one);
    }
    answer
}

/// Answers whether a class or name has a word in it that is a check or a cross and nothing else.
pub(super) fn is_said(words: &str) -> bool {
    let mut words = words.split(|c: char| !c.is_ascii_alphanumeric());
    words.any(|word| {
        let word = word.trim_end_matches(|c: char| c.is_ascii_digit());
        matches!(word, "check" | "checkmark" | "checked" | "tick" | "yes" | "cross" | "no")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_of_icons_say_yes_or_no_or_neither() {
        for class in [
            "fa fa-check",
            "fas fa-check-circle",
            "fa fa-check-square-o fa-lg",
            "glyphicon glyphicon-ok",
            "bi bi-check2",
            "bi-check-lg",
            "icon-yes",
            "dashicons dashicons-yes",
            "icon tick",
            "mdi mdi-check-bold",
            "check-icon green",
            "icon icon-ok-sign",
            "ti ti-check",
            "fa-solid fa-square-check text-success",
        ] {
            assert_eq!(state(class), Some(true), "{class}");
        }
        for class in [
            "fa fa-remove",
            "fas fa-times",
            "fa-solid fa-xmark",
            "glyphicon glyphicon-remove",
            "bi bi-x",
            "bi-x-circle-fill",
            "dashicons dashicons-no",
            "dashicons-no-alt",
            "icon-cross",
            "mdi mdi-close",
            "icon no",
            "icon-cross-red",
        ] {
            assert_eq!(state(class), Some(false), "{class}");
        }
        for class in [
            "",
            "fa fa-star",
            "fa fa-minus",
            "bi bi-twitter-x",
            "fa-x-twitter",
            "fa-calendar-check",
            "fa fa-user-times",
            "fa fa-check fa-times",
            "icon-no-wifi",
            "price",
            "clear",
            "x",
            "close",
            "nowrap no-margin",
            "fa fa-circle",
            "yesterday",
        ] {
            assert_eq!(state(class), None, "{class}");
        }
    }
}
