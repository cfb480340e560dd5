#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the keyring has of Sluice, through the window and through another program: set, read, offered again, forgotten,
locked, refused, absent."""

import contextlib
import json
import os
import re
import shutil
import subprocess
import tempfile

# Kept in a file of the session's own home folder, as between two starts of a real program.
os.environ["GSETTINGS_BACKEND"] = "keyfile"

import accounts  # noqa: E402
import main_job  # noqa: E402
import tap  # noqa: E402
from driver import Sluice, until  # noqa: E402
from gi.repository import Gio  # noqa: E402
from postgres import Postgres  # noqa: E402
from secret_service import SecretService  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
KEY_ENDING = "_limited"
PROJECT = "12345"
KEPT = re.compile(r"^(Nothing is kept|\d+ secrets? (is|are) kept)$")

folder = None
server = None
other = None
database = None
keyring = None


class Database(Postgres):
    PASSWORD = 's3cr€t "quoted" p/w+d'


def start(environment=None):
    return Sluice(environment={"XDG_DATA_HOME": os.path.join(folder, "data"), "SLUICE_CLOUD_US": server.url,
                               "SLUICE_CLOUD_EU": other.url, **(environment or {})},
                  pictures=os.environ.get("SLUICE_PICTURES"), log=os.path.join(folder, "log"))


@contextlib.contextmanager
def person_at_the_prompt(what, *arguments):
    """Somebody who does to each dialog of the keyring what is said."""
    with subprocess.Popen([os.path.join(HERE, "..", "setup", "at-prompt"), what, *arguments],
                          stdin=subprocess.PIPE) as person:
        try:
            yield
        finally:
            person.stdin.close()


def sign_in(app, where, key):
    name = re.compile("^(Connect to PostHog|Projects)$")
    if until("a way in", lambda: app.see("button", name) or app.see("toggle button", name)).name != "Projects":
        accounts.ask_for_key(app)
    else:
        app.press("Projects", role="toggle button")
        app.press("Connect Another Project", role="menu item")
        app.find("button", "Connect")
    accounts.choose_place(app, where)
    accounts.connect(app, key)
    accounts.see_home(app)


def remember(app):
    switch = until("the switch", lambda: app.see("check box", "Remember in the keyring",
                                                 within=app.find("check box", "Remember in the keyring")), 5)
    if not app.find("check box", switch.name).checked:
        switch.press()
    until("the switch being on", lambda: app.find("check box", switch.name).checked, 5)


def set_up(app, prefix):
    """From the form to the end of the first load."""
    main_job.check_connection(app)
    main_job.select_table(app, "orders")
    main_job.go_on(app)
    app.type("Prefix", prefix)
    main_job.go_on(app)
    app.read("1 will be copied")
    main_job.create(app)
    main_job.wait_until_loaded(app)
    app.press("Done")
    accounts.see_home(app)


def cancel(app):
    app.press("Cancel")
    # Nothing is asked where nothing was typed.
    app.find("button", re.compile("^(Discard|Add Source)"))
    if app.see("button", "Discard"):
        app.press("Discard")
    accounts.see_home(app)


def open_preferences(app):
    """The preferences open at the page that was looked at last."""
    app.key("ctrl+comma")
    tabs = {name: app.find("page tab", name) for name in ("Estimates", "Passwords")}
    at = until("the focus on a page", lambda: next((name for name, tab in tabs.items() if tab.focused), None), 30)
    if at == "Estimates":
        app.key("Right", "Right", "space")
    app.find("label", "Kept by Sluice")


def forget(app, name, sure=re.compile("^Forget$")):
    app.press(f"Forget {name}")
    app.find(None, re.compile(r"^Forget the .*\?$"))
    app.press(sure)


def set_and_read():
    """What was typed is in the keyring for another program, under a label and attributes that say what it is"""
    with start() as app:
        sign_in(app, "US Cloud", server.key + KEY_ENDING)
        assert keyring.secret(kind="api-key", origin=server.url, project=PROJECT) == server.key + KEY_ENDING
        label = keyring.get(keyring.find(kind="api-key", origin=server.url)[0], "Label")
        assert label == "PostHog API key for Practice shop · US (Sluice)", label

        main_job.add_source(app)
        main_job.choose_postgres(app)
        assert not app.see("button", re.compile("^Use what was remembered")), "nothing was remembered yet"
        main_job.type_connection(app, database.login("shop"))
        remember(app)
        set_up(app, "one_")
        path = until("the item", lambda: keyring.find(kind="source", origin=server.url), 20)[0]
        until("only the source's item", lambda: len(keyring.find(kind="source")) == 1, 20)
        attributes = keyring.get(path, "Attributes")
        assert attributes["project"] == PROJECT and attributes["type"] == "Postgres" and attributes["source"], attributes
        assert keyring.get(path, "Label") == "Postgres · one (Sluice source)"
        stored = json.loads(keyring.read(path))
        assert stored["values"] == {"password": database.PASSWORD}
        assert stored["beside"]["host"] == "127.0.0.1"


def offered():
    """Next time it is offered with the address it is for, filled in on a click only, and taken out for another address"""
    login = database.login("shop")
    with start() as app:
        accounts.see_home(app)
        main_job.add_source(app)
        main_job.choose_postgres(app)
        app.find("button", "Use what was remembered for Postgres · one")
        app.picture("remembered-offered")
        assert app.text_of("Host") == "" and app.text_of("Password") == "", "filled in although nobody said so"
        app.press("Use what was remembered for Postgres · one")
        until("the host", lambda: app.text_of("Host") == login["host"], 10)
        assert app.text_of("Port") == str(login["port"]) and app.text_of("User") == login["user"]
        assert len(app.text_of("Password")) == len(database.PASSWORD)
        app.type("Host", "db.example.com")
        until("the password taken out", lambda: app.text_of("Password") == "", 5)
        app.read("The remembered passwords were for another address")
        app.press("Use what was remembered for Postgres · one")
        until("the host again", lambda: app.text_of("Host") == login["host"], 10)
        set_up(app, "two_")
        assert len(keyring.find(kind="source")) == 1, "remembered though nobody said so this time"


def other_kinds_and_projects():
    """It is offered neither for another kind of source nor in another project"""
    with start() as app:
        accounts.see_home(app)
        main_job.add_source(app)
        app.type("Search kinds of source", "mysql")
        app.press("MySQL")
        app.find("text", "Host")
        assert not app.see("button", re.compile("^Use what was remembered"))
        cancel(app)

        sign_in(app, "EU Cloud", other.key + KEY_ENDING)
        app.read("Practice shop · EU")
        main_job.add_source(app)
        main_job.choose_postgres(app)
        # What is asked for after it is answered after it.
        remember(app)
        assert not app.see("button", re.compile("^Use what was remembered"))
        cancel(app)


def listed():
    """The preferences list what is kept of each project, and never show it"""
    with start() as app:
        accounts.see_home(app)
        open_preferences(app)
        app.read("^3 secrets are kept$")
        for name in ("Practice shop · US", "Practice shop · EU", "Postgres · one"):
            app.find("button", f"Forget {name}")
        app.picture("preferences-passwords")
        for text in app.texts():
            assert database.PASSWORD not in text and server.key not in text, "a secret is shown"
        app.press("Forget Postgres · one")
        app.find(None, "Forget the Passwords?")
        app.read("^Postgres · one\n\nIts passwords and keys are removed")
        app.picture("forget-passwords")
        app.press("Keep")
        assert keyring.find(kind="source"), "forgotten although it was to be kept"


def forgotten():
    """What is forgotten there, or in the source's details, another program does not find any more"""
    with start() as app:
        accounts.see_home(app)
        open_preferences(app)
        # A project that is not open is signed out of.
        forget(app, "Practice shop · US")
        until("the key going away", lambda: not keyring.find(kind="api-key", origin=server.url), 10)
        app.read("^2 secrets are kept$")
        app.find("button", "Close", within=app.find("dialog", "Preferences")).press()
        app.gone("dialog", "Preferences")
        app.press("Projects", role="toggle button")
        app.find("menu item", "Practice shop · EU")
        assert not app.see("menu item", "Practice shop · US"), "the project is still listed"
        app.press("Projects", role="toggle button")
        app.gone("menu item", "Practice shop · EU")
        sign_in(app, "US Cloud", server.key + KEY_ENDING)
        app.press("Details of Postgres · one")
        app.find("button", "Forget Postgres · one")
        app.picture("source-details-kept")
        forget(app, "Postgres · one")
        until("the item going away", lambda: not keyring.find(kind="source"), 10)
        app.gone("button", "Forget Postgres · one")


