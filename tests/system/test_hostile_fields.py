"""A word of 10,000 characters in each text that the API takes, as its own description names them: it is refused, for what it is, and what takes
it keeps none of it. A field that comes to the API is tried by itself."""
import json
import re
import urllib.parse

import pytest

from commands import ok
from conftest import NO_GUARD, ROOT, Server
from doors import AS_OFTEN_AS_LIKED
from hostile_attack import Attack
from hostile_words import mark
from test_hostile_long import IN_LOG

API = "/api/v1"
WORD, KEPT = "x" * 10_000, "y" * 10_000  # what is refused, and what may be so long
IN_PATH = {"address": "u1@test.example", "owner": "u1@test.example", "alias": "both@test.example", "domain": "test.example", "key": "reports.organization",
           "number": "1", "id": "0" * 16, "name": "test.example"}
# Of one operation, where what is named so is something else there.
ITS_PATH = {"admin": {"name": "other"}, "account.rename": {"address": "u3@test.example"}, "account.contain": {"address": "u4@test.example"},
            "account.recover": {"address": "u4@test.example"}, "deny.import": {"name": "list"}, "secret.set": {"name": "a"},
            "service-account.update": {"address": "robot@test.example"}, "settings.set-secret": {"key": "delivery.password"}}
# What other fields hold meanwhile, so that nothing but the word is wrong.
GOOD = {"address": "fresh@test.example", "name": "fresh.example", "alias": "fresh@test.example", "targets": ["u1@test.example"], "senders": ["a@peer.test"],
        "network": "203.0.113.77", "networks": ["203.0.113.0/24"], "protocols": ["imap"], "roles": ["reader"], "label": "a", "reason": "a",
        "settings": ["all"], "file": "203.0.113.78\n", "to": "u2@test.example", "set": "balanced"}
ITS_GOOD = {"smtp-block.add": {"kind": "sender", "name": "a@peer.test"}, "admin.add": {"name": "fresh", "roles": ["reader"]}, "token.add": {"name": "admin"},
            "account.rename": {"name": "fresher"}, "account.language": {"language": "de"},
            "allow.add": {"spare": ["smtp-authentication"], "senders": ["@test.example"], "hourly": 5, "for": "1h"},
            "ids.trust": {"kind": "brute-force-by-address"}, "account.recover": {"generate": True}, "domain.propagate": {"preview": True},
            "session.add-passkey": {"challenge": "AAAA", "client_data": "AAAA", "attestation": "AAAA"}}


def described(operation, all):
    """Of the operation, or of all of its noun."""
    name = operation["operationId"]
    return all.get(name, all.get(name.split(".")[0], {}))


def operations():
    """All that take JSON, and the texts in it."""
    api = json.loads((ROOT / "docs/reference/openapi.json").read_text())
    for path, methods in api["paths"].items():
        for method, operation in methods.items():
            schema = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
            if texts := [name for name, field in schema.get("properties", {}).items() if is_text(field)]:
                yield path, method.upper(), operation, schema, texts


def is_text(field):
    return field.get("type") == "string" or field.get("type") == "array" and field["items"].get("type") == "string"


# What is looked for is not kept: the answer is that there is nothing, or nobody.
LOOKED_FOR = {
    *(("session.log-in", text) for text in ("name", "password", "code")), ("password.ask-reset", "name"), ("password.check", "password"),
    ("audit.run", "checks"), ("token.add", "name"),
    *((f"queue.{act}", text) for act in ("force", "hold", "restart", "redirect", "delete") for text in ("domain", "text")),
}
AS_LONG = {("auto-reply.set", "text")}
# Of what proves who somebody is, no answer says what of it is wrong.
PROOFS = re.compile(r"^(session|first-owner|second-factor|oauth-token\.refresh|password\.(set|check|forgotten)-?)")
# Whatever has not their form is refused alike.
OF_A_FORM = {"server.apply", "settings.apply", "settings.plan", "certificate.install", "certificate.import"}


@pytest.fixture(scope="module")
def attack():
    one = Attack(Server(*NO_GUARD, "--resolver", "127.0.0.1:1", *AS_OFTEN_AS_LIKED))
    one.call("POST", "/service-accounts", {"address": "robot@test.example", "networks": ["127.0.0.1"]})
    one.call("POST", "/aliases", {"alias": "both@test.example", "targets": ["u1@test.example"]})
    one.call("POST", "/administrators", {"name": "other", "roles": ["reader"]})
    yield one
    one.server.end()


