#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Choosing tables: by filter and rule, undone and done again, by keyboard alone; and the totals are always a recount."""

import re

import main_job
import tap
from driver import until
from workbench import Workbench

# Rows a month: DESIGN 7.2, for tables that sync every 24 hours.
SHARES = {"Full refresh": (30, 30), "Incremental": (0.03, 0.15), "xmin": (0.03, 0.15), "Append": (0.01, 0.05)}
UNITS = {"": 1, "k": 1e3, "M": 1e6, "G": 1e9}

bench = None
rows_of = None


def at_tables():
    # Each case looks at tables as somebody does for the first time.
    app = bench.open("--rows", "estimate", "--practice-argument=--sample-rows=2000",
                     environment={"GSETTINGS_BACKEND": "memory"})
    main_job.add_source(app)
    main_job.choose_postgres(app)
    main_job.fill_in_sample(app)
    main_job.check_connection(app)
    return app


def short_name(name):
    return name.rpartition(".")[2]


def read_rows():
    """What the server says each table has, asked by another client."""
    global rows_of
    login = bench.ready()["sample_database"]
    tables = bench.ask("POST", "external_data_sources/database_schema/",
                       {"source_type": "Postgres", **login, "port": str(login["port"])})
    rows_of = {short_name(table["table"]): table["rows"] for table in tables}


def table_rows(app):
    return [thing for thing in app.everything() if thing.role == "table row" and ", " in thing.name]


def shown(app):
    """The tables on screen, in their order."""
    return [thing.name.split(",")[0] for thing in table_rows(app)]


def choices(app):
    """What is selected of what is on screen: name → method."""
    found = {}
    for row in table_rows(app):
        name = row.name.split(",")[0]
        box = app.see("check box", f"Select {name}", row)
        if box is not None and box.checked:
            method = app.see("button", re.compile("^Method: "), row)
            found[name] = method.name.removeprefix("Method: ")
    return found


def number(text):
    value, _, unit = text.replace(",", "").replace("\u202f", " ").replace("\u00a0", " ").strip().partition(" ")
    return float(value) * UNITS[unit.strip()]


def totals(app):
    """(selected, all, first load, least a month, most a month), as the page says them."""
    text = app.read(r"\d+ of \d+ tables[^\n]*")[0]
    selected, seen = re.match(r"(\d+) of (\d+) tables", text).groups()
    load = re.search(r"first load ([\d,]+) row", text)
    month = re.search(r"([\d.,]+\s?[kMG]?)(?:\s*–[\s\u2060]*([\d.,]+\s?[kMG]?))? a month", text)
    low = number(month[1]) if month else 0
    high = number(month[2]) if month and month[2] else low
    return int(selected), int(seen), int(load[1].replace(",", "")) if load else 0, low, high


def assert_recount(app):
    """The totals are what a count of what is selected gives, whatever led there."""
    chosen = choices(app)
    selected, seen, load, low, high = totals(app)
    assert selected == len(chosen), f"{selected} selected, {len(chosen)} checked: {chosen}"
    assert seen == len(rows_of), seen
    assert load == sum(rows_of[name] for name in chosen), (load, chosen)
    least = sum(rows_of[name] * SHARES[method][0] for name, method in chosen.items())
    most = sum(rows_of[name] * SHARES[method][1] for name, method in chosen.items())
    # Two digits are shown.
    assert abs(low - least) <= 0.051 * least + 1 and abs(high - most) <= 0.051 * most + 1, (low, least, high, most)
    return chosen


def filter_by(app, name):
    app.press("Filter", role="toggle button")
    app.press(name, role="menu item")
    app.find("button", f"Remove the filter: {name}")


def select_by_rule(app, pattern):
    """Bulk Edit with one rule: select what is named like the pattern."""
    app.press("Bulk Edit")
    app.find("button", "Remove the Rule")
    while app.see("button", "Remove the Rule") is not None:
        n_rules = sum(thing.name == "Remove the Rule" for thing in app.everything())
        app.press("Remove the Rule")
        until("a rule less", lambda: sum(t.name == "Remove the Rule" for t in app.everything()) < n_rules)
    app.press("Add Rule")
    app.type("Name", pattern)
    app.press(re.compile(r"^Change \d+ Tables?$"))
    app.gone("button", "Add Rule")


