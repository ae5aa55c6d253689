"""The pages of the system, in a browser: what they show and do is what the server says and does (H02 to H04, H07, H09 to H12, H33)."""
import datetime
import json
import re
import shutil
import smtplib
import ssl
import subprocess
import urllib.request

from commands import free_port, ok
from conftest import ROOT
from patience import until
from test_session import Browser, Codes
from test_tls import make, shown
from walk import administrator, owner, walk


def administrators(server):
    return {row["name"]: row for row in json.loads(server.cli("admin", "list", "--json", check=True).stdout)}


def test_H09_a_session_that_was_ended_asks_again_and_loses_nothing(server):
    me = owner(server, "over")
    seen = walk(server, "session-over", ended=f"{server.api}/api/v1/administrators/over/sessions", token=server.admin_token, me=me)
    assert seen["kept"] == "203.0.113.0/24"
    assert seen["after"] == "203.0.113.0/24 is blocked."
    held = json.loads(server.cli("ids", "blocks", "--json", check=True).stdout)
    assert "203.0.113.0/24" in {row["subject"] for row in held}


def test_H10_a_passkey_is_added_by_its_owner_signs_him_in_and_is_removed(server):
    me, fresh = owner(server, "keyed"), "orchid-Quarry-timber-velvet-9"
    away = Browser(server, "127.0.0.9")
    assert away.log_in("keyed", me["admin_pass"], me["last_code"])[0] == 201
    seen = walk(server, "own-sign-in", api=server.api.replace("127.0.0.1", "localhost"), me=me, fresh=fresh, other="127.0.0.9")
    assert seen["none"] and seen["listed"] == ["key on my desk"]
    assert seen["led"] == "/admin/me"
    assert ["(this one)" in row for row in seen["before"]] == [True, False, False], "one is where he was made one, one is away"
    assert seen["between"] == ["127.0.0.1"] * 2 and away.call("GET", "/session")[0] == 401, "one alone was ended"
    assert len(seen["left"]) == 1 and "(this one)" in seen["left"][0] and "127.0.0." in seen["left"][0]
    codes = Codes(seen["seed"])
    codes.next()  # which the page has shown
    assert Browser(server).log_in("keyed", fresh, codes.next())[0] == 201, "the password that he has set"
    assert Browser(server).log_in("keyed", fresh, me["next_code"])[0] == 401, "those of the former app are none any more"
    assert Browser(server).log_in("keyed", me["admin_pass"], codes.next())[0] == 401, "what he was given opens nothing"
    assert administrators(server)["keyed"]["passkeys"] == 0


def settings(server, key):
    return json.loads(ok(server, "settings", "show", key)["value"])


def fetched(server, path):
    """A file of a log, line by line, as the browser saves it."""
    asked = urllib.request.Request(server.api + path, headers={"Authorization": f"Bearer {server.admin_token}"})
    with urllib.request.urlopen(asked, context=ssl._create_unverified_context(), timeout=20) as answer:
        return answer.read().decode().splitlines()


def test_H03_H04_a_word_of_a_session_shows_all_of_it_and_new_lines_are_followed(server):
    with smtplib.SMTP(server.host, server.smtp, local_hostname="client.example", timeout=20) as s:
        s.docmd("EHLO client.example")
        s.docmd("MAIL FROM:<needle4711@elsewhere.example>")
        s.docmd("RCPT TO:<nobody@elsewhere.example>")
    seen = walk(server, "logs", word="FROM:<needle4711@elsewhere.example>", hostile="<script>gotcha</script>\u202egro", port=server.smtp,
                host=server.host)
    assert len(seen["found"]) == 1 and "smtp.command" in seen["found"][0]
    assert seen["before"] == 0 and len(seen["between"]) == 1 and "smtp.command" in seen["between"][0]
    assert {"from", "until"} <= set(seen["range"])
    said = ok(server, "logs", "search", "needle4711", "--sessions", "--raw")
    assert len(seen["whole"]) == len(said) and seen["linked"] == seen["whole"]
    assert json.loads(seen["plain"]["text"]) == said, "as the server has them"
    assert json.loads(seen["raw"]) in said and seen["columns"] == 2, "beside a line stands all of it, and the list keeps its words"
    assert seen["sheet"]["name"].startswith("session-") and len(seen["sheet"]["text"].splitlines()) == len(said) + 1
    for words in ("connection.opened", "EHLO", "RCPT", "QUIT", "connection.closed"):
        assert any(words in row for row in seen["whole"]), words
    assert "whole=1" in seen["address"]
    assert seen["shown"] and all("\u202e" not in row for row in seen["shown"]), "what turns text round is named"
    assert any("\\u202egro" in row for row in seen["shown"])
    whole_day, some = fetched(server, seen["file"]), fetched(server, seen["some"])
    assert len(some) == 1 and "needle4711" in some[0] and some[0] in whole_day and len(whole_day) > 1


