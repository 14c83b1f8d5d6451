#!/usr/bin/env python3
"""Imports a million pages and asks the base what people ask, and prints a Markdown table.

    cargo build --release && benches/scale.py --work FOLDER [--pages 1000000] [--first N] [--pieces N]

Needs Python 3 and zstd, and for a million pages 18 GB of disk in FOLDER, with --backup 30 GB; what is in FOLDER already is not made
again. With --first only so many of the pages are taken; with --pieces they come into the base, be it there or not, so many at a
time. Pages that are there already change nothing. Import, `check` and `backup` are run once. Questions are asked 20 times, each time of
other figures or for other words: "cold" is right after the system was told to forget the file, "warm" is the same question again.
"""
import argparse
import itertools
import json
import os
import platform
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import threading
import time

import corpus

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VERSUS = os.environ.get("VERSUS") or os.path.join(ROOT, "target", "release", "versus")
QUESTIONS = 20


def load():
    return ", ".join(f"{each:.1f}" for each in os.getloadavg())


def run(command, stdin=None, lines=None):
    """Runs a command, or only until it has printed so many lines; returns seconds, peak memory in MiB, processor seconds."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdin=stdin or subprocess.DEVNULL, stderr=subprocess.PIPE,
                               stdout=subprocess.PIPE if lines else subprocess.DEVNULL)
    if lines:
        for _ in range(lines):
            process.stdout.readline()
        process.stdout.close()
    said = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    if status != 0 and not lines:
        sys.exit(f"{command}: {said[-500:]}")
    return seconds, usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime


class Bench:
    def __init__(self, work):
        self.work, self.base = work, os.path.join(work, "large.db")

    def path(self, name):
        return os.path.join(self.work, name)

    def line(self, what, took, processor, memory, note=""):
        # A process that is started counts as large as this one was when it was started.
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        took_memory = f"{memory:.0f} MiB" if memory > own + 1 else f"under {own:.0f} MiB"
        print(f"| {what} | {took} | {processor} | {took_memory} | {note} | {load()} |", flush=True)

    def size(self):
        return sum(os.path.getsize(self.base + suffix) for suffix in ["", "-wal"] if os.path.exists(self.base + suffix))

    def once(self, what, arguments, stdin=None, note=None):
        """Runs versus, and watches how much disk the folder takes meanwhile."""
        is_over, most = threading.Event(), [0]
        before, size = self.on_disk(), self.size()
        note = note or (lambda _: f"the base grew by {(self.size() - size) / 1e6:.0f} MB")

        def watch():
            while not is_over.wait(0.5):
                most[0] = max(most[0], self.on_disk() - before)
        watcher = threading.Thread(target=watch)
        watcher.start()
        seconds, memory, processor = run([VERSUS, "-q", "--db", self.base, *arguments], stdin)
        is_over.set()
        watcher.join()
        notes = [note(seconds), f"up to {most[0] / 1e9:.2f} GB of disk more meanwhile"]
        self.line(what, f"{seconds:.1f} s", f"{processor:.1f} s", memory, "; ".join(filter(None, notes)))

    def on_disk(self):
        taken = 0
        for entry in os.scandir(self.work):
            try:
                taken += entry.stat().st_blocks * 512
            except FileNotFoundError:
                pass
        return taken

    def ask(self, what, commands, lines=None):
        cold, warm, processors, peak = [], [], [], 0
        for arguments in commands:
            command = [VERSUS, "-q", "--db", self.base, *arguments]
            with open(self.base, "rb") as file:
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
            for times in [cold, warm]:
                seconds, memory, processor = run(command, lines=lines)
                times.append(seconds)
                processors.append(processor)
                peak = max(peak, memory)
        took = f"warm {statistics.median(warm):.3f} s, at most {max(warm):.3f} s"
        more = f"cold {statistics.median(cold):.3f} s, at most {max(cold):.3f} s"
        self.line(what, took, f"{statistics.median(processors):.3f} s", peak, more)


def make(path, pages, first):
    with open(path + ".part", "wb") as out:
        zstd = subprocess.Popen(["zstd", "-q", "-3"], stdin=subprocess.PIPE, stdout=out)
        for url, parts in itertools.islice(corpus.pages(pages, 7), first):
            zstd.stdin.write((json.dumps({"url": url, "text": corpus.as_text(parts)}) + "\n").encode())
        zstd.stdin.close()
        if zstd.wait() != 0:
            sys.exit("zstd failed")
    os.rename(path + ".part", path)


def amend(line):
    """Returns a page with its summary and its last passage changed."""
    page = json.loads(line)
    lines = page["text"].split("\n")
    for changing in [lines.index("What's the Difference?") + 2, -3]:
        lines[changing] += " Amended in this edition."
    return (json.dumps({**page, "text": "\n".join(lines)}) + "\n").encode()


def pieces(bench, source, number):
    """Imports the pages, so many at a time."""
    zstd = subprocess.Popen(["zstd", "-q", "-dc", source], stdout=subprocess.PIPE)
    for piece in itertools.count(1):
        first = zstd.stdout.readline()
        if not first:
            break

        def feed(out):
            out.write(first)
            out.writelines(itertools.islice(zstd.stdout, number - 1))
            out.close()
        fed(bench, f"import piece {piece} of {number:,} pages", feed)
    zstd.wait()


def fed(bench, what, feed):
    """Imports what a function writes to a pipe."""
    reading, writing = os.pipe()
    feeder = threading.Thread(target=feed, args=[os.fdopen(writing, "wb")])
    feeder.start()
    with os.fdopen(reading, "rb") as stdin:
        bench.once(what, ["import", "--input-format", "jsonl", "-"], stdin)
    feeder.join()


def amended(source, out, only):
    """Writes the pages with every hundredth changed, or only those."""
    zstd = subprocess.Popen(["zstd", "-q", "-dc", source], stdout=subprocess.PIPE)
    for number, line in enumerate(zstd.stdout):
        if number % 100 == 0:
            out.write(amend(line))
        elif not only:
            out.write(line)
    zstd.wait()
    out.close()


def questions(bench):
    base = sqlite3.connect(f"file:{bench.base}?mode=ro", uri=True)
    rng = random.Random(1)
    last = base.execute("SELECT max(id) FROM documents").fetchone()[0]
    pairs = [[name for (name,) in base.execute(
        "SELECT name FROM document_figures JOIN figures ON figures.id = figure_id WHERE document_id ="
        " (SELECT min(id) FROM documents WHERE id >= ?) ORDER BY position",
        [rng.randint(1, last)])] for _ in range(QUESTIONS)]
    base.close()
    words = corpus.Words(random.Random(7), 30_000).words
    bench.ask("compare two figures", [["compare", *pair] for pair in pairs])
    bench.ask("show a figure", [["show", pair[0]] for pair in pairs])
    bench.ask("search a rare word", [["search", word] for word in rng.sample(words[20_000:], QUESTIONS)])
    bench.ask("search a usual word", [["search", word] for word in rng.sample(words[500:2_000], QUESTIONS)])
    bench.ask("search one of the twenty most used words", [["search", word] for word in words[:QUESTIONS]])
    bench.ask("search two usual words", [["search", *rng.sample(words[500:2_000], 2)] for _ in range(QUESTIONS)])
    for name in ["figures", "attributes", "documents"]:
        bench.ask(f"{name}, the first 1,000 rows as CSV", [[name, "--csv"]] * 3, lines=1000)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--pages", type=int, default=1_000_000)
    arguments.add_argument("--work", required=True)
    arguments.add_argument("--backup", action="store_true")
    arguments.add_argument("--first", type=int)
    arguments.add_argument("--pieces", type=int)
    given = arguments.parse_args()
    number = given.first or given.pages
    bench = Bench(given.work)
    os.makedirs(given.work, exist_ok=True)
    print(f"{time.strftime('%Y-%m-%d')}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores\n\n"
          "| what | time | processor time | peak memory | | load average after |\n| --- | --- | --- | --- | --- | --- |", flush=True)
    pages = bench.path("pages.jsonl.zst")
    if not os.path.exists(pages):
        make(pages, given.pages, number)
    if given.pieces:
        pieces(bench, pages, given.pieces)
    if not os.path.exists(bench.base):
        bench.once(f"import {number:,} pages", ["import", pages],
                   note=lambda seconds: f"{number / seconds:,.0f} pages a second; {bench.size() / 1e9:.2f} GB")
    questions(bench)
    changed = bench.path("changed.jsonl")
    with open(changed, "wb") as out:
        amended(pages, out, only=True)
    bench.once(f"import the {number // 100:,} changed pages alone", ["import", changed])
    fed(bench, f"import all {number:,} again, from a pipe", lambda out: amended(pages, out, only=False))
    bench.once("check", ["check"])
    if given.backup:
        bench.once("backup", ["backup", bench.path("copy.db")])


if __name__ == "__main__":
    main()
