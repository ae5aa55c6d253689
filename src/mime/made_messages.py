#!/usr/bin/env python3
"""Makes random well-formed messages and prints what is in them, for vectors_test.cpp to compare with what our parser sees.

usage: made_messages.py SEED COUNT FOLDER    messages N.eml into FOLDER

ENVELOPE and BODYSTRUCTURE are written from what was put in, and Python's email package says what it finds in the same bytes: parts,
their decoded contents, file names, decoded subjects and dates. Not addresses: how it reads quoted words and domain literals differs
between its patch releases."""
import base64
import email
import email.utils
import pathlib
import quopri
import random
import re
import sys

from vectors_outline import ByEmail, decoded, words

WORDS = ["Alpha", "beta", "x-ray", "Zoë", "Grüße", "日本語", "a.b", "naïve", "100%", "it's", "two  words", "tab\there"]
TYPES = ["text/plain", "text/html", "image/png", "application/pdf", "Application/X-Y", "text/calendar"]
DOMAINS = ["a.example", "B.example", "xn--bcher-kva.example", "[192.0.2.1]"]


def imap_string(text):
    """string of RFC 3501 as bytes: quoted where it may be."""
    raw = text if isinstance(text, bytes) else text.encode()
    if len(raw) <= 1000 and all(0 < b < 128 and b not in b"\r\n" for b in raw):
        return b'"' + raw.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'
    return b"{%d}\r\n%s" % (len(raw), raw)


def imap_nstring(text):
    return imap_string(text) if text else b"NIL"


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


