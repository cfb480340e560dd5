#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A key that is revoked in the middle of a set-up is replaced at the place where that shows: nothing typed is lost, and
the set-up goes on with the new key."""

import os
import re
import shutil
import tempfile

os.environ["GSETTINGS_BACKEND"] = "keyfile"

import accounts  # noqa: E402
import main_job  # noqa: E402
import tap  # noqa: E402
from driver import Sluice  # noqa: E402
from shared_window import SharedWindow  # noqa: E402

REVOKED = re.escape("Personal API key found in request Authorization header is invalid.")

folder = None
server = None
login = None

# Both may set sources up; one is revoked while the other is not.
KEYS = "_limited", "_setup"


class SignedIn:
    """Sluice in a project of one's own, and the key that it has."""

    def __init__(self, app, server):
        self.app, self.server, self.key = app, server, KEYS[0]
        accounts.ask_for_key(app)
        accounts.choose_place(app, "Own Server")
        app.type("Address of the server", server.url)
        accounts.connect(app, server.key + self.key)
        accounts.see_home(app)

    def revoke(self):
        self.server.misbehave(f"* /api/*=revoke:{self.key}")

    def replace(self, picture):
        """Where it shows that the key is revoked, another one is entered; back at the same place."""
        self.app.read(REVOKED, 60)
        self.app.find("button", "Enter Another Key")
        self.app.picture(picture)
        self.app.press("Enter Another Key")
        self.key = KEYS[1 - KEYS.index(self.key)]
        accounts.connect(self.app, self.server.key + self.key)
        self.app.gone("text", "Personal API key", 60)


def assert_typed(app, values):
    for label, key in (("Host", "host"), ("Port", "port"), ("Database", "database"), ("User", "user")):
        assert app.text_of(label) == str(values[key]), f"{label} is now “{app.text_of(label)}”"
    assert len(app.text_of("Password")) == len(values["password"]), "the password is gone"


def in_the_middle():
    """The key is revoked before the catalogue, the check, a refresh, the prefix and the create: the set-up goes on"""
    with Sluice(log=os.path.join(folder, "log"), pictures=os.environ.get("SLUICE_PICTURES")) as app:
        person = SignedIn(app, server)

        person.revoke()
        app.press(re.compile("^Add Source"))
        person.replace("new-key-catalogue")
        app.press("Try Again")
        main_job.choose_postgres(app)
        main_job.type_connection(app, login)

        person.revoke()
        app.press("Check Connection")
        person.replace("new-key-connect")
        assert_typed(app, login)
        main_job.check_connection(app)
        main_job.select_table(app, "currencies")

        person.revoke()
        app.key("F5")
        person.replace("new-key-tables")
        assert main_job.is_selected(app, "currencies")
        app.press("Try Again")
        app.gone("button", "Try Again", 60)
        assert main_job.is_selected(app, "currencies")
        main_job.go_on(app)

        app.find("text", "Prefix")
        person.revoke()
        app.type("Prefix", "shop_")
        main_job.go_on(app)
        person.replace("new-key-name")
        assert app.text_of("Prefix") == "shop_"
        main_job.go_on(app)
        app.read("1 will be copied")

        person.revoke()
        app.press("Create Source")
        person.replace("new-key-review")
        assert SharedWindow.step(app) == "Review"
        main_job.create(app)
        main_job.wait_until_loaded(app)
        app.press("Done")
        app.read("Completed")

        person.revoke()
        app.key("F5")
        person.replace("new-key-home")
        accounts.see_home(app)
        app.gone("button", "Enter Another Key")
        accounts.sign_out(app)
        assert server.key not in app.read_log() and login["password"] not in app.read_log(), "a secret in the log"


def main():
    global folder, server, login
    folder = tempfile.mkdtemp(prefix="sluice-ui-")
    os.chmod(folder, 0o711)
    try:
        server = accounts.Server(folder, "posthog", "--sample-database", "--rows", "estimate")
        login = server.ready["sample_database"]
        return tap.run(in_the_middle)
    finally:
        if server is not None:
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    raise SystemExit(main())
