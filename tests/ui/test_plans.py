#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A plan is saved without its secrets, taken over another day, and compared with what was saved and with a source."""

import json
import os
import re

import clipboard
import main_job
import tap
from driver import until
from shared_window import SharedWindow
from workbench import Workbench

bench = None
window = None
login = None


def path_of(name):
    return os.path.join(bench.folder, name)


def read_file(name):
    with open(path_of(name), encoding="utf-8") as file:
        return file.read()


def choose_in_menu(app, name):
    app.press("More", role="toggle button")
    app.press(name, role="menu item")


def leave_system_dialog(app, title):
    app.gone("dialog", title)
    app.focus_window()


def save_as(app, title, name):
    """Answers the system's dialog for a file to be saved; the name that it proposed."""
    app.find("dialog", title)
    proposed = app.text_of("Name:")
    app.type("Name:", path_of(name))
    app.press("Save")
    leave_system_dialog(app, title)
    app.read(f"Saved “{re.escape(name)}”")
    return proposed


def open_file(app, title, name):
    """Answers the system's dialog for a file to be opened, where a slash begins a path."""
    dialog = app.find("dialog", title)
    app.key("slash")
    entry = until("an entry for the path", lambda: next((t for t in dialog.walk() if t.editable), None))
    entry.type(path_of(name))
    app.press("Open")
    leave_system_dialog(app, title)


def choose_row(app, name):
    """Activates a row of a dialog by keyboard."""
    until(f"the focus on “{name}”", lambda: app.find("list item", name).focused or app.key("Tab"))
    app.key("Return")


def differences(app):
    """What is listed, name → (this plan, the other)."""
    pattern = re.compile(r"^(.*)\. This plan: (.*)\. (?:eu\.json|Postgres · archive): (.*)$")
    matches = (pattern.match(thing.name) for thing in app.everything() if thing.role == "list item")
    return {match[1]: (match[2], match[3]) for match in matches if match}


def close_comparison(app):
    app.find("button", "Close", within=app.find("dialog", "Compare Plans")).press()
    app.gone("dialog", "Compare Plans")


def at_tables(app):
    main_job.add_source(app)
    main_job.choose_postgres(app)
    main_job.type_connection(app, login)
    main_job.check_connection(app)


def export():
    """A plan is saved by the name of its source, with what was chosen and without the password; a report too"""
    with window.at_home() as app:
        at_tables(app)
        main_job.select_table(app, "customers")
        main_job.choose_method(app, "customers", "Full refresh")
        choose_in_menu(app, "Export the Plan…")
        assert save_as(app, "Export the Plan", "eu.json") == "postgres-shop.sluice-plan"
        choices = {table["name"]: table for table in json.loads(read_file("eu.json"))["tables"]}
        assert choices["public.customers"]["selected"] and choices["public.customers"]["method"] == "full_refresh"
        assert not any(choice["selected"] for name, choice in choices.items() if name != "public.customers")

        choose_in_menu(app, "Save a Report…")
        assert save_as(app, "Save a Report", "eu.md").endswith(".md")
        assert "public.customers" in read_file("eu.md")
        for name in ("eu.json", "eu.md"):
            assert login["password"] not in read_file(name), f"the password is in {name}"


def take_over():
    """Another set-up takes the plan over as one step that can be undone; a file that cannot be used changes nothing"""
    whole = read_file("eu.json")
    for name, text in (("cut.json", whole[:len(whole) // 2]), ("mysql.json", whole.replace('"Postgres"', '"MySQL"'))):
        bench.write(name, text)
    with window.at_home() as app:
        at_tables(app)
        main_job.select_table(app, "currencies")
        for name, words in (("cut.json", "^The file is cut off or damaged: "),
                            ("mysql.json", "^This plan is for MySQL; the tables here are of Postgres.$")):
            choose_in_menu(app, "Import a Plan…")
            open_file(app, "Import a Plan", name)
            app.read(words)
            app.find("button", "Close", within=app.find("alert", "This Plan Cannot Be Used")).press()
            app.gone("alert", "This Plan Cannot Be Used")
            assert main_job.is_selected(app, "currencies") and not main_job.is_selected(app, "customers")

        choose_in_menu(app, "Import a Plan…")
        open_file(app, "Import a Plan", "eu.json")
        app.read("of which change: 2")
        app.picture("import")
        app.press("Take Over")
        until("the plan taken over", lambda: main_job.is_selected(app, "customers"))
        assert main_job.syncs_by(app, "customers", "Full refresh")
        assert not main_job.is_selected(app, "currencies"), "a table that the plan does not sync is still selected"
        app.press("Undo: Import a plan")
        until("what was chosen before", lambda: main_job.is_selected(app, "currencies"))
        assert not main_job.is_selected(app, "customers")


def compare_with_file():
    """What differs from a saved plan is listed side by side, can be searched and copied; nothing, if nothing does"""
    with window.at_home() as app:
        at_tables(app)
        main_job.select_table(app, "customers")
        main_job.choose_method(app, "customers", "Full refresh")
        choose_in_menu(app, "Compare…")
        choose_row(app, "A Saved Plan…")
        open_file(app, "Compare With a Plan", "eu.json")
        app.read("No Differences")
        app.picture("compare-same")
        close_comparison(app)

        main_job.choose_method(app, "customers", "Incremental")
        main_job.select_table(app, "currencies")
        choose_in_menu(app, "Compare…")
        choose_row(app, "A Saved Plan…")
        open_file(app, "Compare With a Plan", "eu.json")
        app.read("4 differences, in 2 tables")
        app.picture("compare-file")
        found = differences(app)
        assert found["public.customers · Method"] == ("Incremental", "Full refresh"), found
        assert found["public.currencies"][1] == "does not sync", found
        app.type("Search tables and settings", "currenc")
        until("one of them", lambda: list(differences(app)) == ["public.currencies"])
        app.press("Copy the differences as a table")
        app.read("^Copied$")
        assert clipboard.read().startswith("Differences\tThis plan\t"), "something else was copied"
        app.read("^Copy$")
        close_comparison(app)


def compare_with_source():
    """What differs from a source that syncs is listed; an answer that is an error is said, and another try works"""
    with window.at_home() as app:
        at_tables(app)
        main_job.select_table(app, "customers")
        app.press("Next")
        app.type("Prefix", "shop_")
        app.press("Next")
        app.find("button", "Create Source")
        app.press("Compare…")
        bench.misbehave("GET /api/projects/*/external_data_sources/*=status:502")
        choose_row(app, "Postgres · archive")
        app.read("502 Bad Gateway")
        app.picture("compare-failed")
        bench.misbehave()
        choose_row(app, "Postgres · archive")
        app.read(r"\d+ differences, in \d+ tables")
        app.picture("compare-source")
        found = differences(app)
        assert found["Prefix"] == ("shop_", "archive_"), found
        assert found["public.currencies"][0] == "does not sync" and found["public.customers"][1] == "does not sync"
        close_comparison(app)


def main():
    global bench, window, login
    with Workbench("--rows", "estimate") as bench, SharedWindow(bench) as window:
        with window.at_home() as app:
            login = bench.ready()["sample_database"]
            bench.ask("POST", "external_data_sources/", {
                "source_type": "Postgres",
                "prefix": "archive_",
                "payload": {**login, "schemas": [
                    {"name": "public.currencies", "should_sync": True, "sync_type": "full_refresh"},
                ]},
            })
            app.key("F5")
            app.read("archive")
        return tap.run(export, take_over, compare_with_file, compare_with_source)


if __name__ == "__main__":
    raise SystemExit(main())
