"""Certificates as clients see them: by name, by listener, by file, at the next handshake and without dropping anybody."""
import json
import os
import pathlib
import pwd
import signal
import socket
import ssl
import subprocess
import time

import pytest
from clients import imap
from commands import free_port, ok, refused
from wire import Wire


def make(folder, *names, key=("ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"), stem="c"):
    """A certificate for these names: the paths of its chain and key."""
    chain, secret = folder / f"{stem}.pem", folder / f"{stem}.key"
    subprocess.run(["openssl", "req", "-x509", "-newkey", *key, "-nodes", "-days", "30", "-subj", f"/CN={names[0]}", "-addext",
                    "subjectAltName=" + ",".join(f"DNS:{n}" for n in names), "-keyout", secret, "-out", chain], check=True, capture_output=True)
    return chain, secret


def stranger():
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def shown(server, name, port=None, context=None):
    """The certificate a client sees that asks for a name, as PEM."""
    with socket.create_connection((server.host, port or server.imaps), 5) as s, (context or stranger()).wrap_socket(s, server_hostname=name) as t:
        return ssl.DER_cert_to_PEM_cert(t.getpeercert(True)).strip()


def text_of(pem):
    return subprocess.run(["openssl", "x509", "-noout", "-text"], input=pem, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def installed(server, tmp_path):
    """Installs certificates for names; takes them out after the test."""
    mine = []

    def install(*names):
        chain, key = make(tmp_path, *names, stem=f"c{len(mine)}")
        ok(server, "certificate", "install", chain, key)
        mine.append(names[0])
        return chain.read_text().strip()

    yield install
    for name in mine:
        ok(server, "certificate", "delete", name)


@pytest.fixture
def listener(server):
    """Opens one more listener of a service; gives its port."""
    before = ok(server, "settings", "show", "net.listeners")["value"]

    def more(**words):
        port = free_port(server)
        row = {"service": "imap", "address": server.host, "port": port, "tls": "implicit", **words}
        now = json.loads(ok(server, "settings", "show", "net.listeners")["value"])
        ok(server, "settings", "set", "net.listeners", json.dumps([*now, row]))
        return port

    yield more
    ok(server, "settings", "set", "net.listeners", before)


# -- which certificate

def test_the_own_certificate_covers_names_and_addresses_and_is_no_authority(server):
    text = text_of(pathlib.Path(server.ca).read_text())
    assert "CA:FALSE" in text and f"DNS:{server.tls_name}" in text and f"IP Address:{server.host}" in text
    assert "prime256v1" in text and "TLS Web Server Authentication" in text
    context = ssl.create_default_context(cafile=server.ca)
    for name in (server.tls_name, server.host):
        assert shown(server, name, context=context)
    with pytest.raises(ssl.SSLCertVerificationError):
        shown(server, "other.test.example", context=context)


def test_names_choose_among_several_certificates(server, installed):
    one, two, wild = installed("one.example"), installed("two.example", "zwei.example"), installed("*.wild.example")
    own = shown(server, server.tls_name)
    assert shown(server, "one.example") == one and shown(server, "ONE.example") == one
    assert shown(server, "two.example") == shown(server, "zwei.example") == two
    assert shown(server, "a.wild.example") == wild
    for name in ("a.b.wild.example", "wild.example", "unknown.example", None):
        assert shown(server, name) == own, name


def test_an_installed_certificate_is_shown_at_the_next_handshake(server, tmp_path):
    chain, key = make(tmp_path, "imap.test.example")
    other, _ = make(tmp_path, "imap.test.example", stem="other")
    m = imap(server, 1)
    own = shown(server, server.tls_name)
    refused(server, "certificate", "install", other, key)
    refused(server, "certificate", "install", key, key)
    ok(server, "certificate", "install", chain, key)
    assert shown(server, "imap.test.example") == chain.read_text().strip()
    assert shown(server, server.tls_name) == own
    assert m.noop()[0] == "OK"
    ok(server, "certificate", "delete", "imap.test.example")
    assert shown(server, "imap.test.example") == own
    assert m.noop()[0] == "OK"
    m.logout()


def test_a_key_too_weak_to_be_shown_is_refused_and_harms_nothing(server, tmp_path):
    chain, key = make(tmp_path, "weak.example", key=("rsa:1024",))
    assert "cannot be used" in refused(server, "certificate", "install", chain, key)
    assert shown(server, server.tls_name)
    assert [c["source"] for c in ok(server, "certificate", "list")] == ["own"]


def test_a_listener_shows_the_certificate_it_names(server, installed, listener):
    one, two = installed("one.example"), installed("two.example")
    assert shown(server, None, listener(certificate="one.example")) == one
    port = listener(certificate="two.example")
    assert shown(server, None, port) == shown(server, "unknown.example", port) == two
    assert shown(server, "one.example", port) == one  # who asks gets what he asks for


def test_a_listener_with_host_names_refuses_others(server, installed, listener):
    one, two = installed("one.example"), installed("two.example")
    port = listener(host_names=["one.example", "two.example"])
    assert shown(server, "one.example", port) == shown(server, None, port) == one
    assert shown(server, "two.example", port) == two
    for name in ("three.example", server.tls_name, "one.example.org"):
        with pytest.raises(ssl.SSLError) as refusal:
            shown(server, name, port)
        assert refusal.value.reason == "TLSV1_UNRECOGNIZED_NAME", name
    assert shown(server, "three.example")  # elsewhere any name will do


def test_host_names_are_for_starttls_too_and_the_first_greets(server, installed, listener):
    installed("one.example")
    port = listener(service="smtp", tls="starttls", host_names=["one.example"])
    for name, good in (("one.example", True), ("other.example", False)):
        with socket.create_connection((server.host, port), 5) as s:
            f = s.makefile("rb")
            assert f.readline().startswith(b"220 one.example ")
            s.sendall(b"EHLO client.example\r\n")
            while not f.readline().startswith(b"250 "):
                pass
            s.sendall(b"STARTTLS\r\n")
            assert f.readline().startswith(b"220 ")
            if good:
                stranger().wrap_socket(s, server_hostname=name).close()
            else:
                with pytest.raises(ssl.SSLError, match="UNRECOGNIZED_NAME"):
                    stranger().wrap_socket(s, server_hostname=name)


def test_the_own_certificate_is_made_anew_when_names_or_addresses_are_missing(server, listener):
    before = ok(server, "certificate", "own")
    m = imap(server, 1)
    listener(host_names=["fresh.test.example"])
    named = ok(server, "certificate", "own")
    assert named != before and "DNS:fresh.test.example" in text_of(named)
    ok(server, "settings", "set", "tls.own_addresses", json.dumps([server.host, "192.0.2.80"]))
    addressed = ok(server, "certificate", "own")
    assert addressed != named and "IP Address:192.0.2.80" in text_of(addressed) and f"DNS:{server.tls_name}" in text_of(addressed)
    assert shown(server, server.tls_name) == addressed.strip()
    assert m.noop()[0] == "OK"
    m.logout()
    pathlib.Path(server.ca).write_text(addressed)


# -- files

@pytest.fixture
def files(server):
    """A folder that the server may read, and the setting for it; unset after the test."""
    folder = pathlib.Path(server.dir) / "certificates"
    folder.mkdir(exist_ok=True)

    def write(*names):
        chain, key = make(folder, *names, stem="next")
        for fresh, place in ((chain, "chain.pem"), (key, "key.pem")):
            if os.getuid() == 0:
                owner = pwd.getpwnam("postern")
                os.chown(fresh, owner.pw_uid, owner.pw_gid)
            fresh.replace(folder / place)
        return (folder / "chain.pem").read_text().strip()

    yield folder, write
    ok(server, "settings", "reset", "tls.files")


def setting(folder):
    return json.dumps([{"chain": str(folder / "chain.pem"), "key": str(folder / "key.pem")}])


def test_certificates_come_from_files_by_settings_at_once(server, files):
    folder, write = files
    assert "Cannot read" in refused(server, "settings", "set", "tls.files", setting(folder))
    assert ok(server, "settings", "show", "tls.files")["value"] == "[]"
    mine = write("files.example")
    [change] = ok(server, "settings", "set", "tls.files", setting(folder))
    assert change["takes_effect"] == "live"
    assert shown(server, "files.example") == mine
    ok(server, "settings", "reset", "tls.files")
    assert shown(server, "files.example") == shown(server, server.tls_name)


@pytest.mark.parametrize("how", ["command", "SIGHUP"])
def test_replaced_files_are_shown_after_a_reload_and_nobody_is_dropped(server, files, how):
    folder, write = files
    old = write("files.example")
    ok(server, "settings", "set", "tls.files", setting(folder))
    with Wire(server, "imaps", tls=True) as kept:
        kept.line()
        new = write("files.example")
        assert shown(server, "files.example") == old  # not before it is asked for
        if how == "command":
            assert ok(server, "certificate", "reload") == {"left_out": []}
        else:
            os.kill(server.pids[0], signal.SIGHUP)
        end = time.monotonic() + 10
        while shown(server, "files.example") != new:
            assert time.monotonic() < end
            time.sleep(0.02)
        assert kept.tagged("NOOP")[-1].startswith(b"a OK")
        (folder / "key.pem").write_text("half a key")
        assert "stays in use" in json.dumps(ok(server, "certificate", "reload"))
        assert shown(server, "files.example") == new
        assert kept.tagged("NOOP")[-1].startswith(b"a OK")


# -- TLS itself

@pytest.mark.filterwarnings("ignore:ssl.TLSVersion")
def test_nothing_older_than_tls_1_2(server):
    for service in ("submissions", "imaps", "pop3s"):
        old = stranger()
        old.set_ciphers("DEFAULT:@SECLEVEL=0")
        old.minimum_version = ssl.TLSVersion.TLSv1
        old.maximum_version = ssl.TLSVersion.TLSv1_1
        with server.connect(service) as s, pytest.raises(ssl.SSLError) as refusal:
            old.wrap_socket(s, server_hostname=server.tls_name)
        assert refusal.value.reason == "TLSV1_ALERT_PROTOCOL_VERSION", refusal.value
    for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
        now = stranger()
        now.minimum_version = now.maximum_version = version
        assert shown(server, server.tls_name, context=now)


def test_only_ciphers_with_forward_secrecy(server):
    for weak in ("AES128-SHA", "AES256-GCM-SHA384", "ECDHE-ECDSA-AES128-SHA", "DHE-RSA-AES128-GCM-SHA256"):
        context = stranger()
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        context.set_ciphers(weak + ":@SECLEVEL=0")
        with pytest.raises(ssl.SSLError):
            shown(server, server.tls_name, context=context)


def test_a_session_is_resumed_at_its_own_service_and_after_a_reload(server):
    context = stranger()
    context.maximum_version = ssl.TLSVersion.TLSv1_2

    def talk(service, session=None):
        with server.connect(service) as s, context.wrap_socket(s, server_hostname=server.tls_name, session=session) as t:
            return t.session, t.session_reused

    session, reused = talk("imaps")
    assert not reused and session.has_ticket
    assert talk("imaps", session)[1]
    assert not talk("pop3s", session)[1]
    ok(server, "certificate", "reload")
    assert talk("imaps", session)[1]
