#!/usr/bin/env python3
"""Cheap checks of the pages by text alone (S29, S30): sizes, what must not be called, logical properties, words in every language.

Types are checked by tsc and behaviour by the pages' own tests (./dev web test); this needs neither Node nor a browser."""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
WEB = ROOT / "web"
LANGUAGES = ("en", "de")
LONGEST_FILE, LONGEST_LINE = 400, 150
GENERATED = ".generated."

# (pattern, files it is looked for in, why)
SCRIPT, STYLE = (".ts", ".tsx"), (".css",)
FORBIDDEN = [
    (re.compile(r"(:\s*|<|\bas\s+|\|\s*)any\b(?!\w)|\bany\[\]"), SCRIPT, "S29: no any"),
    (re.compile(r"\b(innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|srcdoc|document\.write|createContextualFragment)\b"), SCRIPT,
     "text never becomes HTML"),
    (re.compile(r"(?<![\w$.])eval\(|\bnew Function\b|\bsetTimeout\(\s*[\"'`]"), SCRIPT, "text never becomes script"),
    (re.compile(r"\bstyle=\"|<style\b|\bon[a-z]+=\""), (".tsx", ".html"), "the policy forbids inline style and script"),
    (re.compile(r"@ts-(ignore|nocheck|expect-error)|eslint-"), SCRIPT, "types are mended, not silenced"),
    (re.compile(r"(^|[;{\s])(margin|padding|border)-(left|right|top|bottom)\b"), STYLE, "logical properties only, for right-to-left text"),
    (re.compile(r"(^|[;{]\s*)(left|right|top|bottom|width|height|(min|max)-(width|height))\s*:"), STYLE, "logical properties only, for right-to-left text"),
    (re.compile(r"text-align:\s*(left|right)|float:"), STYLE, "logical properties only, for right-to-left text"),
    (re.compile(r"#[0-9a-fA-F]{3,8}\b(?![^;]*\))"), STYLE, "colours are tokens of shared/theme/tokens.css"),
]
# Words that a reader sees and that stand in the code: between tags, or in an attribute that is read.
BARE_TEXT = re.compile(r"(?<![=\w])>\s*([A-Za-z][\w',.]*(?: [\w',.]+)+)\s*</")
BARE_ATTRIBUTE = re.compile(r"\b(aria-label|title|placeholder|alt|label|help)=\"([^\"]*[a-z][^\"]*)\"")
WORD = re.compile(r"^([a-z][\w-]*) = ?(.*)$")
VARIABLE = re.compile(r"\$(\w+)")
LITERAL = re.compile(r"\"([a-z]+(?:-[A-Za-z]+)+)\"")
DYNAMIC = re.compile(r"`([a-z]+(?:-[a-z]+)*-)\$\{")
ASKED = re.compile(r"\bt\(\s*\"([^\"]+)\"")


def sources():
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "web"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [ROOT / line for line in listed.split() if (ROOT / line).is_file()]


def is_shown(path):
    """Whether readers see it: the gallery and the tests speak to developers."""
    return path.relative_to(WEB).parts[0] in ("login", "mail", "setup", "admin", "shared") and ".test." not in path.name


def check_text(path, text):
    if GENERATED in path.name or path.suffix not in SCRIPT + STYLE + (".html",):
        return
    lines = text.splitlines()
    if len(lines) > LONGEST_FILE:
        yield len(lines), f"S29: {len(lines)} lines, and {LONGEST_FILE} are the limit"
    for n, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE and path.suffix != ".css":
            yield n, f"{len(line)} columns, and {LONGEST_LINE} are the limit"
        for pattern, suffixes, why in FORBIDDEN:
            if path.suffix in suffixes and path.name != "tokens.css" and pattern.search(line.split(" // ")[0]):
                yield n, why
        if is_shown(path) and path.suffix == ".tsx":
            for found in (BARE_TEXT.search(line), BARE_ATTRIBUTE.search(line)):
                if found:
                    yield n, f"S30: words for readers are in web/locales: {found.group().strip()}"


