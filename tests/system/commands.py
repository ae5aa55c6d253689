"""Postern's own commands, against a server of a test."""
import json
import socket


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
    while True:
        with socket.socket() as s:
            s.bind((server.host, 0))
            if (port := s.getsockname()[1]) not in besides:
                return port
