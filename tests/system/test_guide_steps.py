"""What docs/guide-steps.tsv says of pages is true: each is opened in a browser, and the control it names is found there."""
import json
import sys

from conftest import ROOT, AS_SHIPPED
from test_guard import block
from walk import administrator, walk

sys.path.insert(0, str(ROOT / "tools"))
import guide_steps  # noqa: E402

GUARD = AS_SHIPPED


def test_every_step_of_the_guides_is_found_where_it_is_said_to_be(server):
    steps = [(step, page, *guide_steps.role_and_name(named)) for step, _, page, named, *_ in guide_steps.rows()]
    assert len(steps) >= 44
    block(server, "127.0.41.7")  # what is done about a block is found beside one
    opened = []  # each by a role that may and no other; the system is the owners' alone
    for area, role in (("security", "security"), ("system", "owner"), ("domains", "domains"), ("", "reader")):
        seen = walk(server, "guide", me=administrator(server, f"may-{role}", [role]), area=area, steps=json.dumps(steps))
        assert seen["missing"] == [], (role, "\n".join(seen["missing"]))
        opened += seen["opened"]
    assert sorted(opened) == sorted(step for step, *_ in steps)
