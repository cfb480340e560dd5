#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job in the real window, from Home to Completed, and then whether the rows really arrived."""

import json
import os
import re
import subprocess
import sys

import main_job
import tap
from driver import until
from workbench import HERE, Workbench

# A table for each way of syncing; what Sluice recommends for it is what is wanted here.
BY_METHOD = {
    "customers": "Incremental",
    "audit_log": "Append",
    "currencies": "Full refresh",
    "payments": "xmin",
}

bench = None
app = None
tables_seen = None


def main_job_to_completed():
    """From Home to Completed: a wrong password first, then four tables by four methods"""
    global tables_seen
    app.find("button", re.compile("^Add Source"), 120)
    app.picture("home-empty")
    main_job.add_source(app)
    main_job.choose_postgres(app)
    login = bench.ready()["sample_database"]
    main_job.type_connection(app, login, password="not-" + login["password"])
    app.press("Check Connection")
    app.read("The database rejected the username or password", 60)
    app.type("Password", login["password"])
    main_job.check_connection(app)

    selected, tables_seen, _ = main_job.totals(app)
    assert selected == 0, f"{selected} tables are selected before anybody chose one"
    for table, method in BY_METHOD.items():
        main_job.select_table(app, table)
        until(f"{table} syncing by {method}", lambda: main_job.syncs_by(app, table, method), 5)
    selected, _, load = main_job.totals(app)
    assert selected == len(BY_METHOD)
    assert re.search(r"first load [\d,]+ rows", load), load
    main_job.go_on(app)

    app.find("text", "Prefix")
    assert app.text_of("Prefix") == "", "the first source of its type needs no prefix"
    app.read(r"postgres_public__\w+ and 3 more")
    main_job.go_on(app)
    app.read(rf"{tables_seen} tables seen, 4 will be copied from shop on 127\.0\.0\.1")
    main_job.create(app)
    main_job.wait_until_loaded(app)
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
    assert on == {"customers": "incremental", "audit_log": "append", "currencies": "full_refresh", "payments": "xmin"}, on
    assert by_name["customers"]["incremental_field"] == "updated_at"
    assert by_name["customers"]["incremental_field_type"] == "timestamp"
    assert by_name["customers"]["primary_key_columns"] == ["id"]


def schedule_was_sent():
    """What the page says about frequency is what the server holds: every 24 hours, not its default"""
    source = bench.ask("GET", "external_data_sources/")["results"][0]
    frequencies = {schema["name"]: schema["sync_frequency"] for schema in source["schemas"] if schema["should_sync"]}
    assert len(frequencies) == 4 and set(frequencies.values()) == {"24hour"}, frequencies


def rows_are_equal():
    """Count and hash over all columns in key order are equal in PostgreSQL and in the warehouse, for every table"""
    login = bench.ready()["sample_database"]
    for table in BY_METHOD:
        result = subprocess.run(
            [sys.executable, os.path.join(HERE, "compare-warehouse.py"), "--host", login["host"], "--port",
             str(login["port"]), "--database", login["database"], "--user", login["user"], "--warehouse",
             os.path.join(bench.state, "warehouse.sqlite"), f"public.{table}=postgres_public__{table}"],
            env={**os.environ, "PGPASSWORD": login["password"]}, capture_output=True, text=True, check=False)
        print(f"# {result.stdout.strip()}")
        assert result.returncode == 0, result.stdout + result.stderr


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

    app.press("Postgres · shop")
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
    """The practice server and its PostgreSQL end with Sluice, and the source is there again after a restart"""
    app.stop()
    until("the practice server's end", lambda: not processes_of(bench.state), 20)
    with bench.open("--rows", "estimate") as again:
        again.read(r"4 of \d+ tables", 60)
        assert len(bench.ask("GET", "external_data_sources/")["results"]) == 1
    until("the practice server's end", lambda: not processes_of(bench.state), 20)


def no_secret_in_what_sluice_wrote():
    """No file that Sluice wrote, nor its log, holds the database's password"""
    secret = bench.ready()["sample_database"]["password"].encode()
    looked_at = 0
    for folder, _, files in os.walk(bench.folder):
        for name in files:
            path = os.path.join(folder, name)
            if path == bench.ready_path or folder.startswith(bench.state):
                continue
            with open(path, "rb") as file:
                looked_at += 1
                assert secret not in file.read(), f"{path} holds the password"
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
    with Workbench() as bench, bench.open("--rows", "estimate") as app:
        tap.main(main_job_to_completed, create_sent_every_table_once, schedule_was_sent, rows_are_equal,
                 second_sync_from_the_window, no_secret_in_what_sluice_wrote, nothing_is_left_behind,
                 needed=main_job_to_completed)
