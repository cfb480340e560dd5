#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job in the real window, from Home to Completed, and then whether the rows really arrived.

    test_main_job.py estimate       in the practice workspace, whose server says how many rows tables have
    test_main_job.py none           in one whose server counts no rows, as the newest ones
    test_main_job.py first-start    from a first start with a wrong key, in a project of one's own
    test_main_job.py older          the same on a server of 2025: other paths, forms and answers, and much that is missing
"""

import contextlib
import json
import os
import re
import subprocess
import sys

import accounts
import main_job
import tap
from driver import until
from workbench import Workbench

setting = None
bench = None
app = None
tables_seen = None


class Setting:
    """Where the job is done; this is a server of today."""

    root = "projects"
    methods = main_job.BY_METHOD
    sent = {"customers": "incremental", "audit_log": "append", "currencies": "full_refresh", "payments": "xmin"}
    tells_keys = True
    tells_jobs = True


class Practice(Setting):
    """The practice workspace."""

    def __init__(self, rows):
        self.arguments = ("--rows", rows)
        # Where nobody knows that a table is small, Sluice does not say that copying all of it each time is simplest.
        self.recommended = {"currencies": "xmin"} if rows == "none" else {}
        self.first_load = "unknown until counted" if rows == "none" else r"first load [\d,]+ rows"

    @staticmethod
    def serving():
        return contextlib.nullcontext()

    def open(self):
        return bench.open(*self.arguments)

    @staticmethod
    def get_home():
        app.find("button", re.compile("^Add Source"), 120)

    @staticmethod
    def leave(window):
        window.stop()
        until("the practice server's end", lambda: not processes_of(bench.state), 20)


class FirstStart(Setting):
    """A server of one's own, the practice server in its place: nobody has signed in yet."""

    recommended = {}
    first_load = r"first load [\d,]+ rows"

    @staticmethod
    def serving():
        return bench.serving("--sample-database", "--rows", "estimate")

    @staticmethod
    def open():
        return bench.open_elsewhere(environment={"GSETTINGS_BACKEND": "keyfile"})

    @staticmethod
    def get_home():
        ready = bench.ready()
        accounts.ask_for_key(app)
        accounts.choose_place(app, "Own Server")
        app.type("Address of the server", ready["url"])
        accounts.connect(app, "phx_an-invented-key")
        app.read("Personal API key found in request Authorization header is invalid")
        accounts.connect(app, ready["key"] + "_limited")
        accounts.see_home(app)

    @staticmethod
    def leave(window):
        if window is not app:
            accounts.sign_out(window)
        window.stop()


class Older(FirstStart):
    """A server of one's own that lags by a year: no xmin, no counts, no keys, no jobs (contract, section 19)."""

    root = "environments"
    methods = {**main_job.BY_METHOD, "payments": "Incremental"}
    sent = {**Setting.sent, "payments": "incremental"}
    first_load = "unknown until counted"
    tells_keys = False
    tells_jobs = False

    @staticmethod
    def serving():
        return bench.serving("--sample-database", "--era", "2025")


SETTINGS = {"estimate": Practice("estimate"), "none": Practice("none"), "first-start": FirstStart(), "older": Older()}


def main_job_to_completed():
    """From Home to Completed: a wrong password first, then four tables by four methods"""
    global tables_seen
    setting.get_home()
    app.picture("home-empty")
    tables_seen = main_job.whole(app, bench.ready()["sample_database"], setting.first_load, setting.recommended,
                                 setting.methods)
    for title in ("Source created", "Schedule set", "No webhook needed", "Verified"):
        app.find(None, re.compile(f"^{title}"))
    query = main_job.query(app)
    answer = bench.ask("POST", "query/", {"query": {"kind": "HogQLQuery", "query": query}})
    assert 0 < len(answer["results"]) <= 10, f"{query} gave {len(answer['results'])} rows"
    app.press("Done")
    app.read("Completed")


def create_sent_every_table_once():
    """The create call was sent once, with every discovered table exactly once"""
    calls = bench.sent("POST", "/external_data_sources/")
    assert len(calls) == 1, f"create was sent {len(calls)} times"
    schemas = calls[0]["body"]["payload"]["schemas"]
    names = [schema["name"] for schema in schemas]
    assert len(names) == len(set(names)) == tables_seen, f"{len(names)} entries for {tables_seen} tables"
    by_name = {schema["name"].split(".")[-1]: schema for schema in schemas}
    on = {name: schema["sync_type"] for name, schema in by_name.items() if schema["should_sync"]}
    assert on == setting.sent, on
    assert by_name["customers"]["incremental_field"] == "updated_at"
    assert by_name["customers"]["incremental_field_type"] == "timestamp"
    assert by_name["customers"].get("primary_key_columns") == (["id"] if setting.tells_keys else None)


