#!/usr/bin/env python3
"""Writes made-up comparison pages as crawl output, for the benchmarks.

    corpus.py PAGES OUT.jsonl [--seed N]

A page has the layout of the shipped document: a title, a summary, a table whose cells run together, five headed sections
of two paragraphs, the notice; about 7 KB. Names, attributes and headings recur from page to page as on a real site, and
words are as unevenly used as in real prose. Every table row can be told apart with certainty: what is measured is reading,
storing and asking, not the doubtful cases. The same arguments give the same bytes.
"""
import argparse
import itertools
import json
import random


class Words:
    """An endless supply of words that can be spoken; the first of them are used most, as in any language."""

    def __init__(self, rng, number):
        self.rng = rng
        onsets, vowels, codas = "b d f g k l m n p r s t v".split(), "a e i o u".split(), ["", "n", "r", "l", "m"]
        syllables = [o + v for o in onsets for v in vowels]
        made = set()
        while len(made) < number:
            made.add("".join(rng.choice(syllables) for _ in range(rng.choice([2, 2, 3, 3, 4]))) + rng.choice(codas))
        self.words = sorted(made)
        rng.shuffle(self.words)
        self.weights = list(itertools.accumulate(1 / (rank + 8) for rank in range(number)))

    def some(self, least, most):
        return self.rng.choices(self.words, cum_weights=self.weights, k=self.rng.randint(least, most))

    def phrase(self, least, most):
        words = self.some(least, most)
        return " ".join([words[0].capitalize(), *words[1:]])

    def paragraph(self, beginning):
        sentences = [self.phrase(9, 25) + "." for _ in range(self.rng.randint(3, 5))]
        return f"{beginning} {sentences[0].lower()} " + " ".join(sentences[1:])


def distinct(make, number):
    made = {}
    while len(made) < number:
        made[make()] = None
    return list(made)


def page(rng, words, left, right, attributes, headings):
    """Returns the parts of a page: summary, rows of the table, sections, notice."""
    return {
        "left": left, "right": right, "summary": words.paragraph(f"{left} and {right}"),
        "rows": [(attribute, words.phrase(2, 6), words.phrase(2, 6)) for attribute in rng.sample(attributes, 5)],
        "sections": [(heading, words.paragraph(left.split()[1]), words.paragraph(right.split()[1]))
                     for heading in rng.sample(headings, 5)],
        "notice": "Comparisons may contain inaccurate information. Please report any issues.",
    }


def as_text(parts):
    """Returns a page as its text, with the cells of the table run together."""
    left, right = parts["left"], parts["right"]
    lines = ["vs.", "", f"{left} vs. {right}", "", "What's the Difference?", "", parts["summary"], "", "Comparison", "",
             f"Attribute{left}{right}", *map("".join, parts["rows"]), "", "Further Detail", ""]
    for section in parts["sections"]:
        lines += [line for text in section for line in [text, ""]]
    return "\n".join([*lines, parts["notice"]])


def pages(number, seed):
    """Yields the address and the parts of each page."""
    rng = random.Random(seed)
    words = Words(rng, 30_000)
    surnames = distinct(lambda: rng.choice(words.words).capitalize(), max(60, int(20 * number**0.5)))
    names = distinct(lambda: f"{rng.choice(words.words).capitalize()} {rng.choice(surnames)}", len(surnames))
    # No attribute ends so that a small letter of the next cell could belong to it.
    attributes = distinct(lambda: words.phrase(1, 3) + "n", 400)
    headings = distinct(lambda: " ".join(word.capitalize() for word in words.some(2, 3)), 300)
    seen = set()
    while len(seen) < number:
        left, right = rng.sample(names, 2)
        if (left, right) in seen or left.split()[1] == right.split()[1]:
            continue
        seen.add((left, right))
        slug = f"{left} vs {right}".lower().replace(" ", "-")
        yield f"https://example.org/{slug}", page(rng, words, left, right, attributes, headings)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("pages", type=int)
    arguments.add_argument("out")
    arguments.add_argument("--seed", type=int, default=7)
    given = arguments.parse_args()
    with open(given.out, "w", encoding="utf-8") as out:
        for url, parts in pages(given.pages, given.seed):
            out.write(json.dumps({"url": url, "text": as_text(parts)}) + "\n")


if __name__ == "__main__":
    main()
