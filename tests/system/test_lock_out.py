"""Nobody shuts himself out by what he saves, and country rules hold at every door that logs in (H36); pages say countries by name."""
import imaplib
import json
import os
import pathlib
import signal

from clients import imap
from conftest import AS_SHIPPED
from countries import database
from patience import until
from test_api import call
from test_guard import Login, block, login
from walk import walk

GUARD = AS_SHIPPED
OPTIONS = ["--accounts", "3"]


def test_what_would_shut_out_the_caller_is_refused_unless_he_means_it(server):
    for method, path, body in (("POST", "/deny", {"network": "127.0.0.0/8"}),
                               ("POST", "/ids/blocks", {"network": "127.0.0.1"}),
                               ("PUT", "/settings/api.deny", {"value": "127.0.0.1"})):
        status, _, said = call(server, method, path, body)
        assert status == 409 and "127.0.0.1" in said["detail"], (path, said)
        assert said["errors"][0]["pointer"] == "/even_me", "by this a page knows that he may insist"
        assert call(server, "GET", "/domains")[0] == 200
    status, _, _ = call(server, "POST", "/deny", {"network": "127.0.0.0/8", "services": ["admin"], "even_me": True})
    assert status in (200, 201)
    server.cli("deny", "remove", "127.0.0.0/8", check=True)
    assert call(server, "GET", "/domains")[0] == 200


def test_H36_countries_are_asked_at_every_level_and_a_new_database_counts(server):
    file = pathlib.Path(server.target["cli"][2]).parent / "countries.mmdb"
    file.write_bytes(database({"127.0.70.0/24": "DE", "127.0.71.0/24": "FR", "198.51.100.0/24": "IT"}))
    file.chmod(0o644)
    server.cli("settings", "set", "guard.country_database", str(file), check=True)
    german, french, own = "127.0.70.1", "127.0.71.1", "127.0.0.1"

    def gets_in(source, n=1):
        doors = {login(server, n, server.password, source, service) for service in ("imaps", "pop3s", "submissions")}
        assert len(doors) == 1
        return doors.pop()

    server.cli("ids", "block", "198.51.100.7", check=True)
    assert [row["country"] for row in json.loads(server.cli("ids", "blocks", "--json", check=True).stdout)] == ["IT"], "H22"

    assert gets_in(german) and gets_in(french)
    server.cli("settings", "set", "guard.countries", "DE", check=True)
    server.cli("settings", "set", "guard.country_rule", "deny", check=True)
    assert not gets_in(german) and gets_in(french) and gets_in(own)
    server.cli("settings", "set", "guard.country_rule", "allow", check=True)
    assert gets_in(german) and not gets_in(french) and gets_in(own), "this host is in no country"
    server.cli("settings", "reset", "guard.country_rule", check=True)

    server.cli("account", "update", server.address(1), "--country-rule", "deny", "--countries", "FR", check=True)
    assert not gets_in(french) and gets_in(german) and gets_in(french, 2)
    server.cli("domain", "update", "test.example", "--country-rule", "allow", "--countries", "FR", check=True)
    assert gets_in(french, 2) and not gets_in(german, 2) and not gets_in(german) and not gets_in(french)
    server.cli("domain", "update", "test.example", "--country-rule", "off", check=True)
    server.cli("account", "update", server.address(1), "--country-rule", "off", check=True)

    server.cli("settings", "set", "guard.country_rule", "deny", check=True)
    fresh = file.with_suffix(".new")
    fresh.write_bytes(database({"127.0.71.0/24": "DE"}))
    os.rename(fresh, file)
    os.kill(server.pids[0], signal.SIGHUP)
    while login(server, 1, server.password, french):
        pass
    assert gets_in(german)
    server.cli("settings", "reset", "guard.country_rule", check=True)


def letters(server, n, about):
    """What the server itself has written to an account of that subject, as text."""
    m = imap(server, n)
    m.select("INBOX", readonly=True)
    numbers = m.search(None, "SUBJECT", f'"{about}"')[1][0].split()
    texts = [m.fetch(number, "(BODY.PEEK[TEXT])")[1][0][1].decode() for number in numbers]
    m.logout()
    return texts


