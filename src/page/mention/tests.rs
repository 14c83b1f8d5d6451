//! Names in running text.

use super::*;

/// Returns the figures that a text names, in the order in which it names them.
fn named(figures: &[&str], text: &str) -> Vec<usize> {
    let figures: Vec<String> = figures.iter().map(|figure| (*figure).to_owned()).collect();
    let names = Names::new(&figures);
    let text = Folded::new(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.chars.len() {
        at = match names.at(&text, at) {
            Some(mention) => {
                found.push(mention.figure);
                mention.end
            }
            None => at + 1,
        };
    }
    found
}

#[test]
fn plain_text_is_folded_as_any_other() {
    let all: String = (0..128).map(char::from).chain("  A b\r\n\tC ".chars()).chain((0..128).map(char::from)).collect();
    for text in [&*all, " \t x  Y\n", "", " ", "a"] {
        let mut expected = Folded::default();
        text.chars().for_each(|c| expected.push(c));
        let folded = Folded::new(text);
        assert_eq!((folded.chars, folded.capital), (expected.chars, expected.capital), "{text:?}");
    }
}

#[test]
fn a_figure_is_named_in_full_or_by_a_word_of_its_own() {
    let figures = ["Joseph Stalin", "Leon Trotsky"];
    assert_eq!(named(&figures, "Trotsky's view, JOSEPH STALIN’s, and Leon's"), [1, 0, 1]);
    assert_eq!(named(&figures, "Stalinism and neo-Trotskyists"), [0; 0]);
    assert_eq!(named(&["Recep Erdoğan", "Ann"], "ERDOGAN and Erdog\u{306}an"), [0, 0]);
}

#[test]
fn shared_words_do_not_tell() {
    assert_eq!(
        named(&["World War I", "World War II"], "World War II, war, War I, the World, World War I, II"),
        [1, 0, 0, 1]
    );
    assert_eq!(named(&["New York", "New York City"], "New York City and New York and York"), [1, 0]);
    assert_eq!(named(&["Queen Elizabeth I", "Queen Victoria"], "I say: the Queen, Elizabeth"), [0]);
    assert_eq!(named(&["Mario", "Mario and Sonic"], "Mario and Sonic, Mario, Sonic"), [1, 0, 1]);
}

#[test]
fn short_names_and_signs_are_told_apart() {
    assert_eq!(named(&["C", "C++", "C#"], "C++ and C# and C, c C+ scan"), [1, 2, 0]);
    assert_eq!(named(&["Java", "JavaScript"], "JavaScript, java; Java-like Javanese"), [1, 0, 0]);
    assert_eq!(named(&["Type A", "Type B"], "A type B, a Type A, a type a"), [1, 0, 0]);
    assert_eq!(named(&["Type 1 Diabetes", "Type 2 Diabetes"], "1 in 2 has Type 2"), [1]);
    assert_eq!(named(&[".NET", "Java"], ".NET"), [0]);
    assert_eq!(named(&["US", "USSR"], "It gave us the US and the USSR"), [0, 1]);
    assert_eq!(named(&["US Economy", "China's Economy"], "us, US, China, Economy"), [0, 1]);
}

#[test]
fn grammar_and_initials_do_not_tell() {
    assert_eq!(named(&["The Beatles", "Rolling Stones"], "the song of the Beatles, The"), [0]);
    assert_eq!(named(&["John F. Kennedy", "Will Smith"], "will F. grant Kennedy Smith"), [0, 1]);
    assert_eq!(named(&["General Grant", "General Lee"], "grant a general's Grant"), [0]);
}

#[test]
fn other_scripts_are_read() {
    assert_eq!(named(&["日本", "中国"], "日本は中国の隣国です"), [0, 1]);
    assert_eq!(named(&["한국", "일본"], "한국은 일본과"), [0, 1]);
    assert_eq!(named(&["가", "나"], "각 나"), [1]);
    assert_eq!(named(&["Сталин", "Троцкий"], "СТАЛИН и Троцкий, Сталинград"), [0, 1]);
}
