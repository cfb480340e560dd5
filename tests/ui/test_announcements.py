#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whoever does not see the window hears what it comes to: pages, checks, what went wrong, and how the first load goes."""

import re

import main_job
import tap
from announcements import Announcements
from driver import until
from shared_window import SharedWindow
from workbench import Workbench

CONDUCT = ("Zendesk/brands=stall:5", "Zendesk/groups=rows:1000000", "Zendesk/groups=slow:5000")

bench = None
window = None


def n_looks():
    """How often Sluice has asked how a first load goes."""
    return len([request for request in bench.sent("GET") if "/jobs" in request["path"] or "external_data_" in request["path"]])


def pages_and_checks():
    """A check is said when it begins, and what came of it: what was refused, in the server's words, or the next page"""
    with window.at_connect() as app:
        heard = Announcements(app)
        main_job.type_connection(app, bench.ready()["sample_database"], password="wrong")
        heard.clear()
        app.press("Check Connection")
        heard.wait_for("^Connecting$")
        heard.wait_for("The database rejected the username or password")
        heard.clear()
        main_job.fill_in_sample(app)
        heard.wait_for("^Filled in the sample database$")
        app.press("Check Connection")
        heard.wait_for("^Connecting$")
        heard.wait_for("^Choose Tables")
        main_job.select_table(app, "customers")
        main_job.select_table(app, "currencies")
        main_job.go_on(app)
        heard.wait_for("^Name and Schedule")
        app.type("Prefix", "Not a prefix!")
        heard.clear()
        main_job.go_on(app)
        until("the fault being said", lambda: heard.texts)
        app.type("Prefix", "heard_")
        main_job.go_on(app)
        heard.wait_for("^Review")


def first_load():
    """The source being created, each table's end, and the end of the first load are said, each once"""
    with window.open() as app:
        heard = Announcements(app)
        app.press("Create Source")
        heard.wait_for("^Creating the source$")
        heard.wait_for(r"^Setting up Postgres · heard|^Source created$")
        main_job.wait_until_loaded(app)
        heard.wait_for("customers: Completed")
        heard.wait_for("currencies: Completed")
        heard.wait_for("^First load complete$")
        for words in ("customers: Completed", "currencies: Completed", "First load complete", "Creating the source"):
            n_times = sum(text.count(words) for text in heard.texts)
            assert n_times == 1, f"{words} is said {n_times} times: {heard.texts}"
        app.press("Done")
        app.find("button", re.compile("^Add Source"))


def not_at_every_look():
    """While a first load goes on and nothing ends, nothing is said, however often it is looked at"""
    with window.at_home() as app:
        bench.conduct(*CONDUCT)
        heard = Announcements(app)
        main_job.add_source(app)
        app.type("Search kinds of source", "zendesk")
        app.press("Zendesk")
        app.type("Zendesk subdomain", "acme")
        app.type("API key", "a-key-of-the-practice-workspace")
        app.type("Zendesk email address", "ada@example.com")
        main_job.check_connection(app)
        for table in ("brands", "groups"):
            main_job.select_table(app, table)
        main_job.go_on(app)
        app.type("Prefix", "slow_")
        main_job.go_on(app)
        main_job.create(app)
        app.read("^Running", 60)
        heard.wait_for("^Verified")
        heard.clear()
        before = n_looks()
        until("five more looks", lambda: n_looks() >= before + 5, 120)
        assert heard.texts == [], f"said while nothing ended: {heard.texts}"
        bench.conduct()


def main():
    global bench, window
    with Workbench("--rows", "estimate", "--practice-argument=--sample-rows=200") as bench, SharedWindow(bench) as window:
        return tap.run(pages_and_checks, first_load, not_at_every_look)


if __name__ == "__main__":
    tap.end_in_order()
    raise SystemExit(main())
