# SPDX-License-Identifier: GPL-3.0-or-later
"""Sets up a Stripe source without a window (set-up-driver), at a practice server, and looks afterwards at what there is:
at the server, at the service that sends the webhooks, in the keyring and on the disk."""

import os
import queue
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "practice"))
# pylint: disable=wrong-import-position
from practice import Server, wait_for
from secret_service import SecretService

DRIVER = os.environ["SLUICE_SET_UP_DRIVER"]
SOURCES = "external_data_sources/"
CREDENTIAL = "rk_live_invented"
# As long as nothing that works takes on a machine that is busy.
LIMIT = 120
NOTHING = 3


class Driver:
    """One run of the program, and what it said."""

    def __init__(self, bench, *options, kill_at="", pause_at=()):
        arguments = {"url": bench.server.info["url"], "key": bench.server.info["key"],
                     "project": bench.server.info["project_id"], "prefix": bench.prefix, "credential": bench.credential}
        self.lines = []
        self.queue = queue.Queue()
        self.log = tempfile.TemporaryFile()  # pylint: disable=consider-using-with
        self.process = subprocess.Popen(
            [DRIVER, *(f"--{name}={value}" for name, value in arguments.items()), *options],
            env={**os.environ, "XDG_DATA_HOME": bench.folder, "XDG_CACHE_HOME": os.path.join(bench.folder, "cache"),
                 "GSETTINGS_BACKEND": "memory", "SLUICE_KILL_AT": kill_at, "SLUICE_PAUSE_AT": "|".join(pause_at)},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log, text=True)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            self.queue.put(line.rstrip("\n"))
        self.queue.put(None)

    def _next(self):
        try:
            line = self.queue.get(timeout=LIMIT)
        except queue.Empty:
            self.tell("it said nothing more")
            raise AssertionError(f"nothing was said for {LIMIT} s") from None
        if line is not None:
            self.lines.append(line)
        return line

    def tell(self, what):
        """Says what it said."""
        print(f"# {what}:")
        self.log.seek(0)
        for line in [*self.lines, *self.log.read().decode(errors="replace").splitlines()]:
            print(f"#   {line}")

    def until_paused(self, name):
        """Waits until it has come there and does nothing more."""
        while (line := self._next()) != f"paused {name}":
            assert line is not None, self.tell("it ended") or f"it never came to “{name}”"

    def go_on(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def end(self):
        """Waits for its end, and gives the status."""
        while self._next() is not None:
            pass
        return self.process.wait(LIMIT)

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.process.stdin.close()
        self.log.close()

    def said(self, word):
        """What it said with this word at the beginning of a line, in order."""
        return [line[len(word) + 1:] for line in self.lines if line.startswith(word + " ")]

    @property
    def points(self):
        return self.said("point")


class Bench:
    """A practice server, and what a set-up needs that nothing else knows of: a prefix and a place on the disk."""

    def __init__(self):
        self.server = Server(sample=False)
        self.keyring = SecretService()
        self.number = 0
        self.drivers = []
        self.fresh()

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.clear()
        self.server.close()

    def fresh(self, words=""):
        """Another set-up, of which there is nothing yet."""
        self.number += 1
        self.prefix = f"p{self.number}_"
        self.credential = CREDENTIAL + words
        self.folder = tempfile.mkdtemp(prefix="sluice-set-up-")

    def drive(self, *options, **places):
        driver = Driver(self, *options, **places)
        self.drivers.append(driver)
        return driver

    def run(self, *options, **places):
        """A run to its end, whatever that is; gives it and its status."""
        driver = self.drive(*options, **places)
        return driver, driver.end()

    def call_vendor(self, path):
        return self.server.call("GET", "/_practice/vendor/" + path, root="", key=self.server.info["misbehave_token"]).json

    def conduct(self, *rules):
        answer = self.server.post("/_practice/conduct", {"rules": list(rules)}, root="",
                                  key=self.server.info["misbehave_token"])
        assert answer.status == 200, answer.raw

    def sources(self, prefix=None):
        found = self.server.get(SOURCES + "?limit=100").json["results"]
        return [source for source in found if prefix is None or source["prefix"] == prefix]

    def drive_to_partial(self, **places):
        """A run whose answer to create is lost while the source has no tables, which it never gets."""
        self.conduct("Stripe=slow-create:60")
        driver = self.drive("--timeout=1000", pause_at=("wait 2",), **places)
        driver.until_paused("wait 2")
        wait_for("the row", lambda: self.sources(self.prefix))
        self.conduct()
        driver.go_on()
        return driver

    def endpoints(self):
        """What the service has registered, whatever PostHog thinks of it."""
        return self.call_vendor("endpoints?source_type=Stripe")

    def choices(self, source_id):
        """All that was chosen, as the server has it."""
        source = self.server.source(source_id)
        names = ("name", "should_sync", "sync_type", "incremental_field", "sync_frequency", "sync_time_of_day")
        tables = sorted([schema[name] for name in names] for schema in source["schemas"])
        sent = self.server.call("GET", f"/_practice/sources/{source_id}", root="",
                                key=self.server.info["misbehave_token"]).json
        return {"description": source["description"], "tables": tables, "sent": sent,
                "new tables": {name: value for name, value in source.items() if name.startswith("auto_sync")},
                "account": source["job_inputs"].get("stripe_account_id")}

    @property
    def records(self):
        """The folders of set-ups on the disk."""
        root = os.path.join(self.folder, "sluice-devel", "setups")
        return [os.path.join(root, name) for name in os.listdir(root)] if os.path.isdir(root) else []

    def wait_a_minute(self):
        """What has no state is left alone so long, since another process might be about to write it."""
        for record in self.records:
            if not os.path.exists(os.path.join(record, "state.json")):
                os.utime(record, (time.time() - 90, time.time() - 90))

    def settle(self, point):
        """What was sent is done by the server, though nobody is there any more."""
        if re.fullmatch(r"POST external_data_sources \d+: sent", point):
            wait_for("the source that was asked for", lambda: any(source["schemas"] for source in self.sources(self.prefix)))
        elif re.fullmatch(r"DELETE external_data_sources/ID \d+: sent", point):
            wait_for("the source going away", lambda: not self.sources(self.prefix))
        elif re.fullmatch(r"POST external_data_sources/ID/create_webhook \d+: sent", point):
            wait_for("the webhook that was asked for", self.endpoints)

    def check_endpoints(self, source_id, count):
        endpoints = self.endpoints()
        info = self.server.get(f"{SOURCES}{source_id}/webhook_info/").json
        assert len(endpoints) == count, endpoints
        for endpoint in endpoints:
            assert info["exists"] and info["webhook_url"] == endpoint["url"] and endpoint["status"] == "enabled", info

    def check(self, expected=None, prefix=None, n_endpoints=1):
        """There is one source, its webhook is registered once, all was kept, and nothing is left over. Gives the choices."""
        prefix = prefix or self.prefix
        source, = self.sources(prefix)
        self.check_endpoints(source["id"], n_endpoints)
        choices = self.choices(source["id"])
        assert expected is None or choices == expected, choices
        self.server.wait_for_source(source["id"])
        assert not self.records, self.records
        assert self.keyring.secret(kind="source", source=source["id"]) is not None, "the key was to be remembered"
        assert len(self.keyring.find(kind="source")) == 1, "a secret that nobody needs any more"
        return choices

    def clear(self):
        """Nothing is left of a set-up that would be in the way of the next one."""
        failed = sys.exc_info()[0] is not None
        for driver in self.drivers:
            if failed:
                driver.tell("a run said")
            driver.close()
        self.drivers = []
        self.server.misbehave()
        self.conduct()
        for source in self.sources():
            self.server.call("DELETE", f"{SOURCES}{source['id']}/")
        for endpoint in self.endpoints():
            self.server.call("DELETE", "/_practice/vendor/endpoints/" + endpoint["id"], root="",
                             key=self.server.info["misbehave_token"])
        self.keyring.forget(kind="source")
        shutil.rmtree(self.folder, ignore_errors=True)


def is_killed(status):
    return status == -signal.SIGKILL