def check_layers(path, text):
    """A model knows no document, a view asks no server, a feature looks at no other's view."""
    parts = path.relative_to(WEB).parts
    code = re.sub(r"//[^\n]*", "", text)
    if re.search(r"(^|\.)model\.ts$", path.name) and re.search(r"\b(document|window)\.|from \"preact", code):
        yield 1, "a model has no document"
    if path.name == "view.tsx" and re.search(r"\bfetch\(|api/client", code):
        yield 1, "a view asks no server: that is for api.ts"
    if "features" in parts:
        own = parts[parts.index("features") + 1]
        for other in re.findall(r"from \"\.\./([\w-]+)/view", code):
            if other != own:
                yield 1, f"a feature does not import another's view: {other}"


def words_of(path):
    """key -> (line, the variables in it)"""
    words, key = {}, None
    for n, line in enumerate(path.read_text().splitlines(), 1):
        if found := WORD.match(line):
            key = found.group(1)
            words[key] = (n, set())
        if key:
            words[key][1].update(VARIABLE.findall(line))
    return words


def said_twice():
    """Of two words of one name in a language the second is an error when the page is opened."""
    for language in LANGUAGES:
        seen = {}
        for path in sorted((WEB / "locales" / language).glob("*.ftl")):
            for n, line in enumerate(path.read_text().splitlines(), 1):
                if not (found := WORD.match(line)):
                    continue
                if (key := found.group(1)) in seen:
                    yield path, n, f"S30: {key} is said already in {seen[key]}"
                seen[key] = path.name


def check_words(files):
    scripts = [path.read_text() for path in files if path.suffix in SCRIPT and GENERATED not in path.name]
    literals = {word for text in scripts for word in LITERAL.findall(text)}
    dynamic = {word for text in scripts for word in DYNAMIC.findall(text)}
    asked = {word for text in scripts for word in ASKED.findall(text)}
    known = {}
    for source in sorted((WEB / "locales" / LANGUAGES[0]).glob("*.ftl")):
        words = words_of(source)
        for language in LANGUAGES[1:]:
            other = WEB / "locales" / language / source.name
            theirs = words_of(other) if other.exists() else {}
            for key in words.keys() - theirs.keys():
                yield source, words[key][0], f"S30: {key} is not said in {language}"
            for key in theirs.keys() - words.keys():
                yield other, theirs[key][0], f"S30: {key} is said in {language} alone"
            for key in words.keys() & theirs.keys():
                if words[key][1] != theirs[key][1]:
                    yield other, theirs[key][0], f"S30: {key} has other variables than in {LANGUAGES[0]}"
        known |= {key: (source, n) for key, (n, _) in words.items()}
    for key, (source, n) in known.items():
        used = key in literals or any(key.startswith(word) for word in dynamic) or any(key.startswith(word + "-") for word in literals)
        if not used:
            yield source, n, f"S30: {key} is used nowhere"
    for key in sorted(asked - known.keys()):
        yield WEB, 0, f"S30: {key} is shown, and is in no locale"


PAGE = re.compile(r"words: \[([^\]]*)\], load: \(\) => import\(\"\./([^\"]+)\"\)")
IMPORT = re.compile(r"(?:from|import) \"(\.[^\"]+\.tsx?)\"")


def within(path, seen):
    """A script and all that it imports."""
    if path in seen or not path.exists() or GENERATED in path.name:
        return seen
    seen.add(path)
    for one in IMPORT.findall(path.read_text()):
        within((path.parent / one).resolve(), seen)
    return seen


