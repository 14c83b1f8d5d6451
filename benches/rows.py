#!/usr/bin/env python3
"""Scores how run-together rows are told apart, and prints a Markdown table.

    cargo build --release && benches/rows.py [FOLDER...] [--binary PROGRAM] [--in-base] [--wrong] [--unclear]

Without a FOLDER, the tables of `benches/rows/` are scored: figures and rows as they stand on 416 pages of many sites and 83 of
one, and what words and numbers their prose has. Of each a page is made with its cells run together. A FOLDER holds pages as text, NAME.txt, and beside it stands FOLDER.truth.jsonl: one JSON object a line with the `slug`, which
is NAME, the `figures` and the true `rows` (attribute, then one cell a figure). Every page is read alone, by `versus parse`, or
with `--in-base` all pages of a folder are imported into one base, where they tell each other's rows apart. A
row is right when it is stored as it is; wrong when it is stored otherwise; unclear when it is kept as it stands, and then the
right split is the first of its candidates, among the first three, or not; lost when it is none of these. `--wrong` prints the
wrong and lost ones, `--unclear` those whose first candidate is not right.
"""
import argparse
import collections
import json
import os
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def blank(cells):
    """What a split and the row that it was made of have in common."""
    return "".join("".join(cells).split()).casefold()


def same(split, row):
    """Whether a split is the row; a base has one way to write an attribute, that of the page that came first."""
    return [split[0].casefold(), *split[1:]] == [row[0].casefold(), *row[1:]]


def judge(page, read):
    """Yields for each row of the truth what became of it, the place of the right candidate, and what was read."""
    stored = {blank([row["attribute"], *row["values"]]): row for row in read["rows"]}
    kept = {blank([row["raw"]]): row for row in read["unclear"]}
    for row in page["rows"]:
        key = blank(row)
        if key in stored:
            cells = [stored[key]["attribute"], *stored[key]["values"]]
            yield ("right" if same(cells, row) else "wrong"), None, row, cells
        elif key in kept:
            splits = [[split["attribute"], *split["values"]] for split in kept[key]["candidates"]]
            yield "unclear", splits.index(row) if row in splits else None, row, [kept[key]["reason"], *splits[:1]]
        else:
            yield "lost", None, row, None


def render(facts, folder):
    """Writes a page for each of the tables of a file, with its cells run together, and the truth beside the folder."""
    os.makedirs(folder)
    with open(facts, encoding="utf-8") as file:
        pages = [json.loads(line) for line in file]
    for page in pages:
        title = " vs. ".join(page["figures"])
        rows = "\n".join("".join(cells) for cells in page["rows"])
        with open(os.path.join(folder, page["slug"] + ".txt"), "w", encoding="utf-8") as file:
            file.write(
                f"{title}\n\nWhat's the Difference?\n\n{' and '.join(page['figures'])} are looked at side by side here. "
                f"What is told of them has to do with {', '.join(page['words']) or 'many things'}.\n\nComparison\n\n"
                f"Attribute{''.join(page['figures'])}\n{rows}\n\nFurther Detail\n\nIn Short\n\n"
                "Each of them has its friends, and nobody has to choose for ever.\n"
            )
    with open(folder + ".truth.jsonl", "w", encoding="utf-8") as file:
        file.writelines(json.dumps(page) + "\n" for page in pages)
    return folder


def parsed(binary, folder):
    """Returns what each page of a folder says, by its slug, read alone."""
    lines = subprocess.run([binary, "parse", folder], capture_output=True, text=True).stdout.splitlines()
    return {page["slug"]: page for page in map(json.loads, lines)}


def imported(binary, folder):
    """Returns what each page of a folder says, by its slug, where all of them are in one base."""
    with tempfile.TemporaryDirectory() as directory:
        def versus(*arguments):
            command = [binary, "--db", os.path.join(directory, "base.db"), "--quiet", *arguments]
            return subprocess.run(command, capture_output=True, text=True).stdout
        versus("import", folder)
        read = {page["slug"]: {**page, "rows": [], "unclear": []} for page in parsed(binary, folder).values()}
        rows = collections.defaultdict(dict)
        for value in map(json.loads, versus("export", "values", "--format", "jsonl").splitlines()):
            rows[value["document"], value["position"], value["attribute"]][value["figure"].lower()] = value["value"]
        for (document, _, attribute), values in rows.items():
            figures = [figure.lower() for figure in read[document]["figures"]]
            read[document]["rows"].append(
                {"attribute": attribute, "values": [values.get(figure, "") for figure in figures]}
            )
        for row in map(json.loads, versus("review", "--format", "jsonl").splitlines()):
            splits = [split.split(" | ") for split in row["candidates"].splitlines()]
            candidates = [{"attribute": split[0], "values": split[1:]} for split in splits]
            read[row["document"]]["unclear"].append({**row, "candidates": candidates})
        return read


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("folders", nargs="*")
    arguments.add_argument("--binary", default=os.path.join(ROOT, "target", "release", "versus"))
    arguments.add_argument("--in-base", action="store_true")
    arguments.add_argument("--wrong", action="store_true")
    arguments.add_argument("--unclear", action="store_true")
    given = arguments.parse_args()
    made = tempfile.TemporaryDirectory()
    if not given.folders:
        facts = os.path.join(ROOT, "benches", "rows")
        sets = [name.removesuffix(".jsonl") for name in sorted(os.listdir(facts))]
        given.folders = [render(os.path.join(facts, name + ".jsonl"), os.path.join(made.name, name)) for name in sets]
    print("| pages | rows | right | unclear | first candidate right | among the first three | wrong | lost |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for folder in given.folders:
        folder = folder.rstrip("/")
        with open(folder + ".truth.jsonl", encoding="utf-8") as file:
            truth = {page["slug"]: page for page in map(json.loads, file)}
        read = (imported if given.in_base else parsed)(given.binary, folder)
        counts, first, three = collections.Counter(), 0, 0
        for slug, page in truth.items():
            for kind, place, row, seen in judge(page, read.get(slug, {"rows": [], "unclear": []})):
                counts[kind] += 1
                first += place == 0
                three += place is not None and place < 3
                if given.wrong and kind in ("wrong", "lost") or given.unclear and kind == "unclear" and place != 0:
                    print(f"{slug}: {kind}: {row} read as {seen}", file=sys.stderr)
        rows = sum(counts.values())
        share = lambda part, whole: f"{part} ({100 * part / whole:.1f} %)" if whole else "0"
        print(f"| {os.path.basename(folder)} | {rows} | {share(counts['right'], rows)} | {share(counts['unclear'], rows)} | "
              f"{share(first, counts['unclear'])} | {share(three, counts['unclear'])} | {counts['wrong']} | {counts['lost']} |")


if __name__ == "__main__":
    main()
