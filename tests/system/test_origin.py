"""Where mail comes from: a name server on loopback, peers that sign and forge, and what becomes of their mail."""
import imaplib
import email
import smtplib
import subprocess
import base64

import dkim
import pytest
from conftest import NO_GUARD, Server
from zones import Zones

GOOD, BAD = "127.0.0.9", "127.0.0.66"  # of the two only the first may send as peer.test
RESULTS = "Authentication-Results"


def quoted(text):
    return " ".join(f'"{text[i:i + 200]}"' for i in range(0, len(text), 200))


@pytest.fixture(scope="module")
def key(tmp_path_factory):
    file = tmp_path_factory.mktemp("keys") / "rsa.pem"
    subprocess.run(["openssl", "genrsa", "-traditional", "-out", file, "2048"], check=True, capture_output=True)
    return file


@pytest.fixture(scope="module")
def zones(key):
    public = subprocess.run(["openssl", "rsa", "-in", key, "-pubout", "-outform", "DER"], check=True, capture_output=True).stdout
    record = quoted("v=DKIM1; k=rsa; p=" + base64.b64encode(public).decode())
    spf = f'@ IN TXT "v=spf1 ip4:{GOOD} -all"\n'
    rows = {
        "peer.test.": f's1._domainkey IN TXT {record}\n_dmarc IN TXT "v=DMARC1; p=reject"\n{spf}',
        "soft.test.": f'_dmarc IN TXT "v=DMARC1; p=quarantine"\n{spf}',
        "spf.test.": spf,
        "none.test.": "",
        "test.": "",
        "example.": "",
        "test.example.": f's1._domainkey IN TXT {record}\n_dmarc IN TXT "v=DMARC1; p=none"\n',
    }
    with Zones(rows, signed=["peer.test."]) as z:
        yield z


@pytest.fixture(scope="module")
def server(zones):
    s = Server(*NO_GUARD, "--resolver", f"127.0.0.1:{zones.port}", "--trust-anchor", str(zones.anchor), "--set", "spam.greylist=false")
    yield s
    s.end()


count = 0


def message(author, fields="", body="hello\r\n"):
    global count
    count += 1
    return f"{fields}From: {author}\r\nTo: u1@test.example\r\nSubject: s{count}\r\nMessage-ID: <{count}@peer.test>\r\n\r\n{body}".encode()


def signed(text, key, domain=b"peer.test"):
    return dkim.sign(text, b"s1", domain, key.read_bytes(), include_headers=[b"from", b"to", b"subject"]) + text


def send(server, text, sender, source):
    with smtplib.SMTP(server.host, server.smtp, local_hostname="mail.peer.test", timeout=60, source_address=(source, 0)) as s:
        s.sendmail(sender, ["u1@test.example"], text)


def refusal(server, text, sender, source):
    with pytest.raises(smtplib.SMTPDataError) as refused:
        send(server, text, sender, source)
    return f"{refused.value.smtp_code} {refused.value.smtp_error.decode()}"


def newest(server, mailbox="INBOX"):
    """Of u1's mailbox, as it is read over IMAP."""
    m = imaplib.IMAP4_SSL(server.host, server.imaps, ssl_context=server.tls())
    m.login(server.address(1), server.password)
    m.select(mailbox)
    last = m.search(None, "SUBJECT", f'"s{count}"')[1][0].split()[-1]
    text = m.fetch(last, "(BODY.PEEK[])")[1][0][1]
    m.logout()
    return text


def results(server, mailbox="INBOX"):
    fields = email.message_from_bytes(newest(server, mailbox)).get_all(RESULTS)
    assert len(fields) == 1, fields
    return " ".join(fields[0].split())


def test_mail_of_a_signing_peer_is_proven_by_both(server, key):
    send(server, signed(message("Ann <ann@peer.test>"), key), "ann@peer.test", GOOD)
    said = results(server)
    assert said.startswith("mail.test.example; spf=pass")
    assert "dkim=pass" in said and "header.d=peer.test" in said and "dmarc=pass" in said and "arc=none" in said