def check_pages():
    """A page of the console names the files of all words that it may show: one that is missing would be shown as its key."""
    home = {key: path.stem for path in (WEB / "locales" / LANGUAGES[0]).glob("*.ftl") for key in words_of(path)}
    always = set(re.findall(r"import (\w+) from", (WEB / "admin/words" / f"{LANGUAGES[0]}.ts").read_text()))
    for named, path in PAGE.findall((WEB / "admin/pages.ts").read_text()):
        known = always | set(re.findall(r"\"([\w-]+)\"", named))
        texts = [one.read_text() for one in within(WEB / "admin" / path, set())]
        literals = {word for text in texts for word in LITERAL.findall(text)}
        begins = tuple({word for text in texts for word in DYNAMIC.findall(text)})
        needed = {file for key, file in home.items() if key in literals or (begins and key.startswith(begins))}
        for file in sorted(needed - known):
            yield WEB / "admin/pages.ts", 0, f"S30: {path} shows words of {file}.ftl, which it does not name"


def unwanted_words():
    """What the glossary of docs/web.md does not want in German, each as a pattern."""
    section = (ROOT / "docs/web.md").read_text().split("\n## German\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (?!---|English)[^|]+\|[^|]+\| ([^|]+) \|$", section, re.M)
    return [re.compile(rf"(?<![\w-]){re.escape(word)}(?!\w)") for row in rows for word in row.split(", ")]


def check_terms():
    """One thing has one word in German."""
    unwanted = unwanted_words()
    for path in sorted((WEB / "locales/de").rglob("*")):
        is_said = path.suffix == ".ftl"
        for n, line in enumerate(path.read_text().splitlines() if path.suffix in (".ftl", ".po") else [], 1):
            if path.suffix == ".po" and re.match(r"msg(id|str)", line):
                is_said = line.startswith("msgstr")
            text = re.sub(r"^[a-z][\w-]* = |^#.*", "", line)
            for pattern in unwanted if is_said else ():
                if found := pattern.search(text):
                    yield path, n, f"the glossary of docs/web.md has another word than {found.group()}"


ASKS = re.compile(r"<TypedConfirmation\b|\bconfirm: \(|\bword=\{|\buseTypedWord\(|\"kit-type-to-confirm\"")
KIT = {WEB / "shared" / one for one in ("ui/Dialog.tsx", "ui/TypedWord.tsx", "forms/FormDialog.tsx", "list/useActs.tsx")}


def check_typed(files):
    """What is done only once a word was typed stands in docs/web.md, and what stands there asks for it."""
    guide = ROOT / "docs/web.md"
    section = guide.read_text().split("\n## What is typed first\n")[1].split("\n## ")[0]
    told = {ROOT / path for row in section.splitlines() if row.startswith("| ") for path in re.findall(r"`(web/[^`]+)`", row)}
    asks = {path for path in files if path.suffix in SCRIPT and is_shown(path) and ASKS.search(path.read_text())} - KIT
    for path in sorted(asks - told):
        yield guide, 0, f"{path.relative_to(ROOT)} asks for a typed word, and it is not said before what"
    for path in sorted(told - asks):
        yield guide, 0, f"{path.relative_to(ROOT)} asks for no typed word"


def check_packages(files):
    """What is installed runs nothing of its own, and is known by its hash wherever it is fetched from."""
    for lock in (path for path in files if path.name == "package-lock.json"):
        if '"resolved"' in lock.read_text():
            yield lock, 0, "names where packages are fetched from; they are known by their hashes"
        says = lock.with_name(".npmrc")
        if "ignore-scripts=true" not in (says.read_text().split() if says in files else []):
            yield says, 0, "does not keep packages from running scripts when they are installed"


def main():
    files = sources()
    problems = []
    for path in files:
        if path.suffix not in SCRIPT + STYLE + (".html", ".json"):
            continue
        if path.name == "package-lock.json":
            continue
        text = path.read_text()
        for n, why in [*check_text(path, text), *check_layers(path, text)]:
            problems.append(f"{path.relative_to(ROOT)}:{n}: {why}")
    found = [*said_twice(), *check_words(files), *check_pages(), *check_terms(), *check_typed(files), *check_packages(files)]
    problems += [f"{path.relative_to(ROOT)}:{n}: {why}" for path, n, why in found]
    for problem in problems:
        print(problem)
    print(f"web: {len(files)} files, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
