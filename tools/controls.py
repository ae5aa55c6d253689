#!/usr/bin/env python3
"""Which test shows which control: docs/controls.tsv and the tests that carry an id in their name make docs/reference/controls.md.

  controls.py          writes the page
  controls.py --check  fails on a control that works without a test, on a test of no control, on a stale page
"""
import collections
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
TABLE = ROOT / "docs/controls.tsv"
PAGE = ROOT / "docs/reference/controls.md"
STATES = ("works", "partly", "later")
GTEST = re.compile(r"TEST(?:_F|_P)?\(\s*(\w+),\s*(H\d\d_\w+)\)")
PYTEST = re.compile(r"def test_(H\d\d_\w+)\(")


def tests():
    """Id to (file, words) of each test named by it; a name may begin with several ids."""
    found = collections.defaultdict(list)
    for path in sorted([*ROOT.glob("src/**/*_test.cpp"), *ROOT.glob("tests/**/*.cpp"), *ROOT.glob("tests/system/*.py")]):
        text = path.read_text()
        names = [m.group(2) for m in GTEST.finditer(text)] + [m.group(1) for m in PYTEST.finditer(text)]
        for name in names:
            ids = re.match(r"(?:H\d\d_)+", name).group(0)
            for control in ids.strip("_").split("_"):
                found[control].append((path.relative_to(ROOT), name[len(ids):].replace("_", " ")))
    return found


def rows():
    for line in TABLE.read_text().splitlines():
        if line and not line.startswith("#"):
            control, name, shipped, where, state = line.split("\t")
            yield control, name, shipped, where, state


def problems_of(table, shown):
    for control, _, _, _, state in table:
        word = state.split(":")[0]
        if word not in STATES:
            yield f"docs/controls.tsv: {control}: the state is one of {', '.join(STATES)}"
        if word != "later" and not shown[control]:
            yield f"docs/controls.tsv: {control} is said to work, and no test carries its id"
    for control in sorted(set(shown) - {row[0] for row in table}):
        yield f"{shown[control][0][0]}: a test of {control}, which is no control of docs/controls.tsv"


def page(table, shown):
    out = ["# Controls", "", "What a hardening guide asks of a mail server, what Postern ships with, where it is changed or seen, and the tests that show it.",
           "Made by `tools/controls.py` from `docs/controls.tsv` and the names of the tests.", "",
           "| | control | as shipped | where | state |", "| --- | --- | --- | --- | --- |"]
    out += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in table]
    out += ["", "## What shows it", ""]
    for control, name, _, _, _ in table:
        if shown[control]:
            out += [f"### {control} {name}", "", *(f"- {words} (`{path}`)" for path, words in shown[control]), ""]
    return "\n".join(out).rstrip() + "\n"


def main():
    table, shown = list(rows()), tests()
    problems = list(problems_of(table, shown))
    text = page(table, shown)
    if "--check" in sys.argv:
        if not PAGE.exists() or PAGE.read_text() != text:
            problems.append("docs/reference/controls.md is stale: run ./dev doc")
    else:
        PAGE.write_text(text)
    print("\n".join(problems)) if problems else None
    return bool(problems)


sys.exit(main())
