"""The overview, in a browser: it answers what the server says, and leads to where it is mended (H34)."""
import json

from conftest import AS_SHIPPED
from walk import walk

GUARD = AS_SHIPPED
ZONES = {"test.": ""}  # which knows nothing of the server's domain


def run(server, *args):
    return json.loads(server.cli(*args, "--json", check=True).stdout)


def test_H34_what_is_weakened_is_seen_at_a_glance(server):
    run(server, "settings", "set", "password.minimum_length", "4")
    weak = json.loads(server.cli("audit", "--json").stdout)["checks"]
    assert "settings.password.minimum_length" in {row["check"] for row in weak}
    seen = walk(server, "overview")["overview"]
    # What is found is told once: certificates and releases have their own lines.
    assert seen["first"] == f"{len(weak)} things need you"
    assert [line for line in seen["lines"] if "password.minimum_length is 4; the hardened value is 12" in line]
    assert [line for line in seen["lines"] if "Mail is taken for one domain and 4 accounts" in line]
    assert seen["path"] == "/admin/audit?at=settings.password.minimum_length"
