"""A German reader: what the server declares in English is German on the pages (web/locales/de/declared)."""
import json
import re
import sys

from conftest import AS_SHIPPED, ROOT
from test_console_mail import ok, until
from test_quarantine import bring
from walk import walk

sys.path.insert(0, str(ROOT / "tools"))
from declared_words import german as translated  # noqa: E402

GUARD = AS_SHIPPED
ZONES = {"test.": ""}
ROOMS = ["smtp", "password", "net", "spam", "guard", "logs"]


def test_pages_of_a_german_show_no_english_text_of_the_server(server):
    bring(server, "held")
    until(lambda: len(ok(server, "quarantine", "list")) == 1, "it is not held")
    german = translated()
    words = json.loads(server.cli("reference", "words", check=True).stdout)
    english = {one["text"] for group in words.values() for one in group if german.get(one["text"]) != one["text"]}
    forms = [re.compile(".+".join(map(re.escape, text.split("{}")))) for text in english if "{}" in text and len(text) > 14]
    assert len(english) > 800 and len(forms) > 20

    seen = walk(server, "german", domain="test.example", rooms=",".join(ROOMS))
    pages = seen["pages"]
    assert all("smtp.max_message_size" in found for found in seen["found"]), seen["found"]
    assert len(pages) == len(ROOMS) + 6
    for path, texts in pages.items():
        assert [text for text in texts if text in english or any(form.fullmatch(text) for form in forms)] == [], path
    assert german["SPF: who may send"] in pages["/admin/domains/test.example"]
    assert {german["Every listener answers"], german["Passwords of one account are guessed"]} <= {
        text for path in ("/admin/audit?at=listeners.answer", "/admin/ids/rules/brute-force-by-account") for text in pages[path]}
