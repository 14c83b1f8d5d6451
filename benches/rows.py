#!/usr/bin/env python3
"""Scores how run-together rows are told apart, and prints a Markdown table.

    cargo build --release && benches/rows.py FOLDER... [--binary PROGRAM] [--in-base] [--wrong] [--unclear]

A FOLDER holds pages as text, NAME.txt, and beside it stands FOLDER.truth.jsonl: one JSON object a line with the `slug`, which
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
    arguments.add_argument("folders", nargs="+")
    arguments.add_argument("--binary", default=os.path.join(ROOT, "target", "release", "versus"))
    arguments.add_argument("--in-base", action="store_true")
    arguments.add_argument("--wrong", action="store_true")
    arguments.add_argument("--unclear", action="store_true")
    given = arguments.parse_args()
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
