"""Mail between Postern, Postfix and Exim, both ways: over TLS and without, put off, broken, slow, and returned."""
import email

import pytest

from clients import message
from internet import bring, internet  # noqa: F401
from patience import until
from test_outbound import reports, send, subjects, waiting


def received(raw):
    """How the last server had it, in one line."""
    return " ".join(email.message_from_bytes(raw).get_all("Received")[0].split())


def mailbox(server, subject, n=1):
    """The message with that subject, once a user of a Postern has it."""
    return until(lambda: [text for text in subjects(server, n) if f"Subject: {subject}\r\n" in text], subject)[0]


def tried(server, domain, times=1):
    """What is said of mail that waits, once it was tried so often."""
    def answer():
        answers = [a for entry in waiting(server, domain) for a in entry["answers"]]
        return [a for a in answers if a["attempts"] >= times]
    return until(answer, lambda: waiting(server, domain))[0]


def gone(server, domain):
    until(lambda: not waiting(server, domain), lambda: waiting(server, domain))


@pytest.mark.parametrize("domain, protocol", [("postfix", "ESMTPS"), ("plain", "ESMTP"), ("exim", "esmtps"), ("bare", "esmtp")])
def test_mail_reaches_others_encrypted_where_they_can(internet, domain, protocol):
    send(internet.a, [f"bob@{domain}.test"], f"to-{domain}", text=".a line that begins with a dot\r\nend")
    there = internet.exim if domain in ("exim", "bare") else internet.postfix
    raw = there.arrived(f"to-{domain}")
    assert f" with {protocol} " in received(raw) and "mail.a.test" in received(raw), received(raw)
    assert b"\r\n.a line that begins with a dot\r\nend" in raw
    gone(internet.a, f"{domain}.test")


@pytest.mark.parametrize("domain, proofs", [("postfix", ["spf=pass", "dkim=pass", "header.d=postfix.test", "dmarc=pass"]),
                                            ("exim", ["spf=pass", "dmarc=pass"])])
def test_mail_of_others_arrives_with_what_is_proven_of_it(internet, domain, proofs):
    bring(domain, f"ann@{domain}.test", ["u1@a.test"], message(f"from-{domain}", sender=f"ann@{domain}.test", to="u1@a.test"))
    text = mailbox(internet.a, f"from-{domain}")
    fields = email.message_from_string(text)
    results = " ".join(fields["Authentication-Results"].split())
    assert results.startswith("mail.a.test;"), results
    assert all(proof in results for proof in proofs), results
    assert "with ESMTPS" in received(text.encode())


def test_another_server_proves_ours_by_dane(internet):
    bring("postfix", "ann@postfix.test", ["u1@a.test"], message("by-dane", sender="ann@postfix.test"))
    mailbox(internet.a, "by-dane")
    assert "Verified TLS connection established to mail.a.test[127.0.0.10]:25" in internet.postfix.said()


def test_what_a_greylist_puts_off_comes_at_the_next_try(internet):
    send(internet.a, ["bob@greylisting.test"], "greylisted")
    internet.postfix.arrived("greylisted")
    assert internet.greylist.asked.count(("u1@a.test", "bob@greylisting.test")) == 2


def test_a_server_that_takes_nothing_is_tried_again_and_its_words_are_shown(internet):
    send(internet.a, ["bob@broken.test"], "to-broken")
    answer = tried(internet.a, "broken.test", 2)
    assert answer["answer"].startswith("450 4.3.2"), answer
    assert not reports(internet.a, "bob@broken.test")
    internet.a.cli("queue", "delete", "--domain", "broken.test", check=True)


@pytest.mark.parametrize("domain", ["nonsense", "cutting"])
def test_a_server_that_talks_nonsense_or_hangs_up_is_tried_again(internet, domain):
    send(internet.a, [f"bob@{domain}.test"], f"to-{domain}")
    tried(internet.a, f"{domain}.test", 2)
    assert not getattr(internet, domain).messages
    internet.a.cli("queue", "delete", "--domain", f"{domain}.test", check=True)


def test_behind_a_bad_server_the_next_one_has_it_once(internet):
    send(internet.a, ["bob@backup.test"], "to-backup")
    assert b"for <bob@backup.test>" in internet.postfix.arrived("to-backup")
    gone(internet.a, "backup.test")
    assert sum(b"to-backup" in raw for raw in internet.postfix.mail()) == 1


def test_a_slow_server_holds_up_nobody_else(internet):
    for i in range(4):
        send(internet.a, ["bob@slow.test"], f"slow-{i}")
    for domain, there in (("postfix", internet.postfix), ("exim", internet.exim)):
        send(internet.a, [f"bob@{domain}.test"], f"overtakes-{domain}")
        there.arrived(f"overtakes-{domain}")
    assert len(waiting(internet.a, "slow.test")) == 4
    internet.gate.opened.set()
    for i in range(4):
        internet.postfix.arrived(f"slow-{i}")


