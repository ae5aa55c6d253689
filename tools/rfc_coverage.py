#!/usr/bin/env python3
"""Shows which RFC sections the code and the tests name: docs/rfc/index.tsv and the tags in the sources make docs/reference/rfc-coverage.md.

A tag is "RFC 5321 §4.5.3.1.8" in a comment; "RFC 9051 §6.4.4 todo: ..." is a gap, "RFC 5321 §4.1.3 deviates: ..." a decision.
  rfc_coverage.py              writes the page
  rfc_coverage.py --check      fails on an RFC that is not in the index, on a claim without code and test, on a stale page
  rfc_coverage.py --uncited N  lists the sections of RFC N that nothing names; needs the RFC texts (POSTERN_VECTORS, ../shared/vectors)
"""
import collections
import os
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
INDEX = ROOT / "docs/rfc/index.tsv"
PAGE = ROOT / "docs/reference/rfc-coverage.md"
CLAIMS = ("full", "partial", "planned", "no")
SOURCES = {".h", ".cpp", ".py", ".txt", ".js", ".mjs", ".ts", ".tsx"}

SECTION = r"(?:§[0-9A-Z][0-9A-Za-z.]*|[Aa]ppendix [A-Z][0-9.]*)"
TAG = re.compile(r"\bRFC (\d{3,5}(?:, \d{3,5})*)((?:,? ?(?:and )?" + SECTION + r")*)(?: \(erratum \d+\))?(?: (todo|deviates): ?(.*))?")

Row = collections.namedtuple("Row", "number title obsoleted_by claim room note")


class Use:
    """What is known of one RFC from the tags."""

    def __init__(self):
        self.code, self.tests = set(), set()                                      # files
        self.sections = collections.defaultdict(lambda: {"code": set(), "tests": set()})
        self.todo, self.deviates = [], []


