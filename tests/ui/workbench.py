# SPDX-License-Identifier: GPL-3.0-or-later
"""What a window test needs around Sluice: a private state, what was sent, and the server's own answers."""

import contextlib
import json
import os
import shutil
import subprocess
import tempfile
import urllib.request

from driver import Sluice, until

HERE = os.path.dirname(os.path.abspath(__file__))
RECORDING_PRACTICE = os.path.join(HERE, "recording_practice.py")


def practise(ready, method, path, body=None):
    """Looks at, or changes, what only a test may of the practice server that printed this line."""
    request = urllib.request.Request(
        f"{ready['url']}/_practice/{path}", method=method,
        data=json.dumps(body).encode() if body is not None else None,
        headers={"Authorization": f"Bearer {ready['misbehave_token']}", "Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=20) as answer:
        content = answer.read()
    return json.loads(content) if content else None


def misbehave(ready, *rules):
    """Tells the practice server that printed this line how to go wrong from now on: see its --help. Nothing: not at all."""
    practise(ready, "POST", "misbehave", {"rules": rules})


class Workbench:
    """A practice workspace of a test's own; what Sluice sends to it is written down."""

    def __init__(self, *arguments, root="projects"):
        self.folder = tempfile.mkdtemp(prefix="sluice-ui-")
        os.chmod(self.folder, 0o711)
        self.state = os.path.join(self.folder, "state")
        self.record_path = os.path.join(self.folder, "record")
        self.ready_path = os.path.join(self.folder, "ready")
        self.arguments = arguments
        self.root = root  # "environments" where the server is an older one

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        shutil.rmtree(self.folder, ignore_errors=True)

    def open(self, *arguments, pictures=None, environment=None):
        """Starts Sluice on this workspace."""
        if os.path.exists(self.ready_path):
            os.unlink(self.ready_path)
        return self.open_elsewhere(
            "--practice", "--practice-state-dir", self.state, *self.arguments, *arguments, pictures=pictures,
            environment={"SLUICE_PRACTICE": RECORDING_PRACTICE, **self._recording(), **(environment or {})})

    def open_elsewhere(self, *arguments, pictures=None, environment=None):
        """Starts Sluice as somebody does who has an account; what it keeps is in this workbench."""
        return Sluice(
            *arguments,
            environment={"XDG_DATA_HOME": os.path.join(self.folder, "data"), **(environment or {})},
            pictures=pictures or os.environ.get("SLUICE_PICTURES"),
            log=os.path.join(self.folder, "log"),
        )

    @contextlib.contextmanager
    def serving(self, *arguments):
        """The practice server by itself, as if it were a PostHog of one's own."""
        with subprocess.Popen([RECORDING_PRACTICE, "--state-dir", self.state, *arguments],
                              env={**os.environ, **self._recording()}, stdout=subprocess.DEVNULL) as server:
            try:
                yield
            finally:
                server.terminate()

    def _recording(self):
        return {"SLUICE_RECORD": self.record_path, "SLUICE_READY": self.ready_path}

    def ready(self):
        """What the practice server said when it was ready: url, key, project_id, sample_database."""
        until("the practice server being ready", lambda: os.path.exists(self.ready_path), 120)
        with open(self.ready_path, encoding="utf-8") as file:
            return json.load(file)

    def sent(self, method=None, ending=None):
        """The requests that reached the server, in order."""
        return [request for request in self._recorded(method, ending) if "gone" not in request]

    def let_go(self, method=None, ending=None):
        """Those that Sluice let go of before they were answered."""
        return [request for request in self._recorded(method, ending) if "gone" in request]

    def _recorded(self, method, ending):
        with open(self.record_path, encoding="utf-8") as file:
            requests = [json.loads(line) for line in file]
        return [
            request for request in requests
            if (method is None or request["method"] == method)
            and (ending is None or request["path"].split("?")[0].endswith(ending))
        ]

    def write(self, name, text):
        """Writes a file for the practice server to answer with, and gives its path."""
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def misbehave(self, *rules):
        misbehave(self.ready(), *rules)

    def conduct(self, *rules):
        """Says how sources behave from now on, as in Stripe=webhook-manual: see the practice server's --help."""
        practise(self.ready(), "POST", "conduct", {"rules": rules})

    def ask(self, method, path, body=None):
        """Asks the practice server as another client would; path is relative to the project."""
        ready = self.ready()
        request = urllib.request.Request(
            f"{ready['url']}/api/{self.root}/{ready['project_id']}/{path}",
            method=method,
            data=json.dumps(body).encode() if body is not None else None,
            headers={"Authorization": f"Bearer {ready['key']}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=120) as answer:
            content = answer.read()
        return json.loads(content) if content else None
