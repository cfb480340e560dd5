# SPDX-License-Identifier: GPL-3.0-or-later
"""A PostgreSQL of a test's own, on loopback, gone when it ends."""

import glob
import os
import shutil
import socket
import subprocess
import tempfile


def _bindir():
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))
    return os.path.dirname(found[-1]) if found else os.path.dirname(shutil.which("initdb"))


def _as_server_user(command):
    """PostgreSQL refuses to run as root."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Postgres:
    USER = "tester"
    PASSWORD = "correct horse"

    def __init__(self, *settings):
        """settings: of the server, as NAME=VALUE."""
        self.settings = settings
        self.folder = tempfile.mkdtemp(prefix="sluice-postgres-")
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        self.data = os.path.join(self.folder, "data")
        self.log = os.path.join(self.folder, "log")
        self.port = free_port()
        self._init()
        self.start()

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, *command, **options):
        subprocess.run(_as_server_user(list(command)), check=True, cwd="/", stdout=subprocess.DEVNULL, **options)

    def _init(self):
        password_file = os.path.join(self.folder, "password")
        with open(password_file, "w", encoding="utf-8") as file:
            file.write(self.PASSWORD)
        os.chmod(password_file, 0o644)
        self._run(f"{_bindir()}/initdb", "-D", self.data, "-U", self.USER, "--pwfile", password_file, "-A",
                  "scram-sha-256", "-E", "UTF8", "--no-locale", "--no-sync")

    def start(self):
        settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off", *self.settings]
        options = f"-p {self.port} " + " ".join(f"-c {setting}" for setting in settings)
        self._run(f"{_bindir()}/pg_ctl", "-w", "-D", self.data, "-o", options, "-l", self.log, "start")

    def stop(self, mode="immediate"):
        if os.path.exists(os.path.join(self.data, "postmaster.pid")):
            self._run(f"{_bindir()}/pg_ctl", "-w", "-D", self.data, "-m", mode, "stop")

    def restart_at(self, transaction, epoch=0):
        """Starts it again with the number of the next transaction, as it would be after so many of them."""
        self.stop("fast")
        self._run(f"{_bindir()}/pg_resetwal", "-D", self.data, "-x", str(transaction), "-e", str(epoch))
        self.start()

    def sql(self, text, database="postgres"):
        """Runs statements, and gives the rows of the last one as lists of text."""
        result = subprocess.run(
            [f"{_bindir()}/psql", "-X", "-At", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p",
             str(self.port), "-U", self.USER, "-d", database, "-c", text],
            env={**os.environ, "PGPASSWORD": self.PASSWORD}, check=True, capture_output=True, text=True)
        return [line.split("\t") for line in result.stdout.splitlines()]

    def login(self, database):
        return {"host": "127.0.0.1", "port": self.port, "database": database, "user": self.USER,
                "password": self.PASSWORD}
