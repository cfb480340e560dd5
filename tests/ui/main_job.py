# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job, a function a step, as a person does it: what ./run plays without a display and what the tests drive."""

import os
import re
import subprocess
import sys

from driver import NotSeen, until

HERE = os.path.dirname(os.path.abspath(__file__))

# A table for each way of syncing.
BY_METHOD = {
    "customers": "Incremental",
    "audit_log": "Append",
    "currencies": "Full refresh",
    "payments": "xmin",
}


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


def select_first_table(app):
    """Selects whichever table stands first, and gives its name."""
    name = app.find("check box", re.compile("^Select (?!all)")).name.removeprefix("Select ")
    select_table(app, name)
    return name


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


def whole(app, login, first_load, recommended=None, methods=None):
    """From Home until all is loaded: a wrong password first, then a table by each method. Gives how many tables were seen.

    first_load: what the foot of the page says of it; recommended: by table, the method that is changed to the wanted one;
    methods: what to have in the place of BY_METHOD, for a server that does not offer all of them.
    """
    methods = methods or BY_METHOD
    add_source(app)
    choose_postgres(app)
    type_connection(app, login, password="not-" + login["password"])
    app.press("Check Connection")
    app.read("The database rejected the username or password", 60)
    app.type("Password", login["password"])
    check_connection(app)

    selected, seen, _ = totals(app)
    assert selected == 0, f"{selected} tables are selected before anybody chose one"
    for table, method in methods.items():
        first = (recommended or {}).get(table, method)
        select_table(app, table)
        until(f"{table} syncing by {first}", lambda: syncs_by(app, table, first), 10)
        if first != method:
            choose_method(app, table, method)
    selected, _, load = totals(app)
    assert selected == len(BY_METHOD)
    assert re.search(first_load, load), load
    go_on(app)

    app.find("text", "Prefix")
    assert app.text_of("Prefix") == "", "the first source of its type needs no prefix"
    app.read(r"postgres_public__\w+ and 3 more")
    go_on(app)
    app.read(rf"{seen} tables seen, {len(BY_METHOD)} will be copied from {login['database']} on {re.escape(login['host'])}")
    create(app)
    wait_until_loaded(app)
    return seen


def assert_rows_are_equal(login, state):
    """Count and hash over all columns in key order are equal in PostgreSQL and in the warehouse."""
    for table in BY_METHOD:
        result = subprocess.run(
            [sys.executable, os.path.join(HERE, "compare-warehouse.py"), "--host", login["host"], "--port",
             str(login["port"]), "--database", login["database"], "--user", login["user"], "--warehouse",
             os.path.join(state, "warehouse.sqlite"), f"public.{table}=postgres_public__{table}"],
            env={**os.environ, "PGPASSWORD": login["password"]}, capture_output=True, text=True, check=False)
        print(f"# {result.stdout.strip()}")
        assert result.returncode == 0, result.stdout + result.stderr
