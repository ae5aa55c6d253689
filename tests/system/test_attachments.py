"""What messages carry: what `postern check attachments` finds, and what becomes of such mail on its way in and out."""
import email
import email.message
import email.policy
import io
import json
import smtplib
import subprocess
import tarfile
import zipfile

import clients
import pytest
from conftest import BUILD, NO_GUARD, ROOT, Server

PROGRAM = ROOT / "build" / BUILD / "postern"
WINDOWS_PROGRAM = b"MZ\x90\0\3\0\0\0" + bytes(300)


def zipped(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, content in files.items():
            z.writestr(name, content)
    return out.getvalue()


def tar_gz(files):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as t:
        for name, content in files.items():
            row = tarfile.TarInfo(name)
            row.size = len(content)
            t.addfile(row, io.BytesIO(content))
    return out.getvalue()


def mail(subject, *attachments, to="u1@test.example", sender="ann@peer.test"):
    m = email.message.EmailMessage()
    m["From"], m["To"], m["Subject"], m["Message-ID"] = sender, to, subject, f"<{subject}@peer.test>"
    m.set_content("hello\n")
    for name, content in attachments:
        m.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return m.as_bytes(policy=email.policy.SMTP)


def check(raw, *options):
    done = subprocess.run([PROGRAM, "--json", "check", "attachments", "-", *options], input=raw, capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_check_says_what_is_in_a_message():
    said = check(mail("s", ("grüße.pdf", b"%PDF-1.4"), ("files.zip", zipped({"a.txt": b"x", "b.js": b"y", "c.dat": WINDOWS_PROGRAM}))))
    assert said["action"] == "refuse"
    assert said["reason"] == "files.zip > b.js: names that end in .js are not taken"
    assert [(f["file"], f["by"], f["found"]) for f in said["found"]] == [
        ("files.zip > b.js", "name", "js"), ("files.zip > c.dat", "content", "a Windows program")]
    assert [f["file"] for f in said["files"]] == ["part 1", "grüße.pdf", "files.zip", "files.zip > a.txt", "files.zip > b.js", "files.zip > c.dat"]
    assert "grüße.pdf" in said["files"][1]["names"]


def test_check_of_an_honest_message_finds_nothing():
    said = check(mail("s", ("a.pdf", b"%PDF-1.4"), ("src.tgz", tar_gz({"readme.txt": b"x"}))))
    assert (said["action"], said["found"]) == ("accept", [])


def test_check_of_what_is_closed_says_why():
    with_a_bomb = zipped({f"{i}.txt": b"" for i in range(20_000)})
    said = check(mail("s", ("a.zip", with_a_bomb)), "--outbound")
    assert (said["action"], said["reason"]) == ("quarantine", "a.zip: it cannot be looked into, for it has too many files in it")


@pytest.fixture(scope="module")
def server():
    s = Server(*NO_GUARD)
    yield s
    s.end()


@pytest.fixture
def stripping(server):
    for key in ("inbound_name", "outbound_name"):
        server.cli("settings", "set", f"attachments.{key}", "strip", check=True)
    yield
    for key in ("inbound_name", "outbound_name"):
        server.cli("settings", "set", f"attachments.{key}", "refuse", check=True)


def send(server, raw, sender="ann@peer.test"):
    with smtplib.SMTP(server.host, server.smtp, local_hostname="mail.peer.test", timeout=60) as s:
        s.sendmail(sender, [server.address(2)], raw)


def refusal(deliver, *args):
    with pytest.raises(smtplib.SMTPDataError) as refused:
        deliver(*args)
    return f"{refused.value.smtp_code} {refused.value.smtp_error.decode()}"


def test_H27_mail_from_outside_with_a_listed_name_is_refused_with_the_reason(server):
    said = refusal(send, server, mail("named", ("invoice.pdf.exe", b"x")))
    assert said == "550 5.7.1 invoice.pdf.exe: names that end in .exe are not taken"
    assert refusal(send, server, mail("packed", ("a.tgz", tar_gz({"b.js": b"y"})))).startswith("550 5.7.1 a.tgz > b.js: ")


def test_H27_what_it_is_counts_whatever_it_is_called(server):
    said = refusal(send, server, mail("content", ("photo.jpg", WINDOWS_PROGRAM)))
    assert said == "550 5.7.1 photo.jpg: it is a Windows program, which is not taken"


def test_H27_honest_mail_comes_in_as_it_was_sent(server):
    raw = mail("honest", ("a.pdf", b"%PDF-1.4"), ("b.zip", zipped({"c.txt": b"x" * 1000})))
    send(server, raw)
    assert clients.fetch(server, "honest").endswith(raw)


def test_H27_a_large_message_is_looked_into_where_it_was_written_to(server):
    filler = bytes(i * 7 % 251 for i in range(2_000_000))
    assert "c.exe" in refusal(send, server, mail("large", ("a.bin", filler), ("b.zip", zipped({"c.exe": b"x"}))))
    raw = mail("large", ("a.bin", filler), ("b.zip", zipped({"c.txt": filler})))
    send(server, raw)
    assert clients.fetch(server, "large").endswith(raw)


def test_H27_a_stripped_message_has_a_note_where_the_attachment_was(server, stripping):
    send(server, mail("stripped", ("a.exe", b"x"), ("b.pdf", b"%PDF-1.4")))
    m = email.message_from_bytes(clients.fetch(server, "stripped"), policy=email.policy.default)
    text, note, kept = m.iter_parts()
    assert text.get_content().splitlines() == ["hello"]
    assert note.get_content_type() == "text/plain" and "a.exe: names that end in .exe are not taken" in note.get_content()
    assert kept.get_filename() == "b.pdf" and kept.get_content() == b"%PDF-1.4"
    assert "signatures over the body do not fit any more" in " ".join(m["X-Attachments-Removed"].split())
    server.cli("account", "language", server.address(2), "de", check=True)
    send(server, mail("gestrippt", ("a.exe", b"x")))
    note = list(email.message_from_bytes(clients.fetch(server, "gestrippt"), policy=email.policy.default).iter_parts())[1].get_content()
    assert note.splitlines()[::2] == ["Der Mailserver hat einen Anhang entfernt.", "a.exe: Namen mit der Endung .exe werden nicht angenommen"]
    server.cli("account", "language", server.address(2), "domain", check=True)


def test_H27_another_word_for_the_same_list_holds_at_once(server):
    server.cli("settings", "set", "attachments.extensions", "xyz", check=True)
    try:
        assert ".xyz" in refusal(send, server, mail("xyz", ("a.xyz", b"x")))
        send(server, mail("exe-again", ("a.exe", b"x")))
    finally:
        server.cli("settings", "reset", "attachments.extensions", check=True)


def test_H27_a_domain_may_add_to_the_list(server):
    server.cli("domain", "update", "test.example", "--attachment-extensions", "zip, .7Z", check=True)
    try:
        assert refusal(send, server, mail("added", ("a.zip", zipped({"b.txt": b"x"})))).startswith("550 5.7.1 a.zip: names that end in .zip")
        assert refusal(send, server, mail("added", ("a.exe", b"x"))).startswith("550 5.7.1 a.exe: ")
    finally:
        server.cli("domain", "update", "test.example", "--attachment-extensions", "", check=True)


def test_H28_mail_of_our_users_is_looked_at_as_well(server):
    def submit(raw):
        clients.submit(server, raw)

    raw = mail("ours", ("a.zip", zipped({"b.vbs": b"x"})), sender="u1@test.example")
    assert refusal(submit, raw) == "550 5.7.1 a.zip > b.vbs: names that end in .vbs are not taken"
    submit(mail("ours", ("a.zip", zipped({"b.txt": b"x"})), sender="u1@test.example"))
    assert "X-Attachments-Removed" not in email.message_from_bytes(clients.fetch(server, "ours"))
