#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job where the server counts no rows, and from a real first start in a project of one's own."""

import os
import shutil
import subprocess
import sys
import tempfile

os.environ["GSETTINGS_BACKEND"] = "keyfile"

import accounts  # noqa: E402
import main_job  # noqa: E402
import tap  # noqa: E402
from driver import Sluice, until  # noqa: E402
from workbench import HERE, Workbench  # noqa: E402

BY_METHOD = {"customers": "Incremental", "audit_log": "Append", "currencies": "Full refresh", "payments": "xmin"}


def choose_and_create(app, totals, recommended):
    """From the tables to Completed, with a table for each way of syncing; some of them not as recommended."""
    for table, method in BY_METHOD.items():
        first = recommended.get(table, method)
        main_job.select_table(app, table)
        until(f"{table} syncing by {first}", lambda: main_job.syncs_by(app, table, first), 10)
        if first != method:
            main_job.choose_method(app, table, method)
    app.read(totals)
    main_job.go_on(app)
    app.find("text", "Prefix")
    main_job.go_on(app)
    app.read("4 will be copied")
    main_job.create(app)
    main_job.wait_until_loaded(app)


def assert_rows_are_equal(login, state):
    for table in BY_METHOD:
        result = subprocess.run(
            [sys.executable, os.path.join(HERE, "compare-warehouse.py"), "--host", login["host"], "--port",
             str(login["port"]), "--database", login["database"], "--user", login["user"], "--warehouse",
             os.path.join(state, "warehouse.sqlite"), f"public.{table}=postgres_public__{table}"],
            env={**os.environ, "PGPASSWORD": login["password"]}, capture_output=True, text=True, check=False)
        print(f"# {result.stdout.strip()}")
        assert result.returncode == 0, result.stdout + result.stderr


def rows_unknown():
    """A server that counts no rows: totals say so, nothing is called 0, and the main job ends as it should"""
    with Workbench() as bench, bench.open("--rows", "none") as app:
        main_job.add_source(app)
        main_job.choose_postgres(app)
        main_job.fill_in_sample(app)
        main_job.check_connection(app)
        # Nobody knows that it is small, so Sluice does not say that copying all of it each time is simplest.
        choose_and_create(app, r"unknown until counted", {"currencies": "xmin"})
        assert_rows_are_equal(bench.ready()["sample_database"], bench.state)


def first_start():
    """A real first start: a wrong key, the right one, then the main job in a project of one's own"""
    folder = tempfile.mkdtemp(prefix="sluice-ui-")
    os.chmod(folder, 0o711)
    server = accounts.Server(folder, "posthog", "--sample-database", "--rows", "estimate")
    login = server.ready["sample_database"]
    try:
        with Sluice(log=os.path.join(folder, "log"), pictures=os.environ.get("SLUICE_PICTURES")) as app:
            accounts.ask_for_key(app)
            accounts.choose_place(app, "Own Server")
            app.type("Address of the server", server.url)
            accounts.connect(app, "phx_an-invented-key")
            app.read("Personal API key found in request Authorization header is invalid")
            accounts.connect(app, server.key + "_limited")
            accounts.see_home(app)

            main_job.add_source(app)
            main_job.choose_postgres(app)
            main_job.type_connection(app, login)
            main_job.check_connection(app)
            choose_and_create(app, r"first load [\d,]+ rows", {})
            app.press("Done")
            app.read("Completed")
            assert_rows_are_equal(login, server.state)
            accounts.sign_out(app)
        with open(os.path.join(folder, "log"), "rb") as log:
            written = log.read()
        assert server.key.encode() not in written and login["password"].encode() not in written, "a secret in the log"
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    tap.main(rows_unknown, first_start)
