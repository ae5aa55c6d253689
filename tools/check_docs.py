#!/usr/bin/env python3
"""Checks that the pages in docs and the README name only files that exist or are made: links, and paths in back quotes such as `smtp/server/session.cpp`."""
import itertools
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
QUOTED = re.compile(r"`([\w./{},*-]+/[\w./{},*-]*\w[\w.{},*-]*)`")
ENDINGS = re.compile(r"\.(h|cpp|py|md|txt|tsv|toml|sh|dict|cmake|json|mjs|ts|tsx|\{[\w,]+\})$")


def expand(path):
    """a.{h,cpp} -> a.h a.cpp"""
    parts = re.split(r"\{([^}]*)\}", path)
    choices = [[p] if i % 2 == 0 else p.split(",") for i, p in enumerate(parts)]
    return ["".join(c) for c in itertools.product(*choices)]


def pictures():
    """Those that `./dev shots` makes; they are in no clone."""
    names = re.findall(r'\{ name: "([\w-]+)", path:', (ROOT / "web" / "tests" / "shots.ts").read_text())
    of_each = [f"{name}-{width}-{theme}.png" for name in names for width in (360, 1280, 1920) for theme in ("light", "dark")]
    return {f"build/shots/{file}" for file in ["index.html", *of_each]}


def exists(path, page):
    if path.startswith("build/shots/"):
        return path in pictures()
    if "*" in path:
        return any(any(base.glob(path)) for base in (ROOT, ROOT / "src"))
    return any((base / path).exists() for base in (ROOT, ROOT / "src", page.parent))


def named(page):
    for n, line in enumerate(page.read_text().splitlines(), 1):
        for link in LINK.findall(line):
            if "://" not in link and not link.startswith("mailto:"):
                yield n, link
        for quoted in QUOTED.findall(line):
            is_source = quoted.startswith(("src/", "docs/", "tools/", "tests/", "cmake/", "web/"))
            if not quoted.startswith("/") and ".." not in quoted and (is_source or ENDINGS.search(quoted)):
                for one in expand(quoted):
                    yield n, one


def main():
    pages = [p for p in sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").rglob("*.md")) if "reference" not in p.parts]
    pages += sorted((ROOT / "src").rglob("README.md"))
    problems, count = [], 0
    for page in pages:
        for n, path in named(page):
            count += 1
            if not exists(path, page):
                problems.append(f"{page.relative_to(ROOT)}:{n}: names {path}, which is not there")
    for problem in problems:
        print(problem)
    print(f"docs: {len(pages)} pages, {count} files named, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
