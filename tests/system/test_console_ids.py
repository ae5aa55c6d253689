"""The pages of rules, of lists of networks and of folding, in a browser; what they do is seen from outside (H14 to H24, H26, H36, H37)."""
import datetime
import json
import shutil

import pytest
from commands import ok, refused
from conftest import AS_SHIPPED
from test_guard import block, is_shut, login
from walk import administrator, walk
from wire import Wire

GUARD = AS_SHIPPED
RULE = "brute-force-by-address"


@pytest.fixture(autouse=True)
def rules_as_shipped(server):
    yield
    server.cli("settings", "reset", "guard.rules", check=True)


def told(server, *words):
    return json.loads(server.cli(*words, "--json", check=True).stdout)


def hits(server):
    """How often each network and name was hit that was at all, and the minute of the last time."""
    rows = told(server, "allow", "list") + told(server, "deny", "list") + told(server, "smtp-block", "list")
    return {row.get("network") or row["name"]: (str(row["hits"]), row["last_hit"][:16]) for row in rows if row["hits"]}


def days_until(row):
    left = datetime.datetime.fromisoformat(row["until"]) - datetime.datetime.now(datetime.timezone.utc)
    return round(left / datetime.timedelta(days=1))


def rules(server):
    return {row["rule"]: row for row in told(server, "ids", "rules")}


def rules_after_each_change(server):
    """What guard.rules was after each of its changes, oldest first: rule -> its members."""
    changes = [change for one in reversed(told(server, "settings", "history")) for change in one["changes"] if change["key"] == "guard.rules"]
    return [{rule["id"]: rule for rule in json.loads(change["after"])} for change in changes]


def test_H15_H21_a_rule_is_tried_on_what_was_recorded_then_saved_and_the_way_back_is_there(server):
    block(server, "127.0.66.1")  # by the rule as it ships
    block(server, "127.0.66.2", failures=3)  # by a stricter one alone
    block(server, "127.0.66.3", failures=3)  # and this one is a person, who remembers his password then
    assert login(server, 1, server.password, "127.0.66.3")
    seen = walk(server, "rules", spared="127.0.66.2/32")
    assert seen["shown"] == f"/admin/ids/rules/{RULE}"
    assert seen["permanent"] == 3
    assert "SMTP, Submission" in seen["ofMail"], "for which services it counts"
    assert seen["difference"] == "Against the present rule: +1 attacker, +1 person"
    assert ["127.0.66.3/32" in seen["caught"][0], server.address(1) in seen["caught"][0]] == [True, True], "looked at first"
    assert [any(f"127.0.66.{n}/32" in row for row in seen["caught"]) for n in (1, 2, 3)] == [True] * 3
    assert seen["back"] == {"asked": ["24h", "24h"], "parts": [31, 25]}, "a part for each day, and for each hour"
    assert seen["added"] == "/admin/ids/rules/slow-guessing"
    planned, = [text for text in seen["planned"] if text.startswith(RULE)]
    assert "Threshold" in planned and planned.count("weaker") == 2, "more guesses, for fewer hours"

    now = rules(server)
    assert now[RULE]["threshold"] == 4
    assert now["harvesting"]["enabled"], "it was switched off, that was taken back, and again, and it went back to how it ships"
    assert "connections-pop3" not in now
    own = now["slow-guessing"]
    assert own["enabled"] is False
    assert (own["minutes"], own["action"], own["lasts_minutes"]) == (45, "delay", 7 * 60), "it was made, and changed in its page"
    steps = rules_after_each_change(server)
    assert [step[RULE]["threshold"] for step in steps] == [3, 5, 4, 4, 4, 4, 4, 4, 10, 4, 4, 4]
    assert [step["harvesting"]["enabled"] for step in steps[:7]] == [True, True, True, False, True, False, True]
    block(server, "127.0.66.4", failures=4)
    assert "127.0.66.4/32" in [row["subject"] for row in told(server, "ids", "blocks")], "the fourth is one too many now"
    [spared] = [row for row in told(server, "allow", "list") if row["network"] == "127.0.66.2/32"]
    assert spared["spared"] == ["brute-force"] and "imap" in spared["services"]
    block(server, "127.0.66.2", failures=12)
    assert not is_shut(server, "imaps", "127.0.66.2"), "it was exempt after the simulation"
    server.cli("allow", "remove", "127.0.66.2/32", check=True)


def test_H15_who_may_not_take_a_set_of_rules_back_types_its_name_first(server):
    assert told(server, "ids", "plan-preset", "relaxed") != []
    walk(server, "rules_preset", me=administrator(server, "guardian", ["security"]))
    assert told(server, "ids", "plan-preset", "relaxed") == []


def hits_are_told(server, seen):
    """Those of whoever came while somebody looked at the pages, in each list and beside it, as the server tells them."""
    came = seen["knocked"]
    assert (came["allowed"], came["denied"]) == (["220", "220"], [])
    assert (came["named"], came["free"]) == (["220", "250", "550", "550"], ["220", "250", "250", "250"])
    shown = {name: (said["listed"], said["beside"]) for name, said in seen["counted"].items()}
    assert shown == {"127.0.40.0/24": ("2", "2"), "127.0.41.7/32": ("1", "1"), "127.42.0.0/16": ("3", "3"), "evil.example": ("2", "2")}
    assert (seen["freed"]["Hits"], seen["freed"]["Last hit"]) == ("1", hits(server)["127.0.41.7/32"][1]), "so often it sent without a login, and when"
    assert {name: (said["beside"], said["last"]) for name, said in seen["counted"].items()} == hits(server)


