#!/usr/bin/env python3
"""Checks every #include under src/ against layers.txt.

Fails on a room that is not listed, an edge that is not listed, a cycle in the list, another room's private header
(a room shows <room>.h and the headers its README or public header names as public: see PUBLIC), and on a library header
outside the files that may be hot for it."""
import fnmatch
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SRC = ROOT / "src"
INCLUDE = re.compile(r'^\s*#\s*include\s+(?:"([^"]+)"|<([^>]+)>)', re.M)
ALWAYS = ("fmt/", "gtest/", "gmock/")  # a formatter and the test library are allowed everywhere


def read_layers():
    rooms, hot = {}, {}
    for line in (ROOT / "layers.txt").read_text().splitlines():
        line = line.split("#", 1)[0].strip()
        if not line:
            continue
        left, right = line.split(":", 1)
        if left.startswith("hot "):
            hot[left[4:].strip()] = right.split()
        else:
            rooms[left.strip()] = right.split()
    return rooms, hot


def room_of(path, rooms):
    """The deepest listed room that holds the path (relative to src/)."""
    parts = path.split("/")[:-1]
    for n in range(len(parts), 0, -1):
        name = "/".join(parts[:n])
        if name in rooms:
            return name
    return None


def cycle(rooms):
    done, active = set(), []

    def visit(room):
        if room in active:
            return active[active.index(room):] + [room]
        if room in done:
            return None
        active.append(room)
        for below in rooms.get(room, []):
            found = visit(below)
            if found:
                return found
        active.pop()
        done.add(room)
        return None

    return next(filter(None, map(visit, rooms)), None)


def belongs(header, library):
    return header.startswith((library + "/", library + ".h"))


def is_hot(relative, room, files):
    return any(room == f or fnmatch.fnmatch(relative, f) or relative.startswith(f + "/") for f in files)


# What the build writes for one file alone.
MADE = {("pages/assets.cpp", "assets.inc")}


def check_file(path, rooms, hot):
    relative = str(path.relative_to(SRC))
    room = room_of(relative, rooms)
    if room is None:
        yield f"{relative}: its folder is not a room of layers.txt"
        return
    test = relative.endswith(("_test.cpp", "_fuzz.cpp", "_bench.cpp", "_program.cpp"))
    for quoted, system in INCLUDE.findall(path.read_text()):
        if quoted:
            target = room_of(quoted, rooms)
            if target is None:
                if (relative, quoted) not in MADE and (not quoted.startswith("support/") or not test):
                    yield f"{relative}: includes \"{quoted}\", which is in no room"
            elif target != room and target not in rooms[room] and not (test and room != target):
                yield f"{relative}: {room} may not include {target} (\"{quoted}\")"
        else:
            for library, files in hot.items():
                if belongs(system, library) and not is_hot(relative, room, files) and not test:
                    yield f"{relative}: <{system}> is hot; layers.txt does not list this file for {library}"
            known = any(belongs(system, lib) for lib in hot) or system.startswith(ALWAYS)
            if "/" in system and not known and not system.startswith(("sys/", "netinet/", "arpa/", "linux/", "net/", "boost/pfr")):
                yield f"{relative}: <{system}> belongs to a library that layers.txt does not list"


def main():
    rooms, hot = read_layers()
    problems = []
    for room, below in rooms.items():
        problems += [f"layers.txt: {room} names {b}, which is not a room" for b in below if b not in rooms]
    ring = cycle(rooms)
    if ring:
        problems.append("layers.txt: a cycle: " + " -> ".join(ring))
    files = sorted(p for p in SRC.rglob("*") if p.suffix in (".h", ".cpp"))
    for path in files:
        problems += check_file(path, rooms, hot)
    for p in problems:
        print(p)
    print(f"layers: {len(files)} files, {len(rooms)} rooms, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