def by_filter_and_rule():
    """A filter, a rule for what it shows, undo and redo: the totals are a recount at every step"""
    with at_tables() as app:
        read_rows()
        assert assert_recount(app) == {}, "something is selected before anybody chose"
        filter_by(app, "Incremental")
        until("only incremental tables", lambda: len(shown(app)) < len(rows_of))
        incremental = set(shown(app))
        assert incremental and "currencies" not in incremental, incremental

        select_by_rule(app, "*")
        until("all that is shown selected", lambda: set(choices(app)) == incremental)
        app.press("Remove the filter: Incremental")
        until("all tables back", lambda: len(shown(app)) == len(rows_of))
        assert set(assert_recount(app)) == incremental, "the rule touched what was hidden"

        app.press(re.compile("^Undo: "))
        until("nothing selected", lambda: not choices(app))
        assert_recount(app)
        app.press(re.compile("^Redo: "))
        until("selected again", lambda: set(choices(app)) == incremental)
        assert_recount(app)

        main_job.choose_method(app, "customers", "Full refresh")
        until("another method", lambda: choices(app).get("customers") == "Full refresh")
        assert_recount(app)
        app.press(re.compile("^Undo: "))
        until("the method before", lambda: choices(app).get("customers") == "Incremental")
        assert_recount(app)


def by_group():
    """The check of a schema selects what can be read and is on by default, and says so"""
    with at_tables() as app:
        app.press("Sort and Group", role="toggle button")
        app.press("Group by Schema", role="menu item")
        app.press("Select all of reporting", role="check box")
        until("the schema selected", lambda: choices(app))
        reporting = set(choices(app))
        assert reporting <= {"daily_sales", "monthly_revenue", "stock_snapshots"}, reporting
        app.type("Search tables and columns", "payroll")
        until("payroll alone", lambda: shown(app) == ["payroll"])
        assert not app.find("check box", "Select all of public").sensitive, "a forbidden table can be selected by group"


def by_keyboard():
    """Search, select, edit, mark, undo, filter, inspect and bulk edit without a pointer"""
    with at_tables() as app:
        read_rows()
        app.key("slash")
        app.focus_is_on("entry", "Search tables and columns")
        app.key(*"customers")
        until("the search", lambda: shown(app) == ["customers"])
        app.key("Return")
        until("a row having the focus", lambda: any(row.focused for row in table_rows(app)))
        app.key("space")
        until("customers selected", lambda: set(choices(app)) == {"customers"})

        app.key("m")
        app.find(None, "How customers syncs")
        app.key("Up")
        app.key("Return")
        until("another method", lambda: choices(app) == {"customers": "Full refresh"})
        app.key("ctrl+z")
        until("the method undone", lambda: choices(app) == {"customers": "Incremental"})
        app.key("c")
        app.find(None, "Cursor of customers")
        app.key("Escape")
        app.gone(None, "Cursor of customers")
        app.key("f")
        app.find(None, "How often customers syncs")
        app.key("Escape")
        app.gone(None, "How often customers syncs")

        app.key("Return")
        app.find("list item", "newsletter")
        app.focus_is_on("table row", re.compile("^customers,"))
        app.key("Escape")
        app.gone("list item", "newsletter")
        app.focus_is_on("table row", re.compile("^customers,"))
        app.key("slash")
        app.focus_is_on("entry", "Search tables and columns")
        app.key("Escape")
        until("all tables", lambda: len(shown(app)) > 8)
        until("the rows having the focus", lambda: any(row.focused for row in table_rows(app)))
        app.key("Down", "shift+Down", "shift+Down", "space")
        until("three more selected", lambda: totals(app)[0] in (3, 4))
        app.key("ctrl+z")
        until("undone as one", lambda: totals(app)[0] == 1)
        app.key("ctrl+shift+z")
        until("done again as one", lambda: totals(app)[0] in (3, 4))

        app.key("ctrl+b")
        app.find("button", "Add Rule")
        app.key("Escape")
        app.gone("button", "Add Rule")
        app.key("ctrl+Return")
        app.find("text", "Prefix")


