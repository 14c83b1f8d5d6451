#!/usr/bin/env python3
"""Measures what a DuckDB user would gain if versus wrote Parquet, and prints a Markdown table.

    pip install duckdb
    versus --db BASE export values -o values.csv
    versus --db BASE export values -o values.jsonl
    benches/parquet.py values.csv values.jsonl

The Parquet file is made by DuckDB from the CSV. `load` is CREATE TABLE AS SELECT * of the file, `ask` counts the values of each
attribute straight from it; medians of nine runs in turn, each in a new connection.
"""
import os
import statistics
import sys
import tempfile
import time

import duckdb

RUNS = 9


def timed(statement):
    connection = duckdb.connect()
    start = time.perf_counter()
    connection.execute(statement).fetchall()
    seconds = time.perf_counter() - start
    connection.close()
    return seconds


def main():
    csv, jsonl = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        parquet = os.path.join(folder, "values.parquet")
        duckdb.execute(f"COPY (SELECT * FROM read_csv('{csv}')) TO '{parquet}' (FORMAT parquet)")
        files = {
            "CSV": (csv, f"read_csv('{csv}')"),
            "JSON Lines": (jsonl, f"read_json('{jsonl}')"),
            "Parquet": (parquet, f"read_parquet('{parquet}')"),
        }
        times = {name: ([], []) for name in files}
        for _ in range(RUNS):
            for name, (_, table) in files.items():
                load, ask = times[name]
                load.append(timed(f"CREATE TABLE held AS SELECT * FROM {table}"))
                ask.append(timed(f"SELECT attribute, count(*) AS held FROM {table} GROUP BY 1 ORDER BY 2 DESC LIMIT 5"))
        print("| file | MB | load, s | of Parquet's | ask, s | of Parquet's |")
        print("| --- | ---: | ---: | ---: | ---: | ---: |")
        fastest = [statistics.median(measured) for measured in times["Parquet"]]
        for name, (path, _) in files.items():
            load, ask = (statistics.median(measured) for measured in times[name])
            size = os.path.getsize(path) / 1e6
            print(f"| {name} | {size:.0f} | {load:.2f} | {load / fastest[0]:.1f} | {ask:.3f} | {ask / fastest[1]:.0f} |")


if __name__ == "__main__":
    main()
