"""The overview, the audit, the trail of changes and what is known of the release, in a browser: what they show and do is what the
server says and does (H03, H34)."""
import json

from conftest import AS_SHIPPED
from walk import walk

GUARD = AS_SHIPPED
ZONES = {"test.": ""}  # which knows nothing of the server's domain

HOSTILE = "<img src=x onerror=alert(1)>\u202e"


def run(server, *args):
    return json.loads(server.cli(*args, "--json", check=True).stdout)


def value(server, key):
    return run(server, "settings", "show", key)["value"]


def test_H03_H34_what_is_weakened_is_seen_mended_and_taken_back_and_the_trail_tells_of_it(server):
    run(server, "settings", "set", "password.minimum_length", "4")
    run(server, "settings", "set", "auth.allow_cleartext_login", "on")
    run(server, "settings", "set", "smtp.max_message_size", "20 MiB")
    first = run(server, "settings", "history")[0]["number"]
    run(server, "settings", "set", "smtp.max_message_size", "30 MiB")
    shipped = run(server, "settings", "show", "smtp.max_message_size")["shipped"]
    run(server, "audit", "daily")
    assert server.cli("account", "delete", f"{HOSTILE}@test.example").returncode != 0
    weak = {row["check"] for row in json.loads(server.cli("audit", "--json").stdout)["checks"]}
    assert {"settings.password.minimum_length", "settings.auth.allow_cleartext_login"} <= weak

    seen = walk(server, "overview,changes,audit,about", first=str(first), hostile="onerror=alert")

    overview = seen["overview"]
    # What is found is told once: certificates and releases have their own lines.
    assert overview["first"] == f"{len(weak)} things need you"
    assert [line for line in overview["lines"] if "password.minimum_length is 4; the hardened value is 12" in line]
    assert [line for line in overview["lines"] if "Mail is taken for one domain and 4 accounts" in line]
    assert overview["path"] == "/admin/audit?at=settings.password.minimum_length"

    audit = seen["audit"]
    # Mended; all mended; taken back; one of them mended.
    assert audit["values"] == ["12", "12", "off", "4", "on", "off", "4"]
    assert audit["command"] == "postern settings reset auth.allow_cleartext_login"
    assert all(row.startswith("Bad") for row in audit["bad"]) and len(audit["bad"]) >= 2
    assert len(audit["certificates"]) == 4
    assert audit["path"] == "/admin/settings/password?find=password.minimum_length"

    changes = seen["changes"]
    assert changes["values"] == ["20 MiB", shipped]
    assert len(changes["failed"]) == 1 and "onerror=alert(1)" in changes["failed"][0]
    assert all(server.admin in row for row in changes["rows"])
    assert len([row for row in changes["rows"] if "settings.rollback" in row]) == 3
    assert changes["path"] == f"/admin/changes?list=log&who={server.admin}"

    about = seen["about"]
    document = run(server, "server", "diagnostics")
    assert about["version"].split()[-1] == document["version"]["version"] == about["document"]["version"]["version"]
    assert about["document"]["left_out"] == document["left_out"]
    assert about["file"].startswith("diagnostics-") and about["file"].endswith(".json")

    assert value(server, "smtp.max_message_size") == shipped
    assert value(server, "auth.allow_cleartext_login") == "off"
    assert run(server, "logs", "verify")["intact"]
