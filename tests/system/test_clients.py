"""Real clients over TLS and STARTTLS: each sends or fetches, and the bytes are the same at the other end."""
import os
import shutil
import socket
import subprocess

import pytest
from clients import fetch, imap, message, pop, stored, submit


def run(*command, **kw):
    done = subprocess.run([str(c) for c in command], capture_output=True, timeout=120, **kw)
    assert done.returncode == 0, (command[0], done.returncode, done.stdout[-2000:], done.stderr[-2000:])
    return done.stdout


def need(program):
    if not shutil.which(program):
        pytest.fail(f"{program} is not installed: ./dev test installs it")


@pytest.mark.parametrize("tls", [True, False])
def test_smtplib_sends(server, tls):
    raw = message(f"smtplib-{tls}", body="caf\u00e9\r\n.\r\n..dots\r\n trailing \r\n\r\n")
    submit(server, raw, tls=tls)
    assert stored(fetch(server, f"smtplib-{tls}")) == raw


def test_imaplib_over_starttls(server):
    m = imap(server, tls=False)
    assert m.select("INBOX")[0] == "OK"
    assert m.append("Drafts", "\\Draft", None, message("draft"))[0] == "OK"
    assert m.select("Drafts")[1] == [b"1"]
    assert m.fetch(b"1", "(BODY.PEEK[])")[1][0][1] == message("draft")
    m.logout()


@pytest.mark.parametrize("tls", [True, False])
def test_poplib(server, tls):
    raw = message(f"poplib-{tls}")
    submit(server, raw, to=(3,))
    p = pop(server, 3, tls)
    count, _ = p.stat()
    got = b"\r\n".join(p.retr(count)[1]) + b"\r\n"
    assert stored(got) == raw
    p.dele(count)
    p.quit()
    p = pop(server, 3, tls)
    assert p.stat()[0] == count - 1
    p.quit()


@pytest.mark.parametrize("how", ["--tls-on-connect", "--tls"])
def test_swaks(server, how, tmp_path):
    need("swaks")
    subject = "swaks-implicit" if how == "--tls-on-connect" else "swaks-starttls"
    raw = message(subject)
    (tmp_path / "mail").write_bytes(raw.replace(b"\r\n", b"\n"))
    port = server.submissions if how == "--tls-on-connect" else server.submission
    run("swaks", "--server", server.host, "--port", port, how, "--auth", "PLAIN", "--auth-user", server.address(1), "--auth-password",
        server.password, "--from", server.address(1), "--to", server.address(2), "--data", f"@{tmp_path}/mail", "--ehlo", "client.example")
    assert stored(fetch(server, subject)).rstrip() == raw.rstrip()


@pytest.mark.parametrize("tls", [True, False])
def test_curl_sends_and_reads(server, tls, tmp_path):
    need("curl")
    raw = message(f"curl-{tls}")
    (tmp_path / "mail").write_bytes(raw)
    s, ports = ("s", (server.submissions, server.imaps, server.pop3s)) if tls else ("", (server.submission, server.imap, server.pop3))
    base = ["curl", "-sS", "--cacert", server.ca, *([] if tls else ["--ssl-reqd"])]
    for port in ports:
        base += ["--resolve", f"{server.tls_name}:{port}:{server.host}"]
    m = imap(server, 4)
    m.select("INBOX")
    m.uid("STORE", "1:*", "+FLAGS.SILENT", "(\\Deleted)")
    m.close()
    m.logout()
    run(*base, f"smtp{s}://{server.tls_name}:{ports[0]}/client.example", "--user", f"{server.address(1)}:{server.password}",
        "--mail-from", server.address(1), "--mail-rcpt", server.address(4), "-T", tmp_path / "mail")
    login = ["--user", f"{server.address(4)}:{server.password}"]
    assert stored(run(*base, *login, f"imap{s}://{server.tls_name}:{ports[1]}/INBOX;MAILINDEX=1")) == raw
    assert stored(run(*base, *login, f"pop3{s}://{server.tls_name}:{ports[2]}/1")) == raw


def mbsyncrc(server, folder, n, tls=True):
    return f"""
IMAPAccount a
Host {server.host}
Port {server.imaps if tls else server.imap}
User {server.address(n)}
Pass {server.password}
SSLType {"IMAPS" if tls else "STARTTLS"}
CertificateFile {server.ca}
AuthMechs PLAIN

IMAPStore far
Account a

MaildirStore near
Path {folder}/
Inbox {folder}/INBOX
SubFolders Verbatim

Channel c
Far :far:
Near :near:
Patterns *
Create Both
Expunge Both
SyncState *
"""


