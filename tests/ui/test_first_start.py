#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A person with an account gets to their project, and finds it again at the next start; signing out leaves nothing."""

import os
import re
import shutil
import subprocess
import tempfile

# Kept in a file of the session's own home folder, as between two starts of a real program.
os.environ["GSETTINGS_BACKEND"] = "keyfile"

import tap  # noqa: E402
from accounts import Server, ask_for_key, choose_place, connect, see_home, sign_out  # noqa: E402
from driver import Sluice  # noqa: E402

WRONG_KEY = "Personal API key found in request Authorization header is invalid."

folder = None
us = None
eu = None


def start():
    return Sluice(environment={"SLUICE_CLOUD_US": us.url, "SLUICE_CLOUD_EU": eu.url},
                  pictures=os.environ.get("SLUICE_PICTURES"), log=os.path.join(folder, "log"))


def stored_key(url, project="12345"):
    """What another program finds in the keyring."""
    return subprocess.run(["secret-tool", "lookup", "kind", "api-key", "origin", url, "project", project],
                          capture_output=True, text=True, check=False).stdout


def settings_text():
    path = os.path.join(os.environ["HOME"], ".config", "glib-2.0", "settings", "keyfile")
    with open(path, encoding="utf-8") as file:
        return file.read()


def ways_in():
    """The start offers a try without an account, a project of one's own, and an account"""
    with start() as app:
        for name in ("Try Without an Account", "Connect to PostHog", "Create a PostHog Account"):
            assert app.find("button", name).sensitive, name


def wrong_key_first():
    """A wrong key is refused in the server's words and stays there to be mended; the right one leads on"""
    with start() as app:
        ask_for_key(app)
        connect(app, "phx_an-invented-key")
        app.read(re.escape(WRONG_KEY))
        app.read("Neither cloud region knows the key")
        assert app.find("text", "Personal API key").invalid
        app.focus_is_on("text", "Personal API key")
        assert len(app.text_of("Personal API key")) == len("phx_an-invented-key"), "the key that was typed is gone"

        connect(app, us.key)
        app.read("Which project?")
        app.press("Connect")
        see_home(app)
        app.read("Practice shop · US")
        assert stored_key(us.url) == us.key
        assert us.key not in settings_text(), "the key is in a file"


def next_start():
    """The next start opens the project without asking"""
    with start() as app:
        see_home(app)
        app.read("Practice shop · US")


def signed_out():
    """Signing out removes the key from the keyring, and the next start is a first one"""
    with start() as app:
        see_home(app)
        sign_out(app)
        assert stored_key(us.url) == "", "another program still finds the key"
    with start() as app:
        app.find("button", "Connect to PostHog")


def other_region():
    """A key of the other region is taken there, and the window says so"""
    with start() as app:
        ask_for_key(app)
        connect(app, eu.key + "_limited")
        see_home(app)
        app.read("Practice shop · EU")
        assert stored_key(eu.url) == eu.key + "_limited"
        sign_out(app)


def may_not_be_asked():
    """A key that may not say whose it is works with the project's number, and a wrong number is mended"""
    with start() as app:
        ask_for_key(app)
        connect(app, us.key + "_nouser")
        app.find("text", "Number of the project")
        app.press("Connect")
        app.read("Enter the project’s number")
        app.type("Number of the project", "99999")
        app.press("Connect")
        app.read(r"(?i)not found|does not have access")
        assert app.text_of("Number of the project") == "99999"
        app.type("Number of the project", "12345")
        app.press("Connect")
        see_home(app)
        app.read("Project 12345 · US")
        sign_out(app)


def own_server():
    """A server of one's own takes its own key; one that is plain http elsewhere never gets it"""
    with start() as app:
        ask_for_key(app)
        choose_place(app, "Own Server")
        app.type("Address of the server", "http://posthog.example.com")
        connect(app, us.key + "_limited")
        app.read("must begin with “https://”")
        assert app.find("text", "Address of the server").invalid
        assert app.text_of("Address of the server") == "http://posthog.example.com"
        app.type("Address of the server", us.url)
        app.press("Connect")
        see_home(app)
        sign_out(app)


def key_gone():
    """A key that is no longer in the keyring is asked for again, for the project it was"""
    with start() as app:
        ask_for_key(app)
        connect(app, us.key + "_limited")
        see_home(app)
    subprocess.run(["secret-tool", "clear", "kind", "api-key"], check=True)
    with start() as app:
        app.read("The keyring has no key for this project")
        connect(app, us.key)
        see_home(app)
        app.read("Practice shop · US")
        sign_out(app)


def switching():
    """The practice workspace and a project are switched between from Home"""
    with start() as app:
        ask_for_key(app)
        connect(app, us.key + "_limited")
        see_home(app)
        app.press("Projects", role="toggle button")
        app.press("Practice Workspace", role="menu item")
        app.read("^Practice workspace$", 120)
        see_home(app)
        app.press("Projects", role="toggle button")
        app.press("Practice shop · US", role="menu item")
        app.read("^Practice shop · US$")
        see_home(app)
        sign_out(app)


def main():
    global folder, us, eu
    folder = tempfile.mkdtemp(prefix="sluice-ui-")
    os.chmod(folder, 0o711)
    try:
        us, eu = Server(folder, "us"), Server(folder, "eu")
        return tap.run(ways_in, wrong_key_first, next_start, signed_out, other_region, may_not_be_asked, own_server,
                       key_gone, switching)
    finally:
        for server in (us, eu):
            if server is not None:
                server.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    raise SystemExit(main())