class Maker:
    def __init__(self, seed):
        self.r = random.Random(seed)
        self.eol = self.r.choice(["\r\n", "\r\n", "\n"])

    def fold(self, text):
        """Folding before some of the single spaces."""
        return "".join(self.eol + c if c == " " and self.r.random() < 0.2 else c for c in text)

    def encoded_word(self, text):
        charset = self.r.choice(["utf-8", "UTF-8*de"])
        raw = text.encode()
        if self.r.random() < 0.5:
            return f"=?{charset}?b?{base64.b64encode(raw).decode()}?="
        return f"=?{charset}?Q?" + "".join("_" if b == 32 else chr(b) if chr(b).isascii() and chr(b).isalnum() else f"={b:02X}" for b in raw) + "?="

    def phrase_word(self):
        word = self.r.choice(WORDS)
        kind = self.r.random()
        if kind < 0.3:
            return quoted(word), word
        if kind < 0.6:
            word = self.encoded_word(word)
        return (word, word) if word.isascii() and not set(" \t.,%'()<>@") & set(word) or word.startswith("=?") else (quoted(word), word)

    def mailbox(self):
        local = self.r.choice(["u", "a.b", "x+y", "o'neil", "A-Z"])
        spelled = local if self.r.random() < 0.8 else quoted(local)
        domain = self.r.choice(DOMAINS)
        names = [self.phrase_word() for _ in range(self.r.randrange(3))]
        name = " ".join(n for _, n in names)
        entry = b"(%s NIL %s %s)" % (imap_nstring(name), imap_string(local), imap_string(domain))
        if not names and self.r.random() < 0.5:
            return f"{spelled}@{domain}", entry
        return " ".join([s for s, _ in names] + [f"<{spelled}@{domain}>"]), entry

    def address_field(self):
        """The text of a field and its part of ENVELOPE."""
        texts, entries = [], b""
        for _ in range(self.r.randrange(1, 5)):
            members = [self.mailbox() for _ in range(self.r.randrange(1, 3))]
            if self.r.random() < 0.2:
                name = self.r.choice(["team", "Undisclosed recipients"])
                texts.append(f"{name}: {', '.join(t for t, _ in members)};")
                entries += b"(NIL NIL %s NIL)" % imap_string(name) + b"".join(e for _, e in members) + b"(NIL NIL NIL NIL)"
            else:
                texts.append(", ".join(t for t, _ in members))
                entries += b"".join(e for _, e in members)
        return ", ".join(texts), b"(" + entries + b")"

    def message_header(self):
        """Header fields of a message, and its ENVELOPE."""
        date = email.utils.formatdate(self.r.randrange(10**9, 2 * 10**9))
        subject = " ".join(self.encoded_word(w) if self.r.random() < 0.4 else w for w in self.r.sample(WORDS, self.r.randrange(0, 5)))
        message_id = f"<{self.r.getrandbits(32):x}@a.example>"
        fields, people = [], {}
        for name in ("From", "Sender", "Reply-To", "To", "Cc", "Bcc"):
            if name == "From" or self.r.random() < 0.4:
                text, people[name] = self.address_field()
                fields.append(f"{name}: {self.fold(text)}")
        for name in ("Sender", "Reply-To"):
            people.setdefault(name, people["From"])
        fields += [f"Date: {date}", f"Subject: {self.fold(subject)}", f"Message-ID: {message_id}"]
        self.r.shuffle(fields)
        envelope = b" ".join([imap_string(date), imap_string(subject.strip(" \t")), *(people.get(n, b"NIL") for n in
                             ("From", "Sender", "Reply-To", "To", "Cc", "Bcc")), b"NIL", imap_string(message_id)])
        return fields, b"(" + envelope + b")"

    def parameters(self, name):
        """A file name in one of its spellings: the text of the parameters, and what BODYSTRUCTURE shows of them."""
        value = self.r.choice(["a.txt", "two words.pdf", "Grüße.txt", "a;b=c.txt", "q\"uote\\.x"])
        kind = self.r.random()
        if value.isascii() and kind < 0.6:
            return f"; {name}={value if value == 'a.txt' and kind < 0.3 else quoted(value)}", [(name, value)]
        raw = "".join(chr(b) if chr(b).isascii() and chr(b).isalnum() else f"%{b:02x}" for b in value.encode())
        if kind < 0.8:
            return f"; {name}*=utf-8''{raw}", [(f"{name}*", f"utf-8''{raw}")]
        cut = raw.find("%") if "%" in raw else 1
        pairs = [(f"{name}*0*", f"utf-8''{raw[:cut]}"), (f"{name}*1*", raw[cut:])]
        return "".join(f"; {n}={v}" for n, v in pairs), pairs

    def shown(self, pairs):
        return b"(" + b" ".join(imap_string(n) + b" " + imap_string(v) for n, v in pairs) + b")" if pairs else b"NIL"

    def leaf(self):
        """Header fields, body and BODYSTRUCTURE (without its brackets) of a part that holds no other."""
        fields, pairs, disposition = [], [("charset", "us-ascii")], b"NIL"
        kind = "text/plain"
        if self.r.random() < 0.85:
            kind = self.r.choice(TYPES)
            text, pairs = self.parameters("name") if self.r.random() < 0.3 else ("", [])
            fields.append(f"Content-Type: {kind}" + text.replace("; ", f";{self.eol} ", 1))
        if self.r.random() < 0.3:
            text, shown = self.parameters("filename")
            fields.append("Content-Disposition: attachment" + text)
            disposition = b"(" + imap_string("attachment") + b" " + self.shown(shown) + b")"
        body = self.eol.join(self.r.choice(["", "line", "- dash", "--", "--x", "Grüße " * 9, "trailing ", "=3D"]) for _ in range(self.r.randrange(6)))
        body = body.encode()
        encoding = self.r.choice(["7bit", "8bit", "quoted-printable", "BASE64"])
        if encoding == "BASE64":
            body = base64.encodebytes(body).replace(b"\n", self.eol.encode())
        elif encoding == "quoted-printable":
            body = quopri.encodestring(body.replace(b"\r\n", b"\n")).replace(b"\n", self.eol.encode())
        if encoding != "7bit" or self.r.random() < 0.3:
            fields.append(f"Content-Transfer-Encoding: {encoding}")
        major, minor = kind.split("/")
        shown = b" ".join([imap_string(major), imap_string(minor), self.shown(pairs), b"NIL NIL", imap_string(encoding), b"%d" % len(body)])
        if major == "text":
            shown += b" %d" % body.count(b"\n")
        return fields, body, shown + b" NIL " + disposition + b" NIL NIL"

    def multipart(self, depth):
        boundary, subtype = f"b{self.r.getrandbits(40):010x}", self.r.choice(["mixed", "alternative", "related"])
        line = self.eol.encode()
        body = self.r.choice([b"", b"preamble" + line])
        shown = b""
        for k in range(self.r.randrange(1, 4)):
            fields, inner, inner_shown = self.part(depth + 1)
            body += (line if k else b"") + f"--{boundary}{self.r.choice(['', ' '])}{self.eol}".encode()
            body += self.rendered(fields) + inner
            shown += b"(" + inner_shown + b")"
        if depth == 0 or self.r.random() < 0.9:  # else the delimiter outside ends it
            body += line + f"--{boundary}--".encode() + self.r.choice([b"", line, line + b"epilogue"])
        fields = [f'Content-Type: multipart/{subtype};{self.r.choice([" ", self.eol + " "])}boundary="{boundary}"']
        return fields, body, shown + b" " + imap_string(subtype) + b" " + self.shown([("boundary", boundary)]) + b" NIL NIL NIL"

    def enclosed(self, depth):
        raw, envelope, shown = self.message(depth + 1)
        text = b" ".join([b'"message" "rfc822" NIL NIL NIL "7bit"', b"%d" % len(raw), envelope, b"(" + shown + b")", b"%d" % raw.count(b"\n")])
        return ["Content-Type: message/rfc822"], raw, text + b" NIL NIL NIL NIL"

    def part(self, depth):
        kind = self.r.random()
        if depth < 4 and kind < 0.35:
            return self.multipart(depth)
        return self.enclosed(depth) if 0 < depth < 4 and kind < 0.5 else self.leaf()

    def rendered(self, fields):
        return "".join(f + self.eol for f in fields).encode() + self.eol.encode()

    def message(self, depth=0):
        """The bytes of a message, its ENVELOPE, and its BODYSTRUCTURE without the brackets."""
        head, envelope = self.message_header()
        fields, body, shown = self.part(depth)
        return self.rendered(head + ["MIME-Version: 1.0"] + fields) + body, envelope, shown


def visible(raw):
    return raw.decode().replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n")


def by_email(raw):
    """What Python's email reads from the top header."""
    fields = {n: re.sub(r"\r?\n", "", v.encode("ascii", "surrogateescape").decode()) for n, v in email.message_from_bytes(raw).raw_items()}
    yield f"subject {words(decoded(fields['Subject']))}"
    yield f"date {int(email.utils.parsedate_to_datetime(fields['Date']).timestamp())}"


def main():
    seed, count, folder = int(sys.argv[1]), int(sys.argv[2]), pathlib.Path(sys.argv[3])
    sys.stdout.reconfigure(encoding="utf-8", errors="surrogateescape", newline="\n")
    for k in range(count):
        raw, envelope, structure = Maker(seed + k).message()
        path = folder / f"{k}.eml"
        path.write_bytes(raw)
        print(f"message {path.name}\nenvelope {visible(envelope)}\nstructure {visible(b'(' + structure + b')')}")
        for line in [*by_email(raw), *ByEmail().lines(path)]:
            print(line)


if __name__ == "__main__":
    main()