def test_mbsync_both_ways_with_1000_messages(server, tmp_path):
    need("mbsync")
    m = imap(server, 4)
    m.create("Bulk")
    m.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # imaplib sends the CRLF after a literal on its own
    for k in range(500):
        assert m.append("Bulk", None, None, message(f"far-{k}", body=f"{k}\r\n" * (k % 50 + 1)))[0] == "OK"
    (tmp_path / "rc").write_text(mbsyncrc(server, tmp_path / "mail", 4))
    for part in ("cur", "new", "tmp"):
        (tmp_path / "mail" / "Bulk" / part).mkdir(parents=True)
    for k in range(500):
        (tmp_path / "mail" / "Bulk" / "new" / f"{1700000000 + k}.n{k}.test").write_bytes(message(f"near-{k}").replace(b"\r\n", b"\n"))
    run("mbsync", "-c", tmp_path / "rc", "-a", env={**os.environ, "HOME": str(tmp_path)})
    assert m.select("Bulk")[1] == [b"1000"]
    near = [p for part in ("cur", "new") for p in (tmp_path / "mail" / "Bulk" / part).iterdir()]
    assert len(near) == 1000
    far = {r[1].replace(b"\r\n", b"\n") for r in m.fetch("1:*", "(BODY.PEEK[])")[1] if isinstance(r, tuple)}

    def own(raw):  # mbsync adds a line of its own to what it copies
        return b"\n".join(line for line in raw.split(b"\n") if not line.startswith(b"X-TUID:"))

    assert {own(p.read_bytes()) for p in near} == {own(raw) for raw in far}
    m.store("1:10", "+FLAGS", "\\Deleted")
    m.expunge()
    (tmp_path / "rc").write_text(mbsyncrc(server, tmp_path / "mail", 4, tls=False))
    (tmp_path / "mail" / "Bulk" / "new" / "1700001000.starttls.test").write_bytes(message("near-starttls").replace(b"\r\n", b"\n"))
    run("mbsync", "-c", tmp_path / "rc", "-a", env={**os.environ, "HOME": str(tmp_path)})
    assert sum(1 for part in ("cur", "new") for _ in (tmp_path / "mail" / "Bulk" / part).iterdir()) == 991
    m.select("Bulk")
    assert own(m.fetch("991", "(BODY.PEEK[])")[1][0][1].replace(b"\r\n", b"\n")) == message("near-starttls").replace(b"\r\n", b"\n")
    m.logout()


@pytest.mark.parametrize("tls", [True, False])
def test_mpop_fetches_all(server, tls, tmp_path):
    need("mpop")
    raw = message(f"mpop-{tls}")
    submit(server, raw, to=(3,))
    for part in ("cur", "new", "tmp"):
        (tmp_path / "box" / part).mkdir(parents=True)
    run("mpop", "--host=" + server.host, f"--port={server.pop3s if tls else server.pop3}", "--tls=on", f"--tls-starttls={'off' if tls else 'on'}",
        "--tls-trust-file=" + server.ca, "--tls-host-override=" + server.tls_name, "--auth=user", "--user=" + server.address(3),
        f"--passwordeval=echo {server.password}", f"--delivery=maildir,{tmp_path}/box", "--keep=on", f"--uidls-file={tmp_path}/uidls",
        "--received-header=off")
    got = [stored(p.read_bytes().replace(b"\n", b"\r\n")) for p in (tmp_path / "box" / "new").iterdir()]
    assert raw in got


@pytest.mark.parametrize("tls", [True, False])
def test_neomutt_reads_in_batch(server, tls, tmp_path):
    need("neomutt")
    subject = f"neomutt-{tls}"
    raw = message(subject)
    submit(server, raw, to=(1,))
    scheme, port = ("imaps", server.imaps) if tls else ("imap", server.imap)
    raw = raw.replace(b"\r\n", b"\n")
    (tmp_path / "rc").write_text(
        f"set folder={scheme}://{server.tls_name}:{port}/\nset ssl_starttls=yes\nset ssl_force_tls=yes\nset imap_user={server.address(1)}\nset imap_pass={server.password}\n"
        f"set ssl_ca_certificates_file={server.ca}\nset certificate_file={server.ca}\nset ssl_usesystemcerts=no\nset ssl_verify_host=no\n"
        f"set spoolfile={scheme}://{server.host}:{port}/INBOX\nset mbox_type=mbox\nset confirmcreate=no\nset confirmappend=no\n"
        f"set header_cache=\nset sleep_time=0\nset quit=yes\nset copy=no\nset pager_stop=yes\nset wait_key=no\n")
    keys = f"push '<limit>~s {subject}<enter><tag-pattern>~s {subject}<enter><tag-prefix><copy-message>{tmp_path}/out<enter><quit>'"
    command = f"neomutt -n -F {tmp_path}/rc -e \"{keys}\""
    subprocess.run(["script", "-qfec", command, "/dev/null"], stdin=subprocess.DEVNULL, capture_output=True, timeout=60,
                   env={**os.environ, "HOME": str(tmp_path), "TERM": "xterm"})
    head, _, body = (tmp_path / "out").read_bytes().partition(b"\n\n")  # an mbox of one message; neomutt adds fields of its own
    assert body.rstrip() == raw.partition(b"\n\n")[2].rstrip()
    assert set(raw.partition(b"\n\n")[0].split(b"\n")) <= set(head.split(b"\n"))
