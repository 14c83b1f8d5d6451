#!/usr/bin/env python3
"""Times versus against the sqlite3 shell and sqlite-utils on the same rows, and prints a Markdown table.

    cargo build --release && benches/run.py [--pages 20000] [--large 100000] [--runs 5] [--work FOLDER]

Needs Python 3, the sqlite3 shell and, for its rows, sqlite-utils on the PATH. Whole processes are timed in turn (ours,
theirs, ours, theirs, ...) and medians are printed, so that a ratio holds although the machine's speed may drift. Peak
memory is what the operating system says of the finished process. About 3 GB of disk are used in FOLDER.
"""
import argparse
import glob
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VERSUS = os.path.join(ROOT, "target", "release", "versus")
# What an import of new pages fills, in an order in which every reference has its target.
TABLES = ["documents", "names", "name_words", "figures", "attributes", "document_figures", "attribute_values",
          "sections", "passages", "passage_figures"]


def run(command, stdin=None):
    """Runs a command; returns seconds and peak memory in MiB."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdin=open(stdin) if stdin else subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    if status != 0:
        sys.exit(f"{command}: {said[:500]}")
    return seconds, usage.ru_maxrss / 1024


def save(command, path):
    """Writes what a command prints to a file. It does not pass through here: the memory of this process would be counted
    as the peak of those that it starts."""
    with open(path, "w") as file:
        subprocess.run(command, stdin=subprocess.DEVNULL, stdout=file, check=True)


def output(command, stdin=None):
    return subprocess.run(command, stdin=open(stdin) if stdin else subprocess.DEVNULL, check=True,
                          capture_output=True, text=True).stdout


class Bench:
    def __init__(self, work, runs):
        self.work, self.runs, self.lines = work, runs, []

    def path(self, name):
        return os.path.join(self.work, name)

    def write(self, name, text):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)
        return self.path(name)

    def fresh(self, name):
        for suffix in ["", "-wal", "-shm", "-journal"]:
            if os.path.exists(self.path(name) + suffix):
                os.remove(self.path(name) + suffix)
        return self.path(name)

    def against(self, what, target, ours, theirs, peer, runs=None):
        """Times two commands in turn. Each is a function that makes the command and what it reads."""
        times = {0: [], 1: []}
        peak = 0
        for number in range((runs or self.runs) + 1):
            for which, make in enumerate([ours, theirs]):
                command, stdin = make()
                seconds, memory = run(command, stdin)
                if number > 0:  # The first turn warms the caches.
                    times[which].append(seconds)
                peak = max(peak, memory) if which == 0 else peak
        mine, other = statistics.median(times[0]), statistics.median(times[1])
        ratio = statistics.median(a / b for a, b in zip(times[0], times[1]))
        self.lines.append(f"| {what} | {mine:.3f} s | {peer} {other:.3f} s | {ratio:.2f} | {target} | {peak:.0f} MiB |")
        print(self.lines[-1], flush=True)

    def alone(self, what, make, note):
        results = [run(*make()) for _ in range(self.runs)]
        seconds, peak = statistics.median(r[0] for r in results), max(r[1] for r in results)
        self.lines.append(f"| {what} | {seconds:.3f} s | | {note(seconds)} | {peak:.0f} MiB |")
        print(self.lines[-1], flush=True)
        return seconds


def statement(name):
    """Returns a statement of the store, in whichever of its rooms it stands; not one for the time of a run alone."""
    paths = glob.glob(os.path.join(ROOT, "src", "store", "**", name), recursive=True)
    [path] = [path for path in paths if os.path.basename(os.path.dirname(path)) != "temporary"]
    return open(path).read()


def columns(base, table):
    """Returns the columns of a table that hold something in every row, and the others: the shell imports no NULLs."""
    named = output(["sqlite3", base, f"SELECT name FROM pragma_table_info('{table}')"]).split()
    missing = output(["sqlite3", base, f"SELECT {', '.join(f'count(*) - count({name})' for name in named)} FROM {table}"])
    missing = dict(zip(named, missing.strip().split("|")))
    return [name for name in named if missing[name] == "0"], [name for name in named if missing[name] != "0"]


def schema(base):
    """Returns the statements that make the same tables, indexes and full-text index, without the columns that are empty in
    new pages."""
    sql = ("SELECT sql || ';' FROM sqlite_schema WHERE sql IS NOT NULL AND type IN ({}) AND name NOT GLOB "
           "'search_index_*' AND name NOT GLOB 'refinery*' ORDER BY rowid")
    lines = output(["sqlite3", base, sql.format("'table', 'index'")]).splitlines(True)
    for name in [name for table in TABLES for name in columns(base, table)[1]]:
        lines = [line for line in lines if not re.search(rf"^  {name} |INDEX.*\b{name}\b", line)]
    # The index reads a view; triggers are left out, since they would make what is imported from the files.
    return "".join(lines) + output(["sqlite3", base, sql.format("'view'")])


def rows(base, table):
    """Returns the statement for the rows of a table as the shell imports them."""
    return f"SELECT {', '.join(columns(base, table)[0])} FROM {table}"


def imports(bench, pages):
    corpus = bench.path("pages.jsonl")
    run([sys.executable, os.path.join(ROOT, "benches", "corpus.py"), str(pages), corpus])
    base = bench.fresh("versus.db")
    run([VERSUS, "-q", "--db", base, "import", corpus])
    for table in TABLES:
        save(["sqlite3", "-csv", base, rows(base, table)], bench.path(f"{table}.csv"))
    fill = "".join(f".import {bench.path(table)}.csv {table}\n" for table in TABLES)
    fill = f"BEGIN;\n.mode csv\n{fill}INSERT INTO search_index (search_index) VALUES ('rebuild');\nCOMMIT;\n"
    script = bench.write("import.sql", schema(base) + fill)

    def ours():
        return [VERSUS, "-q", "--db", bench.fresh("versus.db"), "import", corpus], None

    def theirs():
        return ["sqlite3", bench.fresh("shell.db")], script

    size = os.path.getsize(corpus) / 1e6
    bench.against(f"import {pages} pages ({size:.0f} MB)", "0.6", ours, theirs, "sqlite3 .import")
    counts = [output(["sqlite3", bench.path(name), "SELECT count(*) FROM search_index"]) for name in
              ["versus.db", "shell.db"]]
    assert counts[0] == counts[1], counts
    first = statistics.median(run(*ours())[0] for _ in range(3))
    again = lambda: ([VERSUS, "-q", "--db", bench.path("versus.db"), "import", corpus], None)
    bench.alone("the same again", again, lambda seconds: f"{seconds / first:.3f} of the first time | 0.15")
    if shutil.which("sqlite-utils"):
        for table in TABLES:
            named = ["sqlite3", "-csv", "-header", base, rows(base, table)]
            save(named, bench.path(f"{table}-named.csv"))

        def utils():
            base = bench.fresh("utils.db")
            steps = [f"sqlite-utils insert {base} {table} {bench.path(table)}-named.csv --csv" for table in TABLES]
            texts = {"documents": "summary", "attribute_values": "text", "passages": "text"}
            steps += [f"sqlite-utils enable-fts {base} {table} {column}" for table, column in texts.items()]
            return ["sh", "-c", " && ".join(steps)], None
        bench.against(f"import {pages} pages", "", ours, utils, "sqlite-utils insert, enable-fts", runs=1)


def changed(bench, pages):
    """Imports pages, and then the same with every tenth changed: its summary and its last passage."""
    first, then = bench.path("first.jsonl"), bench.path("changed.jsonl")
    run([sys.executable, os.path.join(ROOT, "benches", "corpus.py"), str(pages), first])
    with open(first, encoding="utf-8") as before, open(then, "w", encoding="utf-8") as after:
        for number, line in enumerate(before):
            if number % 10 == 0:
                page = json.loads(line)
                lines = page["text"].split("\n")
                for changing in [lines.index("What's the Difference?") + 2, -3]:
                    lines[changing] += " Amended in this edition."
                line = json.dumps({**page, "text": "\n".join(lines)}) + "\n"
            after.write(line)
    times, ratios, sizes, peak = [], [], [], 0
    for _ in range(max(3, bench.runs)):
        base = bench.fresh("changed.db")
        whole, _ = run([VERSUS, "-q", "--db", base, "import", first])
        size = os.path.getsize(base)
        seconds, memory = run([VERSUS, "-q", "--db", base, "import", then])
        times.append(seconds)
        ratios.append(seconds / whole)
        sizes.append(os.path.getsize(base) / size)
        peak = max(peak, memory)
    seconds, ratio, size = (statistics.median(each) for each in [times, ratios, sizes])
    what = f"import {pages} pages again, a tenth changed"
    bench.lines.append(f"| {what} | {seconds:.3f} s | its first import | {ratio:.2f} | 0.2 | {peak:.0f} MiB |")
    bench.lines.append(f"| size of the base after that | | before | {size:.3f} | 1.05 | |")
    print("\n".join(bench.lines[-2:]), flush=True)


def exports(bench):
    base = bench.path("versus.db")
    for table, name in [("values", "each_value.sql"), ("sections", "each_passage.sql")]:
        # All documents.
        sql = statement(name).replace(":first", str(-(2**63))).replace(":last", str(2**63 - 1))
        script = bench.write(f"{table}.sql", sql + ";")
        ours = lambda table=table: ([VERSUS, "--db", base, "export", table], None)
        theirs = lambda script=script: (["sqlite3", "-readonly", "-csv", "-header", base], script)
        bench.against(f"export {table} as CSV", "0.8", ours, theirs, "sqlite3 -csv")
        if table == "values" and shutil.which("sqlite-utils"):
            utils = lambda: (["sqlite-utils", "rows", base, "current_values", "--csv"], None)
            bench.against("export values as CSV", "", ours, utils, "sqlite-utils rows", runs=1)


def questions(bench, pages):
    corpus = bench.path("large.jsonl")
    run([sys.executable, os.path.join(ROOT, "benches", "corpus.py"), str(pages), corpus])
    base = bench.path("large.db")
    bench.alone(f"import {pages} pages", lambda: ([VERSUS, "-q", "--db", bench.fresh("large.db"), "import", corpus],
                                                  None), lambda seconds: f"{pages / seconds:.0f} pages/s | 256 MiB")
    figures = output(["sqlite3", base, "SELECT figure_id || '|' || name FROM document_figures JOIN figures "
                      "ON figures.id = figure_id WHERE document_id = (SELECT max(id) / 2 / 3 * 3 FROM documents) OR "
                      "document_id = (SELECT max(id) FROM documents) ORDER BY document_id DESC, position LIMIT 2"])
    (a, left), (b, right) = [line.split("|", 1) for line in figures.split("\n")[:2]]
    bind = lambda name, value: f".parameter set :{name} {value}\n"
    look = "".join(f"SELECT id FROM names WHERE kind = 'figure' AND folded = '{name.lower()}';\n" for name in [left, right])
    values = "".join(bind("figure_id", i) + statement("values_of_figure.sql") + ";\n" + statement("notices_of_figure.sql")
                     + ";\n" for i in [a, b])
    script = bench.write("compare.sql", look + values)
    bench.against(f"compare, {pages} pages", "1.5", lambda: ([VERSUS, "--db", base, "compare", left, right], None),
                  lambda: (["sqlite3", "-readonly", base], script), "sqlite3")
    prose = statement("passages.sql").replace(":document_id", "NULL").replace(":with_reports", "TRUE")
    show = bench.write("show.sql", look + bind("figure_id", a) + statement("values_of_figure.sql") + ";\n" + prose + ";\n"
                       + statement("notices_of_figure.sql") + ";\n")
    bench.against(f"show, {pages} pages", "1.5", lambda: ([VERSUS, "--db", base, "show", left], None),
                  lambda: (["sqlite3", "-readonly", base], show), "sqlite3")
    words = output(["sqlite3", base, "SELECT text FROM passages WHERE id = (SELECT max(id) FROM passages)"]).split()
    word = max((word.strip(".,").lower() for word in words[:30]), key=len)
    place = statement("search_place.sql")
    ids = f"SELECT rowid FROM search_index WHERE search_index MATCH '\"{word}\"' ORDER BY rank LIMIT 20"
    ids = output(["sqlite3", base, ids]).split()
    search = bench.write("search.sql", bind("query", f"'\"{word}\"'") + bind("limit", 21) + statement("search.sql")
                         + ";\n" + "".join(bind("id", i) + place + ";\n" for i in ids))
    bench.against(f"search, {len(ids)} hits, {pages} pages", "1.5",
                  lambda: ([VERSUS, "--db", base, "search", word], None),
                  lambda: (["sqlite3", "-readonly", base], search), "sqlite3")


def first_rows(command, rows):
    """Runs a command until it has written so many lines, as `| head` does; returns seconds and peak memory in MiB."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    for _ in range(rows):
        if not process.stdout.readline():
            break
    seconds = time.perf_counter() - begin
    process.stdout.close()
    _, _, usage = os.wait4(process.pid, 0)
    return seconds, usage.ru_maxrss / 1024


