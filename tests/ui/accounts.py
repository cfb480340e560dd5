# SPDX-License-Identifier: GPL-3.0-or-later
"""Signing in and out, a function a step, and servers to sign in to."""

import json
import os
import re
import subprocess

import workbench
from driver import until


class Server:
    """A practice server as if it were a PostHog of one's own, or one of the cloud's regions."""

    def __init__(self, folder, name, *arguments):
        self.state = os.path.join(folder, name)
        self.process = subprocess.Popen(["sluice-practice", "--port", "0", "--state-dir", self.state, *arguments],
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.ready = json.loads(self.process.stdout.readline())
        self.url = self.ready["url"]
        self.key = self.ready["key"]

    def misbehave(self, *rules):
        workbench.misbehave(self.ready, *rules)

    def stop(self):
        self.process.terminate()
        self.process.wait(20)


def ask_for_key(app):
    app.press("Connect to PostHog")
    app.find("button", "Connect")


def choose_place(app, name):
    app.press(name, role="radio button")
    until(f"“{name}” being chosen", lambda: app.find("radio button", name).checked)


def connect(app, key):
    app.type("Personal API key", key)
    app.press("Connect")


def see_home(app):
    app.find("button", re.compile("^Add Source"))


def sign_out(app):
    app.press("Projects", role="toggle button")
    app.press("Sign Out", role="menu item")
    app.find(None, re.compile("^Sign Out of "))
    app.press("Sign Out")
    app.find("button", "Connect to PostHog")
