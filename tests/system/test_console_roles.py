"""Each role, an administrator of one domain and of another, a user, nobody: at every page and with every call (H09)."""
import http.client
import json
import pathlib
import re
import smtplib

import pytest

from conftest import NO_GUARD, ROOT, Server
from doors import AS_OFTEN_AS_LIKED
from test_api import context, port
from test_quarantine import closed
from test_session import Browser
from walk import administrator, walk

NOTHING = "There is nothing here"
UNKNOWN = "/admin/no/such/page"
WHOLE = ("owner", "reader", "security", "domains", "queue")
KEEPERS = ("keeper", "neighbour")  # of a domain each
PASSWORD = "gravel-Lantern-pickle-sonnet-76"

# Who has what, told here once more, so that a row that grants too much shows: pages of the console, and the first words of routes.
PAGES = {
    "security": {"/admin", "/admin/audit", "/admin/figures", "/admin/ids/blocks", "/admin/ids/rules", "/admin/access", "/admin/access/deny",
                 "/admin/connections", "/admin/logs", "/admin/messages", "/admin/changes"},
    "queue": {"/admin/queue", "/admin/throttles"},
    "domains": {"/admin/quarantine", "/admin/domains", "/admin/accounts", "/admin/defaults", "/admin/service-accounts"},
    "owner": {"/admin/spam", "/admin/settings", "/admin/listeners", "/admin/certificates", "/admin/administrators",
              "/admin/api-keys", "/admin/about"},
}
# The act of a page that changes something: who is offered it besides owners.
ACTS = {
    "/admin/audit": ("Mend all safe", ()), "/admin/ids/blocks": ("Block a network", ("security",)), "/admin/ids/rules": ("Add a rule", ()),
    "/admin/access": ("Allow a network", ("security",)), "/admin/access/deny": ("Deny a network", ("security",)),
    "/admin/domains": ("New domain", ("domains",)), "/admin/accounts": ("New account", ("domains", "keeper", "neighbour")),
    "/admin/service-accounts": ("New service account", ("domains", "keeper", "neighbour")), "/admin/listeners": ("New listener", ()),
    "/admin/certificates": ("Upload a certificate", ()), "/admin/administrators": ("New administrator", ()), "/admin/api-keys": ("New token", ()),
}
OF_KEEPERS = {"/admin/quarantine", "/admin/domains", "/admin/accounts", "/admin/service-accounts"}
WORDS = {
    "security": {"logs", "messages", "ids", "allow", "deny", "deny-lists", "smtp-blocks", "greylist", "audit", "connections", "counts"},
    "queue": {"queue"},
    "domains": {"domains", "domain-names", "domain-drift", "domain-schema", "domain-propagations", "accounts", "service-accounts", "senders", "aliases",
                "quarantine", "password-compliance", "tls-reports", "dmarc-reports"},
    "owner": {"server", "settings", "settings-schema", "settings-file", "settings-history", "secrets", "certificates", "administrators",
              "invitations", "sessions", "tokens", "version"},
}
WORDS_OF_KEEPERS = {"accounts", "service-accounts", "senders", "aliases", "quarantine", "password-compliance", "domain-drift", "domain-schema"}
LINES_OF_KEEPERS = {"GET domains", "GET domains/{name}", "PATCH domains/{name}", "POST domains/{name}/passwords/expire", "GET domains/{name}/dns",
                    "GET domains/{name}/health", "GET domains/{name}/counts",
                    "GET domains/{domain}/dkim", "POST domains/{domain}/dkim", "POST domains/{domain}/dkim/check",
                    "GET domains/{domain}/tls-reports", "GET domains/{domain}/dmarc-reports", "GET domains/{domain}/complaints"}
LOOKS = {"POST audit", "POST settings-file/plan", "POST version", "POST accounts/{address}/password-check"}  # they take a body
# What a user has of his own, by what follows his account's path.
HIS_OWN = {"GET", "GET /password-policy", "POST /password-check", "GET /sign-ins", "GET /set-up", "GET /app-passwords",
           "POST /app-passwords", "DELETE /app-passwords/{number}", "GET /oauth-tokens", "DELETE /oauth-tokens/{number}", "GET /known-devices",
           "DELETE /known-devices/{id}", "GET /second-factor", "POST /second-factor", "PUT /second-factor",
           "DELETE /second-factor", "POST /second-factor/recovery-codes", "GET /auto-reply", "PUT /auto-reply", "DELETE /auto-reply",
           "PUT /language"}

