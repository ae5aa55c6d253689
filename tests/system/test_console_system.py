"""The pages of the system, in a browser: what they show and do is what the server says and does (H02 to H04, H07, H09 to H12, H33)."""
import json

from walk import owner, walk


def administrators(server):
    return {row["name"]: row for row in json.loads(server.cli("admin", "list", "--json", check=True).stdout)}


def test_H09_a_session_that_was_ended_asks_again_and_loses_nothing(server):
    me = owner(server, "over")
    seen = walk(server, "session-over", ended=f"{server.api}/api/v1/administrators/over/sessions", token=server.admin_token, **me)
    assert seen["kept"] == "203.0.113.0/24"
    assert seen["after"] == "203.0.113.0/24 is blocked."
    held = json.loads(server.cli("ids", "blocks", "--json", check=True).stdout)
    assert "203.0.113.0/24" in {row["subject"] for row in held}


def test_H10_a_passkey_is_added_by_its_owner_signs_him_in_and_is_removed(server):
    me = owner(server, "keyed")
    seen = walk(server, "own-sign-in", api=server.api.replace("127.0.0.1", "localhost"), **me)
    assert seen["none"] and seen["listed"] == ["key on my desk"]
    assert seen["led"] == "/admin/me"
    assert administrators(server)["keyed"]["passkeys"] == 0
