"""The pages that the server has in itself, as a browser asks for them."""
import contextlib
import http.client
import json
import os
import re
import signal
import subprocess
import urllib.parse

import pytest

from conftest import NO_GUARD, ROOT, Server
from patience import until
from test_api import ask as ask_api, connection
from test_session import Browser, Codes
from walk import needs_node, walk


def ask(server, method, path, **headers):
    answer, body = ask_api(server, method, path, **{"Accept_Encoding": "identity", **headers})
    answer.text = body
    return answer


def get(server, path, **headers):
    return ask(server, "GET", path, **headers)


@pytest.mark.parametrize("path", ["/login", "/login/forgotten", "/mail", "/mail/security/sessions", "/admin", "/admin/queue", "/admin/ids/rules/7",
                                  "/domain", "/domain/test.example/accounts"])
def test_a_page_is_there_for_every_address_below_it(server, path):
    answer = get(server, path)
    assert answer.status == 200 and answer.getheader("Content-Type") == "text/html; charset=utf-8"
    assert b"<script" in answer.text and answer.getheader("Cache-Control") == "no-cache"
    policy = answer.getheader("Content-Security-Policy")
    assert "script-src 'self'" in policy and "unsafe" not in policy and "require-trusted-types-for 'script'" in policy


def test_what_a_page_names_is_there_and_kept(server):
    page = get(server, "/login").text.decode()
    files = re.findall(r'(?:src|href)="(/assets/[^"]+)"', page)
    assert files
    for file in files:
        answer = get(server, file)
        assert answer.status == 200 and "immutable" in answer.getheader("Cache-Control"), file
        again = get(server, file, If_None_Match=answer.getheader("ETag"))
        assert again.status == 304 and again.text == b""


PAGES = ("/login", "/mail", "/admin")
CODINGS = ("br", "zstd", "gzip")
WORTH_COMPRESSING = 1024  # as docs/web.md says


@pytest.fixture(scope="module")
def bare(server):
    """What is got of each page and each file that one names, by who takes no coding: the answer, with its text."""
    pages = {path: get(server, path) for path in PAGES}
    named = {file for page in pages.values() for file in re.findall(r'(?:src|href)="(/assets/[^"]+)"', page.text.decode())}
    return pages | {file: get(server, file) for file in sorted(named)}


def as_curl_reads(server, coding, paths, folder):
    """Curl's decoders are others than those of Node, which made what they read."""
    wanted = [word for n, path in enumerate(paths) for word in ("-o", folder / str(n), server.api + path)]
    subprocess.run(["curl", "-sSf", "--cacert", server.ca, "--compressed", "-H", f"Accept-Encoding: {coding}", *wanted], check=True)
    return {path: (folder / str(n)).read_bytes() for n, path in enumerate(paths)}


@pytest.mark.parametrize("coding", CODINGS)
def test_who_takes_one_coding_gets_the_same_octets_by_it(server, bare, tmp_path, coding):
    read = as_curl_reads(server, coding, bare, tmp_path)
    c = connection(server)
    large = [path for path, plain in bare.items() if len(plain.text) >= WORTH_COMPRESSING]
    assert {path.split("/")[1] for path in large} == {"login", "mail", "admin", "assets"} and {path[-3:] for path in large} >= {".js", "css"}
    for path, plain in bare.items():
        c.request("GET", path, headers={"Accept-Encoding": coding})
        answer = c.getresponse()
        octets = answer.read()
        assert answer.headers.get_all("Content-Encoding") == ([coding] if path in large else None), path
        assert read[path] == plain.text, path
        assert octets == plain.text if path not in large else len(octets) < len(plain.text), path
        for field in ("Content-Type", "Cache-Control", "Vary", "X-Content-Type-Options", "Content-Security-Policy"):
            assert answer.headers.get_all(field) == plain.headers.get_all(field), (path, field)
    c.close()


def test_files_are_kept_for_ever_and_pages_are_asked_for_anew_whichever_coding_is_taken(bare):
    for path, plain in bare.items():
        kept = "public, max-age=31536000, immutable" if path.startswith("/assets/") else "no-cache"
        assert plain.headers.get_all("Cache-Control") == [kept] and plain.headers.get_all("Vary") == ["Accept-Encoding"], path
        assert plain.getheader("X-Content-Type-Options") == "nosniff" and plain.getheader("Content-Encoding") is None, path
        if path.startswith("/assets/"):
            assert re.search(r"-[\w-]{8}\.(js|css)$", path), "its name has its hash"


