"""The pages by the keyboard alone, against a running server: nobody presses with a mouse, and one sees where one is after each key."""
import imaplib
import json

import pytest
from conftest import AS_SHIPPED
from test_people import opens, person, sends
from walk import walk

GUARD = AS_SHIPPED
BLOCKED = [f"203.0.113.{n}/32" for n in range(1, 5)]
OLD, NEW = "gravel-Lantern-pickle-sonnet-76", "gravel-Lantern-pickle-sonnet-77"


def is_closed(m):
    with pytest.raises((imaplib.IMAP4.error, OSError)):
        m.noop()
        m.noop()
    m.shutdown()


def test_an_administrator_has_no_mouse(server):
    for network in BLOCKED:
        server.cli("ids", "block", network, check=True)
    seen = walk(server, "keyboard")
    shown, inside, left = seen["looked"]
    assert shown.endswith("?at=203.0.113.2%2F32") and inside == "true" and "203.0.113.2" in left, "one is back at the row"
    many, one = seen["after"]
    assert "203.0.113" in many and "203.0.113.3" in one, "one is at the next row"

    blocks = {row["subject"] for row in json.loads(server.cli("ids", "blocks", "--json", check=True).stdout)}
    assert blocks == {*BLOCKED, "198.51.100.0/24"} - {BLOCKED[1]}, "two were let in and taken back, one was let in, and one blocked"
    length = json.loads(server.cli("settings", "show", "password.minimum_length", "--json", check=True).stdout)
    assert length["value"] == "15"

    def run(*words):
        return json.loads(server.cli(*words, "--json", check=True).stdout)
    assert "keys.example" in [row["name"] for row in run("domain", "list")]
    assert [row["address"] for row in run("account", "list") if row["address"].startswith("keyed@")]
    assert [[row["network"] for row in run(side, "list")] for side in ("allow", "deny")] == [["192.0.2.9/32"], ["192.0.2.66/32"]]
    assert "keyed" in [row["name"] for row in run("admin", "list")] and "by keys" in [row["label"] for row in run("token", "list")]


def test_a_person_has_no_mouse(server):
    user = person(server, "keys")
    seen = walk(server, "keyboard", me={}, part="himself", user=user, password=OLD, fresh=NEW)
    assert not opens(server, user, OLD) and opens(server, user, NEW)
    name, password = seen["made"]
    assert name == user and opens(server, user, password) and not sends(server, user, password), "as it was chosen"


def test_a_person_sees_to_his_ways_in_without_a_mouse(server):
    user = person(server, "second")
    m = imaplib.IMAP4_SSL(server.host, server.imaps, ssl_context=server.tls())
    m.login(user, OLD)
    walk(server, "keyboard_acts", me={}, part="himself", user=user, password=OLD, strange=server.host,
         api=server.api.replace(server.host, "localhost"))
    is_closed(m)
    factor = json.loads(server.cli("second-factor", "show", user, "--json", check=True).stdout)
    assert factor["app"] and factor["recovery_codes_left"] == 10 and factor["passkeys"] == 1
    assert server.host not in [row["from"] for row in json.loads(server.cli("known-device", "list", user, "--json", check=True).stdout)]


def test_what_else_pages_are_for_is_done_without_a_mouse(server):
    def run(*words):
        return json.loads(server.cli(*words, "--json", check=True).stdout)
    for size in ("20 MiB", "30 MiB"):
        run("settings", "set", "smtp.max_message_size", size)
    run("settings", "set", "auth.allow_cleartext_login", "on")
    reader, contained = person(server, "reads"), person(server, "stranger")
    m = imaplib.IMAP4_SSL(server.host, server.imaps, ssl_context=server.tls())
    m.login(reader, OLD)
    walk(server, "keyboard_acts", part="administrator", address=contained, reason="he says so", reader=reader)
    is_closed(m)
    assert run("settings", "show", "auth.allow_cleartext_login")["value"] == "off"
    assert run("settings", "show", "smtp.max_message_size")["value"] == "20 MiB"
    account = run("account", "show", contained)
    assert account["status"] == "active" and not opens(server, contained, OLD), "he sets another one by the link"
    assert run("domain", "show", "test.example")["most_accounts"] == 70
    assert "keyed@evil.example" in [row["name"] for row in run("smtp-block", "list")]
    assert run("settings", "show", "guard.countries")["value"] == "AQ"
    assert run("settings", "show", "webmail.deny")["value"] == "192.0.2.0/24"
    assert "slow@test.example" in str(run("settings", "show", "throttle.rows")["value"])
    assert "he says so" in server.cli("logs", "search", "account-contained", "--raw", check=True).stdout