def delivery_status(raw):
    """The two blocks of a report's second part: of the message, of the one recipient."""
    report = email.message_from_bytes(raw) if isinstance(raw, bytes) else email.message_from_string(raw)
    assert report.get_content_type() == "multipart/report" and report.get_param("report-type") == "delivery-status"
    words, status, returned = report.get_payload()
    assert words.get_content_type() == "text/plain" and returned.get_content_type() in ("message/rfc822", "text/rfc822-headers")
    assert status.get_content_type() == "message/delivery-status"
    return report, *status.get_payload()


@pytest.fixture(scope="module")
def leading_nowhere(internet):  # noqa: F811
    """An alias here that leads to whom another server does not know."""
    internet.a.cli("alias", "create", "away@a.test", "nobody@exim.test", check=True)
    return "away@a.test"


# RFC 3461 §6.2, RFC 3464 §2: what an alias here leads to refuses it; the report goes to where the mail came from, by way of another server.
def test_our_report_reaches_a_sender_elsewhere(internet, leading_nowhere):
    bring("postfix", "ann@postfix.test", [leading_nowhere], message("onward", sender="ann@postfix.test", to=leading_nowhere))
    raw = until(lambda: [raw for raw in internet.postfix.mail() if b"multipart/report" in raw and b"onward" in raw], internet.postfix.said)[0]
    report, message_block, recipient = delivery_status(raw)
    assert report["Return-Path"] == "<>" and report["To"] and report["Auto-Submitted"].startswith("auto-")
    assert message_block["Reporting-MTA"] == "dns; mail.a.test"
    assert (recipient["Action"], recipient["Status"][0]) == ("failed", "5"), recipient
    assert "550" in recipient["Diagnostic-Code"] and "no such user" in recipient["Diagnostic-Code"]
    assert recipient["Remote-MTA"] == "dns; mx.exim.test"


# RFC 7208 §2.4: with no sender it is the name in EHLO that counts; a.test asks to refuse what is not proven.
def test_our_report_is_proven_by_the_records_that_we_ask_for(internet, leading_nowhere):
    internet.a.publish(internet.zones, "SPF")
    send(internet.b, [leading_nowhere], "from-b")
    text = until(lambda: reports(internet.b, "from-b"), "no report has come")[0]
    results = " ".join(email.message_from_string(text)["Authentication-Results"].split())
    assert "spf=pass" in results and "smtp.helo=mail.a.test" in results and "dmarc=pass" in results, results


def test_a_report_of_another_server_reaches_our_user(internet):
    send(internet.a, ["away@postfix.test"], "returned")
    (text,) = until(lambda: [text for text in subjects(internet.a, 1) if "MAILER-DAEMON@mx.postfix.test" in text], internet.postfix.said)
    report, _, recipient = delivery_status(text)
    assert report["Return-Path"] == "<>" and recipient["Action"] == "failed" and "nobody@exim.test" in recipient["Final-Recipient"]
    assert "Subject: returned" in text


# RFC 7672 §2.2
def test_a_key_that_is_not_what_dane_says_has_no_mail(internet):
    send(internet.a, ["bob@forged.test"], "to-forged")
    answer = tried(internet.a, "forged.test")
    assert "no matching DANE TLSA records" in answer["answer"], answer
    internet.a.cli("queue", "delete", "--domain", "forged.test", check=True)
    assert not any(b"to-forged" in raw for raw in internet.postfix.mail())


# RFC 8461 §5
def test_a_certificate_that_a_policy_does_not_allow_has_no_mail(internet):
    for domain in ("enforced", "policed"):
        send(internet.a, [f"bob@{domain}.test"], f"to-{domain}")
    internet.postfix.arrived("to-policed")
    answer = tried(internet.a, "enforced.test")
    assert "certificate" in answer["answer"], answer
    internet.a.cli("queue", "delete", "--domain", "enforced.test", check=True)
    assert not any(b"to-enforced" in raw for raw in internet.postfix.mail())


# RFC 8689 §4.2.1
@pytest.mark.parametrize("domain", ["postfix", "policed", "exim"])
def test_secret_mail_to_a_server_that_promises_nothing_is_returned_at_once(internet, domain):
    send(internet.a, [f"eve@{domain}.test"], f"secret-{domain}", text="what nobody else may read", mail_options=["REQUIRETLS"])
    report = until(lambda: reports(internet.a, f"eve@{domain}.test"), "no report has come")[0]
    _, _, recipient = delivery_status(report)
    assert recipient["Status"] == "5.7.30" and "nobody else may read" not in report
    assert not any(f"secret-{domain}".encode() in raw for raw in [*internet.postfix.mail(), *internet.exim.mail()])


def test_secret_mail_passes_between_two_posterns(internet):
    send(internet.a, ["u1@b.test"], "secret-b", text="for you alone", mail_options=["REQUIRETLS"])
    text = mailbox(internet.b, "secret-b")
    assert "for you alone" in text and "with ESMTPS" in received(text.encode())
