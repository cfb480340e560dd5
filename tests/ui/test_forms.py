#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The form of every kind of source in the catalogue: what is filled in is what reaches the server, flat where the tables
are listed and nested where the source is created, as fixtures/forms.json says, which was written by hand."""

import json
import os
import re
import sys

import main_job
import tap
from form_filler import FormFiller
from postgres import Postgres
from shared_window import SharedWindow
from workbench import HERE, Workbench

FLAT = "/database_schema/"
NESTED = "/external_data_sources/"

database = None
bench = None
window = None


def put_in(value, login):
    """The fixture's value with the login of this run's database in it."""
    if isinstance(value, dict):
        return {name: put_in(inner, login) for name, inner in value.items()}
    if isinstance(value, list):
        return [put_in(inner, login) for inner in value]
    if isinstance(value, str):
        return re.sub(r"^\{(port|user|password)\}$", lambda match: str(login[match[1]]), value)
    return value


def last_body(ending):
    return bench.sent("POST", ending)[-1]["body"]


def differences(got, wanted, where="body"):
    """Where two bodies differ; values are invented, and may be shown."""
    if isinstance(got, dict) and isinstance(wanted, dict):
        return [text for name in sorted({*got, *wanted})
                for text in differences(got.get(name, "(absent)"), wanted.get(name, "(absent)"), f"{where}.{name}")]
    same = type(got) is type(wanted) and got == wanted
    return [] if same else [f"{where}: sent {got!r}, not {wanted!r}"]


def check(case):
    case = put_in(case, database.login("shop"))
    with window.at_home() as app:
        main_job.add_source(app)
        app.type("Search kinds of source", case["tile"])
        app.press(case["tile"])
        app.find("button", "Check Connection")
        FormFiller(app, bench.folder).fill(case["fill"])
        app.picture(f"connect-{case['source_type']}")

        main_job.check_connection(app)
        wrong = differences(last_body(FLAT), {"source_type": case["source_type"], **case["fields"]})
        assert not wrong, wrong

        main_job.select_first_table(app)
        main_job.go_on(app)
        app.find("text", "Prefix")
        main_job.go_on(app)
        main_job.create(app)
        body = last_body(NESTED)
        assert body["source_type"] == case["source_type"] and set(body) <= {
            "source_type", "payload", "prefix", "description", "created_via", "access_method"}, sorted(body)
        assert body["payload"].pop("schemas"), "no tables were sent"
        wrong = differences(body["payload"], case["fields"])
        assert not wrong, wrong

        main_job.wait_until_loaded(app)
        app.press("Done")
        app.gone("button", "Done")


def make_test(case):
    def test():
        check(case)
    test.__doc__ = f"{case['source_type']}: what is filled in is what is sent"
    return test


def whole_catalogue(cases):
    def test():
        with window.at_home():
            offered = {name for name in bench.ask("GET", "external_data_sources/wizard/")}
        assert {case["source_type"] for case in cases} == offered, offered
    test.__doc__ = "There is a case for each source of the catalogue"
    return test


def main():
    global database, bench, window
    with open(os.path.join(HERE, "fixtures", "forms.json"), encoding="utf-8") as file:
        cases = json.load(file)
    wanted = set(sys.argv[1:])
    with Postgres() as database, Workbench() as bench, \
            SharedWindow(bench, "--rows", "estimate", "--practice-argument=--sample-rows=100",
                         environment={"RECORDING_WHOLE": "1"}) as window:
        database.sql("CREATE DATABASE shop")
        database.sql("CREATE TABLE orders (id int PRIMARY KEY, updated_at timestamptz NOT NULL DEFAULT now());"
                     "CREATE TABLE customers (id int PRIMARY KEY)", "shop")
        tap.main(whole_catalogue(cases),
                 *[make_test(case) for case in cases if not wanted or case["source_type"] in wanted])


if __name__ == "__main__":
    main()
