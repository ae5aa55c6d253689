"""The first run in a browser, on a server that nobody administers yet: by the link that it shows when it starts (H01, H10)."""
import json
import pathlib
import re
import time

import pytest

from conftest import NO_GUARD, Server
from test_people import PASSWORD
from test_session import Browser, mails
from test_tls import make, shown
from walk import walk


@pytest.fixture(scope="module")
def bare():
    server = Server("--bare", *NO_GUARD, accounts=1)
    yield server
    server.end()


def link(server):
    log = (pathlib.Path(server.dir) / "server.log").read_text()
    return re.findall(r"https://localhost:\d+/setup#[0-9a-f]{64}", log)[-1]


def subjects(server, user, password):
    return [message["Subject"] for message in mails(server, user, password)]


NOT_DISABLED = "The last owner who is not disabled stays: make another one first"
NEVER_CAME = "The last owner who has a second factor stays: let another one set his up first"


def test_H01_H09_the_first_owner_sets_the_server_up_by_the_link_as_nobody_else_does_and_is_not_shut_out(bare):
    shown = link(bare)
    token = shown.split("#")[1]
    user = bare.address(1)
    seen = walk(bare, "setup,last_owner", me={}, link=shown.replace("localhost", bare.host), password=PASSWORD, to=user)
    assert "#" not in seen["address"], "the link is in no history"
    assert seen["home"].startswith("/admin")
    assert "At least 16 characters" in seen["asked"], "what a password has to be is told while it is typed"
    owner = json.loads(bare.cli("admin", "show", "olivia", "--json", check=True).stdout)
    assert owner["roles"] == ["owner"] and owner["second_factor"]
    assert not {"Disable", "Remove"} & set(seen["alone"]) and {"Disable", "Remove"} <= set(seen["withHeir"])
    assert [why in said for why, said in zip([NOT_DISABLED] + [NEVER_CAME] * 3, seen["refused"], strict=True)] == [True] * 4, seen["refused"]
    assert ["olivia", "owner", "active"] in seen["left"], "refused, and nothing changed"
    assert "fresh.example" in bare.cli("domain", "list", check=True).stdout
    fresh, other = seen["records"], seen["ofTheOther"]
    assert fresh["places"][0].startswith("fresh.example") and other["places"][0].startswith("test.example"), (fresh, other)
    assert sum("_domainkey.fresh.example" in place for place in fresh["places"]) == 2, "with the keys that it was made with"
    assert "the DNS gave no answer" in fresh["said"] and "not there yet" not in fresh["said"], "what could not be asked is not said to be missing"
    end = time.monotonic() + 20
    while "Test message" not in subjects(bare, user, bare.password):
        assert time.monotonic() < end
        time.sleep(0.2)
    again = {"token": token, "name": "mallory", "password": PASSWORD}
    assert Browser(bare).call("POST", "/first-owner", again)[0] == 403, "it is good once"
    assert token not in bare.cli("logs", "search", "olivia", check=True).stdout
    before = (pathlib.Path(bare.dir) / "server.log").read_text()
    bare.stop()
    bare.start()
    assert (pathlib.Path(bare.dir) / "server.log").read_text().count("/setup#") == before.count("/setup#"), "there is no second one"


def test_H01_who_left_the_first_run_comes_back_by_the_used_link_and_goes_on(tmp_path):
    chain, key = make(tmp_path, "mail.fresh.example")
    server = Server("--bare", *NO_GUARD, accounts=0)
    try:
        server.cli("domain", "delete", server.domain, check=True)
        seen = walk(server, "setup_left", me={}, link=link(server).replace("localhost", server.host), password=PASSWORD, chain=chain, key=key)
        assert seen["beside"] == ["Already begun? Sign in", "/login?next=/setup"]
        assert (seen["back"], seen["again"], seen["kept"]) == ("/setup", "/setup", "fresh.example")
        assert [row["name"] for row in json.loads(server.cli("admin", "list", "--json", check=True).stdout)] == ["olivia"]
        assert "fresh.example" in server.cli("domain", "list", check=True).stdout
        assert shown(server, "mail.fresh.example") == chain.read_text().strip()
        before, after = ([line for line in zone["text"].splitlines() if line] for zone in seen["zones"])
        assert [zone["name"] for zone in seen["zones"]] == ["fresh.example.zone"] * 2
        needed = {row["row"] for row in json.loads(server.cli("domain", "dns", "fresh.example", "--json", check=True).stdout)
                  if row["purpose"].split(":")[0] in ("MX", "SPF", "DKIM", "DMARC")}
        assert needed and needed <= set(after) and not needed <= set(before), "with the keys that were made meanwhile"
    finally:
        server.end()


def test_H10_a_passkey_is_the_owners_second_factor_from_the_first_day():
    server = Server("--bare", *NO_GUARD, accounts=1)
    try:
        seen = walk(server, "setup_passkey", me={}, link=link(server), password=PASSWORD, api=server.api.replace("127.0.0.1", "localhost"))
        assert seen["home"] == "/admin/me"
        owner = json.loads(server.cli("admin", "show", "olivia", "--json", check=True).stdout)
        assert owner["second_factor"] and owner["passkeys"] == 1
    finally:
        server.end()


# Card, Moran and Newell: a key takes an average typist 0.28 s, and each thing that one decides 1.35 s.
KEY, THOUGHT = 0.28, 1.35


def test_H01_the_first_run_is_done_by_keys_alone_and_takes_less_than_three_minutes():
    server = Server("--bare", *NO_GUARD, accounts=0)
    try:
        server.cli("domain", "delete", server.domain, check=True)
        seen = walk(server, "keyboard_acts", me={}, part="setup", link=link(server).replace("localhost", server.host), password=PASSWORD,
                    to="ann@elsewhere.example")
        assert seen["home"].startswith("/admin") and seen["keys"] > 80
        assert seen["keys"] * KEY + seen["thoughts"] * THOUGHT < 180, seen
        assert "fresh.example" in server.cli("domain", "list", check=True).stdout
    finally:
        server.end()
