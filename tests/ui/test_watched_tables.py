#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be done to a table while its first load is watched: paused, cancelled, had synced again, and its logs read."""

import re

import clipboard
import main_job
import tap
from driver import until
from workbench import Workbench

bench = None
CONDUCT = ("Zendesk/brands=stall:5", "Zendesk/groups=rows:1000000", "Zendesk/groups=slow:5000")


def create(app, prefix, *tables):
    """From Home to the first load of these tables."""
    main_job.add_source(app)
    app.type("Search kinds of source", "zendesk")
    app.press("Zendesk")
    app.type("Zendesk subdomain", "acme")
    app.type("API key", "a-key-of-the-practice-workspace")
    app.type("Zendesk email address", "ada@example.com")
    main_job.check_connection(app)
    for table in tables:
        main_job.select_table(app, table)
    main_job.go_on(app)
    app.type("Prefix", prefix)
    main_job.go_on(app)
    main_job.create(app)
    app.read("^Running", 60)


def open_sluice():
    app = bench.open("--rows", "estimate", *(f"--practice-argument=--conduct={rule}" for rule in CONDUCT))
    app.find("button", re.compile("^Add Source"), 120)
    return app


def schema(table):
    source = bench.ask("GET", "external_data_sources/")["results"][0]
    return next(one for one in bench.ask("GET", f"external_data_sources/{source['id']}/")["schemas"]
                if one["name"] == table)


def row_of(app, table):
    """The row of the list that names it first."""
    for thing in app.everything():
        if thing.role == "list item" and next((inner.name for inner in thing.walk() if inner.role == "label"), None) == table:
            return thing
    return None


def reads(app, table, pattern, limit=60):
    """Waits until the table's row says so."""
    expression = re.compile(pattern)

    def look():
        row = row_of(app, table)
        return row is not None and any(expression.search(inner.name) for inner in row.walk() if inner.role == "label")

    until(f"{table} saying “{pattern}”", look, limit)


def choose(app, table, item):
    """Opens the table's menu with the keyboard alone, and picks from it."""
    app.focus_window()
    name = f"Actions for {table}"
    for _ in range(60):
        if any(thing.focused for thing in app.everything() if thing.name == name):
            break
        app.key("Tab")
    else:
        raise AssertionError(f"Tab does not reach “{name}”")
    app.key("space")
    app.find("menu item", item)
    app.picture(f"first-load-menu-{table}-{item.strip('…').replace(' ', '-')}")
    app.press(item, role="menu item")


def whole():
    """A table that stands still is cancelled, one that fails is had synced again, each from its own row, by keyboard"""
    with open_sluice() as app:
        create(app, "first_", "brands", "groups")
        reads(app, "groups", r"rows a second · about \d+ minutes? left", 60)
        assert not app.nameless(), app.nameless()
        app.picture("first-load-running")
        choose(app, "brands", "Cancel This Sync")
        reads(app, "brands", "Sync cancelled by user")
        assert schema("brands")["status"] == "Failed"
        app.picture("first-load-cancelled")

        choose(app, "brands", "Logs…")
        app.read("Logs of brands")
        app.read("Sync started")
        app.picture("first-load-logs")
        app.press("Copy these lines")
        copied = until("the lines on the clipboard", clipboard.read)
        assert re.search(r"^20\d\d-\d\d-\d\d \d\d:\d\d:\d\d\tInfo\tSync started$", copied, re.M), copied
        app.key("Escape")
        app.gone("label", "Logs of brands")

        sent = len(bench.sent("POST", "/reload/"))
        choose(app, "brands", "Retry")
        reads(app, "brands", "^(Waiting|Running)")
        assert len(bench.sent("POST", "/reload/")) == sent + 1

        choose(app, "groups", "Pause")
        reads(app, "groups", "paused after this sync")
        assert schema("groups")["should_sync"] is False
        choose(app, "groups", "Resume")
        until("groups being on again", lambda: schema("groups")["should_sync"] is True, 20)


def refused():
    """What the server refuses stands in the row in its own words, and goes with the next try"""
    with open_sluice() as app:
        create(app, "second_", "brands")
        reads(app, "brands", "^Running")
        words = "Could not cancel the running sync. Please try again."
        path = bench.write("refusal.json", '{"detail": "' + words + '"}')
        bench.misbehave(f"POST *external_data_schemas/*/cancel/=status:400:{path}")
        choose(app, "brands", "Cancel This Sync")
        reads(app, "brands", f"It was not cancelled:\n{re.escape(words)}")
        app.picture("first-load-refused")
        bench.misbehave()
        choose(app, "brands", "Cancel This Sync")
        reads(app, "brands", "Sync cancelled by user")
        assert not app.see("label", re.compile("It was not cancelled"))


if __name__ == "__main__":
    with Workbench() as bench:
        tap.main(whole, refused)
