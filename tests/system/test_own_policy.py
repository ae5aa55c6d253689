"""Our own MTA-STS policy (RFC 8461): served under its own name alone, and told of in the DNS."""
import http.client
import json
import pathlib
import shutil
import ssl
import subprocess
import tempfile
import urllib.parse

import pytest

from conftest import NO_GUARD, Server
from peers import certificate
from zones import Zones


@pytest.fixture(scope="module")
def world():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="postern.policy."))
    chain, key = certificate(folder, "mta-sts.a.test", "mail.a.test")
    with Zones({"test.": "mail.a IN A 127.0.0.1\nmta-sts.a IN A 127.0.0.1\na IN MX 10 mail.a\n"}) as zones:
        a = Server(*NO_GUARD, "--resolver", f"{zones.host}:{zones.port}", "--domain", "a.test", accounts=1)
        a.cli("certificate", "install", str(chain), str(key), check=True)
        a.zones, a.chain = zones, chain
        yield a
        a.end()
    shutil.rmtree(folder, ignore_errors=True)


def trusting(chain):
    """The certificate that was installed is shown to who asks for no name."""
    context = ssl.create_default_context(cafile=str(chain))
    context.check_hostname = False
    return context


def get(server, host, path="/.well-known/mta-sts.txt", method="GET"):
    c = http.client.HTTPSConnection(urllib.parse.urlsplit(server.api).netloc, timeout=20, context=trusting(server.chain))
    c.request(method, path, headers={"Host": host})
    answer = c.getresponse()
    return answer.status, answer.getheader("Content-Type"), answer.read().decode()


def rows(server):
    return json.loads(server.cli("domain", "dns", "a.test", "--json", check=True).stdout)


def record(server):
    (row,) = [row for row in rows(server) if row["name"] == "_mta-sts.a.test"]
    return row


def test_the_policy_is_served_under_its_name_and_nothing_else_is(world):
    status, kind, text = get(world, "mta-sts.a.test")
    assert (status, kind) == (200, "text/plain")
    assert text == "version: STSv1\r\nmode: testing\r\nmx: mail.a.test\r\nmax_age: 604800\r\n"
    assert get(world, "mta-sts.a.test", "/")[0] == 404
    assert get(world, "mta-sts.a.test", "/api/v1/server")[0] == 404
    assert get(world, "mta-sts.a.test", "/.well-known/mta-sts.txt?x=1")[0] == 404
    assert get(world, "mta-sts.a.test", method="POST")[0] == 405
    assert get(world, "mta-sts.nobody.test")[0] == 421
    assert get(world, "mail.a.test")[0] in (401, 404)


def test_the_policy_changes_with_the_setting_and_so_does_its_id(world):
    before = record(world)["value"]
    world.cli("settings", "set", "mta_sts.mode", "enforce", check=True)
    assert "\r\nmode: enforce\r\n" in get(world, "mta-sts.a.test")[2]
    assert record(world)["value"] != before
    assert record(world)["dns"] == "missing"
    world.zones.add("test.", f'_mta-sts.a IN TXT {record(world)["value"]}\n')
    assert record(world)["value"].strip('"') in world.zones.ask("_mta-sts.a.test", "TXT")


def test_the_records_tell_of_the_key_that_is_shown(world):
    (tlsa,) = [row for row in rows(world) if row["type"].lower() == "tlsa"]
    key = subprocess.run(["openssl", "x509", "-in", world.chain, "-pubkey", "-noout"], check=True, capture_output=True).stdout
    der = subprocess.run(["openssl", "pkey", "-pubin", "-outform", "DER"], input=key, check=True, capture_output=True).stdout
    digest = subprocess.run(["openssl", "dgst", "-sha256", "-r"], input=der, check=True, capture_output=True, text=False).stdout.split()[0].decode()
    assert tlsa["name"] == "_25._tcp.mail.a.test" and tlsa["value"] == f"3 1 1 {digest}"


def test_without_a_policy_there_is_no_record(world):
    world.cli("settings", "set", "mta_sts.mode", "none", check=True)
    assert [row for row in rows(world) if "mta-sts" in row["name"]] == []
    assert "\r\nmode: none\r\n" in get(world, "mta-sts.a.test")[2]
