"""Words that would run, turn the text round, run over the edge, or be a formula in a spreadsheet, each with a mark by which it is found."""
import dataclasses
import json
import os

import pytest

from conftest import ROOT

# The mark stands in each word's midst, so that a page that shows it shows the word as text; what turns text round ends with "~".
KINDS = {
    "html": "<img src=x data-evil onerror=window.evil=1 alt={}>",
    "script": "<script data-evil>window.evil=1//{}</script>",
    "svg": "\"'><svg data-evil onload=window.evil=1 id={}>",
    "template": "${{window.evil=1}}{}{{{{constructor.constructor('window.evil=1')()}}}}{{ $evil }}",
    "turned": "\u202e{}~",
    "closing": "\u2069\u2069\u202e{}~",
    "isolated": "\u2067\u2066{}~",
    "stacked": "{}" + "Z\u0351\u0489\u200b\u200d" * 30,
    "long": "{}" + "x" * 10_000,
    "controls": "{}\x1b[31m\x07\x7f\x85\x9b",
    "nul": "{}\x00",
    "lines": "{}\r\nX: y",
    "equals": "=cmd|' /C calc'!A0 {}",
    "plus": "+1+{}", "minus": "-2+{}", "at": "@SUM({})", "tab": "\t={}", "return": "\r={}", "comma": "a,\"b\",={}",
    "semicolon": "a;=1+{}",
}
BYTES = b"\xff\xfe\xed\xa0\x80\xc0\xaf\x9b"  # no UTF-8


def mark(way, kind):
    return f"q{way}{kind}q"  # as names of senders are kept: in small letters


def word(way, kind, longest=20_000):
    """As long as it may be there, in octets: the mark is at the beginning of the long ones."""
    return KINDS[kind].format(mark(way, kind)).encode()[:longest].decode(errors="ignore")


@dataclasses.dataclass
class Page:
    """A page, and the marks that must be seen there; `each`: what is told of each row beside the list, too; `beside`: some are only there,
    and not in the list; `find`: what is looked for on a page that asks."""
    path: str
    marks: list
    each: bool = True
    beside: bool = False
    find: str = ""

    def row(self):
        return {"path": self.path, "marks": self.marks, "each": self.each, "find": self.find}


def vectors():
    """The payloads of others against pages that clean HTML."""
    file = ROOT / ".." / "shared" / "vectors" / "html-xss" / "dompurify-fixtures.json"
    if not file.exists():
        if os.environ.get("NEED_VECTORS") == "1":
            pytest.fail(f"{file} is not there")
        pytest.skip("not run: no shared vectors")
    return [row["payload"] for row in json.loads(file.read_text())]
