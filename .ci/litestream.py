#!/usr/bin/env python3
"""Kills a writer and Litestream at random moments, restores, and counts what was said to be done and is gone.

    VERSUS=versus .ci/litestream.py CONFIG [--rounds 15] [--monitor 1s] [--sync 1s] [--seed N]

CONFIG is the `litestream.yml` of docs/scale.md, with another `monitor-interval` and `sync-interval`. Needs litestream on the PATH. A
round goes on with the base of the round before: Litestream is started, a writer files reports and imports pages one after the other
and notes each that said it was done, and after 2 to 6 seconds Litestream and then the writer with what it runs are killed (SIGKILL). What the
replica gives is restored, has to pass `versus check`, and has to hold an unbroken beginning of all that was noted; the base itself
has to hold all of it. In the end Litestream is asked to stop (SIGTERM), after which nothing may be missing.
"""
import argparse
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

VERSUS = os.environ.get("VERSUS", "versus")


def run(*command, **more):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, **more)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}: exit code {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def write(folder, first):
    """The writer: never ends by itself, and notes what is done with the moment at which it was said."""
    with open(os.path.join(folder, "done.jsonl"), "a") as done:
        for number in range(first, 10**9):
            if number % 10 == 0:
                page = f"Tea{number} vs. Mate\n\nComparison\n\nAttribute | Tea{number} | Mate\nOrigin | China | Brazil\n"
                with open(os.path.join(folder, "page.jsonl"), "w") as file:
                    file.write(json.dumps({"url": f"https://example.org/{number}", "text": page}) + "\n")
                command = ["import", os.path.join(folder, "page.jsonl")]
            else:
                command = ["report", "file", "stalin", "foreign policy", "--value", f"write {number}"]
            run(VERSUS, "--quiet", "--db", "live.db", *command, cwd=folder)
            done.write(json.dumps([number, time.time()]) + "\n")
            done.flush()
            os.fsync(done.fileno())


def held(folder, base):
    """Returns the numbers of the writes that a base holds."""
    query = ("SELECT proposed FROM reports WHERE proposed GLOB 'write *'"
             " UNION ALL SELECT address FROM documents WHERE address GLOB 'https://example.org/[0-9]*'")
    rows = run(VERSUS, "--db", base, "sql", query, "--csv", "--limit", "0", cwd=folder).splitlines()[1:]
    return {int(re.search(r"\d+$", row)[0]) for row in rows}


def noted(folder):
    path = os.path.join(folder, "done.jsonl")
    with open(path) as file:
        return dict(map(json.loads, file)) if os.path.exists(path) else {}


def restored(folder):
    """Restores what the replica has; returns what it holds."""
    copy = os.path.join(folder, "restored.db")
    for suffix in ["", "-wal", "-shm"]:
        if os.path.exists(copy + suffix):
            os.remove(copy + suffix)
    run("litestream", "restore", "-config", "litestream.yml", "-o", "restored.db", "live.db", cwd=folder)
    mode = os.stat(copy).st_mode & 0o777
    if mode != os.stat(os.path.join(folder, "live.db")).st_mode & 0o777:
        sys.exit(f"the restored base has the mode {mode:o}")
    run(VERSUS, "--quiet", "--db", "restored.db", "check", cwd=folder)
    return held(folder, "restored.db")


def replicate(folder):
    with open(os.path.join(folder, "litestream.log"), "ab") as log:
        return subprocess.Popen(["litestream", "replicate", "-config", "litestream.yml"], cwd=folder, stdout=log, stderr=log)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("config")
    arguments.add_argument("--rounds", type=int, default=15)
    arguments.add_argument("--monitor", default="1s")
    arguments.add_argument("--sync", default="1s")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--write", metavar="FOLDER", help=argparse.SUPPRESS)
    arguments.add_argument("--first", type=int, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.write:
        return write(given.write, given.first)
    rng = random.Random(given.seed)
    folder = tempfile.mkdtemp(prefix="versus-litestream-")
    with open(given.config) as config, open(os.path.join(folder, "litestream.yml"), "w") as out:
        text = config.read()
        for name, interval in [("monitor-interval", given.monitor), ("sync-interval", given.sync)]:
            text, changed = re.subn(rf"{name}: \S+", f"{name}: {interval}", text)
            if changed != 1:
                sys.exit(f"{given.config} does not name one {name}")
        out.write(text)
    run(VERSUS, "--quiet", "--db", "live.db", "seed", cwd=folder)
    open(os.path.join(folder, "done.jsonl"), "w").close()
    first, lost, ages = 1, [], []
    for _ in range(given.rounds):
        litestream = replicate(folder)
        time.sleep(1.5)
        writer = subprocess.Popen([sys.executable, __file__, given.config, "--write", folder, "--first", str(first)],
                                  start_new_session=True)
        time.sleep(rng.uniform(2, 6))
        if litestream.poll() is not None or writer.poll() is not None:
            sys.exit(f"ended by itself: see {folder}")
        killed = time.time()
        os.kill(litestream.pid, signal.SIGKILL)
        os.killpg(writer.pid, signal.SIGKILL)
        litestream.wait()
        writer.wait()
        done = noted(folder)
        live, copy = held(folder, "live.db"), restored(folder)
        if missing := done.keys() - live:
            sys.exit(f"the base lost {sorted(missing)}: see {folder}")
        gone = sorted(done.keys() - copy)
        if gone and copy & set(range(gone[0], 10**6)) or copy - live:
            sys.exit(f"the copy has gaps: {gone}, see {folder}")
        lost.append(len(gone))
        ages.append(killed - done[gone[0]] if gone else 0.0)
        first = max(live | done.keys()) + 1
    litestream = replicate(folder)
    time.sleep(1.5)
    litestream.terminate()
    litestream.wait()
    if missing := noted(folder).keys() - restored(folder):
        sys.exit(f"asked to stop, Litestream lost {sorted(missing)}: see {folder}")
    run(VERSUS, "--quiet", "--db", "live.db", "check", cwd=folder)
    print(f"monitor-interval {given.monitor}, sync-interval {given.sync}: {given.rounds} rounds, {len(noted(folder))} writes done; lost in a round:"
          f" median {sorted(lost)[len(lost) // 2]}, most {max(lost)}; the oldest of them was done"
          f" {sorted(ages)[len(ages) // 2]:.2f} s before the kill at the median, {max(ages):.2f} s at most")
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