def test_H36_a_login_from_another_country_is_told_to_the_owner_wherever_he_is_reached(server):
    file = pathlib.Path(server.target["cli"][2]).parent / "abroad.mmdb"
    file.write_bytes(database({"127.0.74.0/24": "AT", "127.0.75.0/24": "CH", "127.0.76.0/24": "PL"}))
    file.chmod(0o644)
    owner = json.loads(server.cli("account", "create", "traveller@test.example", "--json", check=True).stdout)
    at_home, away, farther = "127.0.74.1", "127.0.75.1", "127.0.76.1"
    about = "opened from another country"

    def comes_from(source, service="imaps"):
        with Login(server, service, source) as session:
            assert session.says(owner["address"], owner["password"])

    server.cli("account", "update", owner["address"], "--recovery-address", server.address(2), check=True)
    before = len(letters(server, 2, about))
    server.cli("settings", "set", "guard.country_database", str(file), check=True)
    try:
        comes_from("127.0.0.1")
        comes_from(at_home)
        comes_from(at_home, "submissions")
        comes_from(away, "submissions")
        until(lambda: len(letters(server, 2, about)) > before, "nobody was told")
        told = letters(server, 2, about)[-1]
        assert all(word in told for word in (owner["address"], "country: CH", f"address: {away}", "by: submission")), told
        server.cli("settings", "set", "guard.new_country", "administrators", check=True)
        comes_from(away)
        comes_from(at_home)
        comes_from(farther)
        until(lambda: len(letters(server, 2, about)) > before + 1, "nobody was told of the next")
    finally:
        server.cli("settings", "reset", "guard.country_database", check=True)
        server.cli("settings", "reset", "guard.new_country", check=True)
    assert [("country: " + country) in text for text, country in zip(letters(server, 2, about)[before:], ("CH", "PL"), strict=True)] == [True] * 2
    own = imaplib.IMAP4_SSL(server.host, server.imaps, ssl_context=server.tls(), timeout=30)
    own.login(owner["address"], owner["password"])
    own.select("INBOX", readonly=True)
    assert len(own.search(None, "SUBJECT", f'"{about}"')[1][0].split()) == 2, "the first country is no news, nor is the way back"
    own.logout()
    logged = server.cli("logs", "search", "ids.new-country", check=True).stdout
    assert owner["address"] in logged and away in logged and farther in logged and at_home not in logged
    server.cli("account", "delete", owner["address"], check=True)


def test_H36_H22_pages_tell_countries_by_name_and_a_rule_saved_in_one_holds(server):
    file = pathlib.Path(server.target["cli"][2]).parent / "places.mmdb"
    file.write_bytes(database({"127.0.72.0/24": "DE", "127.0.73.0/24": "FR", "127.0.0.1/32": "IT"}))
    file.chmod(0o644)
    server.cli("settings", "set", "guard.country_database", str(file), check=True)
    german, french, attacker = "127.0.72.1", "127.0.73.1", "127.0.73.66"
    try:
        assert login(server, 3, server.password, german) and login(server, 3, server.password, french)
        block(server, attacker)
        seen = walk(server, "countries", address=server.address(3), attacker=attacker, denied="FR", here="IT")
        assert not login(server, 3, server.password, french) and login(server, 3, server.password, german)
        assert login(server, 2, server.password, french), "it is the rule of one account"
        assert json.loads(server.cli("settings", "show", "guard.country_rule", "--json", check=True).stdout)["value"] == "off"
    finally:
        server.cli("ids", "unblock", f"{attacker}/32", check=True)
        server.cli("account", "update", server.address(3), "--country-rule", "off", check=True)
        server.cli("settings", "reset", "guard.country_database", check=True)
    assert any(attacker in row and "France" in row for row in seen["blocked"]["rows"])
    assert any("Country" in one and "France" in one for one in seen["blocked"]["facts"]), seen["blocked"]["facts"]
    names, sums = seen["figures"]["names"], seen["figures"]["sum"]
    assert {"Germany", "France"} <= set(names) and sums["Refused"] >= 5, seen["figures"]
    assert "Germany" in seen["figures"]["bars"] and "France" in seen["figures"]["bars"]
    for source, country in ((german, "Germany"), (french, "France")):
        assert any(source in row and country in row for row in seen["trail"]), seen["trail"]
        assert any(source in row and country in row for row in seen["own"]), seen["own"]
    assert any("127.0.0.1" in row and "Italy" in row for row in seen["own"]), "he is signed in from here"
    assert "you come from 127.0.0.1" in seen["told"]