def days(begin, end):
    begin, end = (datetime.datetime.fromisoformat(one) for one in (begin, end))
    return round((end - begin) / datetime.timedelta(days=1))


def test_H09_H12_an_administrator_made_in_the_page_is_one_and_nobody_shuts_himself_out(server):
    me = owner(server, "maker")
    assert Browser(server, "127.0.0.9").log_in("maker", "wrong")[0] == 401
    others = {name: owner(server, name) for name in ("seated", "idle", "renewed", "gone")}
    browsers = {name: Browser(server) for name in others}
    for name, other in others.items():
        assert browsers[name].log_in(name, other["admin_pass"], other["code"])[0] == 201
    roaming = owner(server, "roaming")
    ok(server, "admin", "ip-rules", "roaming", "--networks", "127.0.0.1 here", "127.0.0.7 there", "127.0.0.8 away")
    seen = walk(server, "administrators", me=me, domain=server.domain, **{"from": "127.0.0.9"})
    assert [one["network"] for one in administrators(server)["roaming"]["networks"]] == ["127.0.0.1/32", "127.0.0.8/32"]
    away = {source: Browser(server, source) for source in ("127.0.0.7", "127.0.0.8")}
    roams = [browser.log_in("roaming", roaming["admin_pass"], roaming[code])[0] for browser, code in zip(away.values(), ("code", "next_code"))]
    assert roams == [401, 201]
    confined = administrators(server)["roaming"]
    assert (confined["roles"], confined["domains"]) == (["domains"], ["test.example"])
    assert [away["127.0.0.8"].call("GET", path)[0] for path in (f"/domains/{server.domain}", "/settings", "/administrators")] == [200, 404, 404]
    maker = administrators(server)["maker"]
    assert (maker["last_login_ip"], maker["last_failed_login_ip"]) == ("127.0.0.1", "127.0.0.9")
    assert "127.0.0.1" in seen["known"]["Last login"] and "127.0.0.9" in seen["known"]["Last failed login"]
    made = administrators(server)["carol"]
    assert made["roles"] == ["reader", "security", "queue"] and made["domains"] is None
    assert made["networks"] == [{"network": "192.0.2.0/24", "description": "the office"}]
    assert seen["linked"] == "/admin/administrators?at=maker"
    assert administrators(server)["maker"]["networks"] == [{"network": "127.0.0.0/8", "description": "here"}]
    assert Browser(server).log_in("carol", seen["password"])[0] == 401, "not from here"
    ok(server, "admin", "ip-rules", "carol", "--networks", "127.0.0.0/8 here")
    status, who = Browser(server).log_in("carol", seen["password"])
    assert status == 201 and who["to_enrol"]
    kept = {"Authorization": f"Bearer {seen['token']}"}
    status, who = Browser(server, "127.0.0.9").call("GET", "/session", **kept)
    assert status == 200 and who["name"] == "maker" and who["roles"] == ["reader", "queue"]
    assert Browser(server).call("GET", "/session", **kept)[0] == 401, "not from here"
    [known] = [row for row in ok(server, "token", "list") if row["label"] == "monitoring"]
    assert (known["networks"], days(known["created"], known["expires"])) == (["127.0.0.9/32"], 30)
    assert Browser(server).call("GET", "/session", Authorization=f"Bearer {seen['away']}")[0] == 401, "it was taken away"
    left = administrators(server)
    assert {name: left[name]["status"] for name in others if name in left} == {"seated": "active", "idle": "disabled", "renewed": "active"}
    assert seen["enabled"] == [False, True], "this one for a while, and he signs in below"
    assert [browsers[name].call("GET", "/session")[0] for name in ("seated", "idle", "gone")] == [401] * 3, "their sessions are over"

    def enters(name, password):
        return Browser(server).log_in(name, password, others[name]["next_code"])[0]
    assert enters("renewed", others["renewed"]["admin_pass"]) == 401 and enters("renewed", seen["renewed"]) == 201
    assert [enters(name, others[name]["admin_pass"]) for name in ("seated", "idle", "gone")] == [201, 401, 401]


