"""How many clicks each step of the guides takes in the console, counted in a browser."""
import json
import smtplib

from conftest import NO_GUARD, Server
from doors import AS_OFTEN_AS_LIKED
from test_guard import block
from walk import administrator, walk

GUARD = NO_GUARD
OPTIONS = AS_OFTEN_AS_LIKED
GUESSER = "127.0.41.1"

RULES = ("connections-imap", "brute-force-by-address", "brute-force-by-account", "harvesting", "internal-spammer", "bounces", "password-retrieval")

# From the page where one begins, signed in: to see it, and to have it changed. The goals of the pages.
GOALS = {
    "bindings": (1, 3), "log levels": (1, 2), "find a session": (1, 2), "SMTP auth and propagate": (1, 3), "sender is login": (1, 0), "password rules": (1, 3),
    "administrator's second factor": (2, 3), "administrator's networks": (2, 3), "second factor of users": (1, 2),
    "unblock": (1, 2), "trust": (1, 2), "allow": (1, 3), "deny": (1, 3), "relay": (1, 2), "extensions": (1, 3),
    "networks of the web": (1, 3), "version and diagnosis": (0, 1), **dict.fromkeys(RULES, (1, 3)),
}

# To have it safe takes no click: what the audit of a server that nobody has touched says has passed.
SAFE = {
    "bindings": ["listeners.answer", "listeners.administration", "listeners.old-tls", "listeners.login-in-clear"],
    "log levels": ["settings.logs.smtp_in", "settings.logs.pop3"], "SMTP auth and propagate": ["settings.domain_defaults.require_smtp_auth", "accounts.smtp-auth"],
    "sender is login": ["relay.own-domain", "relay.without-login"], "password rules": ["settings.password.minimum_length"],
    "administrator's networks": ["listeners.administration"], "second factor of users": ["settings.auth.second_factor"],
    "allow": ["accounts.senders-without-login"], "relay": ["relay.outside", "relay.disguised"],
    "extensions": ["settings.attachments.inbound_name", "settings.attachments.outbound_name"],
    "networks of the web": ["settings.webmail.per_minute"],
}


def test_what_takes_no_click_to_be_safe_is_safe_as_it_ships():
    fresh = Server("--resolver", "127.0.0.1:1")
    try:
        state = {row["check"]: row["state"] for row in json.loads(fresh.cli("audit", "--all", "--json").stdout)["checks"]}
        rules = {key: value for key, value in state.items() if key.startswith("ids.")}
        empty = [json.loads(fresh.cli(side, "list", "--json", check=True).stdout) for side in ("allow", "deny")]
    finally:
        fresh.end()
    assert {name: [one for one in checks if state.get(one) != "passed"] for name, checks in SAFE.items()} == {name: [] for name in SAFE}
    assert {"ids.brute-force-by-address", "ids.password-retrieval"} <= rules.keys() and set(rules.values()) == {"passed"}
    assert empty == [[], []]


def test_each_step_of_the_guides_takes_few_clicks_and_has_its_effect(server):
    for words in (["domain", "update", "test.example", "--require-smtp-auth", "off"],
                  ["ids", "block", "203.0.113.0/24"], ["deny", "add", "192.0.2.64"],
                  ["allow", "add", "192.0.2.128", "--spare", "smtp-authentication", "--senders", "@test.example", "--hourly", "5", "--for", "7d"]):
        server.cli(*words, check=True)
    block(server, GUESSER)
    me = administrator(server, "counter", ["owner"])
    administrator(server, "helper", ["reader"])
    with smtplib.SMTP(server.host, server.smtp, local_hostname="needle4711.test", timeout=60) as s:
        s.ehlo()
    counted = {name: tuple(two) for name, two in walk(
        server, "clicks", api=server.api.replace("127.0.0.1", "localhost"), me=me, port=str(server.pop3s), word="needle4711", guesser=GUESSER)["counted"].items()}
    assert counted.keys() == GOALS.keys()
    assert {name: two for name, two in counted.items() if two[0] > GOALS[name][0] or two[1] > GOALS[name][1]} == {}

    def run(*words):
        return json.loads(server.cli(*words, "--json", check=True).stdout)

    values = {key: run("settings", "show", key)["value"] for key in (
        "logs.pop3", "password.minimum_length", "auth.second_factor", "attachments.extensions", "webmail.deny")}
    extensions = values.pop("attachments.extensions")
    assert values == {"logs.pop3": "detailed", "password.minimum_length": "15", "auth.second_factor": "forced", "webmail.deny": "192.0.2.99"}
    assert "qqq" in extensions
    assert run("domain", "show", "test.example")["require_smtp_auth"] is True
    assert {row["id"]: row["threshold"] for row in json.loads(run("settings", "show", "guard.rules")["value"])
            if row["id"] in RULES} == dict.fromkeys(RULES, 4)
    assert "192.0.2.7" in json.dumps(run("admin", "show", "helper")["networks"])
    assert run("admin", "show", "counter")["passkeys"] == 1
    assert [row["subject"] for row in run("ids", "blocks") if not row["rule"]] == []
    assert {row["network"] for row in run("allow", "list")} == {"192.0.2.9/32", f"{GUESSER}/32"}
    assert {row["network"] for row in run("deny", "list")} == {"192.0.2.64/32", "192.0.2.66/32"}
    assert str(server.pop3s) not in run("settings", "show", "net.listeners")["value"]
