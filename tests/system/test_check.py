"""postern check: what the server would say of a client, asked of a real name server on loopback."""
import base64
import json
import subprocess

import dkim
import pytest
from conftest import BUILD, ROOT
from zones import Zones

PROGRAM = ROOT / "build" / BUILD / "postern"
ROWS = {
    "plain.test.": '@ IN TXT "v=spf1 ip4:192.0.2.0/24 include:signed.test -all"\n',
    "signed.test.": '@ IN TXT "v=spf1 ip4:198.51.100.7 ~all"\nother IN TXT "v=spf1 -all exp=why.signed.test"\nwhy IN TXT "%{i} is not ours"\n',
}

MESSAGE = (b"From: Ann <ann@plain.test>\r\nTo: bob@elsewhere.test\r\nSubject: =?utf-8?q?gr=C3=BC=C3=9Fe?=\r\nDate: Thu, 26 Nov 2026 12:00:00 +0000\r\n"
           b"Message-ID: <1@plain.test>\r\n\r\nhello  there \t\r\n\r\n\r\n")


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    """An RSA key, and the record that tells of it."""
    file = tmp_path_factory.mktemp("keys") / "rsa.pem"
    subprocess.run(["openssl", "genrsa", "-traditional", "-out", file, "2048"], check=True, capture_output=True)
    public = subprocess.run(["openssl", "rsa", "-in", file, "-pubout", "-outform", "DER"], check=True, capture_output=True).stdout
    text = "v=DKIM1; k=rsa; p=" + base64.b64encode(public).decode()
    return file.read_bytes(), " ".join(f'"{text[i:i + 200]}"' for i in range(0, len(text), 200))


@pytest.fixture(scope="module")
def zones(keys):
    rows = dict(ROWS)
    rows["plain.test."] += f's1._domainkey IN TXT {keys[1]}\n_dmarc IN TXT "v=DMARC1; p=reject"\nmail IN A 192.0.2.9\n'
    rows["2.0.192.in-addr.arpa."] = "9 IN PTR mail.plain.test.\n"
    with Zones(rows, signed=["signed.test."]) as z:
        yield z


def check(zones, *args):
    done = subprocess.run([PROGRAM, "--json", "check", *args, "--resolver", f"127.0.0.1:{zones.port}"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr + done.stdout
    return json.loads(done.stdout)


def spf(zones, ip, sender, *args):
    return check(zones, "spf", "--ip", ip, "--helo", "client.test", "--from", sender, *args)


def test_spf_says_what_the_zones_say(zones):
    assert spf(zones, "192.0.2.9", "ann@plain.test")["result"] == "pass"
    assert spf(zones, "198.51.100.7", "ann@plain.test")["mechanism"] == "include:signed.test"
    assert spf(zones, "203.0.113.1", "ann@plain.test")["result"] == "fail"
    assert spf(zones, "203.0.113.1", "ann@signed.test")["result"] == "softfail"
    assert spf(zones, "203.0.113.1", "ann@other.signed.test")["explanation"] == "203.0.113.1 is not ours"
    assert spf(zones, "203.0.113.1", "ann@nothing.signed.test")["result"] == "none"
    assert spf(zones, "2001:db8::1", "")["domain"] == "client.test"


def test_what_is_proven_by_dnssec_is_told_apart(zones):
    anchor = ("--trust-anchor", str(zones.anchor))
    assert spf(zones, "198.51.100.7", "ann@signed.test", *anchor)["secure"]
    assert not spf(zones, "198.51.100.7", "ann@signed.test")["secure"]
    assert not spf(zones, "192.0.2.9", "ann@plain.test", *anchor)["secure"]


def test_what_fails_to_be_proven_is_no_verdict(tmp_path):
    with Zones({"signed.test.": ROWS["signed.test."]}, signed=["signed.test."]) as z:
        other = tmp_path / "anchor"
        with Zones({"signed.test.": ""}, signed=["signed.test."]) as elsewhere:
            other.write_bytes(elsewhere.anchor.read_bytes())
        assert spf(z, "198.51.100.7", "ann@signed.test", "--trust-anchor", str(other))["result"] == "temperror"


def test_what_makes_no_sense_is_refused():
    done = subprocess.run([PROGRAM, "check", "spf", "--ip", "nobody"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 1 and "no address" in done.stderr
    done = subprocess.run([PROGRAM, "check", "spf", "--ip", "192.0.2.1", "--helo", "a.test", "--resolver", "x"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 1 and "resolver" in done.stderr


def message(zones, octets, tmp_path, *args):
    file = tmp_path / "message.eml"
    file.write_bytes(octets)
    return check(zones, "message", str(file), "--receiver", "mx.here.test", *args)


def signed(keys, octets=MESSAGE, **how):
    """By another program."""
    return dkim.sign(octets, b"s1", b"plain.test", keys[0], **how) + octets


@pytest.mark.parametrize("form", [(b"relaxed", b"relaxed"), (b"simple", b"simple"), (b"relaxed", b"simple")])
def test_what_another_program_has_signed_passes(zones, keys, tmp_path, form):
    said = message(zones, signed(keys, canonicalize=form), tmp_path)
    [one] = said["dkim"]
    assert (one["result"], one["domain"], one["selector"], one["algorithm"], one["key_bits"]) == ("pass", "plain.test", "s1", "rsa-sha256", 2048)
    assert said["dmarc"]["result"] == "pass" and said["dmarc"]["dkim_aligned"] and not said["dmarc"]["spf_aligned"]
    assert said["spf"] is None and said["arc"]["result"] == "none"
    assert said["authentication_results"].startswith("mx.here.test;") and "dkim=pass" in said["authentication_results"]


def test_one_octet_more_fails_and_the_owner_has_it_refused(zones, keys, tmp_path):
    said = message(zones, signed(keys).replace(b"hello", b"hallo"), tmp_path, "--ip", "203.0.113.1", "--helo", "x.test", "--from", "ann@plain.test")
    assert said["dkim"][0]["result"] == "fail" and "body hash" in said["dkim"][0]["reason"]
    assert said["spf"]["result"] == "fail"
    assert (said["dmarc"]["result"], said["dmarc"]["disposition"]) == ("fail", "reject")


def test_a_client_with_a_name_and_a_right_to_send_passes(zones, tmp_path):
    said = message(zones, MESSAGE.replace(b"\r\n", b"\n"), tmp_path, "--ip", "192.0.2.9", "--helo", "mail.plain.test", "--from", "ann@plain.test")
    assert said["spf"]["result"] == "pass" and said["iprev"] == {"result": "pass", "name": "mail.plain.test", "reason": said["iprev"]["reason"]}
    assert said["dmarc"]["result"] == "pass" and said["dmarc"]["spf_aligned"]
