#!/usr/bin/env python3
"""What the server says in German, as a table for the program: all of web/locales/de/declared, by its English text.

  german_words.py FILE  writes the source that src/base/language.h declares"""
import pathlib
import sys

from declared_words import german


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def main():
    rows = sorted(german().items(), key=lambda row: row[0].encode())
    lines = "".join(f"    {{{quoted(english)}, {quoted(translation)}}},\n" for english, translation in rows)
    pathlib.Path(sys.argv[1]).write_text(
        "// Made by tools/german_words.py.\n#include \"base/language.h\"\n\nnamespace postern {\n\n"
        "std::span<const Translated> german_words() {\n  static constexpr Translated kAll[] = {\n" + lines +
        "  };\n  return kAll;\n}\n\n}  // namespace postern\n")


if __name__ == "__main__":
    main()
