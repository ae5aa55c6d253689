"""Which processes are the server of a folder. A number in a file is not enough: after a crash it may be a stranger's."""
import pathlib


def command(pid):
    """The words a process was started with; empty when it is gone or has ended."""
    try:
        return pathlib.Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")[:-1]
    except OSError:
        return []


def is_server(pid, boot):
    words = command(pid)
    return "serve" in words and "--config" in words[:-1] and words[words.index("--config") + 1] == boot


def servers(boot):
    """The processes that serve with this boot file."""
    return sorted(int(p.name) for p in pathlib.Path("/proc").glob("[0-9]*") if is_server(int(p.name), boot))


def is_gone(pid):
    return not pathlib.Path(f"/proc/{pid}").exists()


def has_ended(pid):
    """It is gone, or waits for its burial with no thread left: one that is still ending holds its files and ports."""
    try:
        letter = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
        return letter == "Z" and len(list(pathlib.Path(f"/proc/{pid}/task").iterdir())) <= 1
    except (FileNotFoundError, ProcessLookupError):
        return True
