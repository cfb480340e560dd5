#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Finding a kind of source: by what one would type, by category, by keyboard, among previews, and before there is a key."""

import json
import os
import re
import shutil
import tempfile

import main_job
import tap
from accounts import Server, choose_place, connect
from driver import Sluice, until
from workbench import Workbench

SEARCH = "Search kinds of source"
DATABASES = {"BigQuery", "ClickHouse", "Microsoft SQL Server", "MongoDB", "MySQL", "Postgres", "Redshift", "Snowflake",
             "Supabase"}
OTHERS = {"Chargebee", "GitHub", "Google Ads", "Google Sheets", "Hubspot", "Salesforce", "Shopify", "Stripe", "Zendesk",
          "Adyen", "Oracle", "Paused"}

bench = None
folder = None
server = None


def tiles(app):
    """What is shown, in its order."""
    return [thing.name for thing in app.everything()
            if thing.role == "button" and (thing.name in DATABASES or thing.name in OTHERS)]


def shows(app, *names):
    until(f"exactly {names}", lambda: tiles(app) == list(names), 10)


def searching():
    """What people type finds it, the best fit first, with a slip too; the categories say how many are in each"""
    with bench.open() as app:
        main_job.add_source(app)
        until("all kinds", lambda: len(tiles(app)) == 18)
        app.type(SEARCH, "postgers")
        shows(app, "Postgres")
        app.find("toggle button", "All, 1")
        app.find("toggle button", "CRM, 0")
        app.picture("catalogue-slip")
        app.type(SEARCH, "sql server")
        shows(app, "Microsoft SQL Server")
        app.type(SEARCH, "googleads")
        shows(app, "Google Ads")
        app.type(SEARCH, "database")
        until("all databases", lambda: set(tiles(app)) == DATABASES)
        app.find("toggle button", "Databases, 9")
        app.type(SEARCH, "kubernetes")
        app.read("Nothing Found")
        app.type(SEARCH, "")
        until("all kinds again", lambda: len(tiles(app)) == 18)


def categories():
    """A category shows what is in it, and says so when a search finds nothing there"""
    with bench.open() as app:
        main_job.add_source(app)
        app.press("CRM, 2", role="toggle button")
        shows(app, "Hubspot", "Salesforce")
        app.type(SEARCH, "stripe")
        app.read("Nothing in CRM fits")
        app.press("All, 1", role="toggle button")
        shows(app, "Stripe")


def keyboard_alone():
    """Typed, Down to the first tile, Return: without a mouse"""
    with bench.open() as app:
        main_job.add_source(app)
        app.focus_is_on("entry", SEARCH)
        app.key("h", "u", "b", "s")
        shows(app, "Hubspot")
        app.key("Down")
        app.focus_is_on("button", "Hubspot")
        app.type(SEARCH, "postgers")
        shows(app, "Postgres")
        for _ in range(30):
            if app.find("button", "Postgres").focused:
                break
            app.key("Tab")
        app.key("Return")
        app.find("text", "Host")


def odd_catalogue():
    """Previews are there when they are asked for; what cannot be connected says why"""
    with bench.open() as app:
        with open(os.path.join(os.path.dirname(__file__), "..", "fixtures", "wizard.json"), encoding="utf-8") as file:
            catalogue = json.load(file)
        plain = {**catalogue["Zendesk"], "featured": False}
        catalogue["Adyen"] = {**plain, "name": "Adyen", "label": None, "releaseStatus": "alpha"}
        catalogue["Oracle"] = {**plain, "name": "Oracle", "label": None, "unreleasedSource": True}
        catalogue["Paused"] = {**plain, "name": "Paused", "label": None, "disabledReason": "Paused by the vendor"}
        bench.misbehave(f"GET */external_data_sources/wizard=body:{bench.write('previews.json', json.dumps(catalogue))}")
        main_job.add_source(app)
        app.type(SEARCH, "oracle")
        shows(app, "Oracle")
        assert not app.find("button", "Oracle").sensitive
        app.read("Coming soon")
        app.type(SEARCH, "paused")
        app.read("Paused by the vendor")
        app.type(SEARCH, "adyen")
        app.read("1 hidden")
        assert tiles(app) == [], "a preview is there that nobody asked for"
        for _ in range(30):
            if app.find("check box", "Show previews").focused:
                break
            app.key("Tab")
        app.key("space")
        shows(app, "Adyen")
        app.picture("catalogue-preview")
        bench.misbehave()


def start():
    return Sluice(environment={"SLUICE_CLOUD_US": server.url, "SLUICE_CLOUD_EU": server.url,
                               "XDG_DATA_HOME": os.path.join(folder, "data")},
                  pictures=os.environ.get("SLUICE_PICTURES"), log=os.path.join(folder, "log"))


def before_any_key():
    """Without a key one sees what there is; picking one asks for the key, then goes on with it"""
    with start() as app:
        app.press("Browse Sources")
        app.find_entry(SEARCH)
        until("all kinds", lambda: len(tiles(app)) == 18)
        app.picture("catalogue-public")
        app.type(SEARCH, "postgers")
        shows(app, "Postgres")
        app.press("Postgres")
        app.read("Then set up Postgres")
        connect(app, server.key)
        app.read("Which project\\?")
        app.press("Connect")
        app.find("text", "Host", 60)
        app.picture("catalogue-went-on")


def old_server():
    """A server of one's own that shows no catalogue says so, and what to do"""
    server.misbehave("GET */public_source_configs=status:404")
    with start() as app:
        app.press("Browse Sources")
        app.read("No Catalogue at This Server")
        app.read("An older server shows its kinds of source only to those who have a key")
        choose_place(app, "Own Server")
        app.read("Enter its address")
        app.type("Address of the server", server.url)
        app.press("Apply")
        app.read("No Catalogue at This Server")
        app.picture("catalogue-none")
        server.misbehave()
        app.press("Try Again")
        until("all kinds", lambda: len(tiles(app)) == 18)
        app.press("Back")
        app.find("button", "Browse Sources")


def main():
    global bench, folder, server
    folder = tempfile.mkdtemp(prefix="sluice-ui-")
    os.chmod(folder, 0o711)
    server = Server(folder, "server")
    try:
        with Workbench("--practice-argument=--sample-rows=2000") as bench:
            return tap.run(searching, categories, keyboard_alone, odd_catalogue, old_server, before_any_key)
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    raise SystemExit(main())