def test_a_signature_alone_or_an_address_alone_proves_it_too(server, key):
    send(server, signed(message("ann@peer.test"), key), "bounce@none.test", BAD)
    assert "dmarc=pass" in results(server)
    send(server, message("ann@peer.test"), "ann@peer.test", GOOD)
    assert "dmarc=pass" in results(server)


def test_a_large_message_is_judged_as_it_came(server, key):
    body = "".join(f"line {i} of a long message\r\n" for i in range(60_000))
    text = signed(message("ann@peer.test", body=body), key)
    send(server, text, "bounce@none.test", BAD)
    assert "dkim=pass" in results(server)
    assert newest(server).endswith(text)


def test_what_was_tampered_with_or_forged_is_refused(server, key):
    text = signed(message("ann@peer.test"), key)
    said = refusal(server, text.replace(b"hello", b"hallo"), "ann@none.test", BAD)
    assert said.startswith("550 5.7.26 peer.test asks to refuse")
    assert refusal(server, message("ann@peer.test"), "ann@none.test", BAD).startswith("550 5.7.26")


def test_mail_to_quarantine_is_taken_noted_and_junk(server):
    send(server, message("ann@soft.test"), "ann@none.test", BAD)
    assert "dmarc=fail (p=quarantine dis=quarantine)" in results(server, "Junk")


def test_an_address_that_its_domain_excludes_is_refused(server):
    assert refusal(server, message("ann@spf.test"), "ann@spf.test", BAD).startswith("550 5.7.23 spf.test does not let")
    send(server, message("ann@spf.test"), "ann@spf.test", GOOD)
    assert "spf=pass" in results(server)


def test_who_says_nothing_is_taken(server):
    send(server, message("ann@none.test"), "ann@none.test", BAD)
    said = results(server)
    assert "spf=none" in said and "dmarc=none" in said


def test_results_in_our_name_are_not_believed(server):
    forged = f"{RESULTS}: mail.test.example; dmarc=pass header.from=bank.test\r\n{RESULTS}: MAIL.test.example 1;\r\n\tspf=pass\r\n"
    send(server, message("ann@none.test", forged + f"{RESULTS}: other.test; spf=pass\r\n"), "ann@none.test", BAD)
    fields = email.message_from_bytes(newest(server)).get_all(RESULTS)
    assert [f.split(";")[0] for f in fields] == ["mail.test.example", "other.test"]
    assert b"bank.test" not in newest(server)


def test_a_name_of_ours_comes_back_only_with_our_signature(server, key):
    """H06"""
    assert refusal(server, message("u2@test.example"), "list@none.test", BAD).startswith("550 5.7.1 Authentication is required")
    send(server, signed(message("u2@test.example"), key, b"test.example"), "list@none.test", BAD)
    assert "dmarc=pass" in results(server)


def test_the_log_says_why(server):
    log = server.cli("logs", "search", "peer.test", "--logs", "smtp_in", "--raw", check=True).stdout
    assert "smtp.origin-judged" in log and "smtp.origin-refused" in log and "asks to refuse mail" in log


def test_while_the_dns_is_down_mail_flows(key):
    with Zones({"peer.test.": ""}) as gone:
        port = gone.port
    s = Server(*NO_GUARD, "--resolver", f"127.0.0.1:{port}", "--set", "origin.patience=1s")
    try:
        send(s, message("ann@peer.test"), "ann@peer.test", BAD)
        said = results(s)
        assert "spf=temperror" in said and "dmarc=temperror" in said
        s.cli("settings", "set", "origin.unknown", "put_off", check=True)
        assert refusal(s, message("ann@peer.test"), "ann@peer.test", BAD).startswith("451 4.4.3")
    finally:
        s.end()


def test_a_trust_anchor_that_cannot_be_used_is_said_at_the_start(tmp_path):
    anchor = tmp_path / "anchor"
    anchor.write_text("this is no trust anchor\n")
    s = Server(*NO_GUARD, "--resolver", "127.0.0.1:9", "--trust-anchor", str(anchor))
    try:
        assert "The DNS is not asked" in open(s.dir + "/server.log").read()
        send(s, message("ann@peer.test"), "ann@peer.test", BAD)
        assert "spf=temperror" in results(s)
    finally:
        s.end()
