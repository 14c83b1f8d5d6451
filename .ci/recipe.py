#!/usr/bin/env python3
"""Lays out a recipe of docs/scale.md in a folder, so that what is tried is what stands there.

    .ci/recipe.py SECTION FOLDER
    .ci/recipe.py --list

The second lists the sections that have something to run. A block whose paragraph ends in a name (`parse_by_name.py`:) becomes a file
of that name; the blocks of shell become `recipe.sh`, one after the other.
"""
import os
import re
import sys

PAGE = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "docs", "scale.md")


def main():
    with open(PAGE, encoding="utf-8") as page:
        parts = re.split(r"^## (.+)\n", page.read(), flags=re.MULTILINE)
    sections = dict(zip(parts[1::2], parts[2::2]))
    if sys.argv[1:] == ["--list"]:
        print("\n".join(name for name, text in sections.items() if "\n```sh\n" in text))
        return
    section, folder = sys.argv[1:]
    if section not in sections:
        sys.exit(f"docs/scale.md has no section `{section}`")
    shell = []
    for before, kind, text in re.findall(r"((?:[^\n]*\n)?)\n```(\w+)\n(.*?)^```$", sections[section], re.MULTILINE | re.DOTALL):
        named = re.search(r"`([\w.]+)`:\n$", before)
        if kind == "sh":
            shell.append(text)
        elif named:
            with open(os.path.join(folder, named[1]), "w", encoding="utf-8") as file:
                file.write(text)
        else:
            sys.exit(f"a block of {kind} in `{section}` has no name")
    if not shell:
        sys.exit(f"there is nothing to run in `{section}`")
    with open(os.path.join(folder, "recipe.sh"), "w", encoding="utf-8") as file:
        file.write("\n".join(shell))


if __name__ == "__main__":
    main()