def schedule_was_sent():
    """What the page says about frequency is what the server holds: every 24 hours, not its default"""
    source = bench.ask("GET", "external_data_sources/")["results"][0]
    # Older servers say how often only of a source that is asked for by itself.
    source = bench.ask("GET", f"external_data_sources/{source['id']}/")
    frequencies = {schema["name"]: schema["sync_frequency"] for schema in source["schemas"] if schema["should_sync"]}
    assert len(frequencies) == 4 and set(frequencies.values()) == {"24hour"}, frequencies


def rows_are_equal():
    """Count and hash over all columns in key order are equal in PostgreSQL and in the warehouse, for every table"""
    main_job.assert_rows_are_equal(bench.ready()["sample_database"], bench.state)


def second_sync_from_the_window():
    """Sync Now reads what changed since, says how many rows that was, and leaves every table equal again"""
    login = bench.ready()["sample_database"]
    with open(os.path.join(bench.state, "sample.json"), encoding="utf-8") as file:
        password = json.load(file)["owner_password"]
    subprocess.run(
        ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", login["host"], "-p", str(login["port"]), "-U",
         "sluice_owner", "-d", login["database"], "-c",
         "UPDATE customers SET name = 'Changed', updated_at = now() WHERE id <= 10; "
         "INSERT INTO customers SELECT 900000 + i, 'new@example.com', 'New', 'DE', true, now(), now() "
         "FROM generate_series(1, 10) i; UPDATE payments SET amount = amount + 1 WHERE order_id <= 3; "
         "INSERT INTO audit_log SELECT now(), 'clerk', 'login' FROM generate_series(1, 4)"],
        env={**os.environ, "PGPASSWORD": password}, check=True)

    app.press("Details of Postgres · shop")
    app.find("button", "Sync Now")
    app.picture("source-before")
    app.press("Sync Now")
    app.read("Sync started")
    for said in ("Incremental · synced .* · 20 rows read", "xmin · synced .* · 3 rows read",
                 "Append · synced .* · 4 rows read", "Full refresh · synced .* · 5 rows read"):
        app.read(f"^{said}$", 60)
    app.picture("source-synced")
    app.gone("label", "Sync started")  # Escape would close it, and not the dialog
    app.key("Escape")
    app.gone("button", "Sync Now")
    rows_are_equal()


def nothing_is_left_behind():
    """Sluice's end is the end of what it started, and the source is there again after a restart"""
    setting.leave(app)
    with setting.open() as again:
        again.read(rf"4 of {tables_seen} tables", 60)
        assert len(bench.ask("GET", "external_data_sources/")["results"]) == 1
        setting.leave(again)


def no_secret_in_what_sluice_wrote():
    """No file that Sluice wrote, nor its log, holds the database's password or the key"""
    secrets = [bench.ready()["sample_database"]["password"].encode(), bench.ready()["key"].encode()]
    looked_at = 0
    for folder, _, files in (*os.walk(bench.folder), *os.walk(os.path.expanduser("~/.config"))):
        for name in files:
            path = os.path.join(folder, name)
            if path == bench.ready_path or folder.startswith(bench.state):
                continue
            with open(path, "rb") as file:
                looked_at += 1
                written = file.read()
            assert not any(secret in written for secret in secrets), f"{path} holds a secret"
    assert looked_at > 0


def processes_of(folder):
    """The processes that have the folder in their command line."""
    found = []
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                with open(f"/proc/{entry}/cmdline", "rb") as file:
                    if folder.encode() in file.read():
                        found.append(int(entry))
            except OSError:
                pass
    return found


if __name__ == "__main__":
    setting = SETTINGS[sys.argv[1]]
    with Workbench(root=setting.root) as bench, setting.serving(), setting.open() as app:
        # Without jobs nobody says how many rows a later sync read, and a cursor of creations misses what changed.
        later = [second_sync_from_the_window] if setting.tells_jobs else []
        tap.main(main_job_to_completed, create_sent_every_table_once, schedule_was_sent, rows_are_equal, *later,
                 no_secret_in_what_sluice_wrote, nothing_is_left_behind,
                 needed=main_job_to_completed)