def test_a_copy_is_known_by_the_coding_it_came_in(server, bare):
    file = next(path for path, plain in bare.items() if path.endswith(".js") and len(plain.text) >= WORTH_COMPRESSING)
    tags = {coding: get(server, file, Accept_Encoding=coding).getheader("ETag") for coding in (*CODINGS, "identity")}
    assert len(set(tags.values())) == 4 and all(re.fullmatch(r'"[\w-]+"', tag) for tag in tags.values()), "strong ones"
    for taken in tags:
        for known, tag in tags.items():
            answer = get(server, file, Accept_Encoding=taken, If_None_Match=tag)
            assert answer.status == (304 if known == taken else 200), (taken, known)
            assert answer.getheader("ETag") == tags[taken] and answer.getheader("Vary") == "Accept-Encoding"
            assert known != taken or (answer.text == b"" and "immutable" in answer.getheader("Cache-Control"))


def test_what_a_person_reads_of_his_own_comes_as_it_is_whatever_he_takes(server):
    person = Browser(server)
    assert person.log_in(server.address(1), server.password)[0] == 201
    for path in ("/session", "/session/all", "/session/passkeys"):
        assert person.call("GET", path, Accept_Encoding=", ".join(CODINGS))[0] == 200, path
        assert "Content-Encoding" not in person.headers and person.headers["Cache-Control"] == "no-store", path


SHELL = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; frame-src 'self'; worker-src 'self'; "
         "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types worker")
DATA = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
OF_EVERY_ANSWER = {
    "Strict-Transport-Security": "max-age=63072000", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
}
OFF = ("camera", "display-capture", "geolocation", "hid", "microphone", "midi", "payment", "serial", "usb")


def test_every_answer_has_the_fields_that_keep_a_browser_safe(server):
    """Word by word, and not as the table says that sends them."""
    script = re.search(r'src="(/assets/[^"]+)"', get(server, "/login").text.decode())[1]
    kept = {"If_None_Match": get(server, script).getheader("ETag")}
    answers = {
        "page": (ask(server, "GET", "/admin/queue"), 200, SHELL), "asset": (get(server, script), 200, DATA), "known asset": (get(server, script, **kept), 304, DATA),
        "nothing": (get(server, "/assets/none.js"), 401, DATA), "stranger": (get(server, "/api/v1/accounts"), 401, DATA),
        "wrong method": (ask(server, "POST", "/login"), 405, DATA), "own session": (get(server, "/api/v1/session"), 401, DATA),
        "other's page": (ask(server, "POST", "/api/v1/session", Origin="https://elsewhere.example"), 403, DATA),
    }
    for what, (answer, status, policy) in answers.items():
        assert answer.status == status, (what, answer.status)
        sent = {name: answer.headers.get_all(name) for name in OF_EVERY_ANSWER}
        assert sent == {name: [value] for name, value in OF_EVERY_ANSWER.items()}, what
        assert answer.headers.get_all("Content-Security-Policy") == [policy], what
        assert answer.getheader("Permissions-Policy") == ", ".join(f"{feature}=()" for feature in OFF), what
        assert answer.getheader("Server") is None and answer.getheader("X-Powered-By") is None, what  # H01


def test_the_pages_are_tried_under_the_policy_that_the_server_sends():
    words = re.findall(r'"([^"]+)"', re.search(r"SHELL_POLICY = \[(.*?)\]", (ROOT / "web" / "tools" / "headers.ts").read_text(), re.S)[1])
    assert "; ".join(words) == SHELL


def test_no_page_says_whose_program_it_is(server):  # H01
    for path in ("/login", "/mail", "/admin"):
        answer = get(server, path)
        text = answer.text.decode() + "".join(f"{k}: {v}" for k, v in answer.getheaders())
        assert "postern" not in text.lower()


def test_pages_are_read_and_nothing_else_is_there(server):
    assert ask(server, "POST", "/login").status == 405
    for path in ("/", "/assets", "/assets/none.js", "/adminx", "/login.html"):
        assert get(server, path).status in (401, 403, 404), path


