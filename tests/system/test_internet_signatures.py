"""Signatures and seals between servers: what Postern makes is verified by OpenDKIM, Rspamd and dkimpy, and what others make by Postern."""
import email
import smtplib

import dkim
import pytest

from clients import message
from internet import DOMAINS, RESOLVER, bring, host, internet  # noqa: F401
from others import Rspamd
from patience import until
from test_outbound import send, subjects
from test_signing import proven


@pytest.fixture(scope="module")
def world(internet):  # noqa: F811
    internet.a.publish_keys(internet.zones)
    for name, where in (("onward", "bob@exim.test"), ("across", "u1@b.test")):
        internet.a.cli("alias", "create", f"{name}@a.test", where, check=True)
    internet.rspamd = internet.have(Rspamd("127.0.0.61", 11333, RESOLVER))
    return internet


def looked_up(world):
    """The names of the world, as dkimpy asks for them."""
    def look_up(name, timeout=5):
        lines = [line for line in world.zones.ask(name.decode().rstrip("."), "TXT").splitlines() if "\tTXT\t" in line]
        return b"".join(part.encode() for part in lines[0].split("\tTXT\t")[1].split('"')[1::2]) if lines else b""
    return look_up


def verdicts(world, raw, name):
    """Rspamd's, of a message that came from the server of that domain."""
    return world.rspamd.symbols(raw, DOMAINS[name], host(name), f"ann@{name}.test")


@pytest.fixture(scope="module")
def signed(world):
    """A message of ours, as another server has it."""
    send(world.a, ["bob@postfix.test"], "signed")
    return world.postfix.arrived("signed")


def test_our_signatures_hold_for_a_milter_at_the_other_server(signed):
    results = [" ".join(text.split()) for text in email.message_from_bytes(signed).get_all("Authentication-Results")]
    assert any(text.startswith("mx.postfix.test; dkim=pass") and "header.d=a.test" in text for text in results), results


def test_our_signatures_of_both_kinds_hold_for_a_library(world, signed):
    assert proven(signed, world.zones) == ["ed25519-sha256", "rsa-sha256"]
    assert proven(signed.replace(b"hello", b"other"), world.zones) == []


def test_our_mail_is_proven_to_a_filter(world, signed):
    assert {"R_SPF_ALLOW", "R_DKIM_ALLOW", "DMARC_POLICY_ALLOW"} <= verdicts(world, signed, "a")
    changed = signed.replace(b"hello", b"other")
    assert {"R_SPF_FAIL", "R_DKIM_REJECT", "DMARC_POLICY_REJECT"} <= world.rspamd.symbols(changed, DOMAINS["plain"], host("plain"), "u1@a.test")


# RFC 8617
def test_our_seal_holds_for_a_filter_and_a_library(world):
    bring("postfix", "ann@postfix.test", ["onward@a.test"], message("sealed", sender="ann@postfix.test", to="onward@a.test"))
    raw = world.exim.arrived("sealed")
    assert dkim.arc_verify(raw, dnsfunc=looked_up(world))[0] == b"pass"
    assert {"ARC_ALLOW", "R_DKIM_ALLOW"} <= verdicts(world, raw, "a")
    changed = raw.replace(b"hello", b"other")
    assert dkim.arc_verify(changed, dnsfunc=looked_up(world))[0] == b"fail"
    assert verdicts(world, changed, "a") & {"ARC_REJECT", "ARC_INVALID"}


def test_our_seal_holds_for_another_postern(world):
    bring("postfix", "ann@postfix.test", ["across@a.test"], message("over", sender="ann@postfix.test", to="across@a.test"))
    text = until(lambda: [text for text in subjects(world.b, 1) if "Subject: over\r\n" in text], "it has not come")[0]
    results = " ".join(email.message_from_string(text)["Authentication-Results"].split())
    assert results.startswith("mail.b.test;") and "arc=pass" in results and "dkim=pass" in results, results


def test_what_another_has_signed_and_somebody_changed_is_refused(world):
    bring("postfix", "ann@postfix.test", ["bob@exim.test"], message("replayed", sender="ann@postfix.test"))
    raw = world.exim.arrived("replayed")
    assert proven(raw, world.zones) == ["rsa-sha256"]

    def replay(text):
        with smtplib.SMTP(DOMAINS["a"], 25, local_hostname="mx.plain.test", timeout=30, source_address=(DOMAINS["plain"], 0)) as s:
            s.sendmail("bounce@plain.test", ["u1@a.test"], text)

    replay(raw)
    with pytest.raises(smtplib.SMTPDataError) as refused:
        replay(raw.replace(b"hello", b"other"))
    assert (refused.value.smtp_code, refused.value.smtp_error[:6]) == (550, b"5.7.26")
