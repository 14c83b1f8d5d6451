//! Renders a page from a table of facts and prose made up here, in each of the layouts that pages are met in, and says
//! what a reader must find in it.

use serde::Deserialize;

/// The layouts, by the names that documents give them.
pub const LAYOUTS: [&str; 6] = ["plain", "photos", "pipe", "pipe-outer", "headless", "untitled"];

/// Passages about one figure; `{a}` is that figure and `{b}` another.
const ABOUT_ONE: [&str; 20] = [
    "{a} came first.",
    "{a} is usually described at greater length. It was shaped by its time and shaped others in turn.",
    "{a}'s approach has drawn praise and blame alike. They say that it suited its age, and {b}'s did not.",
    "In most accounts, {a} comes across as the steadier one. Few would argue with that.",
    "Unlike {b}, {a} left few traces. Those that remain are short and hard to date.",
    "{a}, by contrast, had another answer to the same question. {b} is mentioned here only in passing.",
    "The story of {a} is a long one. It has little to do with {b}'s.",
    "As for {a}, opinions vary. Compared to {b}, some find it dull; others do not.",
    "However, {a} was slower to change than {b}. It took decades, and he or she who waited was not rewarded.",
    "According to many writers, {a} deserves more attention than {b} gets today.",
    "On the other hand, {a} is seldom praised for this. Its critics are many.",
    "What is known of {a} comes from few sources. They were written late, and {b} appears in none of them.",
    "Few doubt that {a} mattered. He, she or it would not be remembered otherwise.",
    "This is where {a} stands out. Its name is cited far more often.",
    "\"{a}\" is a name that most have heard. It means different things to different people.",
    "Many years later, {a} was seen in a new light. Historians changed their minds about {b} as well.",
    "With its long record, {a} has an advantage here. It does not always use it.",
    "Similarly to {b}, {a} depends on the help of others. That has not changed.",
    "At first glance, {a} seems the simpler case. A second look shows how much is hidden, as it is with {b}.",
    "Over time, {a}'s reputation has grown. Its rivals took note, {b} among them.",
];

/// Passages about two figures.
const ABOUT_BOTH: [&str; 9] = [
    "Both {a} and {b} are widely known. Their common ground explains much of what follows.",
    "{a} and {b} share more than is often admitted. Still, they are not the same.",
    "Neither {a} nor {b} can be understood alone. Each needs the other as a foil.",
    "While {a} leans one way, {b} leans the other. That is the short of it.",
    "The difference between {a} and {b} is plain to see. It lies in the details.",
    "{a} took one road, whereas {b} took another. They met again much later.",
    "When it comes to scope, {a} and {b} differ widely. Size is not everything.",
    "{a}'s and {b}'s paths crossed often. Each time something changed.",
    "It is hard to choose between {a} and {b}. Most people never have to.",
];

/// Passages that name nobody.
const ABOUT_NOBODY: [&str; 2] =
    ["The question is an old one. There is no answer that everybody accepts.", "Much has been written about this."];

const HEADINGS: [&str; 18] = [
    "Background",
    "Influence",
    "Similarities",
    "Cost",
    "Main Characteristics",
    "Legacy and Reception",
    "What Sets Them Apart?",
    "Which one should you remember?",
    "Why Does It Matter?",
    "Why?",
    "A Closer Look at How Each of Them Is Remembered in Books, Films and Popular Culture Today",
    "How they are seen, described and looked after today",
    "Life in the U.S.",
    "1. Origins and Early Years",
    "{a} in Context",
    "Pros and Cons of {b}",
    "Final Thoughts: Two Sides of a Coin",
    "In short",
];

const SUMMARIES: [&str; 5] = [
    "{a} and {b} are often mentioned in one breath. Each has a character of its own, and they are easily confused.",
    "Although {a} and {b} look alike from afar, they are not. The one is older; the other is better known.",
    "What {a} is to some, {b} is to others. Which of them matters more depends on who is asked.",
    "{a} has a long past. {b}, in turn, has a past of its own, which is told elsewhere at length.",
    "People ask about {a} as much as about {b}. There are good reasons for that, and they are set out below.",
];