# A session's own calls, and those before there is one, each without what it asks for: what an administrator, a user and nobody are told.
# The last ones end the session.
OF_SESSIONS = {
    "GET openapi.json": (200, 200, 401), "POST session": (400, 400, 400), "GET session": (200, 200, 401),
    "POST session/in-his-name": (400, 404, 401), "POST session/second-factor": (400, 404, 401),
    "PUT session/second-factor": (400, 404, 401), "POST session/proof": (400, 404, 401), "POST session/passkey-challenge": (400, 400, 400),
    "POST session/by-passkey": (400, 400, 400), "POST session/own-challenge": (400, 400, 401), "GET session/passkeys": (200, 200, 401),
    "POST session/passkeys": (400, 400, 401), "DELETE session/passkeys/{id}": (404, 404, 401),
    "POST session/proof-by-passkey": (400, 400, 401), "POST session/proof-by-password": (404, 400, 401),
    "PUT session/own-password": (400, 400, 401), "PUT session/own-second-factor": (404, 400, 401), "GET session/all": (200, 200, 401),
    "DELETE session/all/{id}": (404, 404, 401), "POST first-owner": (400, 400, 400), "POST forgotten-password": (400, 400, 400),
    "POST first-owner/policy": (400, 400, 400), "POST first-owner/check": (400, 400, 400),
    "POST forgotten-password/policy": (400, 400, 400), "POST forgotten-password/check": (400, 400, 400),
    "POST session/reset-request": (400, 400, 400), "POST session/recovery-address": (404, 400, 401),
    "PUT session/recovery-address": (404, 400, 401), "DELETE session/all": (204, 204, 401), "DELETE session": (204, 204, 401),
}


def of_sessions():
    """Method, path below /api/v1/, and what is declared, of those that belong to no area."""
    return [row for row in all_operations() if "x-area" not in row[2]]


def operations():
    """Those of the areas: method, path below /api/v1/, and what is declared. A session's own are everybody's."""
    return [row for row in all_operations() if "x-area" in row[2]]


def all_operations():
    described = json.loads((ROOT / "docs/reference/openapi.json").read_text())["paths"]
    return [(method.upper(), path.removeprefix("/api/v1/"), row) for path, methods in described.items() for method, row in methods.items()]


def is_his(who, method, path):
    """By the tables above."""
    word, line = path.split("/")[0], f"{method} {path}"
    if who == "nobody":
        return False
    if word == "events":
        return who != "user"
    if who == "user":
        return word == "senders" or line.startswith(f"{method} accounts/{{address}}") and f"{method} {path[18:]}".strip() in HIS_OWN
    if who in KEEPERS:
        return word in WORDS_OF_KEEPERS or line in LINES_OF_KEEPERS
    keeper = next(role for role, words in WORDS.items() if word in words)
    return who in ("owner", keeper) or (who == "reader" and (method == "GET" or line in LOOKS))


def is_declared(who, row):
    """What the description of the routes says of him; of administrators of domains it says only that they have no more than their role."""
    if who == "user":
        return row.get("x-or-himself", False)
    if who == "nobody":
        return False
    role = "domains" if who in KEEPERS else who
    area = {"system": "owner"}.get(row["x-area"], row["x-area"])
    return role == "owner" or area in (role, "any") or (role == "reader" and not row["x-changes"])


def some(schema):
    return {"integer": 1, "boolean": True, "array": ["x@remote.test"]}.get(schema.get("type"), "on")


def call(method, path, row, things):
    """The call about these things; its body is whole where it names one, and else none that would be taken."""
    body = row.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    for name, thing in things.items():
        path = path.replace("{" + name + "}", thing)
    path = "/api/v1/" + re.sub(r"\{[^}]*\}", "1", path)
    if body is not None:
        named = {name: thing for name, thing in things.items() if name in body["properties"]}
        wanted = {name: some(body["properties"][name]) for name in body.get("required", [])} | named
        body = json.dumps(wanted if things else {"?": 1})
    return {"method": method, "path": path, "body": body, "isLive": row.get("x-cost") == "live"}


def in_domain(domain, path, person="eve"):
    """What a path's names mean in a domain that has one of everything."""
    word = path.split("/")[0]
    thing = {"aliases": f"info@{domain}", "service-accounts": f"printer@{domain}"}.get(word, f"{person}@{domain}")
    return {"name": domain, "domain": domain, "address": thing, "alias": thing, "owner": thing}


