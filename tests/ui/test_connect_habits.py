#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person drops anywhere on the page of the connection, or pastes there, finds its place."""

import json
import os
import re

import drag
import main_job
import tap
from driver import until
from form_filler import FormFiller
from shared_window import SharedWindow
from workbench import Workbench

SECRET = "hunter2-in-the-string"
# Somewhere on the page, on no field that takes a file, and not where notes pass by.
ANYWHERE = (300, 400)
KEY = {"project_id": "acme-prod", "private_key": f"-----BEGIN PRIVATE KEY-----\n{SECRET}\n", "private_key_id": "1",
       "client_email": "reader@acme-prod.example.org", "token_uri": "https://oauth2.example.org/token"}

bench = None
window = None


def open_form(app, tile):
    main_job.add_source(app)
    app.type("Search kinds of source", tile)
    app.press(tile)
    app.find("button", "Check Connection")


def shows(app, **fields):
    for label, text in fields.items():
        until(f"“{label}” holding {text!r}", lambda: app.text_of(label) == text, 10)


def reads_secret(app):
    return any(SECRET in line for line in app.texts())


def write(name, content):
    return bench.write(name, content if isinstance(content, str) else json.dumps(content))


def plain(text):
    """Without what lets a long name break."""
    return re.sub("[\u200b\u2060]", "", text)


def key_files():
    """A key file that is dropped anywhere fills its field, and the page shows where it would go; what is none says so there"""
    with window.at_home() as app:
        open_form(app, "BigQuery")
        with drag.held(write("key.json", KEY)) as move:
            move(*ANYWHERE)
            app.picture("drop-key")
        until("the file being named", lambda: any("key.json · reader@acme-prod.example.org" in plain(line)
                                                  for line in app.texts()))
        assert not reads_secret(app)
        app.picture("dropped-key")

        os.makedirs(os.path.join(bench.folder, "folder"), exist_ok=True)
        for path, words in ((write("large.json", "x" * 70000), "The file is too large to be a key file."),
                            (write("list.json", "[]"), "The file does not hold a JSON object."),
                            (os.path.join(bench.folder, "folder"), "This is not a file that can be read.")):
            drag.drop(*ANYWHERE, path)
            app.read(re.escape(words))
        drag.drop(*ANYWHERE, write("one.json", KEY), write("two.json", KEY))
        app.read("^Drop one file.$")
        assert any("reader@acme-prod.example.org" in plain(line) for line in app.texts()), "the key is not there any more"


def private_keys():
    """Where the form wants a private key as text, the file of one is enough, and stays out of sight"""
    key = f"-----BEGIN OPENSSH PRIVATE KEY-----\n{SECRET}\n{SECRET}\n-----END OPENSSH PRIVATE KEY-----\n"
    with window.at_home() as app:
        open_form(app, "Postgres")
        filler = FormFiller(app, bench.folder)
        filler.fill([("switch", "Use SSH tunnel?"), ("choose", "Authentication", "Key pair")])
        drag.drop(*ANYWHERE, write("id_ed25519", key))
        app.read("^●●●●●● 4 lines$")
        assert not reads_secret(app)
        with open(os.path.join(bench.folder, "id_binary"), "wb") as file:
            file.write(b"\xff\x00\xfe")
        drag.drop(*ANYWHERE, os.path.join(bench.folder, "id_binary"))
        app.read("^The file does not hold text.$")


def strings():
    """A connection string that is dropped fills the form, and can be undone; another text is none"""
    with window.at_home() as app:
        open_form(app, "Postgres")
        drag.drop(*ANYWHERE, "--text", f"postgresql://reader:{SECRET}@db.example.org:6000/shop")
        shows(app, Host="db.example.org", Port="6000", Database="shop", User="reader")
        app.read("^Filled in from the connection string$")
        assert not reads_secret(app)
        app.press("Undo")
        shows(app, Host="", Port="5432", Database="", User="")
        drag.drop(*ANYWHERE, "--text", "a shopping list")
        app.read("^That is no connection string, such as postgresql://user@host/database$")


def of_another_kind():
    """One of another kind of database is named, and with a click that kind is set up with it"""
    with window.at_home() as app:
        open_form(app, "Postgres")
        app.find_entry("Host").type(f"mysql://reader:{SECRET}@db.example.org:3307/shop")
        app.read("This is a connection string of MySQL; this form is for Postgres.")
        app.picture("paste-other-kind")
        app.press("Set Up MySQL")
        shows(app, Host="db.example.org", Port="3307", Database="shop", User="reader")
        app.read("^Connect to MySQL$")
        assert not reads_secret(app)


def plans():
    """A plan that is dropped begins its own set-up, on this page and on Home"""
    path = write("shop.sluice-plan", {"format": "sluice-plan", "version": 1, "source_type": "MySQL",
                                      "form": {"host": "plan.example.org"}, "tables": []})
    with window.at_home() as app:
        drag.drop(640, 400, path)
        shows(app, Host="plan.example.org")
        app.press("Cancel")
        app.find("button", re.compile("^Add Source"))
        open_form(app, "Postgres")
        drag.drop(*ANYWHERE, path)
        shows(app, Host="plan.example.org")
        drag.drop(640, 400, write("notes.txt", "no plan"))
        app.find("alert", "This Plan Cannot Be Used")
        app.press("Close")


def main():
    global bench, window
    with Workbench() as bench, SharedWindow(bench) as window:
        return tap.run(key_files, private_keys, strings, of_another_kind, plans)


if __name__ == "__main__":
    raise SystemExit(main())