def forgotten_while_open():
    """Whoever forgets the key of the project that is open is signed out of it at once"""
    with start() as app:
        accounts.see_home(app)
        open_preferences(app)
        app.press("Forget Practice shop · US")
        app.read("you are signed out of this project")
        app.picture("forget-key-of-open-project")
        app.press(re.compile("^Forget$"))
        until("the key going away", lambda: not keyring.find(kind="api-key", origin=server.url), 10)
        app.find("button", "Close", within=app.find("dialog", "Preferences")).press()
        app.gone("dialog", "Preferences")
        app.find("button", "Connect to PostHog")
        assert not app.see("button", "Add Source"), "what is behind the key still shows"
        sign_in(app, "US Cloud", server.key + KEY_ENDING)


def signed_out():
    """Signing out takes the remembered passwords along where that is chosen, and leaves other projects alone"""
    with start() as app:
        accounts.see_home(app)
        main_job.add_source(app)
        main_job.choose_postgres(app)
        main_job.type_connection(app, database.login("shop"))
        remember(app)
        set_up(app, "three_")
        until("the item", lambda: keyring.find(kind="source", origin=server.url), 20)
        app.press("Projects", role="toggle button")
        app.press("Sign Out", role="menu item")
        box = app.find("check box", re.compile("^Also forget the passwords of 1 source"))
        assert not box.checked, "more is forgotten than was asked for"
        app.picture("sign-out")
        box.press()
        until("the box", lambda: app.find("check box", box.name).checked, 5)
        app.press("Sign Out")
        app.find("button", "Connect to PostHog")
        assert not keyring.find(origin=server.url), "something of the project is left"
        assert keyring.find(kind="api-key", origin=other.url), "another project's key went as well"