def about_things(who):
    """Calls that are for such as he, about what is another's, each with the same about what is nobody's."""
    pairs = []
    for method, path, row in operations():
        if not is_his(who, method, path) or not re.search(r"\{(name|domain|address|alias|owner)\}", path):
            continue
        if who == "user":
            theirs, absent = (in_domain("test.example", path, person) for person in ("bob", "nix"))
        else:
            theirs, absent = in_domain("test.example" if who == "neighbour" else "shop.example", path), in_domain("none.example", path)
        pairs.append((call(method, path, row, theirs), call(method, path, row, absent)))
    return pairs


# What in a body or a query names a domain, or something of one. Whom an alias means and whom somebody trusts may be anywhere.
NAMING = {"address": "new@{}", "alias": "all@{}", "senders": ["printer@{}"], "domain": "{}", "domains": ["{}"]}


def with_names(domain, names):
    filled = json.dumps({name: NAMING[name] for name in names}).replace("{}", domain)
    return json.loads(filled)


def naming_others(who, held):
    """As about_things(), for what a body, a query or the number of a held message names."""
    own, other = ("shop.example", "test.example") if who == "neighbour" else ("test.example", "shop.example")
    pairs = []
    for method, path, row in operations():
        if not is_his(who, method, path) or path.startswith("senders/"):
            continue
        schema = row.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {"properties": {}})
        for name in NAMING.keys() & schema["properties"].keys():
            rest = {n: some(schema["properties"][n]) for n in schema.get("required", [])} | with_names(own, NAMING.keys() & schema["properties"].keys())
            pairs.append([call(method, path, row, in_domain(own, path)) | {"body": json.dumps(rest | with_names(domain, [name]))}
                          for domain in (other, "none.example")])
        for name in NAMING.keys() & {one["name"] for one in row.get("parameters", []) if one["in"] == "query"}:
            one = call(method, path, row, in_domain(own, path))
            pairs.append([one | {"path": f"{one['path']}?{name}={domain}"} for domain in (other, "none.example")])
        if path.startswith("quarantine/{id}"):
            pairs.append([call(method, path, row, {"id": number}) for number in (held[other], held["none.example"])])
    return pairs


def hold(server, domain):
    """A message within the domain that nobody can look into; its number."""
    known = {row["id"] for row in json.loads(server.cli("quarantine", "list", "--json", check=True).stdout)}
    with smtplib.SMTP_SSL(server.host, server.submissions, context=server.tls(), timeout=60) as s:
        s.login(f"eve@{domain}", PASSWORD)
        s.sendmail(f"eve@{domain}", [f"bob@{domain}"], closed("held").replace(b"ann@peer.test", f"eve@{domain}".encode()))
    return next(row["id"] for row in json.loads(server.cli("quarantine", "list", "--json", check=True).stdout) if row["id"] not in known)


def raw(server, cookie, calls):
    """The same by hand: what a program says that has his cookie, and no page."""
    out = []
    c = http.client.HTTPSConnection(server.host, port(server), timeout=20, context=context(server))
    for one in calls:
        fields = {"Origin": server.api, "Content-Type": "application/json"} | ({"Cookie": cookie} if cookie else {})
        c.request(one["method"], one["path"], one["body"], fields)
        answer = c.getresponse()
        out.append([answer.status, answer.read().decode()])
    c.close()
    return out


def all_there_is(server):
    """But for who logged in last: that they do."""
    lists = [server.cli(*words, "--json", check=True).stdout for words in (
        ["domain", "list"], ["account", "list"], ["alias", "list"], ["service-account", "list"], ["settings", "list"], ["quarantine", "list"])]
    lists += [server.cli("account", "show", f"eve@{name}", "--json", check=True).stdout for name in ("test.example", "shop.example")]
    return [re.sub(r'"last_login": ?"[^"]*"', "", one) for one in lists]


@pytest.fixture(scope="module")
def world():
    server = Server(*NO_GUARD, "--resolver", "127.0.0.1:1", *AS_OFTEN_AS_LIKED)
    server.cli("domain", "create", "shop.example", check=True)
    for domain in ("test.example", "shop.example"):
        for person in ("eve", "bob"):
            server.cli("account", "create", f"{person}@{domain}", "--password", input=PASSWORD + "\n", check=True)
        server.cli("alias", "create", f"info@{domain}", f"bob@{domain}", check=True)
        server.cli("service-account", "create", f"printer@{domain}", "--networks", "192.0.2.0/24", "--senders", f"printer@{domain}",
                   "--hourly", "7", check=True)
    server.held = {domain: hold(server, domain) for domain in ("test.example", "shop.example")}
    gone = server.held["none.example"] = hold(server, "shop.example")
    server.cli("quarantine", "delete", gone, check=True)
    yield server
    server.end()


