"""The clients people use, as functions that send or fetch one message, for tests that compare bytes."""
import imaplib
import poplib
import smtplib
import ssl  # noqa: F401  (the contexts come from the server fixture)


def message(subject, body="hello\r\n", sender="u1@test.example", to="u2@test.example"):
    return (
        f"From: {sender}\r\nTo: {to}\r\nSubject: {subject}\r\nMessage-ID: <{subject}@test.example>\r\n"
        f"Date: Sun, 22 Nov 2026 01:38:10 +0000\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}"
    ).encode()


def smtp(server, tls=False):
    if tls:
        return smtplib.SMTP_SSL(server.host, server.submissions, local_hostname="client.example", context=server.tls(), timeout=30)
    s = smtplib.SMTP(server.host, server.submission, local_hostname="client.example", timeout=30)
    s.starttls(context=server.tls())
    return s


def submit(server, raw, sender=1, to=(2,), tls=False):
    with smtp(server, tls) as s:
        s.login(server.address(sender), server.password)
        assert s.sendmail(server.address(sender), [server.address(n) for n in to], raw) == {}


def imap(server, n=2, tls=True):
    if tls:
        m = imaplib.IMAP4_SSL(server.host, server.imaps, ssl_context=server.tls(), timeout=30)
    else:
        m = imaplib.IMAP4(server.host, server.imap, timeout=30)
        m.starttls(server.tls())
    m.login(server.address(n), server.password)
    return m


def pop(server, n=2, tls=True):
    if tls:
        p = poplib.POP3_SSL(server.host, server.pop3s, context=server.tls(), timeout=30)
    else:
        p = poplib.POP3(server.host, server.pop3, timeout=30)
        p.stls(server.tls())
    p.user(server.address(n))
    p.pass_(server.password)
    return p


def stored(raw):
    """The message without the header lines that delivery puts in front."""
    head = 0
    while raw[head:].lower().startswith((b"return-path:", b"received:", b"delivered-to:")):
        end = raw.index(b"\r\n", head) + 2
        while raw[end : end + 1] in (b" ", b"\t"):
            end = raw.index(b"\r\n", end) + 2
        head = end
    return raw[head:]


def fetch(server, subject, n=2):
    """The stored bytes of the one message with that subject, over IMAP."""
    m = imap(server, n)
    m.select("INBOX")
    found = m.search(None, "SUBJECT", f'"{subject}"')[1][0].split()
    assert len(found) == 1, found
    raw = m.fetch(found[0], "(BODY.PEEK[])")[1][0][1]
    m.logout()
    return raw
