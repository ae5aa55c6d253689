"""Pages in the states that one seldom sees: they wait, they fail, nobody gets in. All of it is said, and accessible."""
from commands import ok
from conftest import NO_GUARD, Server
from test_session import Browser
from walk import walk


def test_signing_in_that_is_refused_throttled_or_leads_to_a_change_says_so():
    server, address = Server(*NO_GUARD, accounts=1), "old@test.example"  # of its own: nobody else is throttled
    try:
        token = {"Authorization": f"Bearer {server.admin_token}"}
        assert Browser(server).call("POST", "/accounts", {"address": address, "password": server.password}, **token)[0] == 201
        ok(server, "password", "expire", address)
        seen = walk(server, "login_states", me={}, address=address, token=server.admin_token)
        assert seen["refused"].startswith("That did not work.")
        assert seen["forced"].split("?")[0] == "/mail/password"
        assert seen["waits"].startswith("Too many attempts.") and seen["isHeld"]
        tried = [Browser(server).log_in(address, "wrong")[0] for _ in range(8)]
        assert 429 in tried, "whoever asks beside the page is throttled as well"
    finally:
        server.end()


def test_a_page_whose_server_is_slow_or_refuses_says_so(server):
    assert walk(server, "page_states")["pages"] > 20


def test_a_page_that_cannot_be_read_anew_leaves_alone_what_one_was_writing(server):
    assert walk(server, "draft")["kept"] == "77"


def test_what_lasts_can_be_stopped_and_asked_for_again(server):
    assert walk(server, "stopped")["stopped"] == 2
