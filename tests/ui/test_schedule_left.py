#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables whose schedule the server does not take: each with the server's words, and Try Again sends those and no others.
The practice server is told for which ones saving fails."""

import re

import faults
import main_job
import tap
from driver import until
from shared_window import SharedWindow
from workbench import Workbench

bench = None
window = None
# The first load of one table goes on as long as the test: what is left is sent on a click, and not at its end.
STALL = "Postgres/public.audit_log=stall:1"
WORDS = "Couldn't update the sync schedule"


def batches():
    """The tables that each request was to set, by their names."""
    source = bench.ask("GET", "external_data_sources/")["results"][0]
    names = {schema["id"]: schema["name"] for schema in source["schemas"]}
    return [{names[entry["id"]] for entry in request["body"]["schemas"]}
            for request in bench.sent("PATCH", "/bulk_update_schemas/")]


def frequencies(prefix=None):
    sources = bench.ask("GET", "external_data_sources/")["results"]
    source = next(source for source in sources if prefix is None or source["prefix"] == prefix)
    return {schema["name"]: schema["sync_frequency"] for schema in source["schemas"] if schema["should_sync"]}


def left():
    """Two of three tables are not saved: they are listed with the server's words, the third is as it was chosen"""
    with window.at_home() as app:
        faults.at_name(app, faults.fresh_login(bench))
        app.press("Back")
        for table in ("customers", "audit_log"):
            main_job.select_table(app, table)
        main_job.go_on(app)
        app.find("text", "Prefix")
        main_job.go_on(app)
        app.read("tables seen")
        bench.conduct("Postgres/public.c*=unsaved", STALL)
        main_job.create(app)
        app.read("^The schedule is not set for 2 tables$", 60)
        app.read("^The first load has begun already. Until their schedule is set, tables sync every 6 hours.$")
        for table in ("public.customers", "public.currencies"):
            row = app.find("list item", table)
            assert app.see("label", WORDS, row), table
        assert not app.see("list item", "public.audit_log")
        app.picture("schedule-left")
        assert frequencies() == {"public.customers": "6hour", "public.currencies": "6hour", "public.audit_log": "24hour"}


def refused_again():
    """Tried again while the server is as it was, what is left stays listed"""
    with window.open() as app:
        before = len(batches())
        app.press("Try Again")
        until("another request", lambda: len(batches()) > before)
        assert batches()[-1] == {"public.customers", "public.currencies"}, batches()
        app.read("^The schedule is not set for every table$")
        app.read("^The schedule is not set for 2 tables$")


def one_of_two():
    """Of those that are left one is taken: one is left"""
    with window.open() as app:
        bench.conduct("Postgres/public.currencies=unsaved", STALL)
        app.press("Try Again")
        app.read("^The schedule is not set for 1 table$")
        app.find("list item", "public.currencies")
        app.gone("list item", "public.customers")
        assert frequencies()["public.customers"] == "24hour"


def tried_again():
    """Once the server takes it, only what was left was sent, the list goes, and the keyboard still reaches the page"""
    with window.open() as app:
        bench.conduct(STALL)
        before = len(batches())
        app.press("Try Again")
        app.read("^Schedule set$")
        app.gone("button", "Try Again")
        assert batches()[before:] == [{"public.currencies"}], batches()[before:]
        assert set(frequencies().values()) == {"24hour"}, frequencies()
        app.key("Escape")
        app.find("button", re.compile("^Add Source"))


def never_taken():
    """Where the server takes it to the end of the first load not at all, that is said, and Home keeps the set-up"""
    with window.at_home() as app:
        faults.at_name(app, faults.fresh_login(bench))
        app.type("Prefix", "never_")
        main_job.go_on(app)
        app.read("tables seen")
        bench.conduct("Postgres/public.c*=unsaved")
        main_job.create(app)
        app.read("^The source keeps syncing from now on. Not all of its schedule is set, and Home keeps showing that.$", 120)
        app.picture("schedule-never-taken")
        app.press("Done")
        app.find("button", re.compile("^Resume Postgres.*never"), 20)
        app.read(f"The source is there; not all of its schedule was set: {WORDS}")
        app.picture("schedule-at-home")


def taken_up():
    """Resumed once the server takes it, the schedule is set and Home shows the set-up no more"""
    with window.open() as app:
        bench.conduct()
        app.press(re.compile("^Resume Postgres.*never"))
        app.read("^Schedule set$", 60)
        app.read("^The source keeps syncing by its schedule from now on.$", 60)
        assert set(frequencies("never_").values()) == {"24hour"}, frequencies("never_")
        app.press("Done")
        app.find("button", re.compile("^Add Source"))
        app.gone("button", re.compile("^Resume Postgres.*never"))


def tried_at_the_end():
    """Tried again after the end of the first load, it is set, and nothing is left for Home"""
    with window.at_home() as app:
        faults.at_name(app, faults.fresh_login(bench))
        app.type("Prefix", "late_")
        main_job.go_on(app)
        app.read("tables seen")
        bench.conduct("Postgres/public.c*=unsaved")
        main_job.create(app)
        app.read("^The source keeps syncing from now on. Not all of its schedule is set, and Home keeps showing that.$", 120)
        bench.conduct()
        app.press("Try Again")
        app.read("^The source keeps syncing by its schedule from now on.$")
        app.press("Done")
        app.find("button", re.compile("^Add Source"))
        app.gone("button", re.compile("^Resume Postgres.*late"))


def main():
    global bench, window
    with Workbench() as bench, \
            SharedWindow(bench, "--rows", "estimate", "--practice-argument=--sample-rows=2000") as window:
        tap.main(left, refused_again, one_of_two, tried_again, never_taken, taken_up, tried_at_the_end, needed=left)


if __name__ == "__main__":
    main()
