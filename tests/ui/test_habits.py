#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Started again, Sluice looks as it was left: the order and the view of tables, the page of the preferences, and of a set-up
that was kept for later the page that it was left on. Nothing is sent by that."""

import re

import main_job
import tap
from driver import until
from shared_window import SharedWindow
from workbench import Workbench

bench = None
window = None


def at_tables(app):
    main_job.add_source(app)
    main_job.choose_postgres(app)
    main_job.type_connection(app, bench.ready()["sample_database"])
    main_job.check_connection(app)


def first_table(app):
    return app.find("check box", re.compile("^Select (?!all)")).name


def pick_in_menu(app, name):
    app.press("Sort and Group", role="toggle button")
    app.press(name, role=None)
    app.key("Escape")


def order_of_tables():
    """Tables are sorted as before after a restart, and shown as the map they were looked at as"""
    with window.at_home() as app:
        at_tables(app)
        before = first_table(app)
        pick_in_menu(app, "Rows")
        until("another order", lambda: first_table(app) != before)
        sorted_first = first_table(app)
    with window.at_home():
        pass  # The page goes with all that is in it, which is nobody's choice of another view.
    window.close()
    with window.at_home() as app:
        at_tables(app)
        until("the order of before", lambda: first_table(app) == sorted_first)
        app.key("ctrl+2")
        app.find("button", re.compile("^public, "))
    window.close()
    with window.at_home() as app:
        at_tables(app)
        app.find("button", re.compile("^public, "))
        app.key("ctrl+1")
        until("the order of before", lambda: first_table(app) == sorted_first)


def preferences():
    """The preferences open on the page where they were closed"""
    with window.at_home() as app:
        app.key("ctrl+comma")
        app.press("Prices", role="page tab")
        app.find("text", "Currency")
        app.key("Escape")
        app.gone("dialog", "Preferences")
    window.close()
    with window.at_home() as app:
        app.key("ctrl+comma")
        app.find("text", "Currency")
        app.key("Escape")
        app.gone("dialog", "Preferences")


def page_of_a_set_up():
    """A set-up that was kept for later on Review comes back there, with nothing created; from Home, nothing begins by itself"""
    with window.at_home() as app:
        at_tables(app)
        main_job.select_table(app, "customers")
        main_job.go_on(app)
        app.type("Prefix", "left_")
        main_job.go_on(app)
        app.find("button", "Create Source")
        app.press("Cancel")
        app.press("Keep for Later")
        app.find("button", re.compile("^Add Source"))
    before = len(bench.sent("POST"))
    window.close()
    with window.at_home() as app:
        app.find("button", re.compile("^Resume Postgres"))
        assert len(bench.sent("POST")) == before, bench.sent("POST")[before:]
        app.press(re.compile("^Resume Postgres"))
        app.find("button", "Create Source", 60)
        assert not bench.sent("POST", "/external_data_sources/"), "a source was created"


def main():
    global bench, window
    with Workbench("--rows", "estimate") as bench, SharedWindow(bench) as window:
        return tap.run(order_of_tables, preferences, page_of_a_set_up)


if __name__ == "__main__":
    raise SystemExit(main())