def locked():
    """Of a locked keyring nothing is shown and nobody is asked, until somebody presses Unlock"""
    keyring.lock()
    with start() as app:
        open_preferences(app)
        app.read("^The keyring is locked$")
        app.picture("preferences-locked")
        assert keyring.is_locked()
        with person_at_the_prompt("answer", "session"):
            app.press("Unlock…")
            app.read("^1 secret is kept$")
        app.focus_window()
        app.find("button", "Forget Practice shop · EU")
        assert not keyring.is_locked()


def refused():
    """Whoever refuses to unlock it is told once that secrets are in memory only, and goes on"""
    keyring.lock()
    with start() as app:
        with person_at_the_prompt("refuse"):
            sign_in(app, "US Cloud", server.key + KEY_ENDING)
        app.focus_window()
        app.read("The keyring was not unlocked. Secrets are kept in memory until Sluice is closed.")
        app.picture("keyring-refused")
    with start() as app, person_at_the_prompt("answer", "session"):
        app.read("The keyring has no key for this project", 60)


def absent():
    """Without a keyring that is said once, and what is in memory can be seen and forgotten"""
    session = Gio.bus_get_sync(Gio.BusType.SESSION)
    at_spi = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None,
                               Gio.DBusCallFlags.NONE, -1, None).unpack()[0]
    with start({"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent/bus", "AT_SPI_BUS_ADDRESS": at_spi,
                "XDG_CONFIG_HOME": os.path.join(folder, "config")}) as app:
        sign_in(app, "US Cloud", server.key + KEY_ENDING)
        app.read("^No keyring answers. Secrets are kept in memory until Sluice is closed.")
        app.picture("keyring-absent")
        open_preferences(app)
        app.read("in memory until Sluice is closed$")
        app.picture("preferences-absent")
        forget(app, "Practice shop · US")
        app.read("^Nothing is kept$")


CASES = (set_and_read, offered, other_kinds_and_projects, listed, forgotten, forgotten_while_open, signed_out, locked, refused, absent)


def main(cases=CASES):
    global folder, server, other, database, keyring
    folder = tempfile.mkdtemp(prefix="sluice-ui-")
    os.chmod(folder, 0o711)
    keyring = SecretService()
    try:
        with Database() as database:
            database.sql("CREATE DATABASE shop")
            database.sql("CREATE TABLE orders (id bigint PRIMARY KEY, updated_at timestamptz NOT NULL DEFAULT now());"
                         "CREATE INDEX ON orders (updated_at); INSERT INTO orders SELECT generate_series(1, 50);"
                         "CREATE TABLE customers (id bigint PRIMARY KEY)", "shop")
            server = accounts.Server(folder, "us", "--rows", "estimate", "--sample-rows=2000")
            other = accounts.Server(folder, "eu", "--rows", "estimate", "--sample-rows=2000")
            return tap.run(*cases)
    finally:
        for one in (server, other):
            if one is not None:
                one.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    tap.end_in_order()
    raise SystemExit(main())
