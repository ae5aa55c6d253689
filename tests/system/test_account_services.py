"""What an account may be used for, and its name (H09): a service that is closed to it, one that only receives, one that is renamed."""
import imaplib
import json
import poplib
import smtplib

import pytest
from clients import fetch, imap, message, pop, smtp, submit


def update(server, n, *words):
    return json.loads(server.cli("account", "update", server.address(n), *words, "--json", check=True).stdout)


def test_H09_imap_is_closed_to_an_account_and_pop3_is_not(server):
    submit(server, message("for-pop"), sender=1, to=(2,))
    fetch(server, "for-pop")
    open_before = imap(server, 2)
    assert open_before.noop()[0] == "OK"
    assert update(server, 2, "--services", "pop3", "smtp", "web")["services"] == ["smtp", "pop3", "web"]
    try:
        with pytest.raises((imaplib.IMAP4.abort, imaplib.IMAP4.error, OSError)):
            open_before.noop()
        with pytest.raises(imaplib.IMAP4.error) as refused:
            imap(server, 2)
        assert b"AUTHENTICATIONFAILED" in refused.value.args[0], "a stranger is told nothing more"
        assert pop(server, 2).stat()[0] > 0
        submit(server, message("still-sends", sender=server.address(2)), sender=2, to=(1,))
        assert "not-permitted" in server.cli("logs", "search", server.address(2), check=True).stdout
    finally:
        update(server, 2, "--services", "smtp", "imap", "pop3", "sieve", "web")
    imap(server, 2).logout()


def test_H09_an_account_that_only_receives_gets_its_mail_and_lets_nobody_in(server):
    assert update(server, 2, "--receive-only")["status"] == "receiving"
    try:
        with pytest.raises(imaplib.IMAP4.error):
            imap(server, 2)
        with pytest.raises(poplib.error_proto):
            pop(server, 2)
        with pytest.raises(smtplib.SMTPAuthenticationError):
            submit(server, message("by-nobody"), sender=2, to=(1,))
        submit(server, message("while-away"), sender=1, to=(2,))
    finally:
        assert update(server, 2, "--enable")["status"] == "active"
    fetch(server, "while-away")


def test_H09_a_renamed_account_keeps_its_mail_and_is_reached_by_both_names(server):
    submit(server, message("before"), sender=1, to=(2,))
    old = server.address(2)
    open_before = imap(server, 2)
    shown = json.loads(server.cli("account", "rename", old, "renamed", "--json", check=True).stdout)
    assert shown["address"] == "renamed@test.example"
    try:
        with pytest.raises((imaplib.IMAP4.abort, imaplib.IMAP4.error, OSError)):
            open_before.noop()
        with pytest.raises(imaplib.IMAP4.error):
            imap(server, 2)
        with smtp(server) as s:
            s.login(server.address(1), server.password)
            for to in (old, "renamed@test.example"):
                s.sendmail(server.address(1), [to], message(f"to-{to[:3]}", sender=server.address(1), to=to))
        with imaplib.IMAP4_SSL(server.host, server.imaps, ssl_context=server.tls(), timeout=30) as m:
            m.login("renamed@test.example", server.password)
            m.select("INBOX")
            for subject in ("before", f"to-{old[:3]}", "to-ren"):
                assert len(m.search(None, "SUBJECT", f'"{subject}"')[1][0].split()) == 1, subject
    finally:
        server.cli("account", "rename", "renamed@test.example", old, "--drop-old", check=True)
    imap(server, 2).logout()
