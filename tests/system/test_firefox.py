"""The pages in Firefox: every one of them, and the flows that the other tests walk in Chromium, with what comes of them.

Passkeys need a virtual authenticator, which Firefox has none of for WebDriver BiDi: those flows are walked in Chromium alone."""
import inspect
import os
import pathlib
import re
from urllib.parse import unquote

import pytest

import test_console_audit
import test_console_blocks
import test_console_mail
import test_console_people
import test_pages
import test_setup
from conftest import AS_SHIPPED, ROOT
from doors import AS_OFTEN_AS_LIKED
from test_console_mail import world
from test_people import led_elsewhere
from test_setup import bare
from walk import walk

FIREFOX = pathlib.Path(os.environ.get("FIREFOX_PATH", "/usr/bin/firefox-esr"))
pytestmark = pytest.mark.skipif(not FIREFOX.exists(), reason="not run: firefox-esr is not installed (./dev test does)")
GUARD = AS_SHIPPED
OPTIONS = AS_OFTEN_AS_LIKED
ZONES = {**test_console_people.ZONES, **test_console_blocks.ZONES}

FLOWS = [
    test_pages.test_an_administrator_signs_in_and_changes_a_setting_in_a_browser,
    test_setup.test_H01_H09_the_first_owner_sets_the_server_up_by_the_link_as_nobody_else_does_and_is_not_shut_out,
    test_console_audit.test_H34_what_is_weakened_is_mended_and_taken_back,
    test_console_blocks.test_H22_a_block_is_explained_lifted_put_back_and_made_by_hand,
    test_console_mail.test_waiting_mail_is_forced_held_redirected_and_deleted_in_the_page,
    test_console_mail.test_of_three_held_messages_one_is_let_go_and_one_deleted_in_the_page_and_one_elsewhere,
    test_console_people.test_H05_H07_a_domain_is_looked_through_and_its_defaults_are_spread,
]


@pytest.fixture(scope="module", autouse=True)
def in_firefox():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LIVE_BROWSER", "firefox")
        yield


def test_every_page_opens_in_firefox(server):
    with led_elsewhere(server) as people:
        seen = walk(server, "every-route", **people)["seen"]
    paths = [path for part in ("admin", "mail") for path in re.findall(r"\bpath: \"([^\"]+)\"", (ROOT / "web" / part / "pages.ts").read_text())]
    assert set(paths) < set(seen) and len(paths) > 20
    assert {"/login/forgotten", "/setup", "/domain/test.example", "/admin/ids/rules/brute-force-by-address"} < set(seen)
    assert {f"/domain/test.example/{part}" for part in ("accounts", "aliases", "services", "settings", "lists", "health")} < set(seen)
    for thing in ("/admin/domains/test.example", "/admin/accounts/" + server.address(1)):
        assert sum(unquote(path).startswith(thing + "/") for path in seen) >= 3, f"the tabs of {thing} have addresses"
    assert all(all(titles) for titles in seen.values()), seen
    heads = [seen[path][0] for path in paths if path.startswith("/admin") and path != "/admin/access/deny"]  # a tab of the page before
    assert len(set(heads)) == len(heads), "each is a page of its own"
    assert sum(len(titles) - 1 for titles in seen.values()) > 20, "their parts too"


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.__name__.removeprefix("test_"))
def test_a_flow_does_in_firefox_what_it_does_in_chromium(request, flow):
    flow(*(request.getfixturevalue(name) for name in inspect.signature(flow).parameters))
