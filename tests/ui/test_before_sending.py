#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What helps before anything is sent: connection strings that are pasted, and what is said of values as they are typed."""

import os
import re
import shutil
import tempfile

import main_job
import tap
from accounts import Server, connect
from driver import Sluice, until
from shared_window import SharedWindow
from workbench import Workbench

SEARCH = "Search kinds of source"
SECRET = "hunter2-in-the-string"
ADDRESSES = "44.205.89.55, 44.208.188.173, 52.4.194.122"

bench = None
window = None
folder = None
server = None


def copy(app, text):
    """Puts a text into the clipboard, as a person does who copies it from an entry."""
    app.type(SEARCH, text)
    app.focus_is_on("entry", SEARCH)
    app.key("ctrl+a", "ctrl+c")


def open_form(app, tile, copied=None):
    main_job.add_source(app)
    if copied is not None:
        copy(app, copied)
    app.type(SEARCH, tile)
    app.press(tile)
    app.find("button", "Check Connection")


def shows(app, **fields):
    for label, text in fields.items():
        until(f"“{label}” holding {text!r}", lambda: app.text_of(label.replace("_", " ")) == text, 5)


def reads_secret(app):
    """Whether the secret can be read anywhere but in an entry that hides it."""
    return any(SECRET in line for line in app.texts())


def pasted_into_a_field():
    """A connection string in any field fills all, what has no place is said, and it can be undone"""
    with window.at_home() as app:
        open_form(app, "Postgres")
        app.type("Host", "mine.example.org")
        app.find_entry("Database").type(
            f"postgresql://reader:{SECRET}@a.example.org:6000,b.example.org/shop?sslmode=require")
        shows(app, Host="a.example.org", Port="6000", Database="shop", User="reader")
        app.read("Of its 2 hosts only the first was taken")
        app.read("Left out, as this form has no field for it: sslmode")
        assert not reads_secret(app)
        app.picture("paste-left-out")
        app.press("Undo")
        shows(app, Host="mine.example.org", Port="5432", Database="", User="")


def pasted_anywhere():
    """Ctrl+V where no text has the focus takes the clipboard apart"""
    with window.at_home() as app:
        open_form(app, "Microsoft SQL Server",
                  f"Server=tcp:db.example.org,1500;Initial Catalog=shop;User ID=reader;Password={SECRET};Encrypt=True")
        for _ in range(30):
            if app.see("text", "Host").focused or app.see("button", "Paste Connection String").focused:
                break
            app.key("shift+Tab")
        app.find_entry("Host")
        for _ in range(30):
            if app.find("button", "Paste Connection String").focused:
                break
            app.key("shift+Tab")
        app.key("ctrl+v")
        shows(app, Host="db.example.org", Port="1500", Database="shop", User="reader")
        app.read("Left out, as this form has no field for it: Encrypt")
        assert not reads_secret(app)


def by_the_button():
    """A button does the same, for each type that has connection strings"""
    with window.at_home() as app:
        open_form(app, "Snowflake", f"snowflake://reader:{SECRET}@org-acct/shop/sales?warehouse=W&role=R")
        app.press("Paste Connection String")
        shows(app, Account_ID="org-acct", Database="shop", Warehouse="W", Username="reader")
        app.picture("paste-snowflake")
    with window.at_home() as app:
        open_form(app, "ClickHouse", f"https://reader:{SECRET}@db.example.org:8444/shop")
        app.press("Paste Connection String")
        shows(app, Host="db.example.org", Port="8444", Database="shop", User="reader")
    with window.at_home() as app:
        open_form(app, "Stripe")
        assert not app.see("button", "Paste Connection String")


def of_another_kind():
    """One of another database is named, and its password goes nowhere"""
    with window.at_home() as app:
        open_form(app, "Postgres")
        app.find_entry("Host").type(f"mysql://root:{SECRET}@db.example.org/shop")
        app.read("This is a connection string of MySQL; this form is for Postgres.")
        shows(app, Host="", Database="")
        assert app.find("text", "Host").invalid
        assert not reads_secret(app)
        app.picture("paste-wrong-kind")


