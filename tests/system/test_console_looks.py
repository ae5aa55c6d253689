"""Every page of a server on which something has happened, in windows of all widths and read from right to left: accessible, and whole."""
import collections
import json
import re

from conftest import ROOT
from test_console_german import eventful, some_hours
from test_people import led_elsewhere, opens
from walk import walk

OWN = 5  # pages of one's own account
FRESH = "quartz-Tumble-ledger-owl-91"


def console_pages():
    paths = re.findall(r"\bpath: \"([^\"]+)\"", (ROOT / "web" / "admin" / "pages.ts").read_text())
    assert len(paths) > 20
    return paths


def told_most(server):
    """The message of which the logs have most to say."""
    lines = [json.loads(line) for line in server.cli("logs", "search", "--raw", "smtp.", check=True).stdout.splitlines()]
    [(message, _)] = collections.Counter(line["message"] for line in lines if line.get("message")).most_common(1)
    return message


def test_pages_are_accessible_and_whole_at_all_widths_and_mirrored(eventful):  # noqa: F811
    some_hours(eventful)
    with led_elsewhere(eventful) as people:
        seen = walk(eventful, "every-look", half="first", message=told_most(eventful), **people)
    pages = seen["pages"]
    assert all(path.startswith("/mail") for path in pages[:OWN]) and pages[OWN:] == console_pages()[:len(pages) - OWN]
    assert seen["besides"] == ["One message", "Set a new password", "Set up a second factor"]


def test_the_rest_of_them_are_and_after_that_while_whoever_changes_who_comes_in_has_to_show_that_it_is_he(eventful):  # noqa: F811
    eventful.cli("settings", "set", "administrators.second_factor_life", "1min", check=True)
    seen = walk(eventful, "every-look,proofs", half="second", fresh=FRESH)["pages"]
    assert len(seen) >= len(console_pages()) / 2 and seen == console_pages()[-len(seen):]

    made = json.loads(eventful.cli("--json", "admin", "show", "dora", check=True).stdout)
    assert "queue" in made["roles"]
    assert opens(eventful, eventful.address(1), FRESH) and not opens(eventful, eventful.address(1), eventful.password)
