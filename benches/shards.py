#!/usr/bin/env python3
"""Writes made-up comparison pages as web archives, as a crawler does, to try what is said in docs/scale.md.

    shards.py PAGES FOLDER [--shards N] [--seed N]

The pages are those of corpus.py as HTML, in N files `crawl-00000.warc.gz` and so on, each record a gzip member of its own. Not all
of a crawl is fit to be read: of 50 records one is a page that compares nothing, one is in no encoding, and one is an answer 404; and
in each archive one record is damaged. The same arguments give the same bytes.
"""
import argparse
import gzip
import html
import os

import corpus


def as_html(parts):
    """Returns a page as a saved web page."""
    text = {name: html.escape(parts[name]) for name in ["left", "right", "summary", "notice"]}
    title = f"{text['left']} vs. {text['right']}"
    lines = [f"<!DOCTYPE html>\n<html><head><meta charset=utf-8><title>{title}</title></head><body>", f"<h1>{title}</h1>",
             f"<p>{text['summary']}</p>", f"<table><tr><th>Attribute</th><th>{text['left']}</th><th>{text['right']}</th></tr>"]
    for row in parts["rows"]:
        lines.append("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>")
    lines.append("</table>")
    for heading, *paragraphs in parts["sections"]:
        lines += [f"<h2>{html.escape(heading)}</h2>", *(f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs)]
    return "\n".join([*lines, f"<p>{text['notice']}</p>", "</body></html>\n"])


def record(number, url, body, status="200 OK"):
    """Returns a record of a web archive: the answer to a request."""
    answer = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = ["WARC/1.0", "WARC-Type: response", f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>",
            "WARC-Date: 2026-01-31T12:00:00Z", f"WARC-Target-URI: {url}", "Content-Type: application/http; msgtype=response",
            f"Content-Length: {len(answer)}"]
    return gzip.compress("\r\n".join([*head, "", ""]).encode() + answer + b"\r\n\r\n", 6, mtime=0)


def records(pages, seed):
    for number, (url, parts) in enumerate(corpus.pages(pages, seed)):
        body = as_html(parts).encode()
        if number % 50 == 17:
            body = f"<!DOCTYPE html><title>About {number}</title><p>This page compares nothing.</p>\n".encode()
        elif number % 50 == 29:
            body = body.replace(b"</h1>", b" \xff\xfe</h1>")
        yield record(number, url, body, "404 Not Found" if number % 50 == 41 else "200 OK")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("pages", type=int)
    arguments.add_argument("folder")
    arguments.add_argument("--shards", type=int, default=8)
    arguments.add_argument("--seed", type=int, default=7)
    given = arguments.parse_args()
    os.makedirs(given.folder, exist_ok=True)
    every = -(-given.pages // given.shards)
    made = records(given.pages, given.seed)
    for shard in range(given.shards):
        members = [member for _, member in zip(range(every), made)]
        # Well behind the beginning, by which a reader finds out what a file is.
        damaged = bytearray(members[-2])
        damaged[len(damaged) // 2] ^= 0xFF
        members[-2] = bytes(damaged)
        with open(os.path.join(given.folder, f"crawl-{shard:05}.warc.gz"), "wb") as out:
            out.write(b"".join(members))


if __name__ == "__main__":
    main()
