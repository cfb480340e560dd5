#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a set-up came to: what was asked for against what there is, in the window and in a file, with the names that the
server gave, a query to copy and the first rows of a table."""

import json
import os
import re
import urllib.request

import clipboard
import driver
import main_job
import tap
from driver import until
from shared_window import SharedWindow
from workbench import Workbench

ALL_TABLES = "All Tables, Their Names and First Rows"

bench = None
window = None
login = None


def path_of(name):
    return os.path.join(bench.folder, name)


def read_file(name):
    with open(path_of(name), encoding="utf-8") as file:
        return file.read()


def conduct(*rules):
    """How the syncs of the practice server go from now on."""
    ready = bench.ready()
    request = urllib.request.Request(
        f"{ready['url']}/_practice/conduct", data=json.dumps({"rules": rules}).encode(),
        headers={"Authorization": f"Bearer {ready['misbehave_token']}", "Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=20) as answer:
        answer.read()


def source(prefix):
    """The source of that prefix as the server has it, whole."""
    for one in bench.ask("GET", "external_data_sources/")["results"]:
        if (one["prefix"] or "") == prefix:
            return bench.ask("GET", f"external_data_sources/{one['id']}/")
    raise AssertionError(f"no source has the prefix “{prefix}”")


def table_of(prefix, name):
    return next(table for table in source(prefix)["schemas"] if table["name"] == name)


def set_up(app, prefix, *tables):
    """From Home until the source is created."""
    main_job.add_source(app)
    main_job.choose_postgres(app)
    main_job.fill_in_sample(app)
    main_job.check_connection(app)
    for table in tables:
        main_job.select_table(app, table)
    main_job.go_on(app)
    app.type("Prefix", prefix)
    main_job.go_on(app)
    app.read(f"{len(tables)} will be copied")
    main_job.create(app)


def choose_row(app, role, name, key="Return"):
    """Activates a row, or what is in it, by keyboard."""
    def focused():
        app.find(role, name)
        if any(thing.focused for thing in app.everything() if driver.fits(thing, role, name)):
            return True
        app.key("Tab")
        return False

    until(f"the focus on “{name}”", focused, 60)
    app.key(key)


def press_in_report(app, name):
    """What is beneath the dialog has buttons of the same names."""
    until(f"“{name}” in the report",
          lambda: (thing := app.see("button", name, app.see("dialog", "Verified Report"))) and thing.press())


def close_report(app):
    press_in_report(app, "Close")
    app.gone("dialog", "Verified Report")


def save_as(app, name):
    """Saves the report under a name; the one that was proposed."""
    if app.see("dialog", "Verified Report"):
        press_in_report(app, "Save…")
    else:
        app.press("Save…")
    app.find("dialog", "Save the Report")
    proposed = app.text_of("Name:")
    app.type("Name:", path_of(name))
    app.press("Save")
    app.gone("dialog", "Save the Report")
    app.focus_window()
    app.read(f"Saved “{re.escape(name)}”")
    return proposed


def as_asked():
    """Where all is as it was asked for, the report says so, with the rows that were discovered and synced"""
    with window.at_home() as app:
        set_up(app, "shop_", "customers", "currencies")
        main_job.wait_until_loaded(app)
        app.read("^All 2 tables are as chosen$")
        rows = app.read(r"^Rows discovered: ([\d,]+) · synced: ([\d,]+)$")
        stored = sum(table_of("shop_", name)["table"]["row_count"] for name in ("public.customers", "public.currencies"))
        assert rows[1] == rows[2] == f"{stored:,}", rows[0]
        assert not app.see(None, re.compile("failed|never run|is empty")), "there is something to look at"
        app.find("list item", ALL_TABLES)
        assert not app.nameless(), app.nameless()
        app.picture("report-progress")


def saved():
    """It can be saved as Markdown and as plain text, and no secret is in either"""
    with window.open() as app:
        assert save_as(app, "report.md") == "postgres-shop-verified.md"
        save_as(app, "report.txt")
        markdown, plain = read_file("report.md"), read_file("report.txt")
        names = [table_of("shop_", name)["table"]["name"] for name in ("public.customers", "public.currencies")]
        for text in (markdown, plain):
            assert "All 2 tables are as chosen" in text and "every 24 hours" in text, text
            assert login["password"] not in text and bench.ready()["key"] not in text, "a secret is in the report"
            for name in names:
                assert f"SELECT * FROM {name} LIMIT 10;" in text, text
        assert markdown.startswith("# Postgres · shop") and "| --- |" in markdown, markdown
        assert "\npublic.customers\n- In PostHog: " in plain and "|" not in plain, plain
        assert re.search(r"\| public.currencies \|.* Full refresh .*\| 5 \| 5 \| Completed \|", markdown), markdown


def names_and_query():
    """A table is called what the server calls it, and the query that is copied gives its rows"""
    with window.open() as app:
        choose_row(app, "list item", ALL_TABLES)
        app.find("dialog", "Verified Report")
        app.read("^All · 2$")
        app.picture("report-tables")
        choose_row(app, "list item", re.compile("^public.customers, "))
        name = table_of("shop_", "public.customers")["table"]["name"]
        query = f"SELECT * FROM {name} LIMIT 10"
        app.read(f"^{name}$")
        press_in_report(app, "Copy the query")
        until("the query on the clipboard", lambda: clipboard.read() == query)
        press_in_report(app, "Copy the name")
        until("the name on the clipboard", lambda: clipboard.read() == name)
        assert not app.nameless(), app.nameless()
        app.picture("report-table")


def first_rows():
    """Ten rows come on a click, the same that the warehouse has, and each can be read out"""
    with window.open() as app:
        assert not bench.sent("POST", "/query/"), "rows were asked for before anybody wanted them"
        choose_row(app, None, "Show the First 10 Rows")
        app.read("^10 rows$")
        query = bench.sent("POST", "/query/")[0]["body"]["query"]["query"]
        answer = bench.ask("POST", "query/", {"query": {"kind": "HogQLQuery", "query": query}})
        app.find(None, "First rows of public.customers")
        shown = [thing.name for thing in app.everything() if thing.role == "table row" and re.match(r"id \d", thing.name)]
        first = ", ".join(f"{column} {value}" for column, value in
                          list(zip(answer["columns"], answer["results"][0]))[:3])
        assert len(shown) == 10 and shown[0].startswith(first), (shown, first)
        assert not app.nameless(), app.nameless()
        app.picture("report-rows")


def refused():
    """A key that may not query: the server's words, and the query can still be copied; with another try it works"""
    with window.open() as app:
        press_in_report(app, "Back")
        choose_row(app, "list item", re.compile("^public.currencies, "))
        bench.misbehave("POST */query/=key:_setup")
        choose_row(app, None, "Show the First 10 Rows")
        app.read("API key missing required scope 'query:read'")
        app.read("works in PostHog’s SQL editor, too")
        app.picture("report-refused")
        press_in_report(app, "Copy the query")
        until("the query on the clipboard", lambda: "currencies LIMIT 10" in clipboard.read())
        bench.misbehave()
        app.press("Try Again")
        app.read("^5 rows$")
        close_report(app)
        app.press("Done")


