#!/usr/bin/env python3
"""Whether the words that the server declares in English have their German in web/locales/de/declared.

  declared_words.py [PROGRAM]  what each group lacks, and what has a translation and is declared no more; fails on either

The program tells its own words (`postern reference words`); what errors say is read from the sources. Without a program, by default the
newest of build/*/postern, only the errors are looked at."""
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
CATALOGUES = ROOT / "web/locales/de/declared"
# Rooms whose refusals an administrator reads on the pages.
ROOMS = ("admin", "api", "audit", "auth", "config", "directory", "guard", "net", "releases")
TEXT = r'"((?:[^"\\]|\\.)*)"'
REFUSAL = re.compile(rf'\bfail\(\s*Failure::\w+,\s*(?:fmt::format\(\s*)?((?:{TEXT}\s*)+)(\+?)')
RULE = re.compile(r'(?:return|\?|:)\s*"(must [^"]*)"')
ENTRY = re.compile(rf'^msgid ((?:{TEXT}\s*)+)msgstr ((?:{TEXT}\s*)+)', re.M)
TELLS = re.compile(r"[^\W\d_]{2,}.*[^\W\d_]{2,}", re.S)  # as web/shared/i18n/said.ts: less is found in everything


def joined(quoted):
    return "".join(re.findall(TEXT, quoted)).replace("\\n", "\n").replace('\\"', '"').replace("\\\\", "\\")


def answers():
    """The public half of errors, values as {}: text -> the file."""
    found = {}
    for room in ROOMS:
        for path in sorted((ROOT / "src" / room).rglob("*.*")):
            if path.suffix not in (".cpp", ".h") or re.search(r"_(test|fuzz)\.", path.name):
                continue
            source = path.read_text()
            texts = [joined(m.group(1)) + ("{}" if m.group(3) else "") for m in REFUSAL.finditer(source)] + RULE.findall(source)
            for text in texts:
                form = re.sub(r"\{:[^{}]*\}", "{}", text)
                if TELLS.search(form.replace("{}", "")):
                    found.setdefault(form, str(path.relative_to(ROOT)))
    return found


def declared(program):
    """group -> text -> where it stands"""
    groups = {"answers": answers()}
    if program:
        told = subprocess.run([program, "reference", "words"], check=True, capture_output=True, text=True).stdout
        groups |= {group: {one["text"]: one["where"] for one in texts} for group, texts in json.loads(told).items()}
    return groups


def entries():
    """(file, English, German) of all catalogues"""
    for path in sorted(CATALOGUES.glob("*.po")):
        lines = "\n".join(line for line in path.read_text().splitlines() if not line.startswith("#")) + "\n"
        for entry in ENTRY.finditer(lines):
            yield path, joined(entry.group(1)), joined(entry.group(3))


def german():
    return {text: translation for _, text, translation in entries()}


def main():
    built = sorted(ROOT.glob("build/*/postern"), key=lambda path: path.stat().st_mtime)
    program = sys.argv[1] if len(sys.argv) > 1 else built[-1] if built else None
    known, files = german(), list(entries())
    wrong = 0
    for group, texts in declared(program).items():
        missing = {text: where for text, where in texts.items() if text not in known}
        stale = {text: path.name for path, text, _ in files if path.stem.split("-")[0] == group and text not in texts}
        for text, where in missing.items():
            print(f"{group}: no German ({where}): {text}")
        for text, file in stale.items():
            print(f"{group}: declared no more ({file}): {text}")
        print(f"{group}: {len(texts)} texts, {len(missing)} without German, {len(stale)} stale")
        wrong += len(missing) + len(stale)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