/// What the attribute column may be called.
const LABELS: [&str; 5] = ["Attribute", "Feature", "Basis", "Parameters of Comparison", "Aspect"];

const RULES: [&str; 4] = ["---", ":---:", ":--", "-"];

const NOTICE: &str = "Comparisons may contain mistakes about people, places, or facts. Please report them.";

/// A table of facts.
#[derive(Debug, Deserialize)]
pub struct Facts {
    pub slug: String,
    pub figures: Vec<String>,
    /// Of each row its attribute and its values.
    pub rows: Vec<Vec<String>>,
    /// Words with inner capitals or digits that the page's prose uses.
    pub special_words: Vec<String>,
}

/// A paragraph and the figures that it is about.
pub type Passage = (String, Vec<String>);

/// A page and what a reader must find in it.
#[derive(Debug)]
pub struct Page {
    pub text: String,
    pub rows: Vec<Vec<String>>,
    pub summary: String,
    pub sections: Vec<(String, Vec<Passage>)>,
    pub credits: Vec<String>,
}

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn new(seed: &str) -> Self {
        Self(
            seed.bytes()
                .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)),
        )
    }

    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    fn pick<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }
}

/// Returns the last word of a name where that tells the figure from all others.
fn short(figure: &str, figures: &[String]) -> String {
    let last = figure.split(' ').next_back().unwrap();
    let is_own = |other: &&String| *other != figure && other.to_lowercase().contains(&last.to_lowercase());
    let is_name =
        last.chars().count() > 2 && last.starts_with(char::is_uppercase) && !figures.iter().any(|f| is_own(&f));
    if is_name { last.to_owned() } else { figure.to_owned() }
}

fn filled(template: &str, a: &str, b: &str) -> String {
    template.replace("{a}", a).replace("{b}", b)
}

/// Returns headed passages, those after the first of a section with the figures' short names.
fn sections(facts: &Facts, dice: &mut Dice) -> Vec<(String, Vec<Passage>)> {
    let figures = &facts.figures;
    let mut headings: Vec<&str> = Vec::new();
    while headings.len() < 5 {
        let heading = dice.pick(&HEADINGS);
        if !headings.contains(&heading) {
            headings.push(heading);
        }
    }
    let passage = |dice: &mut Dice, at: usize| -> Passage {
        let (a, b) = (&figures[at % figures.len()], &figures[(at + 1) % figures.len()]);
        let (name_a, name_b) = if at > 0 { (short(a, figures), short(b, figures)) } else { (a.clone(), b.clone()) };
        match dice.below(8) {
            0 => {
                let mut both = vec![a.clone(), b.clone()];
                both.sort_by_key(|name| figures.iter().position(|figure| figure == name));
                (filled(dice.pick(&ABOUT_BOTH), &name_a, &name_b), both)
            }
            1 if at > 0 => (dice.pick(&ABOUT_NOBODY).to_owned(), Vec::new()),
            _ => (filled(dice.pick(&ABOUT_ONE), &name_a, &name_b), vec![a.clone()]),
        }
    };
    let mut sections = Vec::new();
    for heading in headings {
        let count = 1 + dice.below(3);
        let mut passages: Vec<Passage> = Vec::new();
        while passages.len() < count {
            let next = passage(dice, passages.len());
            if !passages.iter().any(|(text, _)| *text == next.0) {
                passages.push(next);
            }
        }
        sections.push((filled(heading, &figures[0], &figures[1]), passages));
    }
    sections
}

fn summary(facts: &Facts, dice: &mut Dice) -> Vec<String> {
    let mut paragraphs = vec![filled(dice.pick(&SUMMARIES), &facts.figures[0], &facts.figures[1])];
    if !facts.special_words.is_empty() {
        paragraphs[0] = format!("{} On the way, the text uses {}.", paragraphs[0], facts.special_words.join(" and "));
    }
    if dice.below(3) == 0 {
        paragraphs.push("Much of this is a matter of taste. What follows is an attempt at order.".to_owned());
    }
    paragraphs
}

