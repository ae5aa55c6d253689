"""The trail of changes and what is known of the release, in a browser: settings go back to what they were, the log tells who did it,
and the document for who helps is saved (H03, H34)."""
import json

from conftest import AS_SHIPPED
from test_logs import lines_until, search
from walk import walk

GUARD = AS_SHIPPED

HOSTILE = "<img src=x onerror=alert(1)>\u202e"
PAT = "pat@trail.example"


def run(server, *args):
    return json.loads(server.cli(*args, "--json", check=True).stdout)


def test_H03_a_change_is_taken_back_and_the_trail_tells_of_it(server):
    run(server, "settings", "set", "notify.mail_to", json.dumps([server.address(1)]))
    run(server, "settings", "set", "smtp.max_message_size", "20 MiB")
    first = run(server, "settings", "history")[0]["number"]
    run(server, "settings", "set", "password.minimum_length", "14")
    alone = run(server, "settings", "history")[0]["number"]
    run(server, "settings", "set", "smtp.max_message_size", "30 MiB")
    shown = run(server, "settings", "show", "smtp.max_message_size")
    assert server.cli("account", "delete", f"{HOSTILE}@test.example").returncode != 0
    run(server, "domain", "create", "trail.example")
    run(server, "account", "create", PAT, "--quota", str(1 << 30))

    seen = walk(server, "changes,about", me={}, first=str(first), alone=str(alone), hostile="onerror=alert", account=PAT, domain="trail.example")

    changes = seen["changes"]
    # Taken back; another alone, and what came later stays; that which was changed since; all since.
    assert changes["values"] == ["20 MiB", "12", "30 MiB", shown["shipped"], shown["shipped"]]
    assert len(changes["failed"]) == 1 and "onerror=alert(1)" in changes["failed"][0]
    assert "Delete an account" in changes["failed"][0] and "invalidMalformed local part" in changes["failed"][0], "how it ended, and why"
    assert all(server.admin in row for row in changes["rows"])
    assert len([row for row in changes["rows"] if "Put all settings back to before a change" in row]) == 1
    assert len([row for row in changes["rows"] if "Take one change of settings back" in row]) == 5
    assert not any("A setting was changed" in row for row in changes["rows"]), "each with its act, in one row"
    assert changes["path"] == f"/admin/changes?list=log&who={server.admin}"
    assert run(server, "settings", "show", "smtp.max_message_size")["value"] == shown["shipped"]
    assert run(server, "logs", "verify")["intact"]

    # What was changed in the pages, beside what it was: in the list, the row in full, and the row that is found by what it is.
    domain, account, aside, found = changes["told"]
    assert "Change a domain" in domain and "trail.example" in domain and "Most accounts: 0 → 60" in domain
    assert "Change an account" in account and PAT in account and "Quota: 1 GiB → 2 GiB" in account
    assert aside.startswith("Quota") and "1 GiB" in aside and aside.endswith("2 GiB")
    assert "Most accounts: 0 → 60" in found and server.admin in found

    about = seen["about"]
    document = run(server, "server", "diagnostics")
    assert about["version"].split()[-1] == document["version"]["version"] == about["document"]["version"]["version"]
    scarce = run(server, "server", "status")["disk"]["scarce"]
    assert ("Room is running out" if scarce else "There is room") in about["room"] and "Mail is refused with less than256 MiB" in about["room"]
    assert about["document"]["left_out"] == document["left_out"]
    assert about["file"].startswith("diagnostics-") and about["file"].endswith(".json")
    assert [server.address(1) in json.dumps(about[one]) for one in ("document", "withPeople")] == [False, True]
    assert about["withPeople"].keys() == document.keys()
    run(server, "settings", "reset", "notify.mail_to")


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


def lines_of(server, text, last):
    """Of the administration log those with the text, once this was the last act."""
    lines_until(server, {"administration.acted"}, last, "--logs", "administration")
    return search(server, text, "--logs", "administration")


def test_H03_on_the_command_line_the_log_says_from_what_to_what(server):
    run(server, "domain", "create", "told.example")
    run(server, "account", "create", "ann@told.example")
    run(server, "account", "update", "ann@told.example", "--quota", "5000", "--display-name", "Ann; roles: reader → owner")
    run(server, "domain", "update", "told.example", "--require-smtp-auth", "off")
    made = run(server, "account", "password", "ann@told.example", "--generate")["password"]
    acts = [line for line in lines_of(server, "told.example", "account.password") if line["e"] == "administration.acted"]
    changed = {line["name"]: line.get("changes", "") for line in acts}
    assert changed["account.update"] == 'display_name: "" → "Ann; roles: reader → owner"; quota: 0 → 5000'
    assert changed["domain.update"] == "require_smtp_auth: on → off"
    assert "status: → active" in changed["domain.create"] and changed["account.password"].startswith("password_changed: ")
    assert made not in server.cli("logs", "search", "told.example", check=True).stdout
    people = server.cli("logs", "search", "require_smtp_auth: on", check=True).stdout.splitlines()[-1]
    assert "domain.update" in people and "require_smtp_auth: on → off" in people

    # What is spread over domains, and taken back, is told domain by domain.
    run(server, "domain", "propagate", "require_smtp_auth", "--domains", "told.example")
    number = run(server, "domain", "propagations")[0]["number"]
    run(server, "domain", "undo", str(number))
    spread = [line for line in lines_of(server, "require_smtp_auth", "domain.undo") if line["e"] == "server.setting-changed"]
    assert [(line["domain"], line["before"], line["after"]) for line in spread] == [("told.example", "off", "on"), ("told.example", "on", "off")]
    assert all(line["who"] for line in spread)
    assert run(server, "logs", "verify")["intact"]
