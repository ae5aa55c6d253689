"""The page of blocks, in a browser: what it shows and does is what the server says and does (H22)."""
import json
from urllib.parse import quote_plus

from conftest import AS_SHIPPED
from test_guard import block, is_shut, login
from walk import walk

GUARD = AS_SHIPPED
NAMED = "192.0.2.1"
SCANNER = "<i>scanner</i>.attack.test"  # as whoever has that address calls it
ZONES = {"2.0.192.in-addr.arpa.": f"1 IN PTR {SCANNER}.\n", "attack.test.": f"{SCANNER}. IN A {NAMED}\n"}
HOME = "127.0.77.1"  # where somebody of this server logs in
WORST = "127.0.77.2"  # who is kept out for good
HERE = "127.0.0.1"  # the browser's own
ATTACKER = "127.0.0.66"
SLOW = "127.0.77.3"  # who is answered slowly


def blocks(server):
    return {row["subject"]: row for row in json.loads(server.cli("ids", "blocks", "--json", check=True).stdout)}


def test_H22_a_block_is_explained_lifted_put_back_and_made_by_hand(server):
    block(server, ATTACKER)
    attacker = f"{ATTACKER}/32"
    assert attacker in blocks(server)
    assert all(login(server, 1, server.password, source) for source in (HOME, HERE))
    assert not is_shut(server, "smtp", WORST)
    seen = walk(server, "blocks", attacker=ATTACKER, home=HOME, worst=WORST, here=HERE, slow=SLOW, named=NAMED)  # as people write it
    assert not is_shut(server, "imaps", HERE)
    for key in ("guard.enforce", "guard.rules"):
        server.cli("settings", "reset", key, check=True)
    assert is_shut(server, "imaps", HERE), "he meant it"
    server.cli("ids", "unblock", HERE, check=True)
    assert seen["shown"] == f"/admin/ids/blocks?at={quote_plus(attacker)}"
    assert seen["inLogs"] == [f"/admin/logs?since=24h&ip={ATTACKER}&whole=1"]
    assert "IMAP1" in seen["chips"], "by service, with how many"
    assert "Name in the DNSno name" in seen["facts"]
    assert "What happensRefused" in seen["facts"] and "In 30 days1" in seen["facts"]
    assert "Own accounts from therenone lately" in seen["facts"] and "Own accounts from thereone lately" in seen["ours"]
    assert any("brute-force-by-address" in row and "Guesses passwords" in row for row in seen["told"]), "the rule, and what it is about"
    assert ["Answered slowly1", "Second factor asked for1"] == seen["others"]["chips"][-2:], "and by what else is done, with how many"
    [slow], [of_account] = seen["others"]["rows"], seen["others"]["ofAccount"]
    assert slow.startswith(SLOW) and "slow-guessing" in slow and "Answered slowly" in slow
    assert "What happensAnswered slowly" in seen["others"]["facts"]
    assert of_account.startswith(server.address(4)) and "brute-force-by-account" in of_account and "Second factor asked for" in of_account
    actions = {row["subject"]: row["action"] for row in blocks(server).values()}
    assert (actions[f"{SLOW}/32"], actions[server.address(4)]) == ("delay", "second-factor"), "as the server says"
    for subject in (f"{SLOW}/32", server.address(4)):
        server.cli("ids", "unblock", subject, check=True)
    assert f"Name in the DNS{SCANNER} leads back to the address" in seen["named"], "as text"
    assert "One block was made today." in seen["armed"]
    assert seen["proofs"] >= 3
    assert seen["once"] == 1, "what is wrong with an entry is told at its field, and not above it too"
    assert len(seen["found"]) == 1 and "203.0.113.0/24" in seen["found"][0]
    assert seen["address"] == f"/admin/ids/blocks?find=203.0&at={quote_plus(HOME + '/32')}"
    held = blocks(server)
    assert held["203.0.113.0/24"]["rule"] == "by-hand" and held["203.0.113.0/24"]["services"] == ["imap"], "out of what was chosen, and no more"
    assert f"{HOME}/32" in held and f"{HOME}/32" not in server.cli("deny", "list", check=True).stdout, "denied, and blocked again as it was"
    assert attacker in held, "it was let in, and that was taken back"
    denied = {row["network"]: row for row in json.loads(server.cli("deny", "list", "--json", check=True).stdout)}
    assert f"{WORST}/32" in denied and f"{WORST}/32" not in held and denied[f"{WORST}/32"]["until"] is None
    assert is_shut(server, "smtp", WORST) and is_shut(server, "imaps", WORST), "for good, and for mail too"


def test_a_long_list_is_searched_by_the_server_and_long_work_on_it_waits_as_the_server_says(server):
    for number in range(1, 9):
        server.cli("ids", "block", f"198.51.100.{number}", "--description", "one of many", check=True)
    before = blocks(server)
    seen = walk(server, "long-list", wanted="198.51.100.7")
    assert seen["asked"] == ["198.51.100.7"], "once it was typed"
    assert len(seen["beyond"]) == 1 and "198.51.100.7" in seen["beyond"][0], "it is none of the 20,000"
    assert seen["there"] == len(before)
    left = blocks(server)
    assert 0 < seen["left"] == len(left) < seen["there"], "it was stopped while it waited; the rest was let in, and that was taken back"
    assert left.keys() <= before.keys()
