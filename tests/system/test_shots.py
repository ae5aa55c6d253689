"""The pictures of ./dev shots: of each page that is asked for, as wide as a reader's window, in both themes, and named in the index; and
that the day before them leaves what they are to show."""
import json
import pathlib
import struct
import subprocess
import tempfile

import pytest

from conftest import BUILD, ROOT
from walk import needs_node

from a_day import ATTACKED, ATTACKERS, DEAD, LATER, OURS, PEOPLE, SENT_ARCHIVES, SUPPLIERS

HOURS = 24
WIDTHS, THEMES = (360, 1280, 1920), ("light", "dark")


def size(picture):
    head = picture.read_bytes()[:24]
    assert head.startswith(b"\x89PNG\r\n")
    return struct.unpack(">II", head[16:24])


@pytest.fixture
def server():
    """A folder of its own, which the user whom it runs as comes to."""
    with tempfile.TemporaryDirectory(prefix="postern.shots.") as folder:
        yield folder


def shots(server, *options):
    return subprocess.run(["python3", ROOT / "tools" / "dev" / "shots.py", "--dir", server, *options], capture_output=True, text=True,
                          timeout=300)


def empty_shots(server, *options):
    return shots(server, "--build", BUILD, "--no-day", "--language", "de", *options)


def names_of(*pages):
    return {f"{page}-{width}-{theme}.png": width for page in pages for width in WIDTHS for theme in THEMES}


def test_each_page_is_taken_in_each_width_and_theme_and_compared_with_what_it_was(tmp_path, server):
    needs_node()
    first, second = tmp_path / "first", tmp_path / "second"
    done = empty_shots(server, "--out", first, "--page", "overview", "--page", "/admin/about", "--page", "login")
    assert done.returncode == 0, done.stderr
    index = (first / "index.html").read_text()
    names = names_of("overview", "admin-about", "login")
    assert {file.name for file in first.glob("*.png")} == set(names)
    assert all(f'src="{name}"' in index and size(first / name)[0] == width for name, width in names.items())
    light, dark = (first / f"login-1280-{theme}.png" for theme in THEMES)
    assert light.read_bytes() != dark.read_bytes()

    # One of them was another before. The page that needs no code: one is taken once in its half minute.
    light.write_bytes(dark.read_bytes())
    done = empty_shots(server, "--out", second, "--page", "login", "--against", first)
    assert done.returncode == 3, done.stderr
    told = [line.split(":")[0] for line in done.stderr.splitlines() if line.endswith("differ")]
    assert told == ["login-1280-light.png"], done.stderr
    index = (second / "index.html").read_text()
    assert "login-360-dark.png: 0.0" in index and light.resolve().as_uri() in index


class AfterTheDay:
    """What the server that has had one says, by its command line on the data that it has left."""

    def __init__(self, folder):
        self.cli = json.loads((pathlib.Path(folder) / "target.json").read_text())["cli"]

    def __call__(self, *words):
        return json.loads(subprocess.run([*self.cli, "--json", *words], check=True, capture_output=True, text=True, timeout=60).stdout)

    def log(self, name):
        return self("logs", "search", "--logs", name, "--since", "25h", "--limit", "20000", "--raw")


def mail_came_all_day_and_was_judged(told, counted):
    """Suppliers write in each hour, spammers too; what a list of theirs names is put where junk is."""
    for series in ("mail.received", "mail.delivered", "verdict.clean", "verdict.junk"):
        assert sum(n > 0 for n in counted[series]) >= HOURS, (series, counted[series])
    assert sum(counted["mail.sent"]) > HOURS and sum(counted["mail.bounced"]) == 3
    accounts = {one["address"]: one for one in told("account", "list")}
    assert set(accounts) == set(PEOPLE) and all(one["used_bytes"] > 0 and one["last_login"] for one in accounts.values())


def mail_waits_and_is_held(told):
    waiting = [one for one in told("queue", "list") if not one["quarantine"]]
    answers = {domain: {said["answer"] for one in waiting if one["domain"] == domain for said in one["answers"]} for domain in (LATER, DEAD)}
    assert {one["domain"] for one in waiting} == {LATER, DEAD} and len(waiting) == 8
    assert answers == {LATER: {"451 4.7.1 Greylisted, please come again later"},
                       DEAD: {f"mx.{DEAD}: Connection refused, while at the connection."}}
    held = told("quarantine", "list")
    assert len(held) == len(SENT_ARCHIVES)
    for one in held:
        assert one["reason"] == "archive.zip: it cannot be looked into, for it has too many files in it" and one["ip"] in SUPPLIERS.values()


def attackers_are_kept_out_and_it_is_known_why(told, counted):
    blocks = {one["subject"]: one for one in told("ids", "blocks")}
    assert {subject: one["country"] for subject, one in blocks.items()} == {f"{a}/32": country for a, country in ATTACKERS.items()}
    for subject, one in blocks.items():
        evidence = told("ids", "explain", subject)["evidence"]
        assert len(evidence) == one["count"] > 0 and {seen["ip"] for seen in evidence} == {subject.removesuffix("/32")}, evidence
    assert sum(n > 0 for n in counted["blocks.made"]) == len(ATTACKED), "each in its hour"
    # Those who live here and have mistyped theirs are not among them.
    assert sum(counted["logins.failed"]) == 3 + sum(one["count"] for one in blocks.values())
    for service in ("imap", "pop3", "submission"):
        assert sum(counted[f"logins.ok.{service}"]) > HOURS / 2, service


def what_was_refused_and_who_changed_what_is_told(told):
    lines = told.log("smtp_in")
    refused = [one for one in lines if one["e"] == "smtp.message-refused"]
    assert {one["text"] for one in refused} == {"invoice.pdf.js: names that end in .js are not taken"} and len(refused) == 5
    in_our_names = [one for one in lines if one["e"] == "smtp.sender-refused" and one["from"] in PEOPLE]
    assert len(in_our_names) == 5
    done = [(one["name"], one.get("text")) for one in told.log("administration") if one["e"] == "administration.acted"]
    assert {text for name, text in done if name == "account.create"} == set(PEOPLE)
    assert ("domain.create", list(OURS)[1]) in done and ("settings.set", "guard.country_database") in done
    assert [name for name, _ in done].count("server.apply") == 2, "at its beginning and before the pictures: no hour is a change"
    assert told("logs", "verify")["intact"]


def test_the_day_leaves_what_the_pictures_are_to_show(tmp_path, server):
    needs_node()
    done = shots(server, "--out", tmp_path, "--page", "overview", "--page", "blocks")
    assert done.returncode == 0, done.stderr
    assert {file.name: size(file)[0] for file in tmp_path.glob("*.png")} == names_of("overview", "blocks")

    told = AfterTheDay(server)
    counted = told("counts", "show", "--since", "25h")["series"]
    mail_came_all_day_and_was_judged(told, counted)
    mail_waits_and_is_held(told)
    attackers_are_kept_out_and_it_is_known_why(told, counted)
    what_was_refused_and_who_changed_what_is_told(told)
