#!/usr/bin/env python3
"""Asks `versus serve` for comparisons as fast as it answers, and Datasette for the same, and prints a Markdown table.

    cargo build --release && benches/serve.py BASE [--seconds 10] [--requests 100000]

BASE is a knowledge base, such as `benches/run.py --work FOLDER` leaves as FOLDER/large.db. Needs Python 3 and wrk on the PATH; with
datasette there as well, its rows are printed. 1,000 different pairs of figures are asked for, each in its turn and without
`If-None-Match`. The load comes from the same machine, so that it takes its share of the cores.
"""
import argparse
import http.client
import os
import random
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VERSUS = os.environ.get("VERSUS_BINARY") or os.path.join(ROOT, "target", "release", "versus")
PAIRS = 1000


def pairs(base):
    """Returns pairs of figures that one document compares, by their slugs and names; always the same ones."""
    connection = sqlite3.connect(f"file:{base}?mode=ro", uri=True)
    rows = connection.execute(
        "SELECT a.slug, b.slug, a.name, b.name FROM document_figures AS one"
        " JOIN document_figures AS other ON other.document_id = one.document_id AND other.position = 2"
        " JOIN figures AS a ON a.id = one.figure_id JOIN figures AS b ON b.id = other.figure_id"
        " WHERE one.position = 1 AND one.document_id % 7 = 0 LIMIT 20000").fetchall()
    plain = [row for row in rows if all(re.fullmatch(r"[\w ]+", name) for name in row[2:]) and row[0] != row[1]]
    return random.Random(1).sample(plain, min(PAIRS, len(plain)))


def memory(process):
    """Returns the memory that a process holds, in MiB."""
    with open(f"/proc/{process.pid}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024


def load(work, port, paths, seconds, connections):
    """Returns requests a second, the median and the 99th hundredth in ms, and the answers that were no success."""
    script = os.path.join(work, "paths.lua")
    with open(script, "w") as file:
        file.write("local paths = {" + ",".join(f'"{path}"' for path in paths) + "}\n")
        file.write("local number = 0\nfunction request()\n  number = number % #paths + 1\n"
                   "  return wrk.format('GET', paths[number])\nend\n")
    said = subprocess.run(["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", script,
                           f"http://127.0.0.1:{port}/"], check=True, capture_output=True, text=True).stdout
    unit = {"us": 0.001, "ms": 1, "s": 1000}
    percentile = {share: float(number) * unit[name]
                  for share, number, name in re.findall(r"(50|99)%\s+([\d.]+)(us|ms|s)", said)}
    wrong = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    return (float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]), percentile.get("50", 0), percentile.get("99", 0),
            int(wrong[1]) if wrong else 0)


def alone(port, paths):
    """Returns the median time of an answer in ms, one request after the other."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    times = []
    for path in paths:
        begin = time.perf_counter()
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        times.append((time.perf_counter() - begin) * 1000)
        if answer.status != 200:
            sys.exit(f"{path}: {answer.status}")
    return statistics.median(times)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("base")
    arguments.add_argument("--seconds", type=int, default=10)
    arguments.add_argument("--requests", type=int, default=100_000)
    arguments = arguments.parse_args()
    found = pairs(arguments.base)
    paths = [f"/compare/{urllib.parse.quote(a)}/{urllib.parse.quote(b)}" for a, b, _, _ in found]
    print(f"load average {os.getloadavg()[0]:.1f} before; {len(paths)} pairs\n")
    print("| what | requests a second | median | 99th hundredth | alone, median | memory |")
    print("| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as work:
        process = subprocess.Popen([VERSUS, "--db", arguments.base, "serve", "--listen", "127.0.0.1:0"],
                                   stdout=subprocess.PIPE, text=True)
        try:
            port = int(process.stdout.readline().strip().strip("/").rsplit(":", 1)[1])
            first = alone(port, paths)
            rate, median, slow, wrong = load(work, port, paths, arguments.seconds, 8)
            held = memory(process)
            print(f"| versus serve, /compare, 8 clients | {rate:,.0f} | {median:.2f} ms | {slow:.2f} ms | {first:.2f} ms |"
                  f" {held:.0f} MiB |{f' {wrong} failed' if wrong else ''}")
            rate, median, slow, wrong = load(work, port, paths, max(1, round(arguments.requests / rate)), 8)
            print(f"| the same, {arguments.requests:,} more | {rate:,.0f} | {median:.2f} ms | {slow:.2f} ms | |"
                  f" {memory(process):.0f} MiB |{f' {wrong} failed' if wrong else ''}")
        finally:
            process.terminate()
            process.wait()
        if shutil.which("datasette"):
            port = 8329
            process = subprocess.Popen(["datasette", arguments.base, "--port", str(port), "--setting", "sql_time_limit_ms", "20000"],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                time.sleep(6)
                name = os.path.splitext(os.path.basename(arguments.base))[0]
                # The same texts: what documents say of both figures.
                sql = ("SELECT attribute, figure, value, document, status FROM current_values WHERE figure_id IN"
                       " (SELECT id FROM figures WHERE slug IN (:a, :b)) ORDER BY attribute")
                asked = [f"/{name}.json?" + urllib.parse.urlencode({"sql": sql, "a": a, "b": b}) for a, b, _, _ in found]
                first = alone(port, asked[:20])
                rate, median, slow, wrong = load(work, port, asked, arguments.seconds, 8)
                print(f"| Datasette, the same by SQL, 8 clients | {rate:,.1f} | {median:.0f} ms | {slow:.0f} ms | {first:.0f} ms |"
                      f" {memory(process):.0f} MiB |{f' {wrong} failed' if wrong else ''}")
                asked = [f"/{name}/current_values.json?" + urllib.parse.urlencode({"figure": a, "_size": 100})
                         for _, _, a, _ in found]
                first = alone(port, asked[:3])
                rate, median, slow, wrong = load(work, port, asked, arguments.seconds, 8)
                print(f"| Datasette, current_values of one figure, 8 clients | {rate:,.1f} | {median:.0f} ms | {slow:.0f} ms |"
                      f" {first:.0f} ms | {memory(process):.0f} MiB |{f' {wrong} failed' if wrong else ''}")
            finally:
                process.terminate()
                process.wait()


main()
