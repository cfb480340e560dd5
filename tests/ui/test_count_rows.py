#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Row counts that the server did not give: from this computer, by SQL to copy, by hand; and nothing before a click."""

import re
import socket
import threading

import main_job
import tap
from driver import until
from postgres import Postgres
from workbench import Workbench

# What a row's name says: the number as it is shown.
ROWS = re.compile(r"((?:≈ )?\d[\d,.]*(?:\u202f[kMG])?) rows?")

database = None
bench = None
gate = None
app = None


class Gate:
    """Stands before the database and counts who comes through."""

    def __init__(self, port):
        self.behind = port
        self.n_callers = 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            caller, _ = self.listener.accept()
            self.n_callers += 1
            called = socket.create_connection(("127.0.0.1", self.behind))
            for source, target in ((caller, called), (called, caller)):
                threading.Thread(target=self._pass_on, args=(source, target), daemon=True).start()

    @staticmethod
    def _pass_on(source, target):
        try:
            while data := source.recv(65536):
                target.sendall(data)
        except OSError:
            pass
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


def make_shop():
    database.sql("CREATE DATABASE shop")
    database.sql("CREATE ROLE reader LOGIN PASSWORD 'reader pass'")
    database.sql(
        "CREATE TABLE orders AS SELECT generate_series(1, 12345) AS id;"
        "CREATE TABLE customers AS SELECT generate_series(1, 678) AS id;"
        "CREATE TABLE countries AS SELECT generate_series(1, 195) AS id;"
        "CREATE TABLE ledger AS SELECT generate_series(1, 9) AS id;"
        "CREATE VIEW slow AS SELECT 1 AS id FROM pg_sleep(600);"
        "ANALYZE;"
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader", "shop")


def rows_of(table):
    """The rows that the table's row says, or None."""
    match = ROWS.search(main_job.row_of(app, table).name)
    return match[1] if match else None


def sees_rows(table, rows):
    until(f"{table} having {rows} rows", lambda: rows_of(table) == rows, 10)


def open_dialog():
    app.press("Count Rows…")
    return app.find("radio button", "All tables")


def press_in_dialog(name):
    """What is under the dialog may have a button of that name, too."""
    app.find("button", name, within=app.find("dialog", "Count Rows")).press()


def close_dialog(button="Done"):
    press_in_dialog(button)
    app.gone("dialog", "Count Rows")


def choose(scope):
    radio = app.find("radio button", scope)
    radio.press()
    until(f"{scope} being chosen", lambda: app.find("radio button", scope).checked, 5)


def nothing_before_the_click():
    """No connection to the database while the page and the dialog are open"""
    main_job.add_source(app)
    main_job.choose_postgres(app)
    main_job.type_connection(app, database.login("shop"), port=gate.port, user="reader", password="reader pass")
    main_job.check_connection(app)
    before = gate.n_callers
    assert before > 0, "discovery did not come through the gate"

    main_job.select_table(app, "orders")
    main_job.select_table(app, "customers")
    app.read("rows unknown until counted")
    assert rows_of("orders") is None, rows_of("orders")
    open_dialog()
    app.read(rf"Asks shop on 127\.0\.0\.1:{gate.port}, and only reads")
    app.read("5 tables, 5 without a count")
    app.find("button", "Read Estimates")
    assert gate.n_callers == before, "the database was asked before anybody wanted it"


def estimates():
    """Estimates of all tables come on a click, look like estimates, and bring the totals back"""
    before = gate.n_callers
    app.press("Read Estimates")
    app.read("4 tables set · 1 unknown to the database")
    assert gate.n_callers == before + 1, gate.n_callers - before
    close_dialog()
    sees_rows("orders", "≈ 12.3\u202fk")
    sees_rows("customers", "≈ 678")
    assert rows_of("slow") is None
    app.read(r"first load 13,023 rows")


def exactly_two():
    """Counting exactly counts the two selected tables and no other"""
    database.sql("INSERT INTO orders SELECT generate_series(1, 5)", "shop")
    open_dialog()
    choose("Selected tables")
    app.press("Count Exactly")
    app.read("2 tables set")
    close_dialog()
    sees_rows("orders", "12,350")
    sees_rows("customers", "678")
    sees_rows("countries", "≈ 195")
    app.read(r"first load 13,028 rows")


def refused():
    """A table that may not be read says what the database says, and the others are counted"""
    database.sql("REVOKE SELECT ON customers FROM reader", "shop")
    try:
        open_dialog()
        choose("Selected tables")
        app.press("Count Exactly")
        app.read("1 table set · 1 failed")
        app.read(r"ERROR:  permission denied for table customers\nThe user may not read it\.")
        close_dialog()
    finally:
        database.sql("GRANT SELECT ON customers TO reader", "shop")
    sees_rows("customers", "678")


def cancelled():
    """Cancel stops the count on the server"""
    sleeping = "SELECT count(*) FROM pg_stat_activity WHERE usename = 'reader' AND state = 'active'"
    open_dialog()
    app.press("Count Exactly")
    app.read(r"Counting public\.slow…")
    until("the database counting", lambda: database.sql(sleeping) == [["1"]], 10)
    press_in_dialog("Cancel")
    app.read("^Cancelled")
    until("the database having stopped", lambda: database.sql(sleeping) == [["0"]], 10)
    close_dialog()
    # What came before it stays.
    sees_rows("ledger", "9")


def wrong_password():
    """A password that is wrong meanwhile: the database's words, and what to do"""
    database.sql("ALTER ROLE reader PASSWORD 'another one'")
    try:
        open_dialog()
        app.press("Read Estimates")
        app.read('password authentication failed for user "reader"')
        app.read("Check the user and the password on the Connect page")
        database.sql("ALTER ROLE reader PASSWORD 'reader pass'")
        app.press("Try Again")
        app.read("4 keep a better count · 1 unknown to the database")
        close_dialog()
    finally:
        database.sql("ALTER ROLE reader PASSWORD 'reader pass'")
    # A count is never lost to an estimate.
    sees_rows("orders", "12,350")


def pasted():
    """A pasted result is held against the tables first, and then changes the totals"""
    open_dialog()
    app.press("Show SQL")
    query = app.find("text", "Query")
    assert query.text.startswith("WITH RECURSIVE tree"), query.text
    until("a switch to press", lambda: [thing for thing in app.everything() if thing.name == "Count every row"
                                        and thing.pressable])[-1].press()
    until("a query that counts", lambda: 'count(*) AS row_count FROM "public"."orders"' in query.text)
    app.find("text", "Result of the query").type(
        " table_schema | table_name | row_count \n"
        "--------------+------------+-----------\n"
        " public       | orders     | 2,000,000\n"
        " public       | customers  | 678\n"
        " archive      | orders     | 7\n"
        "(3 rows)\n")
    app.read("2 lines matched · 1 not of this source")
    app.find("list item", re.compile("^archive.orders"))
    app.find("list item", re.compile("^public.orders"))
    app.press("Set 2 Tables")
    app.find("radio button", "All tables")
    close_dialog("Close")
    sees_rows("orders", "2,000,000")
    app.read(r"first load 2,000,678 rows")


def by_hand():
    """An estimate by hand, for what has no count: a number in any writing, and what is none is refused"""
    open_dialog()
    app.type("Rows, such as 50,000 or 1.2 M", "plenty")
    app.press("Set")
    app.read("That is not a number of rows")
    app.type("Rows, such as 50,000 or 1.2 M", "1.2 M")
    app.press("Set")
    until("every table having a number", lambda: app.see("label", "5 tables"), 10)
    close_dialog("Close")
    sees_rows("slow", "≈ 1.2\u202fM")
    sees_rows("countries", "195")
    # Nothing is unknown any more.
    app.gone("button", "Count Rows…")


def main():
    global database, bench, gate, app
    with Postgres() as database, Workbench() as bench:
        make_shop()
        gate = Gate(database.port)
        with bench.open("--rows", "none", "--practice-argument=--sample-rows=2000") as app:
            tap.main(nothing_before_the_click, estimates, exactly_two, refused, cancelled, wrong_password, pasted,
                     by_hand, needed=nothing_before_the_click)


if __name__ == "__main__":
    main()