def sessions_of(server, name):
    return {row["id"]: row["began"] for row in ok(server, "admin", "sessions") if row["administrator"] == name}


def test_H10_an_open_invitation_is_withdrawn_and_one_session_of_several_is_ended(server):
    for name in ("guest", "waits"):
        ok(server, "admin", "add", name, "--roles", "queue", "--networks", "127.0.0.0/8 here")
    other = owner(server, "twice")  # who has a session by that
    began = sessions_of(server, "twice")
    browser = Browser(server)
    assert browser.log_in("twice", other["admin_pass"], other["code"])[0] == 201
    fresh, = set(sessions_of(server, "twice")) - set(began)
    seen = walk(server, "invitations", guest="guest", other="twice", session=fresh)
    known = {row["name"]: row for row in ok(server, "admin", "invitations")}
    assert "guest" not in known and "guest" not in administrators(server)
    assert any(row.startswith("guest") and "Queue" in row and "invited by" in row and "until" in row for row in seen["open"])
    assert any(row.startswith("waits") for row in seen["after"]) and "waits" in known
    assert seen["sessions"] == len(began) + 1
    assert sessions_of(server, "twice") == began, "the others go on"
    assert browser.call("GET", "/session")[0] == 401
    ok(server, "admin", "remove", "waits")


def no_certificates(folder, like):
    """Files that are none: a program by that name, one that is too large, and one whose name ends as that of a program."""
    program, huge = folder / f"program{like.suffix}", folder / f"huge{like.suffix}"
    program.write_bytes(b"MZ" + bytes(range(256)) * 4)
    huge.write_bytes(like.read_bytes() + b"\n" * 96 * 1024)
    return {"program": program, "huge": huge, "misnamed": shutil.copy(like, like.with_suffix(".exe"))}


def test_H29_H33_an_uploaded_certificate_is_shown_in_the_handshake_until_it_is_deleted_and_no_other_file_is_taken(server, tmp_path):
    name = "uploaded.example"
    chain, key = make(tmp_path, name)
    _, other = make(tmp_path, "other.example", stem="other")
    before = ok(server, "certificate", "list")
    seen = walk(server, "certificates", chain=chain, key=key, name=name, other=other, **no_certificates(tmp_path, key))
    assert seen["kept"] == before, "what was refused is not there"
    assert any(name in row and "uploaded" in row for row in seen["rows"])
    assert shown(server, name) == chain.read_text().strip()
    own = walk(server, "certificates", gone=name)["own"]
    assert shown(server, name) != chain.read_text().strip()
    assert (own["name"], own["text"].strip()) == ("certificate.pem", shown(server, name)), "what is told to trust it, and no more"


def test_H29_H33_a_certificate_comes_with_its_key_in_one_file_of_windows_and_no_other_is_taken(server, tmp_path):
    name, passphrase = "windows.example", "Grüße aus der Werkstatt"
    chain, key = make(tmp_path, name)
    pfx = tmp_path / "windows.pfx"
    subprocess.run(["openssl", "pkcs12", "-export", "-inkey", key, "-in", chain, "-out", pfx, "-passout", f"pass:{passphrase}"], check=True)
    before = ok(server, "certificate", "list")
    seen = walk(server, "certificates", pfx=pfx, passphrase=passphrase, name=name, **no_certificates(tmp_path, pfx))
    assert seen["kept"] == before, "what was refused is not there"
    assert any(name in row and "uploaded" in row for row in seen["rows"])
    assert shown(server, name) == chain.read_text().strip()
    server.cli("certificate", "delete", name, check=True)
    wrong = server.cli("certificate", "import", pfx, "--passphrase", input="guessed\n")
    assert wrong.returncode != 0 and "The passphrase is wrong" in wrong.stderr
    server.cli("certificate", "import", pfx, "--passphrase", input=passphrase + "\n", check=True)
    assert shown(server, name) == chain.read_text().strip()


