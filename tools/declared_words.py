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
# Rooms, and files of rooms, whose refusals are read on the pages: as answers of the API, or as why a message waits, was not delivered or not
# answered. Left out are: imap, pop3, smtp/grammar and the rest of store, which refuse what mail programs ask for, in words of their protocols;
# reports, which are read and sent when nobody asks, and of which the log alone says why not (one that cannot be read is in no list); autoreply,
# whose failures are in the log alone, while why it may not answer is among `said`; events, whose records are left out where they cannot be
# read; forwarding, which seals all the same; mime, pages and smtp/client, which have no errors or are among the replies below.
ROOMS = ("address", "admin", "api", "app", "attachments", "audit", "auth", "base", "config", "counts", "delivery", "directory", "dns", "guard", "http",
         "judge", "kv", "logs", "mtasts", "net", "notify", "outbound", "queue", "releases", "scanners", "senderauth", "signing", "smtp/server", "tls",
         *(f"store/{file}" for file in ("accounts.cpp", "append.cpp", "blob_files.cpp", "change.cpp", "copy.cpp", "facts.cpp", "mailbox_rows.cpp", "read.cpp",
                                        "records.h", "store.cpp")))
TEXT = r'"((?:[^"\\]|\\.)*)"'
REFUSAL = re.compile(r"\b(?:fail(?:_argument)?\(|(?:refuse\(|Error\{)(?=Failure::)|problem\((?=\d{3}, )|too_many\()")
SENDING = ("delivery", "outbound", "smtp/client")
REPLY = re.compile(r"\b(?:answer|refused|not_this|nowhere|odd|cannot|end_broken|failed)\(|(?:\.text = |\.obstacle = |auto text = |auto why = )")
QUOTED = re.compile(TEXT + r"|'(?:[^'\\]|\\.)'|//[^\n]*")
LITERAL = re.compile(rf"(?:{TEXT}\s*)+")
RULE = re.compile(r'(?:return|\?|:)\s*(?:fmt::format\()?"(must [^"]*)"')
ENTRY = re.compile(rf'^msgid ((?:{TEXT}\s*)+)msgstr ((?:{TEXT}\s*)+)', re.M)
TELLS = re.compile(r"[^\W\d_]{2,}.*[^\W\d_]{2,}", re.S)  # as web/shared/i18n/said.ts: less is found in everything


def joined(quoted):
    return "".join(re.findall(TEXT, quoted)).replace("\\n", "\n").replace('\\"', '"').replace("\\\\", "\\")


def split_at(source, signs, start=0):
    """Pieces between the signs that stand outside of brackets and texts, up to the bracket that closes; each as (sign before, piece)."""
    depth, begin, before, out, at = 0, start, "", [], start
    while at < len(source):
        quoted = QUOTED.match(source, at)
        if quoted:
            at = quoted.end()
            continue
        here = source[at]
        depth += (here in "([{") - (here in ")]}")
        if depth < 0:
            break
        if depth == 0 and here in signs and "::" not in (source[at:at + 2], source[at - 1:at + 1]):
            out.append((before, source[begin:at].strip()))
            before, begin = here, at + 1
        at += 1
    return [*out, (before, source[begin:at].strip())]


def texts_of(expression):
    """The texts that an expression may come to, values as {}; none where nothing in it is a text."""
    choices = split_at(expression, "?:")
    if len(choices) > 1:
        return [text for sign, piece in choices if sign for text in texts_of(piece)]
    terms = split_at(expression, "+")
    if len(terms) > 1:
        said = [texts_of(piece) for _, piece in terms]
        return ["".join(one[0] if one else "{}" for one in said)] if any(said) else []
    if expression.startswith("fmt::format("):
        return [re.sub(r"\{:[^{}]*\}", "{}", text) for text in texts_of(split_at(expression, ",", len("fmt::format("))[0][1])]
    return [joined(expression)] if LITERAL.fullmatch(expression) else []


def sources(rooms):
    for room in rooms:
        place = ROOT / "src" / room
        for path in [place] if place.is_file() else sorted(place.rglob("*.*")):
            if path.suffix not in (".cpp", ".h") or re.search(r"_(test|fuzz)\.", path.name):
                continue
            yield str(path.relative_to(ROOT)), path.read_text()


def telling(found):
    """text -> the file where it is first said"""
    out = {}
    for file, text in found:
        if TELLS.search(text.replace("{}", "")):
            out.setdefault(text, file)
    return out


def answers():
    """The public half of errors."""
    def all_of(source):
        said = [split_at(source, ",", m.end()) for m in REFUSAL.finditer(source)]
        return [text for pieces in said if len(pieces) > 1 for text in texts_of(pieces[1][1])] + RULE.findall(source)
    return telling((file, text) for file, source in sources(ROOMS) for text in all_of(source))


def replies():
    """Why mail waits or comes back, where it is this server that says it."""
    def all_of(source):
        pieces = [piece for m in REPLY.finditer(source) for piece in split_at(source, ",", m.end())]
        return [text for _, piece in pieces for text in texts_of(piece) if " " in text]
    return telling((file, text) for file, source in sources(SENDING) for text in all_of(source))


def declared(program):
    """group -> text -> where it stands"""
    groups = {"answers": answers(), "replies": replies()}
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