def not_as_asked():
    """What somebody changed meanwhile, and a table that did not sync, are told, in the window and in the file"""
    with window.at_home() as app:
        conduct("Postgres/public.support_notes=stall:10")
        set_up(app, "late_", "currencies", "support_notes")
        app.find(None, re.compile("^Verified"))
        until("the schedule of the first table",
              lambda: table_of("late_", "public.currencies")["sync_frequency"] == "24hour")
        bench.ask("PATCH", f"external_data_schemas/{table_of('late_', 'public.currencies')['id']}/",
                  {"sync_frequency": "6hour"})
        stalled = table_of("late_", "public.support_notes")["id"]
        until("the sync that is to be stopped", lambda: table_of("late_", "public.support_notes")["status"] == "Running")
        bench.ask("POST", f"external_data_schemas/{stalled}/cancel/")
        conduct()
        app.read("^1 of 2 tables not as chosen$", 60)
        app.read("^1 table failed$")
        app.picture("report-unlike")
        choose_row(app, "list item", ALL_TABLES)
        app.find("dialog", "Verified Report")
        app.press("Needs attention · 2", role="radio button")
        app.find("list item", re.compile("^public.currencies, .*Frequency: every 6 hours, where every 24 hours was asked for"))
        app.find("list item", re.compile("^public.support_notes, .*Not synced: "))
        app.type("Search tables", "curr")
        app.gone("list item", re.compile("^public.support_notes, "))
        app.picture("report-unlike-tables")
        save_as(app, "late.md")
        assert "every 6 hours, where every 24 hours was asked for" in read_file("late.md")
        close_report(app)


def read_anew():
    """A table that failed is had synced again: what there is is read anew once that is over"""
    with window.open() as app:
        app.read("^1 table failed$")
        choose_row(app, None, re.compile("^Actions for .*support_notes"), "space")
        app.press("Retry", role="menu item")
        app.gone("list item", ALL_TABLES)
        app.read("^1 of 2 tables not as chosen$", 120)
        app.find("list item", ALL_TABLES)
        assert not app.see("label", re.compile("^1 table failed")), "the report is the one from before"
        choose_row(app, "list item", ALL_TABLES)
        app.read("^Needs attention · 1$")
        close_report(app)
        app.press("Done")


def main():
    global bench, window, login
    with Workbench("--rows", "estimate") as bench, SharedWindow(bench) as window:
        with window.at_home():
            login = bench.ready()["sample_database"]
        return tap.run(as_asked, saved, names_and_query, first_rows, refused, not_as_asked, read_anew)


if __name__ == "__main__":
    tap.end_in_order()
    raise SystemExit(main())
