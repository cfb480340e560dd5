# SPDX-License-Identifier: GPL-3.0-or-later
"""A PostgreSQL of a test's own, on loopback, gone when it ends."""

import atexit
import glob
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time

# Seconds that it may take to start or to stop on a busy machine.
LIMIT = 60


def _bindir():
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))
    return os.path.dirname(found[-1]) if found else os.path.dirname(shutil.which("initdb"))


def _as_server_user():
    """PostgreSQL refuses to run as root."""
    return {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}


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
        self.server = None
        self.folder = tempfile.mkdtemp(prefix="sluice-postgres-")
        # Also when the lines below fail, or whoever called this does.
        atexit.register(self.close)
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
        self.close()

    def close(self):
        atexit.unregister(self.close)
        try:
            self.stop()
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, *command):
        subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL, **_as_server_user())

    def _init(self):
        password_file = os.path.join(self.folder, "password")
        with open(password_file, "w", encoding="utf-8") as file:
            file.write(self.PASSWORD)
        os.chmod(password_file, 0o644)
        self._run(f"{_bindir()}/initdb", "-D", self.data, "-U", self.USER, "--pwfile", password_file, "-A",
                  "scram-sha-256", "-E", "UTF8", "--no-locale", "--no-sync")

    def start(self):
        """Not by pg_ctl, which makes it a daemon: as a child, it ends with the session that tests/in-own-tmp ends."""
        settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off", *self.settings]
        options = [word for setting in settings for word in ("-c", setting)]
        with open(self.log, "ab") as log:
            self.server = subprocess.Popen([f"{_bindir()}/postgres", "-D", self.data, "-p", str(self.port), *options],
                                           cwd="/", stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                           **_as_server_user())
        self._wait()

    def _wait(self):
        end = time.monotonic() + LIMIT
        while not self._ready():
            assert self.server.poll() is None and time.monotonic() < end, self._read_log()
            time.sleep(0.02)

    def _ready(self):
        """Its last line says so: what pg_ctl waits for too."""
        try:
            with open(os.path.join(self.data, "postmaster.pid"), encoding="utf-8") as file:
                lines = file.read().splitlines()
        except FileNotFoundError:
            return False
        return len(lines) == 8 and lines[7].strip() == "ready"

    def _read_log(self):
        with open(self.log, encoding="utf-8", errors="replace") as log:
            return log.read()

    def stop(self, mode=signal.SIGQUIT):
        """mode: SIGQUIT ends it at once, SIGINT when all is written."""
        if self.server is None:
            return
        server, self.server = self.server, None
        server.send_signal(mode)
        try:
            server.wait(LIMIT)
        finally:
            server.kill()

    def restart_at(self, transaction, epoch=0):
        """Starts it again with the number of the next transaction, as it would be after so many of them."""
        self.stop(signal.SIGINT)
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