def lists(bench, pages):
    """What lists take of a large base, which `questions` has made: seconds for the first rows, and memory for all of them."""
    base = bench.path("large.db")
    for name in ["figures", "attributes", "documents", "conflicts"]:
        for kind in ["csv", "table"]:
            command = [VERSUS, "-q", "--db", base, name, "--format", kind]
            seconds = statistics.median(first_rows(command, 1000)[0] for _ in range(bench.runs + 1))
            _, peak = run(command)
            bench.lines.append(f"| {name} as {kind}, first 1000 rows, {pages} pages | {seconds:.3f} s | | | 0.3 s, 64 MiB "
                               f"| {peak:.0f} MiB |")
            print(bench.lines[-1], flush=True)
    for command in [["export", "values"], ["export", "sections"], ["check", "--problem", "duplicate"], ["check"]]:
        seconds, peak = run([VERSUS, "-q", "--db", base, *command])
        bench.lines.append(f"| {' '.join(command)}, {pages} pages, once | {seconds:.3f} s | | | 64 MiB | {peak:.0f} MiB |")
        print(bench.lines[-1], flush=True)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--pages", type=int, default=20_000)
    arguments.add_argument("--large", type=int, default=100_000)
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--work")
    given = arguments.parse_args()
    bench = Bench(given.work or tempfile.mkdtemp(prefix="versus-bench-"), given.runs)
    version = output(["sqlite3", "--version"]).split()[0]
    load = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    print(f"{time.strftime('%Y-%m-%d')}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
          f"load average {load}, sqlite3 shell {version}, medians of {given.runs}\n")
    print("| what | versus | peer | ratio | at most | versus's peak memory |\n| --- | --- | --- | --- | --- | --- |")
    imports(bench, given.pages)
    changed(bench, min(given.pages, 5_000))
    exports(bench)
    questions(bench, given.large)
    lists(bench, given.large)
    if not given.work:
        shutil.rmtree(bench.work)


if __name__ == "__main__":
    main()
