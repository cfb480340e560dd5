#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever is typed wrongly is said where it can be mended, nothing typed is lost, and one goes on after mending it."""

import itertools
import re

import main_job
import tap
from driver import until
from postgres import Postgres, free_port
from shared_window import SharedWindow
from workbench import Workbench

REJECTED = ("The database rejected the username or password. Check the user and password for this source and try "
            "again.")

database = None
bench = None
window = None

# Two that are alike, in turn: what was checked last is never what is checked next.
databases = itertools.cycle(("shop", "market"))


def refuse(wrong, words, kept):
    """Types a login with something wrong, sees the words, sees what was typed still there, mends it and goes on."""
    login = database.login(next(databases))
    with window.at_connect() as app:
        main_job.type_connection(app, login, **wrong)
        app.press("Check Connection")
        app.read(words, 60)
        for label, key in kept:
            value = str({**login, **wrong}[key])
            assert app.text_of(label) == value, f"{label} was “{value}”, now “{app.text_of(label)}”"
        for key, label in (("host", "Host"), ("port", "Port"), ("database", "Database"), ("user", "User"),
                           ("password", "Password")):
            if key in wrong:
                app.type(label, str(login[key]))
        main_job.check_connection(app)
        assert main_job.totals(app)[:2] == (0, 2), main_job.totals(app)


KEPT = (("Host", "host"), ("Port", "port"), ("Database", "database"), ("User", "user"))


def wrong_host():
    """A host that does not exist"""
    refuse({"host": "nowhere.invalid"}, r"(?i)(resolve|translate).*host", KEPT)


def wrong_port():
    """A port where nothing listens"""
    refuse({"port": free_port()}, r"(?i)connection refused", KEPT)


def wrong_user():
    """A user that does not exist"""
    refuse({"user": "nobody"}, re.escape(REJECTED), KEPT)


def wrong_password():
    """A wrong password"""
    refuse({"password": "incorrect"}, re.escape(REJECTED), KEPT)


def wrong_database():
    """A database that does not exist"""
    refuse({"database": "warehouse"}, r'database "warehouse" does not exist', KEPT)


def stopped_database():
    """A database server that is stopped, and started again"""
    with window.at_connect() as app:
        main_job.type_connection(app, database.login(next(databases)))
        database.stop()
        try:
            app.press("Check Connection")
            app.read(r"(?i)connection refused", 60)
        finally:
            database.start()
        assert app.text_of("Host") == "127.0.0.1"
        main_job.check_connection(app)


def empty_database():
    """A database without tables"""
    with window.at_connect() as app:
        main_job.type_connection(app, database.login("empty"))
        app.press("Check Connection")
        app.read(r"(?i)no tables", 60)
        assert app.text_of("Database") == "empty"
        app.type("Database", next(databases))
        main_job.check_connection(app)


def nothing_typed():
    """Fields left empty are named, and the first gets the focus"""
    with window.at_connect() as app:
        app.press("Check Connection")
        until("Host being invalid", lambda: app.find("text", "Host").invalid)
        app.focus_is_on("text", "Host")


def unreadable_table():
    """A table that may not be read says so and cannot be selected, while the others can"""
    with window.at_connect() as app:
        main_job.fill_in_sample(app)
        main_job.check_connection(app)
        app.find(None, re.compile("No permission"))
        box = app.find("check box", "Select payroll")
        assert not box.sensitive, "a table that cannot be read can be selected"
        main_job.select_table(app, "currencies")
        main_job.go_on(app)
        app.find("text", "Prefix")


def at_name(app):
    main_job.add_source(app)
    main_job.choose_postgres(app)
    main_job.fill_in_sample(app)
    main_job.check_connection(app)
    main_job.select_table(app, "currencies")
    main_job.go_on(app)
    app.find("text", "Prefix")


def malformed_prefix():
    """A prefix that cannot be one is refused as it is typed, and Next stays"""
    with window.at_home() as app:
        at_name(app)
        app.type("Prefix", "9-lives")
        until("the prefix being marked", lambda: app.find("text", "Prefix").invalid)
        app.press("Next")
        app.find("text", "Prefix")
        assert app.text_of("Prefix") == "9-lives"
        app.type("Prefix", "lives_")
        app.read("lives_postgres_")
        app.press("Next")
        app.read("tables seen")


def taken_prefix():
    """A prefix that somebody took meanwhile is refused in the server's words, and another one goes"""
    with window.at_home() as app:
        at_name(app)
        login = bench.ready()["sample_database"]
        names = [table["table"] for table in
                 bench.ask("POST", "external_data_sources/database_schema/", {"source_type": "Postgres", **login,
                                                                              "port": str(login["port"])})]
        bench.ask("POST", "external_data_sources/", {
            "source_type": "Postgres", "prefix": "eu_",
            "payload": {**login, "port": str(login["port"]),
                        "schemas": [{"name": name, "should_sync": False, "sync_type": None} for name in names]}})
        app.type("Prefix", "eu_")
        app.read(r"Another source of this type already uses the prefix 'eu_'\.")
        until("the prefix being marked", lambda: app.find("text", "Prefix").invalid)
        app.press("Next")
        app.find("text", "Prefix")
        assert app.text_of("Prefix") == "eu_"
        app.type("Prefix", "us_")
        app.press("Next")
        app.read("tables seen")


def main():
    global database, bench, window
    # One window and one workspace for all: only the last case leaves something in it.
    with Postgres() as database, Workbench() as bench, \
            SharedWindow(bench, "--rows", "estimate", "--practice-argument=--sample-rows=2000") as window:
        database.sql("CREATE DATABASE empty")
        database.sql("CREATE DATABASE shop")
        database.sql("CREATE TABLE orders (id int PRIMARY KEY, updated_at timestamptz NOT NULL DEFAULT now());"
                     "CREATE TABLE countries (code text PRIMARY KEY, name text);"
                     "INSERT INTO countries VALUES ('NO', 'Norway')", "shop")
        database.sql("CREATE DATABASE market TEMPLATE shop")
        tap.main(nothing_typed, wrong_host, wrong_port, wrong_user, wrong_password, wrong_database, stopped_database,
                 empty_database, unreadable_table, malformed_prefix, taken_prefix)


if __name__ == "__main__":
    main()
