"""TLS to others by what they publish: DANE (RFC 7672) in zones that are signed, are not, and are wrongly signed; and what `check tls` says of them."""
import hashlib
import json
import pathlib
import shutil
import subprocess
import tempfile

import pytest

from conftest import BUILD, NO_GUARD, ROOT, Server
from patience import until
from peers import Peer, certificate
from ports import free_port
from test_outbound import reports, send, waiting
from zones import Zones

HOSTS = [f"127.0.0.{n}" for n in range(2, 7)]
OFFERS = ("PIPELINING", "8BITMIME", "SIZE 10000000")


def digest(file):
    """Of the public key: what TLSA 3 1 1 names."""
    key = subprocess.run(["openssl", "x509", "-in", file, "-pubkey", "-noout"], check=True, capture_output=True).stdout
    return hashlib.sha256(subprocess.run(["openssl", "pkey", "-pubin", "-outform", "DER"], input=key, check=True, capture_output=True).stdout).hexdigest()


@pytest.fixture(scope="module")
def world():
    port = free_port(*HOSTS)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="postern.dane."))
    keys = certificate(folder, "mx.right.test", "mx.secret.test")
    right, wrong = digest(keys[0]), "00" * 32

    def rows(address, tlsa):
        return f"@ IN MX 10 mx\nmx IN A {address}\n_{port}._tcp.mx IN TLSA 3 1 1 {tlsa}\n"

    zones = Zones({"right.test.": rows(HOSTS[0], right), "wrong.test.": rows(HOSTS[1], wrong), "plain.test.": rows(HOSTS[2], right),
                   "unsigned.test.": rows(HOSTS[3], wrong), "bogus.test.": rows(HOSTS[3], right),
                   "secret.test.": rows(HOSTS[4], right)},
                  signed=["right.test.", "secret.test.", "wrong.test.", "plain.test.", "bogus.test."], broken=["bogus.test."])
    peers = {name: Peer(host, port, certificate=None if name == "plain" else keys)
             for name, host in zip(("right", "wrong", "plain", "unsigned"), HOSTS)}
    peers["secret"] = Peer(HOSTS[4], port, certificate=keys, offers=(*OFFERS, "REQUIRETLS"))
    server = Server(*NO_GUARD, "--resolver", f"{zones.host}:{zones.port}", "--trust-anchor", zones.anchor, "--set", f"delivery.port={port}",
                    "--set", "delivery.inside=true", "--set", "queue.first_retry=1s", "--set", "queue.longest_retry=2s", accounts=1)
    server.peers, server.zones, server.mx_port = peers, zones, port
    yield server
    server.end()
    for peer in peers.values():
        peer.close()
    zones.close()
    shutil.rmtree(folder, ignore_errors=True)


def check(world, domain):
    done = subprocess.run([ROOT / "build" / BUILD / "postern", "--json", "check", "tls", domain, "--port", str(world.mx_port), "--resolver",
                           f"{world.zones.host}:{world.zones.port}", "--trust-anchor", world.zones.anchor], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_server_that_is_what_its_records_say_is_given_mail(world):
    send(world, ["bob@right.test"], "proven")
    until(lambda: world.peers["right"].messages, "it has not come")
    assert world.peers["right"].messages[0]["tls"]
    host = check(world, "right.test")["hosts"][0]
    assert (host["result"], host["needs"], host["secure"], host["dane"]["result"]) == ("pass", "dane", True, "usable")
    assert host["addresses"][0]["certificate"]["proven_by"] == "dane"


@pytest.mark.parametrize("name", ["wrong", "plain"])
def test_another_key_or_no_tls_is_given_nothing(world, name):
    send(world, [f"bob@{name}.test"], name)
    until(lambda: any(a["attempts"] for e in waiting(world, f"{name}.test") for a in e["answers"]), "it was not tried")
    assert not world.peers[name].messages
    verdict = check(world, f"{name}.test")
    assert (verdict["result"], verdict["hosts"][0]["needs"]) == ("fail", "dane")
    world.cli("queue", "delete", "--domain", f"{name}.test", check=True)


def test_records_that_nobody_signed_prove_and_refuse_nothing(world):
    send(world, ["bob@unsigned.test"], "insecure")
    until(lambda: world.peers["unsigned"].messages, "it has not come")
    host = check(world, "unsigned.test")["hosts"][0]
    assert (host["needs"], host["secure"], host["dane"]["result"]) == ("nothing", False, "none")


def test_a_zone_that_is_wrongly_signed_is_no_answer_and_mail_waits(world):
    before = len(world.peers["unsigned"].messages)
    send(world, ["bob@bogus.test"], "forged")
    until(lambda: any(a["attempts"] for e in waiting(world, "bogus.test") for a in e["answers"]), "it was not tried")
    assert len(world.peers["unsigned"].messages) == before
    assert check(world, "bogus.test")["result"] == "temperror"


# RFC 8689 §4.2.1: proven by DANE to a server that keeps the promise; else to nobody, and the sender has his header back.
def test_secret_mail_goes_only_where_it_stays_secret(world):
    send(world, ["bob@secret.test"], "secret", mail_options=["REQUIRETLS"])
    until(lambda: world.peers["secret"].messages, "it has not come")
    assert world.peers["secret"].messages[0]["tls"] and "REQUIRETLS" in world.peers["secret"].messages[0]["from"]
    before = len(world.peers["right"].messages), len(world.peers["unsigned"].messages)
    for name in ("right", "unsigned"):
        send(world, [f"bob@{name}.test"], f"secret for {name}", text="what nobody else may read", mail_options=["REQUIRETLS"])
        until(lambda: reports(world, f"bob@{name}.test"), "no report has come")
        report = reports(world, f"bob@{name}.test")[0]
        assert "Status: 5.7.30" in report and f"secret for {name}" in report and "nobody else may read" not in report
    assert before == (len(world.peers["right"].messages), len(world.peers["unsigned"].messages))


# RFC 8689 §4.2.2
def test_who_would_rather_have_it_arrive_is_not_held_up_by_a_wrong_key(world):
    send(world, ["bob@wrong.test"], "rather there", header="TLS-Required: No")
    until(lambda: world.peers["wrong"].messages, "it has not come")
