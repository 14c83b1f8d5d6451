#!/usr/bin/env python3
"""Makes `words.zz` of the lists of SCOWL, and prints how many words it has.

    apt-get install scowl && src/page/row/english/make.py

Known are the words of American, British and Canadian English and the proper names up to size 60; common those of them that
are no names, up to size 35. Words are sorted. Each is written as a letter and what it does not share with the word before: the
letter is `a` for none shared, `b` for one and so on up to `p`, large for a common word. Behind an empty line stand the words
that have a capital inside, of five letters and more, as they are written. Compressed by zlib.
"""
import os
import re
import string
import zlib

SOURCE = "/usr/share/dict/scowl"
KNOWN, COMMON, MOST_SHARED = 60, 35, 15


def main():
    known, common, compounds = set(), set(), set()
    for name in sorted(os.listdir(SOURCE)):
        found = re.fullmatch(r"(english|american|british|british_z|canadian)-(words|proper-names|upper)\.(\d+)", name)
        if not found or int(found[3]) > KNOWN:
            continue
        with open(os.path.join(SOURCE, name), encoding="latin-1") as file:
            text = file.read().split()
        compounds |= {word for word in text if re.fullmatch("[A-Za-z]*[a-z][A-Z][A-Za-z]*", word) and len(word) > 4}
        words = {word for word in map(str.lower, text) if re.fullmatch("[a-z]{2,}", word)}
        known |= words
        if found[2] == "words" and int(found[3]) <= COMMON:
            common |= words
    lines, before = [], ""
    for word in sorted(known):
        shared = len(os.path.commonprefix([word[:MOST_SHARED], before]))
        letters = string.ascii_uppercase if word in common else string.ascii_lowercase
        lines.append(letters[shared] + word[shared:])
        before = word
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "words.zz"), "wb") as file:
        file.write(zlib.compress("\n".join([*lines, "", *sorted(compounds)]).encode(), 9))
    print(f"{len(known)} words, {len(common)} of them common; {len(compounds)} with a capital inside")


main()