def test_H23_H24_H26_H29_H36_H37_networks_names_and_countries_are_let_in_and_kept_out(server, tmp_path):
    assert login(server, 2, server.password, "127.0.44.1")
    published = tmp_path / "drop.txt"
    published.write_text("; a list\n127.0.45.0/25 ; one\n127.0.45.128/25 ; two\n")
    page, program, huge = shutil.copy(published, tmp_path / "drop.html"), tmp_path / "program.list", tmp_path / "huge.list"
    program.write_bytes(b"MZ" + bytes(range(256)) * 4)
    huge.write_bytes(b"127.0.45.1\n" * (16 * 1024 * 1024 // 11 + 1))
    assert "names end in .html are not taken" in refused(server, "deny", "import", "drop", page)
    assert not is_shut(server, "smtp", "127.42.0.9")
    seen = walk(server, "access", home="127.0.44.0/24", file=published, page=page, program=program, huge=huge)
    assert seen["kept"] == ["127.42.0.0/16 "], "no file that was refused is in a list"
    known = ok(server, "ids", "country-database")
    assert known["state"] == "unreadable" and known["file"] in seen["countries"] and "cannot be read" in seen["countries"]
    assert seen["told"].startswith("One of your accounts has logged in from there lately")
    assert seen["address"] == "/admin/access/web"
    assert len(seen["tried"]) == 5 and all(one.startswith("verdict ok: ") for one in seen["tried"]), "H25"
    assert seen["exceptions"].startswith("/admin/access/allow?at=127.0.41.7")
    hits_are_told(server, seen)

    week, soft = seen["changed"]
    assert days_until(week) == days_until(soft) == 7 and soft["soft"], "changed"
    [refused_by_name] = told(server, "smtp-block", "list")
    assert refused_by_name["until"] is None and not refused_by_name["soft"], "removed as well, and as it was again"
    allowed = {row["network"]: row for row in told(server, "allow", "list")}
    assert days_until(allowed["127.0.40.0/24"]) == 30, "and this one, too"
    assert all(row["since"] <= row["until"] for row in allowed.values() if row["until"])
    assert allowed["127.0.40.0/24"]["spared"] == ["brute-force", "harvesting"] and allowed["127.0.40.0/24"]["until"]
    free = allowed["127.0.41.7/32"]
    assert (free["senders"], free["hourly"]) == (["scanner@test.example"], 10) and "smtp-authentication" in free["spared"], "put back as it was"
    block(server, "127.0.40.1", failures=12)
    assert not is_shut(server, "imaps", "127.0.40.1"), "it is spared the rules against guessing"

    assert {row["network"]: row["list"] for row in told(server, "deny", "list")} == {"127.42.0.0/16": "", "127.0.45.0/24": "drop"}
    assert is_shut(server, "smtp", "127.42.0.9") and is_shut(server, "imaps", "127.0.45.200")
    assert not is_shut(server, "smtp", "127.0.43.1"), "it was denied, and that was taken back"
    assert not is_shut(server, "smtp", "127.0.44.1"), "it was asked whom that shuts out, and not done"

    assert [(row["kind"], row["name"]) for row in told(server, "smtp-block", "list")] == [("domain", "evil.example")]
    with Wire(server, "smtp", source="127.0.46.1") as w:
        w.reply()
        w.ask("EHLO client.example")
        w.ask("MAIL FROM:<a@mail.evil.example>")
        assert w.ask(f"RCPT TO:<{server.address(1)}>").startswith(b"5")

    doors, back, saved = [{row["key"]: row["after"] for row in one["changes"]} for one in told(server, "settings", "history")[:3]]
    assert doors == {"console.deny": "192.0.2.0/24"}, "H32"
    assert saved == {"guard.country_rule": "deny", "guard.countries": "AQ"}
    assert back == {"guard.country_rule": "off", "guard.countries": ""}


def test_H22_blocked_addresses_of_one_network_are_folded_with_the_cost_in_sight(server):
    for source in ("127.0.50.1", "127.0.50.2", "127.0.50.3", "127.0.51.1", "127.0.51.2"):
        block(server, source)
    assert login(server, 3, server.password, "127.0.50.9")
    network = "127.0.50.0/24"
    seen = walk(server, "fold", network=network, undo="yes")
    offer, = [text for text in seen["offers"] if network in text]
    assert "3 blocked addresses as one block" in offer and "One of your accounts has logged in from there lately" in offer
    assert [network in row for row in seen["folded"]].count(True) == 1 and not any("127.0.50.1/32" in row for row in seen["folded"])
    held = {row["subject"] for row in told(server, "ids", "blocks")}
    assert network not in held and {"127.0.50.1/32", "127.0.50.2/32"} <= held, "it was taken back"

    walk(server, "fold", network=network)
    assert is_shut(server, "imaps", "127.0.50.77"), "a neighbour that nobody had blocked"