@pytest.fixture(scope="module")
def walked(world):
    """What each saw, with what he asked for."""
    people = [administrator(world, f"the-{role}", [role]) | {"key": role} for role in WHOLE]
    people += [administrator(world, f"the-{key}", ["domains"], domains=[domain]) | {"key": key}
               for key, domain in zip(KEEPERS, ("test.example", "shop.example"))]
    people += [{"key": "user", "admin": "eve@test.example", "admin_pass": PASSWORD, "code": ""},
               {"key": "nobody", "admin": "", "admin_pass": "", "code": ""}]
    plain = [call(method, path, row, {}) for method, path, row in operations()]
    known = re.findall(r"\bpath: \"([^\"]+)\"", (ROOT / "web/admin/pages.ts").read_text())
    things = [f"/admin/{kind}{name}" for kind in ("domains/", "accounts/eve%40") for name in ("test.example", "shop.example", "none.example")]
    plan = []
    for one in people:
        pairs = about_things(one["key"]) if one["key"] in (*KEEPERS, "user") else []
        named = naming_others(one["key"], world.held) if one["key"] in KEEPERS else []
        pages = ["/admin", "/admin/logs", UNKNOWN, "/mail/security"] if one["key"] == "nobody" else known + [UNKNOWN]
        plan.append({"key": one["key"], "name": one["admin"], "password": one["admin_pass"], "code": one["code"],
                     "pages": pages + (things if one["key"] in KEEPERS else []), "calls": plain + [c for pair in pairs + named for c in pair],
                     "named": 2 * len(named)})
    file = pathlib.Path(world.dir) / "people.json"
    file.write_text(json.dumps(plan))
    before = all_there_is(world)
    seen = walk(world, "roles", me={}, people=file)["all"]
    seen["changed"] = [(a, b) for a, b in zip(before, all_there_is(world)) if a != b]
    seen["asked"] = {one["key"]: one["calls"] for one in plan}
    seen["plan"] = {one["key"]: one for one in plan}
    return seen


def test_H09_the_tables_here_and_the_servers_own_say_the_same():
    differs = [(who, method, path) for method, path, row in operations() for who in (*WHOLE, "user", "nobody")
               if is_his(who, method, path) != is_declared(who, row)]
    assert differs == []
    more = [(who, method, path) for method, path, row in operations() for who in KEEPERS if is_his(who, method, path) > is_declared(who, row)]
    assert more == []


def pages_of(who):
    return OF_KEEPERS if who in KEEPERS else set().union(*PAGES.values()) if who in ("owner", "reader") else PAGES.get(who, set())


@pytest.mark.parametrize("who", [*WHOLE, *KEEPERS])
def test_H09_no_page_leads_to_one_that_is_not_his(walked, who):
    known = [path for path in walked[who]["pages"] if path != UNKNOWN and "example" not in path]
    his = pages_of(who) | {"/admin", "/admin/me"}
    links = {(page, link) for page, all_ in walked[who]["links"].items() for link in all_}
    assert len(links) > 2
    strays = [(page, link) for page, link in links
              if max((path for path in known if link == path or link.startswith(path + "/")), key=len, default=link) not in his]
    assert strays == []


@pytest.mark.parametrize("who", [*WHOLE, *KEEPERS, "user"])
def test_H09_pages_of_others_look_as_if_they_were_not_there(walked, who):
    seen = walked[who]["pages"]
    nothing = seen[UNKNOWN]
    assert nothing.startswith(NOTHING)
    his = pages_of(who)
    listed = {path for path in seen if path != UNKNOWN and "example" not in path}
    assert len(listed) >= 24
    there = {path for path in listed if seen[path] != nothing}
    # One's own sign-in is everybody's, and the first address leads to the first of one's pages.
    assert there - {"/admin/me"} - ({"/admin"} if his else set()) == his - {"/admin"}
    assert walked[who]["refused"] == [], "a page that he has asks for nothing that he has not"


@pytest.mark.parametrize("path", ACTS)
def test_H09_only_who_may_change_something_is_offered_it(walked, path):
    act, others = ACTS[path]
    offered = {who for who in (*WHOLE, *KEEPERS, "user") if any(act in one for one in walked[who]["offered"].get(path, []))}
    assert offered == {"owner", *others}


def test_who_is_not_signed_in_is_asked_to_whatever_he_would_open(walked):
    assert len(set(walked["nobody"]["pages"].values())) == 1