def go_to(app, role, name, key="Tab"):
    """Presses a key until that has the focus."""
    def look():
        thing = app.see(role, name)
        if thing is None or not thing.focused:
            app.key(key)
            return False
        return True

    until(f"the focus on {role} “{getattr(name, 'pattern', name)}”", look)


def other_parts_by_keyboard():
    """A row filter, columns, the map, groups and row counts without a pointer"""
    with at_tables() as app:
        app.key("slash")
        app.key(*"customers")
        until("the search", lambda: shown(app) == ["customers"])
        app.key("Return", "space", "Return")
        app.find("list item", "newsletter")
        go_to(app, "button", "Add Filter…")
        app.key("Return")
        app.find("dialog", "Row Filter")
        go_to(app, "text", "Value")
        app.key(*"5", "Return")
        app.gone("dialog", "Row Filter")
        app.read("^id = 5$")
        go_to(app, "list item", "id")
        app.key("Down", "Down", "Down", "Down", "space")
        until("newsletter left out", lambda: not app.find("check box", "newsletter").checked)
        app.key("Escape")
        app.gone("list item", "newsletter")

        app.key("slash", "Escape")
        until("all tables", lambda: len(shown(app)) > 8)
        app.key("ctrl+2")
        go_to(app, "button", re.compile("^public, "))
        app.key("plus")

        go_to(app, None, re.compile("^orders,"), "Right")
        app.key("space", "ctrl+1")
        until("orders selected on the map", lambda: set(choices(app)) == {"customers", "orders"})

        go_to(app, "toggle button", "Sort and Group")
        app.key("Return")
        app.find("menu item", "Group by Schema")
        go_to(app, "menu item", "Group by Schema", "Down")
        app.key("Return")
        app.find("check box", "Select all of reporting")

        app.key("r")
        app.find("dialog", "Count Rows")
        go_to(app, "button", "Count Exactly")
        app.key("Return")
        app.find("button", "Done")
        app.key("Return")
        app.gone("dialog", "Count Rows")


def names():
    """Whatever can be done something with has a name for a screen reader"""
    with at_tables() as app:
        def look(where):
            assert not app.nameless(), f"{where}: {app.nameless()}"

        def look_at_dialog(where, *keys):
            app.key(*keys)
            app.find("dialog", where)
            look(where)
            app.key("Escape")
            app.gone("dialog", where)

        look("the list")
        app.key("slash")
        app.key(*"orders", "Return")
        until("a row having the focus", lambda: any(row.focused for row in table_rows(app)))
        for key, title in (("m", "How orders syncs"), ("c", "Cursor of orders"), ("f", "How often orders syncs")):
            app.key(key)
            app.find(None, title)
            look(title)
            app.key("Escape")
            app.gone(None, title)
        app.key("Return")
        app.find("list item", "updated_at")
        look("the details")
        go_to(app, "button", "Add Filter…")
        look_at_dialog("Row Filter", "Return")
        look_at_dialog("Bulk Edit", "ctrl+b")
        look_at_dialog("Count Rows", "r")
        look_at_dialog("Preferences", "ctrl+comma")
        for button in ("Filter", "Sort and Group", "More"):
            app.press(button, role="toggle button")
            app.find("menu item", None)
            look(button)
            app.key("Escape")
            app.gone("menu item", None)
        app.key("ctrl+2")
        app.find(None, re.compile("^orders"))
        look("the map")


def main():
    global bench
    with Workbench() as bench:
        tap.main(by_filter_and_rule, by_group, by_keyboard, other_parts_by_keyboard, names)


if __name__ == "__main__":
    main()
