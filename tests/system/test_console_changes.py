"""The trail of changes and what is known of the release, in a browser: settings go back to what they were, the log tells who did it,
and the document for who helps is saved (H03, H34)."""
import json

from conftest import AS_SHIPPED
from walk import walk

GUARD = AS_SHIPPED

HOSTILE = "<img src=x onerror=alert(1)>\u202e"


def run(server, *args):
    return json.loads(server.cli(*args, "--json", check=True).stdout)


def test_H03_a_change_is_taken_back_and_the_trail_tells_of_it(server):
    run(server, "settings", "set", "smtp.max_message_size", "20 MiB")
    first = run(server, "settings", "history")[0]["number"]
    run(server, "settings", "set", "password.minimum_length", "14")
    alone = run(server, "settings", "history")[0]["number"]
    run(server, "settings", "set", "smtp.max_message_size", "30 MiB")
    shown = run(server, "settings", "show", "smtp.max_message_size")
    assert server.cli("account", "delete", f"{HOSTILE}@test.example").returncode != 0

    seen = walk(server, "changes,about", me={}, first=str(first), alone=str(alone), hostile="onerror=alert")

    changes = seen["changes"]
    # Taken back; another alone, and what came later stays; that which was changed since; all since.
    assert changes["values"] == ["20 MiB", "12", "30 MiB", shown["shipped"], shown["shipped"]]
    assert len(changes["failed"]) == 1 and "onerror=alert(1)" in changes["failed"][0]
    assert all(server.admin in row for row in changes["rows"])
    assert len([row for row in changes["rows"] if "settings.rollback" in row]) == 1
    assert len([row for row in changes["rows"] if "settings.undo" in row]) == 5
    assert changes["path"] == f"/admin/changes?list=log&who={server.admin}"
    assert run(server, "settings", "show", "smtp.max_message_size")["value"] == shown["shipped"]
    assert run(server, "logs", "verify")["intact"]

    about = seen["about"]
    document = run(server, "server", "diagnostics")
    assert about["version"].split()[-1] == document["version"]["version"] == about["document"]["version"]["version"]
    assert about["document"]["left_out"] == document["left_out"]
    assert about["file"].startswith("diagnostics-") and about["file"].endswith(".json")


def test_H03_on_the_command_line_one_change_goes_back_alone_and_never_what_was_changed_since_unasked(server):
    def value(key):
        return run(server, "settings", "show", key)["value"]

    def rules():
        return {rule["id"]: rule for rule in json.loads(value("guard.rules"))}

    def set_rule(rule, threshold):
        all_rules = [one | ({"threshold": threshold} if one["id"] == rule else {}) for one in rules().values()]
        run(server, "settings", "set", "guard.rules", json.dumps(all_rules))
        return run(server, "settings", "history")[0]["number"]

    before = rules()
    one = set_rule("harvesting", 19)
    set_rule("bounces", 49)
    plan = run(server, "settings", "plan-undo", str(one))
    assert [row["key"] for row in plan["changes"]] == ["guard.rules"] and plan["changed_since"] == []
    run(server, "settings", "undo", str(one))
    assert rules()["harvesting"] == before["harvesting"], "the rule that it touched"
    assert rules()["bounces"]["threshold"] == 49, "and no other"

    again = set_rule("harvesting", 18)
    set_rule("harvesting", 17)
    assert run(server, "settings", "plan-undo", str(again))["changed_since"] == ["guard.rules"]
    refused = server.cli("settings", "undo", str(again))
    assert refused.returncode != 0 and "changed since" in refused.stderr
    assert rules()["harvesting"]["threshold"] == 17
    run(server, "settings", "undo", str(again), "--even-if-changed")
    assert rules()["harvesting"] == before["harvesting"]
    run(server, "settings", "reset", "guard.rules")