def beside(path):
    """What else is at the path, or at one that has a parameter in place of its words."""
    def is_there(other):
        ours, theirs = path.split("/"), other.split("/")
        return len(ours) == len(theirs) and all(t == o or t.startswith("{") for o, t in zip(ours, theirs))
    return [(method, other) for method, other, _ in operations() if is_there(other)]


@pytest.mark.parametrize("who", [*WHOLE, *KEEPERS, "user", "nobody"])
def test_H09_what_is_not_his_is_refused_in_the_same_words_whatever_it_is(world, walked, who):
    asked, answers = walked["asked"][who], walked[who]["answers"]
    refusals, refused = {}, []
    for (method, path, _), one, (status, body) in zip(operations(), asked, answers):
        if is_his(who, method, path):
            assert status not in (401, 403), (method, path, status, body)
        else:
            hears_of_others = status == 405 and any(is_his(who, *other) for other in beside(path) if other[0] != method)
            assert status == (401 if who == "nobody" else 404) or hears_of_others, (method, path, status, body)
            refusals.setdefault(status, set()).add(body)
            refused.append((one, [status, body]))
    assert bool(refusals) == (who != "owner") and all(len(said) == 1 for said in refusals.values()), refusals
    assert raw(world, walked[who]["cookie"], [one for one, _ in refused]) == [answer for _, answer in refused]


@pytest.mark.parametrize("who", [*KEEPERS, "user"])
def test_H09_things_of_others_answer_as_things_that_are_not_there(world, walked, who):
    n, end = len(operations()), len(walked["asked"][who]) - walked["plan"][who]["named"]
    asked, answers = walked["asked"][who][n:end], walked[who]["answers"][n:end]
    assert raw(world, walked[who]["cookie"], asked) == answers
    theirs, none = ("bob@test", "nix@test") if who == "user" else ("test.example" if who == "neighbour" else "shop.example", "none.example")
    assert len(asked) >= 40
    for there, gone, at in zip(answers[::2], answers[1::2], asked[::2]):
        assert there[0] == 404, (at, there)
        assert [there[0], there[1].replace(theirs, none)] == gone, at
    if who in KEEPERS:
        pages = walked[who]["pages"]
        for kind in ("domains/", "accounts/eve%40"):
            assert pages[f"/admin/{kind}{theirs}"] == pages[f"/admin/{kind}{none}"]
            own = "shop.example" if who == "neighbour" else "test.example"
            assert not pages[f"/admin/{kind}{own}"].startswith(NOTHING)


@pytest.mark.parametrize("who", KEEPERS)
def test_H09_what_a_body_a_query_or_a_number_names_of_others_is_as_if_it_were_not_there(world, walked, who):
    n = walked["plan"][who]["named"]
    asked, answers = walked["asked"][who][-n:], walked[who]["answers"][-n:]
    theirs, held = ("test.example" if who == "neighbour" else "shop.example"), world.held
    assert {"accounts", "aliases", "service-accounts", "quarantine", "password-compliance"} <= {re.split(r"[/?]", one["path"])[3] for one in asked}
    assert sum("quarantine/" in one["path"] for one in asked) == 6
    for there, gone, at in zip(answers[::2], answers[1::2], asked[::2]):
        assert [there[0], there[1].replace(theirs, "none.example").replace(held[theirs], held["none.example"])] == gone, at
        assert there[0] == 404, (at, there)


@pytest.mark.parametrize("who", [*WHOLE, *KEEPERS, "user", "nobody"])
def test_H09_a_sessions_own_calls_are_answered_as_the_table_says(world, who):
    assert {f"{method} {path}" for method, path, _ in of_sessions()} == OF_SESSIONS.keys()
    browser = Browser(world)
    if who == "user":
        assert browser.log_in("bob@test.example", PASSWORD)[0] == 201
    elif who != "nobody":
        rights = {"domains": ["test.example" if who == "keeper" else "shop.example"]} if who in KEEPERS else {}
        me = administrator(world, f"sits-{who}", ["domains" if who in KEEPERS else who], **rights)
        assert browser.log_in(me["admin"], me["admin_pass"], me["code"])[0] == 201
    column = {"user": 1, "nobody": 2}.get(who, 0)
    calls = {f"{method} {path}": call(method, path, row, {}) for method, path, row in of_sessions()}
    told = {line: raw(world, browser.cookie, [calls[line]])[0][0] for line in OF_SESSIONS}
    assert told == {line: row[column] for line, row in OF_SESSIONS.items()}


def test_nothing_has_come_of_it(walked):
    assert walked["changed"] == []
