"""The pages that the server has in itself, as a browser asks for them."""
import json
import re

import pytest

from conftest import NO_GUARD, Server
from test_api import ask as ask_api
from walk import walk


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
        small = get(server, file, Accept_Encoding="br, gzip")
        if small.getheader("Content-Encoding"):
            assert len(small.text) < len(answer.text)


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
        assert seen == {"led": "/login", "back": "/admin/settings/server", "home": "/mail/security"}
        assert json.loads(server.cli("settings", "show", "server.host_name", "--json", check=True).stdout)["value"] == "mail.changed.test"
        assert "admin" in server.cli("settings", "history", check=True).stdout
        changes = [one["changes"][0] for one in json.loads(server.cli("settings", "history", "--json", check=True).stdout)]
        assert [(one["before"], one["after"]) for one in changes if one["key"] == "reports.organization"] == [("Theirs", "Ours"), ("", "Theirs")]
        assert json.loads(server.cli("settings", "show", "auth.allow_cleartext_login", "--json", check=True).stdout)["value"] == "on", "typed out"
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