/// Returns the lines of the table.
fn table(facts: &Facts, layout: &str, dice: &mut Dice, credits: &[Vec<String>]) -> Vec<String> {
    let label = dice.pick(&LABELS);
    let mut header = vec![label.to_owned()];
    header.extend(facts.figures.iter().cloned());
    if layout.starts_with("pipe") {
        let line = |cells: &[String]| {
            let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
            let line = cells.join(" | ") + " |";
            if layout == "pipe-outer" { format!("| {line}") } else { line }
        };
        let rule = format!("{}|", vec![dice.pick(&RULES); header.len()].join("|"));
        let rule = if layout == "pipe-outer" { format!("|{rule}") } else { rule };
        return [line(&header), rule].into_iter().chain(facts.rows.iter().map(|row| line(row))).collect();
    }
    let glued = std::iter::once(header.concat()).chain(facts.rows.iter().map(|row| row.concat()));
    match credits {
        [first, rest @ ..] => first.iter().cloned().chain(glued).chain(rest.iter().flatten().cloned()).collect(),
        [] => glued.collect(),
    }
}

fn is_several_words(line: &str) -> bool {
    line.split_whitespace().count() > 1
}

/// Renders the page of these facts in a layout.
pub fn render(facts: &Facts, layout: &str) -> Page {
    let mut dice = Dice::new(&format!("{layout} {}", facts.slug));
    let (mut summary, mut sections) = (summary(facts, &mut dice), sections(facts, &mut dice));
    let mut credits: Vec<Vec<String>> = Vec::new();
    if matches!(layout, "photos" | "headless") {
        let credit = |at: usize, name: &String| vec![name.clone(), format!("Photo by Person Number {at} on Unsplash")];
        credits = facts.figures.iter().enumerate().map(|(at, name)| credit(at, name)).collect();
    }
    let mut blocks: Vec<Vec<String>> = Vec::new();
    let mut push = |line: &str| blocks.push(vec![line.to_owned()]);
    if matches!(layout, "plain" | "photos" | "headless") {
        push("vs.");
    }
    if layout != "untitled" {
        push(&facts.figures.join(" vs. "));
        push("What's the Difference?");
    }
    for paragraph in &summary {
        push(paragraph);
    }
    if layout != "untitled" {
        push("Comparison");
    }
    blocks.push(table(facts, layout, &mut dice, &credits));
    let mut push = |line: &str| blocks.push(vec![line.to_owned()]);
    push("Further Detail");
    for (heading, passages) in &sections {
        push(heading);
        for (text, _) in passages {
            push(text);
        }
    }
    push(NOTICE);
    let mut rows = facts.rows.clone();
    let mut credits = credits.concat();
    if layout == "headless" {
        for block in &mut blocks {
            block.retain(|line| is_several_words(line));
        }
        blocks.retain(|block| !block.is_empty());
        rows.retain(|row| is_several_words(&row.concat()));
        credits.retain(|line| is_several_words(line));
        sections = merged(sections);
    }
    let summary = std::mem::take(&mut summary).join("\n\n");
    let gap = if layout.starts_with("pipe") { "\n" } else { "\n\n" };
    let text = blocks.iter().map(|block| block.join("\n")).collect::<Vec<_>>().join(gap);
    Page { text, rows, summary, sections, credits }
}

/// Returns the sections without headings of one word: what stood under these goes on the section before.
fn merged(sections: Vec<(String, Vec<Passage>)>) -> Vec<(String, Vec<Passage>)> {
    let mut merged: Vec<(String, Vec<Passage>)> = Vec::new();
    for (heading, passages) in sections {
        match merged.last_mut() {
            Some((_, before)) if !is_several_words(&heading) => before.extend(passages),
            _ => merged.push((if is_several_words(&heading) { heading } else { String::new() }, passages)),
        }
    }
    merged
}