def place(path, operation):
    values = {**IN_PATH, **described(operation, ITS_PATH)}
    return re.sub(r"\{(\w+)\}", lambda found: urllib.parse.quote(values[found[1]], safe=""), path.removeprefix(API))


def good(operation, schema):
    its = described(operation, ITS_GOOD)
    return {**{name: GOOD.get(name, "a") for name in schema.get("required", [])}, **its}


def said(attack, method, path, body):
    status, answer = attack.person.call(method, path, body)
    return status, answer.get("detail", "") if isinstance(answer, dict) else ""


def fault(operation, text, answer, otherwise):
    """What is wrong with the answer to a word, and `otherwise` to what is good in its place."""
    name, (status, detail) = operation["operationId"], answer
    if (name, text) in LOOKED_FOR:
        return status not in (200, 204, 401, 404)
    if (name, text) in AS_LONG:
        return status != 200
    if PROOFS.search(name) and text != "label":
        return status not in (400, 403, 404)
    return status not in (400, 413) or detail == "" or (detail == otherwise[1] and name not in OF_A_FORM)


def test_each_text_of_the_api(attack):
    wrong, tried = [], 0
    for path, method, operation, schema, texts in operations():
        name, where, body = operation["operationId"], place(path, operation), good(operation, schema)
        answers = {}
        for text in texts:
            word = KEPT if (name, text) in AS_LONG else WORD
            answers[text] = said(attack, method, where, {**body, text: [word] if schema["properties"][text]["type"] == "array" else word})
        otherwise = said(attack, method, where, body)
        wrong += [(name, text, answer, otherwise) for text, answer in answers.items() if fault(operation, text, answer, otherwise)]
        tried += len(texts)
    assert tried > 150
    assert not wrong, "\n".join(map(str, wrong))


def test_each_setting(attack):
    keys = [one["key"] for one in ok(attack.server, "settings", "list")]
    assert len(keys) > 100
    assert [key for key in keys if said(attack, "PUT", f"/settings/{key}", {"value": WORD})[0] not in (400, 413)] == []


def test_each_field_of_the_rows_of_settings(attack):
    fields = re.findall(r"^\| `([\w.]+)\[\]\.(\w+)` ", (ROOT / "docs/reference/settings.md").read_text(), re.M)
    assert len(fields) > 40
    for key, field in fields:
        shipped = (json.loads(attack.call("GET", f"/settings/{key}", None)["value"] or "[]") or [{}])[0]
        wrong = [WORD] if isinstance(shipped.get(field), list) else WORD
        status, detail = said(attack, "PUT", f"/settings/{key}", {"value": json.dumps([{**shipped, field: wrong}])})
        assert status == 400 and detail.startswith(f"{key}[0].{field}: must be "), (key, field, status, detail[:200])


def test_pages_hold_what_may_be_so_long(attack, tmp_path):
    attack.call("PUT", "/settings/password.also_forbidden", {"value": (mark("forbidden", "long") + KEPT)[:256]})
    attack.call("PUT", "/accounts/u2@test.example/auto-reply", {"text": (mark("reply", "long") + KEPT)[:10_000]})
    attack.shows("/admin/settings/password", "forbidden", ["long"], each=False)
    attack.shows("/admin/changes", "forbidden", ["long"], each=False)
    for page in ("mail", "trail"):
        attack.shows(f"/admin/accounts/u2@test.example/{page}", "reply", ["long"], each=False, beside=page == "trail")
    attack.look(tmp_path)


# After all of these: whatever is asked for without a name of something is asked for. A log may name a word, as long as a field of it is.
def test_nothing_of_them_is_kept(attack):
    api = json.loads((ROOT / "docs/reference/openapi.json").read_text())["paths"]
    answers = {path.removeprefix(API): str(methods["get"]["responses"].get("200")) for path, methods in api.items() if "get" in methods and "{" not in path}
    paths = [path for path, answer in answers.items() if "application/json" in answer]
    assert len(paths) > 30
    for path in paths:
        attack.person.call("GET", path)
        assert not re.search(rb"x{%d}" % (IN_LOG + 1), attack.person.text), path
    assert not re.search(f"x{{{IN_LOG + 1}}}", attack.server.cli("logs", "search", "xxx", "--raw", check=True).stdout)
