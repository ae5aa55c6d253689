"""Every page of a server on which something has happened, in windows of all widths and read from right to left: accessible, and whole."""
import json
import re

from conftest import ROOT
from test_console_german import eventful, some_hours
from test_people import opens
from walk import walk

FRESH = "quartz-Tumble-ledger-owl-91"


def test_every_page_is_accessible_and_whole_at_all_widths_and_mirrored(eventful):  # noqa: F811
    """And after that while, whoever changes who comes in has to show that it is he."""
    some_hours(eventful)
    eventful.cli("settings", "set", "administrators.second_factor_life", "1min", check=True)
    seen = walk(eventful, "every-look,proofs", fresh=FRESH)
    paths = re.findall(r"\bpath: \"([^\"]+)\"", (ROOT / "web" / "admin" / "pages.ts").read_text())
    assert len(paths) > 20 and [path for path in seen["pages"] if not path.startswith("/mail")] == paths
    assert len([path for path in seen["pages"] if path.startswith("/mail")]) == 5

    made = json.loads(eventful.cli("--json", "admin", "show", "dora", check=True).stdout)
    assert "queue" in made["roles"]
    assert opens(eventful, eventful.address(1), FRESH) and not opens(eventful, eventful.address(1), eventful.password)
