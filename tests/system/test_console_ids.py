"""The pages of rules, of lists of networks and of folding, in a browser; what they do is seen from outside (H14 to H24, H26, H36, H37)."""
import json

from conftest import AS_SHIPPED
from test_guard import block, login
from walk import walk

GUARD = AS_SHIPPED
RULE = "brute-force-by-address"


def told(server, *words):
    return json.loads(server.cli(*words, "--json", check=True).stdout)


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
    seen = walk(server, "rules")
    assert seen["shown"] == f"/admin/ids/rules/{RULE}"
    assert seen["permanent"] == 3
    assert seen["difference"] == "Against the present rule: +1 attacker, +1 person"
    assert ["127.0.66.3/32" in seen["caught"][0], server.address(1) in seen["caught"][0]] == [True, True], "looked at first"
    assert [any(f"127.0.66.{n}/32" in row for row in seen["caught"]) for n in (1, 2, 3)] == [True] * 3
    assert seen["added"] == "/admin/ids/rules/slow-guessing"

    now = rules(server)
    assert now[RULE]["threshold"] == 4
    assert now["harvesting"]["enabled"], "it was switched off, and that was taken back"
    assert "connections-pop3" not in now
    assert now["slow-guessing"]["enabled"] is False
    steps = rules_after_each_change(server)
    assert [step[RULE]["threshold"] for step in steps] == [3, 5, 4, 4, 4, 4, 10, 4, 4]
    assert [step["harvesting"]["enabled"] for step in steps[:5]] == [True, True, True, False, True]
    block(server, "127.0.66.4", failures=4)
    assert "127.0.66.4/32" in [row["subject"] for row in told(server, "ids", "blocks")], "the fourth is one too many now"
