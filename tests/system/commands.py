"""Postern's own commands, against a server of a test."""
import json
import pathlib
import sys

# conftest.py comes here before any test does, so all of them have `ports`.
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tools" / "dev"))
import ports  # noqa: E402


def ok(server, *args, **kw):
    """The answer of a command that must work."""
    done = server.cli(*args, "--json", **kw)
    assert done.returncode == 0, (args, done.stdout, done.stderr)
    return json.loads(done.stdout)


def refused(server, *args, status=1, **kw):
    """What a command says that must not work."""
    done = server.cli(*args, **kw)
    assert done.returncode == status, (args, done.returncode, done.stdout, done.stderr)
    assert done.stdout == "" and done.stderr.strip(), args
    return done.stderr


def free_port(server, besides=()):
    return ports.free_port(server.host, besides=besides)
