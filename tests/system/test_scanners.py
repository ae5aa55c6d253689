"""nmap's own scripts against ports 25 and submission: no relay is open, and no name is told (H17, H25)."""
import subprocess

import pytest

PORTS = ("smtp", "submission")


def nmap(server, port, script, *options):
    """What the script says, on a port that is not the usual one; the guard is off, so that each of its tries is answered."""
    done = subprocess.run(["nmap", "-n", "-Pn", "-sT", "-p", str(server.target[port]), "--script", "+" + script, *options, server.host],
                          capture_output=True, text=True, timeout=120, check=True)
    assert f"{server.target[port]}/tcp open" in done.stdout, done.stdout
    return done.stdout


@pytest.mark.parametrize("port", PORTS)
def test_H25_the_open_relay_script_finds_none(server, port):
    said = nmap(server, port, "smtp-open-relay", "--script-args", "smtp-open-relay.domain=nmap.example")
    assert "smtp-open-relay" in said, said  # it ran
    assert "is an open relay" not in said.lower(), said


@pytest.mark.parametrize("port", PORTS)
@pytest.mark.parametrize("method", ("VRFY", "EXPN", "RCPT"))
def test_H17_the_script_that_looks_for_names_finds_none(server, port, method, tmp_path):
    names = tmp_path / "names"
    names.write_text("root\nadmin\nwebmaster\nnobody\n")
    said = nmap(server, port, "smtp-enum-users", "--script-args",
                f"smtp-enum-users.methods={{{method}}},smtp-enum-users.domain=test.example,userdb={names}")
    assert "smtp-enum-users" in said, said  # it ran
    for name in ("root", "admin", "webmaster", "nobody"):
        assert f"  {name}" not in said, said
