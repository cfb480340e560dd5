#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Near-real-time in the window: asked for on Connect, mended by the SQL that is offered, checked again with the chosen
tables, created, and the rows equal."""

import os
import re
import signal
import sqlite3

import clipboard
import main_job
import tap
from driver import until
from postgres import Postgres
from workbench import Workbench

TABLES = {"orders": '"public"."orders"', "Order Lines": '"sales"."Order Lines"', 'odd "parts"': '"Odd One"."odd ""parts"""'}
SWITCH = "Near-real-time (CDC)"
CHECK = "POST /api/projects/*/external_data_sources/check_cdc_prerequisites"
DIALOG = "What Near-Real-Time Needs"
SERVER_NEEDS = ("Logical replication switched on", "The user may replicate", "The user may create a publication")

database = None
bench = None
app = None


def make_shop():
    database.sql("CREATE DATABASE shop")
    database.sql("CREATE ROLE reader LOGIN PASSWORD 'reader pass'")
    database.sql('CREATE SCHEMA sales; CREATE SCHEMA "Odd One"', "shop")
    for name in TABLES.values():
        database.sql(f"CREATE TABLE {name} (id int PRIMARY KEY, body text, updated_at timestamptz NOT NULL DEFAULT now()); "
                     f"CREATE INDEX ON {name} (updated_at); "
                     f"INSERT INTO {name} SELECT i, 'row ' || i FROM generate_series(1, 500) i; ANALYZE", "shop")
    for schema in ("public", "sales", '"Odd One"'):
        database.sql(f"GRANT USAGE ON SCHEMA {schema} TO reader; "
                     f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO reader", "shop")


def toggle():
    """The row says how it stands, the switch in it can be pressed."""
    row = app.find("check box", SWITCH)
    before = row.checked
    until("the switch", lambda: app.see("check box", SWITCH, within=row), 5).press()
    until("the switch going over", lambda: app.find("check box", SWITCH).checked != before, 5)


def line(title, state):
    return app.find("list item", re.compile(rf"^{re.escape(title)}, {state}"))


def copied_sql(title):
    """What is offered is what gets copied, to be pasted elsewhere."""
    app.press(f"Copy the SQL for: {title}")
    offered = app.find(None, f"SQL for: {title}").text
    until(f"“{offered}” in the clipboard", lambda: clipboard.read() == offered)
    return offered


def by_keyboard(name):
    """Presses Tab until the button of that name has the focus, and then the button."""
    for _ in range(20):
        app.key("Tab")
        button = app.see("button", name)
        if button is not None and button.focused:
            app.key("space")
            return
    raise AssertionError(f"Tab does not come to “{name}”")


def no_word_before_it_is_asked_for():
    """Off by default: a switch, no names, and no check"""
    main_job.add_source(app)
    main_job.choose_postgres(app)
    main_job.type_connection(app, database.login("shop"), user="reader", password="reader pass")
    app.find("check box", SWITCH)
    assert app.see("list item", "Slot and Publication") is None
    main_job.check_connection(app)
    assert not bench.sent("POST", "/check_cdc_prerequisites/"), "nobody asked for near-real-time"
    main_job.select_table(app, "orders")
    until("orders as usual", lambda: main_job.syncs_by(app, "orders", "Incremental"), 5)
    app.press("Back")


def what_is_missing():
    """Asked for, the check runs with the connection's, and says line by line what is missing"""
    toggle()
    app.find("list item", "Slot and Publication")
    app.press("Check Connection")
    for title in SERVER_NEEDS:
        line(title, "Missing")
    line("PostgreSQL 13 or newer", "Met")
    line("A free replication slot", "Met")
    app.read("wal_level is 'replica', it must be 'logical'", 20)
    app.read("3 things are missing")
    app.focus_is_on("button", "Check Again")
    assert copied_sql("The user may replicate") == 'ALTER ROLE "reader" WITH REPLICATION;'
    by_keyboard("Copy the SQL for: The user may create a publication")
    until("that SQL in the clipboard", lambda: clipboard.read() == 'GRANT CREATE ON DATABASE "shop" TO "reader";')
    app.picture("cdc-missing")
    assert not app.nameless(), app.nameless()
    # Nothing was run, and nothing goes on by itself.
    assert database.sql("SELECT rolreplication FROM pg_roles WHERE rolname = 'reader'") == [["f"]]
    app.press("Check Again")
    until("another check", lambda: len(bench.sent("POST", "/check_cdc_prerequisites/")) == 2, 30)
    line("The user may replicate", "Missing")
    app.find("text", "Host")


def the_way_out():
    """Use Incremental Instead goes on without it"""
    app.press("Use Incremental Instead")
    app.read(r"\d+ of \d+ tables", 30)
    assert main_job.syncs_by(app, "orders", "Incremental")
    app.press("Back")
    app.find("check box", SWITCH)
    assert app.see("list item", "Slot and Publication") is None


def mended():
    """The SQL that was copied, run by an administrator, makes the check pass, and Tables comes with CDC recommended"""
    toggle()
    app.press("Check Connection")
    for title in SERVER_NEEDS:
        line(title, "Missing")
        database.sql(copied_sql(title), "shop")
    database.stop(signal.SIGINT)
    database.start()
    app.press("Check Again")
    app.read(r"\d+ of \d+ tables", 60)
    until("orders near real time", lambda: main_job.syncs_by(app, "orders", "CDC"), 10)
    for table in TABLES:
        main_job.select_table(app, table)
    app.picture("cdc-tables")


def a_check_that_is_stopped():
    """Stopped on the way out of Tables, the check is let go of, and nothing comes of it later"""
    n_gone = len(bench.let_go("POST", "/check_cdc_prerequisites/"))
    bench.misbehave(f"{CHECK}=delay:100")
    app.press("Next")
    app.read("Checking near-real-time for the chosen tables")
    app.press("Stop")
    until("the check being let go", lambda: len(bench.let_go("POST", "/check_cdc_prerequisites/")) > n_gone, 30)
    bench.misbehave()
    app.gone("button", "Stop")
    assert app.see("dialog", DIALOG) is None
    assert main_job.is_selected(app, "orders")


def a_check_that_fails():
    """No answer is not a yes: the page stays, with the server's words, and the check can be had again"""
    bench.misbehave(f"{CHECK}=status:500")
    app.press("Next")
    dialog = app.find("dialog", DIALOG, 30)
    app.read("A server error occurred")
    assert app.see("list item", re.compile(", Met$"), within=dialog) is None, "nobody looked at these tables"
    app.focus_is_on("button", "Check Again")
    app.picture("cdc-failed")
    bench.misbehave()
    app.key("space")
    app.find("list item", re.compile("^The user may publish the tables, Missing"), within=dialog)
    app.key("Escape")
    app.gone("dialog", DIALOG)


def checked_with_the_tables():
    """On leaving Tables the check runs with the chosen ones; what is missing keeps the page"""
    app.press("Next")
    dialog = app.find("dialog", DIALOG, 30)
    app.find("list item", re.compile("^The user may publish the tables, Missing"), within=dialog)
    sql = copied_sql("The user may publish the tables")
    for name in TABLES.values():
        assert f"ALTER TABLE {name}\n  OWNER TO posthog_publishers;" in sql, sql
    app.picture("cdc-tables-missing")
    assert bench.sent("POST", "/check_cdc_prerequisites/")[-1]["body"]["tables"] == [
        'Odd One.odd "parts"', "public.orders", "sales.Order Lines"]
    database.sql(sql, "shop")
    app.find("button", "Check Again", within=dialog).press()
    app.find("text", "Prefix", 60)


def created():
    """Created with slot and publication, loaded, and equal"""
    main_job.go_on(app)
    app.find("button", "Create Source")
    app.picture("cdc-review")
    main_job.create(app)
    main_job.wait_until_loaded(app)
    payload = bench.sent("POST", "/external_data_sources/")[-1]["body"]["payload"]
    assert payload["cdc_enabled"] is True and payload["cdc_management_mode"] == "posthog", payload
    assert {entry["name"]: entry["sync_type"] for entry in payload["schemas"]} == {
        'Odd One.odd "parts"': "cdc", "public.orders": "cdc", "sales.Order Lines": "cdc"}
    assert database.sql("SELECT count(*) FROM pg_replication_slots") == [["1"]]
    warehouse = sqlite3.connect(os.path.join(bench.state, "warehouse.sqlite"))
    stored = {'postgres_odd one__odd "parts"': TABLES['odd "parts"'], "postgres_public__orders": TABLES["orders"],
              "postgres_sales__order lines": TABLES["Order Lines"]}
    for name, original in stored.items():
        quoted = '"' + name.replace('"', '""') + '"'
        copied = warehouse.execute(f"SELECT id, body FROM {quoted} ORDER BY id").fetchall()
        rows = database.sql(f"SELECT id, body FROM {original} ORDER BY id", "shop")
        assert [[str(id), body] for id, body in copied] == rows, name


def main():
    global database, bench, app
    with Postgres() as database, Workbench() as bench:
        make_shop()
        with bench.open("--practice-argument=--sample-rows=2000") as app:
            tap.main(no_word_before_it_is_asked_for, what_is_missing, the_way_out, mended, a_check_that_is_stopped,
                     a_check_that_fails, checked_with_the_tables, created, needed=no_word_before_it_is_asked_for)


if __name__ == "__main__":
    main()
