#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers that are JSON and hold something else than they should, at any key that Sluice reads: what cannot be read is
named, the rest is used, nothing that was typed is lost, and one goes on."""

import json
import re

import faults
import main_job
import tap
from driver import until
from faults import CREATE, DISCOVERY, LIST, PREFIX, at_name, is_kept, read_all
from shared_window import SharedWindow
from workbench import Workbench

ODD = {"odd": 1}

TABLE = {
    "table": "orders", "label": None, "should_sync": False, "should_sync_default": True, "incremental_available": True,
    "append_available": True, "cdc_available": None, "xmin_available": True, "incremental_field": "updated_at",
    "sync_type": None, "rows": 1204, "supports_webhooks": False, "webhook_only": False, "description": None,
    "incremental_fields": [{"field": "updated_at", "label": "updated_at", "type": "timestamp",
                            "field_type": "timestamp", "nullable": False, "is_indexed": True}],
    "available_columns": [{"field": "id", "label": "id", "type": "integer", "nullable": False}],
    "detected_primary_keys": ["id"], "primary_key_detection_supported": True, "permission_error": None,
    "rls_warning": None,
}
# Places for the client's own choice, which Sluice does not read.
UNREAD = ("table", "should_sync", "sync_type")

SOURCE = {
    "id": "0190", "source_type": "Postgres", "prefix": "good", "description": "The shop", "status": "Completed",
    "latest_error": None, "created_by": "ada@example.com", "created_at": "2026-01-05T10:00:00Z",
    "last_run_at": "2026-01-05T11:00:00Z", "access_method": "warehouse", "job_inputs": {"database": "shop"},
    "schemas": [{"id": "1", "name": "orders", "label": None, "should_sync": True, "status": "Completed",
                 "latest_error": None, "last_synced_at": "2026-01-05T11:00:00Z", "sync_type": "full_refresh",
                 "sync_frequency": "24hour", "table": {"name": "good_postgres_orders", "row_count": 7}}],
}

# Refusals whose reason cannot be read.
REFUSALS = ({"message": 7}, {"message": ODD}, {"message": None, "detail": [7], "attr": 5, "code": ODD}, [], "x", 7)

bench = None
window = None


def answer_with(where, content, status=None):
    """Makes the server answer so there."""
    path = bench.write("answer.json", json.dumps(content))
    bench.misbehave(f"{where}=body:{path}" if status is None else f"{where}=status:{status}:{path}")


def wrong_name():
    """Tables whose name is no text, and what is no list of tables"""
    with window.at_connect() as app:
        for content, words in (([{**TABLE, "table": 7}], "“table” is not text"),
                               ([{**TABLE, "table": None}], "“table” is missing"),
                               ([TABLE, 7], "an entry of the list is not an object")):
            values = faults.fresh_login(bench)
            main_job.type_connection(app, values)
            answer_with(DISCOVERY, content)
            app.press("Check Connection")
            read_all(app, f"The answer cannot be used: {words}.", "up to date")
            is_kept(app, values)
        values = faults.fresh_login(bench)
        main_job.type_connection(app, values)
        answer_with(DISCOVERY, {"tables": [TABLE]})
        app.press("Check Connection")
        read_all(app, "The answer is not one list of tables.", "up to date")
        is_kept(app, values)
        bench.misbehave()
        main_job.check_connection(app)


def discover(app, tables):
    main_job.type_connection(app, faults.fresh_login(bench))
    answer_with(DISCOVERY, tables)
    app.press("Check Connection")
    until("all tables", lambda: main_job.totals(app)[1] == len(tables))


def says_of(app, table, words):
    app.type("Search tables and columns", table)
    return app.see("label", words, main_job.row_of(app, table)) is not None


def facts():
    """Every key of a table in turn as something else: that table says so, the others are there, and one goes on"""
    keys = [key for key in TABLE if key not in UNREAD]
    tables = [{**TABLE, "table": f"no_{key}", key: ODD} for key in keys] + [TABLE]
    with window.at_connect() as app:
        discover(app, tables)
        for key in keys:
            # What has no label has its name; a table that somebody may not read cannot be chosen.
            words = "No permission" if key == "permission_error" else "Partly unreadable"
            assert says_of(app, f"no_{key}", words), f"{key} as an object: the row says nothing of it"
        assert not says_of(app, "orders", "Partly unreadable")
        says_of(app, "no_rows", "Partly unreadable")
        main_job.select_table(app, "no_rows")
        app.type("Search tables and columns", "")
        app.picture("tables-odd")
        main_job.go_on(app)
        app.find("text", "Prefix")
        bench.misbehave()


def nested_facts():
    """Every key of a cursor, of a column and of the primary key: so that no guess is taken for what the server said"""
    cursor, column = TABLE["incremental_fields"][0], TABLE["available_columns"][0]
    odd = {"cursor_itself": {"incremental_fields": [cursor, 7]}, "column_itself": {"available_columns": [column, "id"]},
           "key_itself": {"detected_primary_keys": ["id", 7]}}
    for key in cursor:
        odd[f"cursor_{key}"] = {"incremental_fields": [{**cursor, key: ODD}]}
    for key in ("field", "type", "nullable"):
        odd[f"column_{key}"] = {"available_columns": [column, {**column, "field": "name", key: 7}]}
    with window.at_connect() as app:
        discover(app, [{**TABLE, "table": name, **other} for name, other in odd.items()] + [TABLE])
        for name in odd:
            assert says_of(app, name, "Partly unreadable"), f"{name}: the row says nothing of it"
        assert not says_of(app, "orders", "Partly unreadable")
        for name in ("cursor_type", "column_nullable"):
            app.type("Search tables and columns", name)
            main_job.select_table(app, name)
        app.type("Search tables and columns", "")
        main_job.go_on(app)
        app.find("text", "Prefix")
        bench.misbehave()


def row_of(app, title):
    for thing in app.everything():
        if thing.role == "list item" and app.see("label", title, thing):
            return thing
    return None


def sources():
    """Every key of a source in the list: its row says so, its details name the key, the others are as they were"""
    schema = SOURCE["schemas"][0]
    odd = {key: {key: ODD if key not in ("job_inputs",) else 7} for key in SOURCE if key not in ("id", "source_type")}
    for key in ("id", "name", "label", "should_sync", "status", "latest_error", "last_synced_at", "sync_type",
                "sync_frequency", "table"):
        odd[f"schema_{key}"] = {"schemas": [{**schema, key: 7}]}
    results = [{**SOURCE, "id": name, "prefix": name, **other} for name, other in odd.items()] + [SOURCE]
    with window.at_home() as app:
        answer_with(LIST, {"count": len(results), "next": None, "previous": None, "results": results})
        app.key("F5")
        app.find("label", "Postgres · good")
        assert not app.see("label", re.compile("unreadable"), row_of(app, "Postgres · good"))
        for name in odd:
            title = "Postgres · shop" if name == "prefix" else f"Postgres · {name}"
            assert app.see("label", re.compile("Partly unreadable"), row_of(app, title)), f"{name}: the row says nothing"
        app.picture("sources-odd")
        for name, member in (("prefix", "prefix"), ("status", "status"), ("schema_status", "schemas")):
            app.press("Details of Postgres · shop" if name == "prefix" else f"Details of Postgres · {name}")
            read_all(app, f"What the server says of “{member}” cannot be read. It counts as unknown.")
            app.picture("details-odd")
            app.key("Escape")
            app.gone("label", "State")
        bench.misbehave()
        app.key("F5")
        app.gone("label", "Postgres · good")


def list_of_sources():
    """The list itself and what names a source: what is wrong is said, the sources that were there stay"""
    with window.at_home() as app:
        for answer, words in (([], "the answer is not an object"), ({"results": ODD}, "the list is not a list"),
                              ({"results": [7]}, "an entry of the list is not an object"),
                              ({"results": [{**SOURCE, "id": 7}]}, "“id” is not text"),
                              ({"results": [{**SOURCE, "source_type": None}]}, "“source_type” is missing"),
                              ({"results": [SOURCE], "next": ODD}, "“next” is not text")):
            answer_with(LIST, answer)
            app.key("F5")
            read_all(app, f"The answer cannot be used: {words}.")
            bench.misbehave()
            app.press("Try Again")
            app.gone("button", "Try Again")


def prefix_answers():
    """A refusal of the prefix that cannot be read is still one; what comes with a yes is not read"""
    with window.at_home() as app:
        at_name(app, faults.fresh_login(bench))
        for number, answer in enumerate(REFUSALS):
            prefix = f"eu{number}_"
            answer_with(PREFIX, answer, 400)
            app.type("Prefix", prefix)
            app.press("Next")
            read_all(app, "400 Bad Request")
            assert app.text_of("Prefix") == prefix
            bench.misbehave()
            app.press("Next")
            app.read("tables seen")
            app.press("Back")
            app.find("text", "Prefix")
            assert app.text_of("Prefix") == prefix
        for number, answer in enumerate(({"message": 7}, [ODD], 7)):
            answer_with(PREFIX, answer)
            app.type("Prefix", f"us{number}_")
            app.press("Next")
            app.read("tables seen")
            app.press("Back")
            app.find("text", "Prefix")
        bench.misbehave()


def refused_creates():
    """A refusal of the source that cannot be read: its status is said, all is kept, and the next try makes it"""
    with window.at_home() as app:
        values = faults.fresh_login(bench)
        at_name(app, values)
        app.type("Prefix", "eu_")
        main_job.go_on(app)
        app.read("tables seen")
        for answer in REFUSALS:
            answer_with(CREATE, answer, 400)
            app.press("Create Source")
            read_all(app, "400 Bad Request")
            bench.misbehave()
            app.press("Back")
            until("the name", lambda: window.step(app) == "Name and schedule")
            assert app.text_of("Prefix") == "eu_"
            main_job.go_on(app)
            app.read("tables seen")
            app.gone(None, re.compile("400 Bad Request"))
        main_job.create(app)
        main_job.wait_until_loaded(app)
        app.press("Done")
        app.find("button", re.compile("^Add Source"))
        assert bench.ask("GET", "external_data_sources/")["count"] == 1


def lost_creates():
    """An answer to the create that names no source: nobody knows, so nothing is sent again, and Home goes on"""
    for number, (answer, words) in enumerate((({"id": 7}, "“id” is not text"), ({"id": ODD}, "“id” is not text"),
                                              ({"id": ""}, "“id” is empty"), ({}, "“id” is missing"),
                                              ([], "the answer is not an object"))):
        with window.at_home() as app:
            at_name(app, faults.fresh_login(bench))
            app.type("Prefix", f"lost{number}_")
            main_job.go_on(app)
            app.read("tables seen")
            before = len(bench.sent("POST", "/external_data_sources/"))
            answer_with(CREATE, answer)
            app.press("Create Source")
            read_all(app, "Looking for the source", "Sluice sends nothing again", f"The answer cannot be used: {words}.")
            assert len(bench.sent("POST", "/external_data_sources/")) == before + 1
            bench.misbehave()
            app.key("Escape")
            app.find("button", re.compile("^Add Source"))
            app.find("label", "Postgres · lost" + str(number))


def main():
    global bench, window
    with Workbench() as bench, \
            SharedWindow(bench, "--rows", "estimate", "--practice-argument=--sample-rows=2000") as window:
        tap.main(wrong_name, facts, nested_facts, list_of_sources, sources, prefix_answers, refused_creates, lost_creates)


if __name__ == "__main__":
    main()
