"""Open connections: who is there, and how one is ended, by the API and by the command line."""
import imaplib
import json
import time

import pytest
from commands import ok, refused
from test_api import call


def login(server, n=1):
    m = imaplib.IMAP4_SSL(server.host, server.imaps, ssl_context=server.tls())
    m.login(server.address(n), server.password)
    return m


def of_account(server, n=1):
    return ok(server, "connection", "list", "--account", server.address(n))


def test_a_connection_is_listed_with_its_account_and_dropped(server):
    m = login(server)
    [one] = of_account(server)
    assert one["service"] == "imap" and one["address"] == "127.0.0.1" and one["port"] == m.sock.getsockname()[1]
    status, _, page = call(server, "GET", "/connections?service=imap")
    assert status == 200 and one["session"] in [row["session"] for row in page["items"]]
    assert call(server, "DELETE", "/connections/" + one["session"])[0] == 204
    with pytest.raises((imaplib.IMAP4.abort, OSError)):
        m.noop()
    end = time.monotonic() + 10
    while of_account(server):
        assert time.monotonic() < end
        time.sleep(0.05)
    assert "no such connection" in refused(server, "connection", "drop", one["session"])


def test_who_has_not_logged_in_has_no_account(server):
    with server.connect("smtp", source="127.0.0.8") as s:
        assert s.recv(4) == b"220 "
        [one] = ok(server, "connection", "list", "--network", "127.0.0.8")
        assert one["service"] == "smtp" and one["account"] is None
        ok(server, "connection", "drop", one["session"])
        while s.recv(1000):
            pass


def test_the_caller_of_the_api_sees_himself(server):
    status, _, page = call(server, "GET", "/connections?service=api")
    assert status == 200 and len(page["items"]) == 1, json.dumps(page)
