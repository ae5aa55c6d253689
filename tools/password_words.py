#!/usr/bin/python3
"""Writes the C++ file of common passwords and words that a password must not be (src/auth/password_words.h).

From two Debian packages, so that no list lies in this repository: zxcvbn's (python3-zxcvbn, MIT: leaked passwords, names, words of
Wikipedia and films) and cracklib's (cracklib-runtime, LGPL-2.1). Lower case, sorted by octets, one a line: what the program searches.
"""
import sys

from zxcvbn.frequency_lists import FREQUENCY_LISTS

CRACKLIB = "/usr/share/dict/cracklib-small"
SHORTEST = 4
LEAST = 100_000


def words():
    found = {word for listed in FREQUENCY_LISTS.values() for word in listed}
    with open(CRACKLIB, encoding="utf-8") as lines:
        found.update(line.strip() for line in lines)
    plain = (word.lower().encode() for word in found)
    return sorted({word for word in plain if len(word) >= SHORTEST and not any(octet < 0x21 for octet in word)})


def literal(word):
    return "".join(chr(c) if 0x20 < c < 0x7F and c not in b'"\\?' else f"\\{c:03o}" for c in word)


def main():
    found = words()
    if len(found) < LEAST:
        sys.exit(f"only {len(found)} words: are python3-zxcvbn and cracklib-runtime whole?")
    with open(sys.argv[1], "w", encoding="ascii") as out:
        out.write('#include "auth/password_words.h"\n\nnamespace postern::auth {\n\nconst std::string_view kCommonWords =\n')
        out.writelines(f'    "{literal(word)}\\n"\n' for word in found)
        out.write("    ;\n\n}  // namespace postern::auth\n")


main()
