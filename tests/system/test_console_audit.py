"""The audit, in a browser: what it shows, mends, tries and takes back is what the server says and does (H31, H34)."""
import json
import re

from conftest import AS_SHIPPED
from walk import walk

GUARD = AS_SHIPPED
ZONES = {"test.": "", "example.": ""}  # which know nothing of the server's domain


def run(server, *args):
    return json.loads(server.cli(*args, "--json", check=True).stdout)


def test_H34_what_is_weakened_is_mended_and_taken_back(server):
    server.breaks_out = True
    run(server, "audit", "daily")
    run(server, "settings", "set", "password.minimum_length", "4")
    run(server, "settings", "set", "auth.allow_cleartext_login", "on")
    run(server, "audit", "daily")
    scores = [str(row["score"]) for row in run(server, "audit", "history")]
    report = json.loads(server.cli("audit", "--json").stdout)["checks"]
    assert {"settings.password.minimum_length", "settings.auth.allow_cleartext_login"} <= {row["check"] for row in report}

    history = run(server, "settings", "history")
    safe = len([row for row in report if row["state"] == "failed" and row["fix"]])
    audit = walk(server, "audit", safe=safe)["audit"]
    assert len(scores) >= 2 and audit["scores"] == scores[::-1], "day by day, as they came to be"
    [last, *_] = [row for row in history if any(one["key"] == "password.minimum_length" for one in row["changes"])]
    words, way = audit["weakened"]
    assert words.startswith("Set on ") and words.endswith(f" by {last['by']}") and way == f"/admin/changes?at={last['number']}"
    # Mended; all mended; taken back; one of them mended.
    assert audit["values"] == ["12", "12", "off", "4", "on", "off", "4"]
    assert audit["command"] == "postern settings reset auth.allow_cleartext_login"
    assert all(row.startswith("Bad") for row in audit["bad"]) and len(audit["bad"]) >= 2
    said, way = audit["lacking"]
    domain = said.split()[0]
    assert re.fullmatch(rf'{re.escape(domain)}( has TXT .*, and)? lacks: {re.escape(domain)}\. IN TXT "v=spf1 .*"', said), said
    assert way == f"/admin/domains/{domain}"
    assert len(audit["certificates"]) == 4
    assert any("holds until 20" in line for line in audit["seen"]), "what passed has its evidence"
    assert audit["ran"] == [False, True], "weakened, and not yet run again; strong again, and the run was stopped"
    assert audit["path"] == "/admin/settings/password?find=password.minimum_length"
    weak = {row["check"] for row in json.loads(server.cli("audit", "--json").stdout)["checks"]}
    assert "settings.password.minimum_length" in weak and "settings.auth.allow_cleartext_login" not in weak
    attempts = json.loads(server.cli("audit", "--break-out", "--json").stdout)["attempts"]
    assert len(attempts) >= 8 and all(row["stopped"] for row in attempts)
    assert audit["attempts"] == [[f"Tried to {row['attempt']}", f"Stopped by {row['by']}"] for row in attempts]
    assert audit["outcome"] == f"All {len(attempts)} attempts were stopped"
