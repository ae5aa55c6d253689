#!/usr/bin/env python3
"""Prints an outline of each message of a folder as another parser sees it, for vectors_test.cpp to compare with ours.

usage: vectors_outline.py email FOLDER        messages *.txt, read by Python's email package
       vectors_outline.py mail-parser FOLDER  messages *.eml, read from the *.json beside them
"""
import email
import email.header
import json
import pathlib
import re
import sys


def fnv(data):
    h = 0xCBF29CE484222325
    for b in data:
        h = ((h ^ b) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return f"{len(data)}:{h:016x}"


def words(text):
    return " ".join(text.split())


def decoded(text):
    """Encoded words decoded; their language (RFC 2231 section 5), which email does not know, is taken out first."""
    pieces = email.header.decode_header(re.sub(r"(=\?[\w-]+)\*[\w-]+\?", r"\1?", text))
    return "".join(s if isinstance(s, str) else s.decode(charset or "raw-unicode-escape", "replace") for s, charset in pieces)


class ByEmail:
    pattern = "*.txt"

    def lines(self, path):
        yield from self.part(email.message_from_bytes(path.read_bytes()), 0)

    def part(self, m, depth):
        kind = m.get_content_type()
        name = m.get_filename() or ""
        head = f"{depth} {kind} name={words(decoded(name))}"
        if m.is_multipart() and (kind == "message/rfc822" or m.get_content_maintype() == "multipart"):
            yield head
            for child in m.get_payload():
                yield from self.part(child, depth + 1)
        elif m.get_content_maintype() in ("message", "multipart"):
            yield head
        else:
            yield f"{head} {fnv(m.get_payload(decode=True))}"


class ByMailParser:
    pattern = "*.json"

    def lines(self, path):
        yield from self.message(json.loads(path.read_text()), 0)

    def message(self, j, depth):
        yield from self.part(j, 0, depth)

    def part(self, j, index, depth):
        p = j["parts"][index]
        fields = {str(h["name"]): h["value"] for h in p["headers"]}
        if isinstance(fields.get("subject"), dict):
            yield f"subject {words(fields['subject']['Text'])}"
        for who in ("from", "to"):
            value = fields.get(who)
            if isinstance(value, dict) and "Address" in value:
                for a in self.addresses(value["Address"]):
                    if "@" not in (a.get("address") or ""):
                        continue  # a word alone is a name there and a local part here
                    yield f"{who} {words(a.get('name') or '')} <{a.get('address') or ''}>"
        (kind, body), = p["body"].items() if isinstance(p["body"], dict) else ((p["body"], None),)
        default = "message/rfc822" if kind == "Message" else "text/plain"  # RFC 2046 section 5.1.5
        head = f"{depth} {self.type(fields, default)} name={self.name(fields)}"
        if kind == "Multipart":
            yield head
            for child in body:
                yield from self.part(j, child, depth + 1)
        elif kind == "Message":
            yield head
            yield from self.message(body, depth + 1)
        else:
            data = body.encode() if isinstance(body, str) else bytes(body or [])
            yield f"{head} {fnv(data)}"

    def addresses(self, value):
        if "List" in value:
            return value["List"]
        return [a for group in value.get("Group", []) for a in group["addresses"]]

    def type(self, fields, default):
        value = fields.get("content_type")
        if not isinstance(value, dict) or "ContentType" not in value:
            return default
        t = value["ContentType"]
        return f"{t['c_type']}/{t['c_subtype']}".lower() if t["c_subtype"] else default

    def name(self, fields):
        for field, wanted in (("content_disposition", "filename"), ("content_type", "name")):
            value = fields.get(field)
            if isinstance(value, dict) and "ContentType" in value:
                for a in value["ContentType"]["attributes"] or []:
                    if a["name"] == wanted and a["value"]:
                        return words(a["value"])
        return ""


def main():
    reader = {"email": ByEmail, "mail-parser": ByMailParser}[sys.argv[1]]()
    sys.stdout.reconfigure(encoding="utf-8", errors="surrogateescape", newline="\n")
    for path in sorted(pathlib.Path(sys.argv[2]).glob(reader.pattern)):
        print(f"message {path.name}")
        for line in reader.lines(path):
            print(line)


if __name__ == "__main__":
    main()
