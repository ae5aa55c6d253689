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
    run(server, "settings", "set", "smtp.max_message_size", "30 MiB")
    shown = run(server, "settings", "show", "smtp.max_message_size")
    assert server.cli("account", "delete", f"{HOSTILE}@test.example").returncode != 0

    seen = walk(server, "changes,about", me={}, first=str(first), hostile="onerror=alert")

    changes = seen["changes"]
    assert changes["values"] == ["20 MiB", shown["shipped"]]
    assert len(changes["failed"]) == 1 and "onerror=alert(1)" in changes["failed"][0]
    assert all(server.admin in row for row in changes["rows"])
    assert len([row for row in changes["rows"] if "settings.rollback" in row]) == 3
    assert changes["path"] == f"/admin/changes?list=log&who={server.admin}"
    assert run(server, "settings", "show", "smtp.max_message_size")["value"] == shown["shipped"]
    assert run(server, "logs", "verify")["intact"]

    about = seen["about"]
    document = run(server, "server", "diagnostics")
    assert about["version"].split()[-1] == document["version"]["version"] == about["document"]["version"]["version"]
    assert about["document"]["left_out"] == document["left_out"]
    assert about["file"].startswith("diagnostics-") and about["file"].endswith(".json")