def test_H02_a_listener_added_in_the_page_answers_and_a_removed_one_is_put_back(server):
    before, port = settings(server, "net.listeners"), free_port(server)
    seen = walk(server, "listeners", port=port, host=server.host, taken=server.smtp, pop=server.pop3s)
    assert "cannot both have port" in seen["refused"]
    rows = settings(server, "net.listeners")
    assert rows == [*before, {**before[0], "service": "imap", "port": port, "max_connections": 7}]
    server.target["added"] = port
    with server.connect("added") as s:
        assert s.recv(4) == b"* OK"
    with server.connect("pop3s"):
        pass


def test_H33_H02_certificates_and_listeners_are_worked_by_keys_alone(server, tmp_path):
    name, port, before = "keys.example", free_port(server), settings(server, "net.listeners")
    chain, key = make(tmp_path, name)
    walk(server, "keyboard_work", part="system", chain=chain.read_text(), key=key.read_text(), host=server.host, port=port)
    assert shown(server, name) == chain.read_text().strip()
    added, = [row for row in settings(server, "net.listeners") if row not in before]
    assert (added["address"], added["port"]) == (server.host, port)
    server.target["by_keys"] = port
    with server.connect("by_keys"):
        pass
    server.cli("certificate", "delete", name, check=True)


def test_a_trial_is_the_servers_whoever_looks_and_whether_anybody_does(server):
    before = settings(server, "net.listeners")
    me = owner(server, "tries")
    seen = walk(server, "listener_trial", me=me, pop=server.pop3s, token=server.admin_token, end=f"{server.api}/api/v1/settings/net.listeners/put-back")
    assert seen["callout"].startswith("tries has changed the listeners.")
    assert all(str(server.pop3s) not in row for row in seen["rows"])
    # The page is closed, and its change is on trial. A minute is long: it begins anew, shorter.
    left = settings(server, "net.listeners")
    assert len(left) == len(before) - 1
    assert ok(server, "settings", "show", "net.listeners")["trial"]["by"] == "tries"
    ok(server, "settings", "try", "net.listeners", json.dumps(left), "--for", "10s")
    until(lambda: settings(server, "net.listeners") == before, "nobody puts the listeners back")
    with server.connect("pop3s"):
        pass
    assert ok(server, "settings", "history")[0]["by"] == "trial ran out"


def test_settings_and_forms_are_found_by_their_names_from_anywhere(server):
    words = re.findall(r"^pages-form-[a-z]+ = (.*)$", (ROOT / "web/locales/en/pages.ftl").read_text(), re.MULTILINE)
    seen = walk(server, "palette", words="|".join(words))
    assert seen["led"] == "/admin/settings/logs?find=logs.keep_at_most"
    assert "logs.keep_at_most" in seen["settings"]
    assert {opened for opened, _ in seen["forms"]} == set(seen["all"]) and len(words) == len(seen["all"])
    assert [closed for _, closed in seen["forms"]] == [opened.split("?")[0] for opened, _ in seen["forms"]]
    onlooker = administrator(server, "onlooker", ["reader"])
    for_none = walk(server, "palette", onlooker, words="|".join(words), onlooker="yes")
    assert for_none == {"options": [], "dialogs": 1}


def test_the_password_of_a_route_is_set_in_the_page_and_seen_nowhere(server):
    first, second = "first-of-the-relay-9", "second-of-the-relay-9"
    rows = [{"domain": "one.example", "host": "relay.test", "user": "us", "secret": "relay-one"}]
    server.cli("settings", "set", "delivery.routes", json.dumps(rows), check=True)
    try:
        seen = walk(server, "route_passwords", first=first, second=second)
        assert seen["before"] == ["relay-one There is none Routes: one.example"]
        assert seen["acts"] == ["Set anew: relay-one"], "what a route names is not deleted"
        assert [row.split()[0] for row in seen["between"]] == ["relay-one", "spare"]
        assert "No route names it" in seen["between"][1]
        assert len(seen["after"]) == 1 and seen["seen"] == [False, False]
        listed = json.loads(server.cli("secret", "list", "--json", check=True).stdout)
        assert [(row["name"], row["used_by"]) for row in listed] == [("relay-one", ["delivery.routes"])]
        history = server.cli("settings", "history", "--json", check=True).stdout + server.cli("secret", "list", check=True).stdout
        assert first not in history and second not in history
    finally:
        server.cli("settings", "reset", "delivery.routes", check=True)
