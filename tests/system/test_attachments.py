"""What messages carry: what `postern check attachments` finds, and what becomes of such mail on its way in and out."""
import email.message
import email.policy
import io
import json
import subprocess
import tarfile
import zipfile

from conftest import BUILD, ROOT

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
