"""What a server says of itself to somebody who helps (H34): how it is, and nothing that is secret."""
import json
import os
import pathlib

from commands import ok
from conftest import AS_SHIPPED
from test_api import call

GUARD = AS_SHIPPED
SECRET = "tell-nobody-of-me"


def secret_settings(server):
    """Every one that there is."""
    keys = [f"{room['room']}.{field['key']}" for room in ok(server, "settings", "schema")["rooms"] for field in room["fields"] if field["secret"]]
    assert keys
    return keys


def test_H34_the_document_says_how_the_server_is(server):
    said = ok(server, "server", "diagnostics")
    assert said["server"]["running"] and len(said["server"]["listeners"]) > 5 and said["server"]["accounts"] >= 4
    assert said["disk"]["octets_free"] > 0 and {p["part"]: p["files"] > 0 for p in said["disk"]["parts"]}["store"]
    assert said["certificates"][0]["days_left"] > 100
    assert said["process"]["descriptors"] > 10 and said["process"]["memory"] > 1 << 20
    assert "net.listeners" in [s["key"] for s in said["settings_changed"]]
    if os.getuid() == 0:
        assert said["sandbox"] == {"root": False, "no_new_privileges": True, "system_calls_filtered": True, "no_capabilities": True,
                                   "own_folders_only": True, "no_core_dumps": True}
    shown = server.cli("server", "diagnostics", check=True).stdout
    assert json.loads(shown)["version"] == said["version"] and shown.count("\n") > 50
    status, _, by_api = call(server, "GET", "/server/diagnostics")
    assert status == 200 and by_api.keys() == said.keys()
    assert len(json.dumps(by_api)) < 64 << 10


def test_H34_nothing_secret_is_in_it_for_anybody(server):
    for key in secret_settings(server):
        server.cli("settings", "set-secret", key, input=SECRET + "\n", check=True)
    ok(server, "settings", "set", "notify.webhook_url", "https://127.0.0.1/services/" + SECRET)
    ok(server, "settings", "set", "notify.mail_to", json.dumps([server.address(1)]))
    reader = ok(server, "token", "add", "admin", "diagnoses", "--roles", "reader")["token"]
    for options in ((), ("--people",)):
        said = server.cli("server", "diagnostics", *options, check=True).stdout
        for secret in (SECRET, server.admin_token, server.password, reader):
            assert secret not in said
        assert (server.address(1) in said) == bool(options)
    key = pathlib.Path(server.dir, "key").read_bytes()
    assert key.hex() not in said and key.strip().decode(errors="replace") not in said
    assert call(server, "GET", "/server/diagnostics", token=reader)[0] == 200