def mended_with_a_click():
    """A port in the host is moved where it belongs, a whole address is cut to its host"""
    with window.at_home() as app:
        open_form(app, "Postgres")
        app.type("Host", "db.example.org:5433")
        app.read("^Will not work: There is a port in the host")
        assert app.find("text", "Host").description.startswith("Will not work: There is a port"), "not read out"
        app.picture("hint-port")
        app.press("Move the Port")
        shows(app, Host="db.example.org", Port="5433")
        app.gone("button", "Move the Port")
        assert not app.find("text", "Host").description
        app.type("Host", "https://db.example.org/x")
        app.press("Use Host Only")
        shows(app, Host="db.example.org")
        # Of a server of one's own nobody knows what it reaches.
        app.type("Host", "localhost")
        app.type("Port", "3306")
        app.press("Use 5432")
        assert not app.see("label", re.compile("PostHog’s cloud"))


def not_while_typing():
    """What the next letters may put right is said only once the field was left"""
    with cloud() as app:
        app.find_entry("Host")
        app.focus_is_on("text", "Host")
        app.key("d", "b")
        shows(app, Host="db")
        app.type("Port", "70000")  # is said at once: by then the other would have been, too
        app.read("^Will not work: A port is a number")
        assert not app.see("label", re.compile("A name without a dot"))
        app.key("Tab")
        app.read("^Will not work: A name without a dot")


def for_the_cloud():
    """What the cloud cannot reach is said, and which addresses to let in, which can be copied"""
    with cloud() as app:
        for host, said in (("localhost", "This is your own computer"), ("10.0.0.5", "a private network"),
                           ("2a00:1450::1", "an IPv6 address"),
                           ("db.abcdefgh.supabase.co", "session pooler")):
            app.type("Host", host)
            app.read(said)
        app.picture("hint-supabase")
        assert "session pooler" in app.find("text", "Host").description
        app.type("Host", "db.example.org")
        app.gone("label", re.compile("session pooler"))
        app.read(re.escape(ADDRESSES))
        app.press("Copy the addresses, a line each")
        app.find("label", "Copied")
        app.picture("allow-copied")
        app.gone("label", "Copied")


def not_for_practice():
    """Here no address has to be let in"""
    with window.at_home() as app:
        open_form(app, "Postgres")
        assert not app.see(None, re.compile("through the firewall"))


class cloud:
    """A window whose project is in the cloud, at the form of Postgres."""

    def __enter__(self):
        window.close()  # there is one Sluice in a session
        self.app = Sluice(environment={"SLUICE_CLOUD_US": server.url, "SLUICE_CLOUD_EU": "http://127.0.0.1:1",
                                       "XDG_DATA_HOME": os.path.join(tempfile.mkdtemp(dir=folder), "data")},
                          pictures=os.environ.get("SLUICE_PICTURES"), log=os.path.join(folder, "log"))
        app = self.app.__enter__()
        start = until("a way to go on", lambda: app.see("button", re.compile("^(Browse Sources|Add Source)")))
        if start.name != "Browse Sources":  # one has signed in before
            main_job.add_source(app)
            main_job.choose_postgres(app)
            return app
        app.press("Browse Sources")
        app.find_entry(SEARCH)
        app.type(SEARCH, "postgers")
        app.press("Postgres")
        connect(app, server.key)
        app.read("Which project\\?")
        app.press("Connect")
        app.find("text", "Host", 60)
        return app

    def __exit__(self, *about):
        return self.app.__exit__(*about)


def main():
    global bench, window, folder, server
    folder = tempfile.mkdtemp(prefix="sluice-ui-")
    os.chmod(folder, 0o711)
    server = Server(folder, "server")
    try:
        with Workbench() as bench, SharedWindow(bench, "--practice-argument=--sample-rows=100") as window:
            return tap.run(pasted_into_a_field, pasted_anywhere, by_the_button, of_another_kind, mended_with_a_click,
                           not_for_practice, not_while_typing, for_the_cloud)
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    raise SystemExit(main())