def test_an_administrator_signs_in_and_changes_a_setting_in_a_browser():
    """And a user, who administers nothing, is led to his own account."""
    server = Server(*NO_GUARD, accounts=1)
    try:
        seen = walk(server, "login-requests,settings", me={})
        requests = seen.pop("requests")
        assert requests[0] == "/login" and 3 <= len(requests) <= 5, "before anybody can sign in: the page, its script, its style, its words"
        assert "server.host_name" in seen.pop("planned"), "the server says what it would refuse before anything is saved"
        assert seen.pop("unsafe") == ["password.minimum_length", "password.minimum_strength"]
        found, declared = seen.pop("found"), json.loads(server.cli("settings", "show", "password.minimum_strength", "--json", check=True).stdout)
        assert found.pop("at") == "/admin/settings?find=password.minimum_strength"
        for words in (declared["help"], declared["reason"], "postern settings set password.minimum_strength '2'"):
            assert words in found["about"], "what it is for, why it ships so, and the command that does the same"
        assert (found["before"], found["after"]) == ("set for this system", ["3", "as shipped"])
        assert seen == {"led": "/login", "back": "/admin/settings/server", "home": "/mail/security"}
        assert json.loads(server.cli("settings", "show", "server.host_name", "--json", check=True).stdout)["value"] == "mail.changed.test"
        assert "admin" in server.cli("settings", "history", check=True).stdout
        changes = [change for one in json.loads(server.cli("settings", "history", "--json", check=True).stdout) for change in one["changes"]]

        def history(key):
            return [(one["before"], one["after"]) for one in changes if one["key"] == key]

        assert history("reports.organization") == [("Theirs", "Ours"), ("", "Theirs")]
        assert json.loads(server.cli("settings", "show", "auth.allow_cleartext_login", "--json", check=True).stdout)["value"] == "on", "typed out"
        assert history("password.minimum_length") == [("12", "10")] and history("password.minimum_strength") == [("2", "3"), ("3", "2")], (
            "and these by their number, and one of them went back")
    finally:
        server.end()


def test_a_page_whose_words_do_not_come_says_so_and_is_tried_again_where_it_was():
    server = Server(*NO_GUARD, accounts=1)
    try:
        told = walk(server, "unloaded", me={})["told"]
        assert len(told) == 8
        for one in told[:6]:
            assert "This page could not be loaded" in one and "Diese Seite konnte nicht geladen werden" in one
            assert "Try again" in one and "Noch einmal versuchen" in one
        assert "This page could not be loaded" in told[6] and "Deutsch could not be loaded" in told[7]
    finally:
        server.end()


@contextlib.contextmanager
def worked_on(server, folder):
    """./dev web with this server behind, as long as one works on the pages: where it is. An npm that it calls says so and fails."""
    needs_node()
    (folder / "npm").write_text("#!/bin/sh\necho npm was called\nexit 1\n")
    (folder / "npm").chmod(0o755)
    log = folder / "log"
    surroundings = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}", "NO_COLOR": "1"}
    with log.open("wb") as out:
        work = subprocess.Popen([ROOT / "dev", "web", "--server", server.api, "--port", "0"], stdin=subprocess.DEVNULL, stdout=out,
                                stderr=out, env=surroundings, start_new_session=True)

    def told():
        assert work.poll() is None, log.read_text()
        return re.search(r"http://127\.0\.0\.1:\d+", log.read_text())

    try:
        yield until(told, log.read_text)[0]
        work.terminate()
        work.wait(60)
        assert "npm was called" not in log.read_text(), "nothing was missing"
        with pytest.raises(ProcessLookupError):
            os.killpg(work.pid, 0)  # nor does it leave anything running
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(work.pid, signal.SIGKILL)
        work.wait()


class Worker(Browser):
    """Who works on the pages: a browser at ./dev web."""

    def __init__(self, server, address):
        super().__init__(server)
        self.origin = address

    def connection(self):
        return http.client.HTTPConnection(urllib.parse.urlsplit(self.origin).netloc, timeout=60)

    def get(self, path):
        c = self.connection()
        c.request("GET", path, headers={"Accept": "text/html, */*"})
        answer = c.getresponse()
        answer.text = answer.read().decode()
        c.close()
        return answer


def test_who_works_on_the_pages_has_them_as_written_and_the_real_server_behind(server, tmp_path):
    with worked_on(server, tmp_path) as address:
        worker = Worker(server, address)
        for path in ("/login", "/admin/settings/server", "/mail/security"):
            page = worker.get(path)
            assert page.status == 200 and page.getheader("Content-Type").startswith("text/html"), path
            assert "require-trusted-types-for 'script'" in page.getheader("Content-Security-Policy")
            script = next(src for src in re.findall(r'src="([^"]+)"', page.text) if "@vite" not in src)
            module = worker.get(urllib.parse.urljoin(path, script))
            assert module.status == 200 and module.getheader("Content-Type") == "text/javascript", (path, script)
            assert "import" in module.text, "as it is written, and not as it is built"

        assert worker.call("GET", "/domains")[0] == 401 and worker.headers["Content-Security-Policy"] == DATA, "the server's own words"
        code = Codes(server.admin_totp).next()
        status, who = worker.log_in(server.admin, server.admin_pass, code)
        assert status == 201 and who["name"] == server.admin
        assert [one["name"] for one in worker.call("GET", "/domains")[1]["items"]] == ["test.example"]
        there = Browser(server)
        there.cookie = worker.cookie
        assert there.call("GET", "/session") == (200, who), "it is a session of that server"
        assert worker.call("DELETE", "/session")[0] == 204 and there.call("GET", "/session")[0] == 401
