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


def doing(server, source):
    [one] = ok(server, "connection", "list", "--network", source)
    return one


def until(server, source, state):
    end = time.monotonic() + 10
    while (one := doing(server, source))["state"] != state:
        assert time.monotonic() < end, one
    return one


def test_what_a_connection_of_smtp_does_is_listed_step_by_step(server):
    with server.connect("smtp", source="127.0.0.9") as s:
        f = s.makefile("rwb", buffering=0)
        assert f.readline().startswith(b"220 ")
        first = until(server, "127.0.0.9", "greeting")
        assert first["octets_in"] == 0 and first["octets_out"] > 4 and first["tls"] is None and first["cipher"] is None
        f.write(b"EHLO there.test\r\n")
        while not f.readline().startswith(b"250 "):
            pass
        after = until(server, "127.0.0.9", "command")
        assert after["octets_in"] == len(b"EHLO there.test\r\n") and after["active"] >= first["active"]
        f.write(b"MAIL FROM:<>\r\nRCPT TO:<%s>\r\n" % server.address(1).encode())
        assert f.readline().startswith(b"250 ") and f.readline().startswith(b"250 ")
        until(server, "127.0.0.9", "envelope")
        f.write(b"DATA\r\n")
        assert f.readline().startswith(b"354 ")
        f.write(b"Subject: half\r\n")
        until(server, "127.0.0.9", "message")
        [same] = call(server, "GET", "/connections?service=smtp&state=message")[2]["items"]
        assert same["address"] == "127.0.0.9"


def test_a_client_that_waits_for_new_mail_is_listed_as_idle_with_its_tls(server):
    m = login(server)
    try:
        [one] = [row for row in of_account(server) if row["port"] == m.sock.getsockname()[1]]
        assert one["state"] == "command" and one["tls"] == m.sock.version() and one["cipher"] == m.sock.cipher()[0]
        m.select()
        m.send(b"x IDLE\r\n")
        assert m.readline().startswith(b"+ ")
        end = time.monotonic() + 10
        while not [row for row in of_account(server) if row["port"] == m.sock.getsockname()[1] and row["state"] == "idle"]:
            assert time.monotonic() < end
    finally:
        m.send(b"DONE\r\n")
        m.shutdown()


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
