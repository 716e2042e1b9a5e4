"""A PostgreSQL server of the tests' own, on a free port, in a folder of its own."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def binaries() -> Path | None:
    """The folder of `initdb` and `postgres`, which Debian keeps off the PATH."""
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return versions[-1].parent if versions else None


@contextmanager
def server(binaries: Path) -> Iterator[str]:
    """The URL of a running server, without a database's name.

    The server refuses to run as root; the user `postgres` of the system runs it then.
    """
    user = "postgres" if os.getuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="ishizue-postgres-") as folder:
        data = Path(folder) / "data"
        if user is not None:
            entry = pwd.getpwnam(user)
            os.chown(folder, entry.pw_uid, entry.pw_gid)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]

        def run(program: str, *arguments: str) -> None:
            subprocess.run(
                [binaries / program, "-D", str(data), *arguments],
                check=True,
                user=user,
                cwd=folder,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
            )

        run("initdb", "-U", "ishizue", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} -c fsync=off"
        run("pg_ctl", "-w", "-l", f"{folder}/log", "-o", options, "start")
        try:
            yield f"postgresql://ishizue@127.0.0.1:{port}"
        finally:
            # It stops the process whose id it finds in its folder, and no other.
            run("pg_ctl", "-w", "-m", "immediate", "stop")
