# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job, a function a step, as a person does it: what ./run plays without a display and what the tests drive."""

import re

from driver import NotSeen, until


def add_source(app):
    app.press(re.compile("^Add Source"))
    app.find_entry("Search kinds of source")


def choose_postgres(app):
    app.type("Search kinds of source", "postgres")
    app.press("Postgres")
    app.find("text", "Host")


def type_connection(app, login, **changes):
    """Types a login by hand: host, port, database, user, password; changes: what to type instead."""
    values = {**login, **changes}
    for label, key in (("Host", "host"), ("Port", "port"), ("Database", "database"), ("User", "user"),
                       ("Password", "password")):
        app.type(label, str(values[key]))


def fill_in_sample(app):
    app.press("Fill In the Sample Database")
    until("the host filled in", lambda: app.text_of("Host") != "")


def check_connection(app):
    app.press("Check Connection")
    app.read(r"\d+ of \d+ tables", 60)


def is_selected(app, table):
    return app.find("check box", f"Select {table}").checked


def select_table(app, table):
    box = app.find("check box", f"Select {table}")
    if not box.checked:
        box.press()
    until(f"{table} being selected", lambda: is_selected(app, table), 5)


def row_of(app, table):
    return app.find("table row", re.compile(rf"^{re.escape(table)},"))


def syncs_by(app, table, method):
    """Whether the table's row says so."""
    return app.see("button", f"Method: {method}", row_of(app, table)) is not None


def choose_method(app, table, method):
    """Opens the row's method and picks another."""
    app.find("button", re.compile("^Method: "), within=row_of(app, table)).press()
    app.press(method, role="radio button")
    until(f"{table} syncing by {method}", lambda: syncs_by(app, table, method), 5)


def totals(app):
    """What the foot of the page says: selected tables, all tables, and the first load in words."""
    match = app.read(r"(\d+) of (\d+) tables(.*)")
    return int(match[1]), int(match[2]), match[3]


def go_on(app):
    app.press("Next")


def create(app):
    app.press("Create Source")
    app.read("^(Source created|The source was created)", 60)


def wait_until_loaded(app, limit=180):
    """Waits for the end of the first load, and gives the rows that each table says it has."""

    def look():
        for thing in app.everything():
            if re.search(r"Failed", thing.name):
                raise NotSeen(f"the first load failed: {thing.name}")
        return app.see(None, re.compile("^The source keeps syncing by its schedule"))

    until("the first load to complete", look, limit)


def query(app):
    return app.read(r"SELECT \* FROM \S+ LIMIT 10")[0]