def read_index():
    rows, problems = {}, []
    for n, line in enumerate(INDEX.read_text().splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        parts = line.split("\t")
        if len(parts) != 6 or not parts[0].isdigit() or parts[3] not in CLAIMS:
            problems.append(f"docs/rfc/index.tsv:{n}: wants number, title, obsoleted-by, claim ({', '.join(CLAIMS)}), room, note")
            continue
        rows[int(parts[0])] = Row(int(parts[0]), *parts[1:])
    return rows, problems


def is_test(path):
    return path.startswith("tests/") or re.search(r"_(test|fuzz)\.(cpp|ts|mjs)$", path) is not None


def natural(section):
    return [(0, int(p), "") if p.isdigit() else (1, 0, p) for p in section.lstrip("§").split(".")]


def sections_of(text):
    for section in re.findall(SECTION, text):
        section = section.rstrip(".")
        yield section if section.startswith("§") else "§" + section.split()[1]


def add_tag(uses, match, path):
    kind, place = match.group(3), "tests" if is_test(path) else "code"
    for number in match.group(1).split(", "):
        use = uses[int(number)]
        sections = list(sections_of(match.group(2)))
        if kind:
            where = ", ".join(sections)
            (use.todo if kind == "todo" else use.deviates).append((where, match.group(4).strip(), path))
        if kind == "todo":
            continue  # a gap is no cover
        getattr(use, place).add(path)
        for section in sections:
            use.sections[section][place].add(path)


def read_tags():
    uses = collections.defaultdict(Use)
    for top in ("src", "tests", "web"):
        for path in sorted((ROOT / top).rglob("*")):
            if path.suffix not in SOURCES or "node_modules" in path.parts or "corpus" in path.parts:
                continue
            relative = str(path.relative_to(ROOT))
            for match in TAG.finditer(path.read_text(errors="replace")):
                add_tag(uses, match, relative)
    return uses


def judge(rows, uses):
    for number in sorted(uses):
        if number not in rows:
            use = uses[number]
            some = sorted(use.code | use.tests | {t[2] for t in use.todo})[0]
            yield f"{some}: names RFC {number}, which is not in docs/rfc/index.tsv"
    for row in rows.values():
        use = uses.get(row.number, Use())
        if row.claim in ("full", "partial") and not use.code:
            yield f"RFC {row.number}: the claim is {row.claim}, and no code names it"
        if row.claim in ("full", "partial") and not use.tests:
            yield f"RFC {row.number}: the claim is {row.claim}, and no test names it"
        if row.claim == "full" and use.todo:
            yield f"RFC {row.number}: the claim is full, and {use.todo[0][2]} has a todo"


def cell(text):
    return text.replace("|", "\\|")


def summary(rows, uses):
    yield "| RFC | title | claim | rooms | sections in code | in tests | gaps | deviations |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    for row in sorted(rows.values()):
        use = uses.get(row.number, Use())
        code = sum(1 for s in use.sections.values() if s["code"])
        tests = sum(1 for s in use.sections.values() if s["tests"])
        title = row.title + (f" (obsoleted by {row.obsoleted_by})" if row.obsoleted_by else "")
        link = f"[{row.number}](#rfc-{row.number})" if use.code or use.tests or use.todo else str(row.number)
        note = f"; {row.note}" if row.note else ""
        yield (f"| {link} | {cell(title)} | {row.claim}{cell(note)} | {row.room} | {code or ''} | {tests or ''} "
               f"| {len(use.todo) or ''} | {len(use.deviates) or ''} |")


def details(row, use):
    yield f"\n## RFC {row.number}\n"
    yield f"{row.title}.\n"
    whole = [p for p in sorted(use.code | use.tests) if not any(p in s["code"] | s["tests"] for s in use.sections.values())]
    if use.sections:
        yield "| section | code | tests |"
        yield "| --- | --- | --- |"
        for section in sorted(use.sections, key=natural):
            s = use.sections[section]
            yield f"| {section} | {', '.join(sorted(s['code']))} | {', '.join(sorted(s['tests']))} |"
    if whole:
        yield ("\n" if use.sections else "") + "As a whole: " + ", ".join(whole) + "."
    for word, entries in (("Gap", use.todo), ("Deviation", use.deviates)):
        for where, text, path in sorted(entries):
            yield f"\n- {word} {where} ({path}): {text}"


def page(rows, uses):
    lines = ["# RFC coverage", "",
             "Generated by tools/rfc_coverage.py from docs/rfc/index.tsv and the tags in the sources; do not edit. *full* and *partial* need code",
             "and a test that name the RFC; *planned* has no complete path yet.", ""]
    lines += summary(rows, uses)
    for row in sorted(rows.values()):
        use = uses.get(row.number)
        if use and (use.code or use.tests or use.todo):
            lines += details(row, use)
    return "\n".join(lines) + "\n"


def rfc_text(number):
    folders = [pathlib.Path(os.environ["POSTERN_VECTORS"])] if "POSTERN_VECTORS" in os.environ else []
    for folder in folders + [ROOT.parent / "shared/vectors", ROOT.parent.parent / "shared/vectors"]:
        for name in (f"rfc{number}.txt", f"rfc{number:04}.txt"):
            if (folder / "rfc" / name).exists():
                return (folder / "rfc" / name).read_text(errors="replace")
    return None


def uncited(number, uses):
    text = rfc_text(number)
    if text is None:
        print("not run: no RFC texts")
        return 0
    headings = dict(re.findall(r"^(\d+(?:\.\d+)*)\.?  ?(\S.*?)\s*$", text, re.M))
    cited = {s.lstrip("§") for s in uses[number].sections}
    for section in sorted(headings, key=natural):
        if section not in cited:
            print(f"§{section} {headings[section]}")
    return 0


def main():
    rows, problems = read_index()
    uses = read_tags()
    if len(sys.argv) == 3 and sys.argv[1] == "--uncited" and sys.argv[2].isdigit():
        return uncited(int(sys.argv[2]), uses)
    problems += judge(rows, uses)
    text = page(rows, uses)
    if "--check" not in sys.argv:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(text)
    elif not PAGE.exists() or PAGE.read_text() != text:
        problems.append("docs/reference/rfc-coverage.md is stale: run tools/rfc_coverage.py")
    for problem in problems:
        print(problem)
    print(f"rfc: {len(rows)} in the index, {len(uses)} named, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
