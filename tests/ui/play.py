#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plays the main job on the screen there is, saying each step and what it saw, and leaves a picture of each page."""

import argparse
import os
import re
import sys
import time

import main_job
from driver import NotSeen, Sluice

START = time.monotonic()


def say(text):
    print(f"[{time.monotonic() - START:5.1f} s] {text}", flush=True)


def table_lines(app):
    """One line a table of the progress page: its name, its state and its rows."""
    lines = []
    for thing in app.everything():
        if thing.role == "list item" and re.search(r"Completed|Running|Failed", " ".join(t.name for t in thing.walk())):
            texts = [inner.name for inner in thing.walk() if inner.role == "label" and inner.name]
            if len(texts) >= 3 and re.search(r"\d of \d|^[\d,]+$", texts[-1]):
                # What was expected says nothing any more once all is there.
                rows = texts[-1].split(" of ")[0] if texts[1] == "Completed" else texts[-1]
                lines.append(f"{texts[0]}: {texts[1]}, {rows}")
    return lines


def play(pictures):
    with Sluice("--practice", "--rows", "estimate", pictures=pictures) as app:
        say("Starting Sluice on the practice workspace; the first time this fills a sample database…")
        app.find("button", re.compile("^Add Source"), 120)
        say("Home is there: " + app.read(r"No Sources Yet|\d+ of \d+ tables")[0])
        app.picture("1-home")

        main_job.add_source(app)
        app.picture("2-source")
        main_job.choose_postgres(app)
        say("Source: chose Postgres")

        main_job.fill_in_sample(app)
        app.type("Password", "not-the-password")
        app.press("Check Connection")
        refused = app.read("The database rejected the username or password.*", 60)[0]
        say(f"Connect: a wrong password is refused: “{refused}”")
        app.picture("3-connect-refused")
        main_job.fill_in_sample(app)
        main_job.check_connection(app)
        selected, seen, _ = main_job.totals(app)
        say(f"Connect: the right one is accepted; {seen} tables read, {selected} selected")

        for table in ("customers", "orders", "audit_log", "currencies", "payments"):
            main_job.select_table(app, table)
        selected, seen, load = main_job.totals(app)
        say(f"Tables: {selected} of {seen} selected{load}")
        app.picture("4-tables")
        main_job.go_on(app)

        app.find("text", "Prefix")
        name = app.read(r"\S*postgres_\S+")[0]
        say(f"Name: tables will be called {name} and so on")
        app.picture("5-name")
        main_job.go_on(app)

        say("Review: " + app.read(r"\d+ tables seen, .*")[0])
        app.picture("6-review")
        main_job.create(app)
        say("Progress: the source is created, its first load has begun")
        app.picture("7-progress")
        main_job.wait_until_loaded(app)
        app.picture("8-completed")
        for line in table_lines(app):
            say(f"  {line}")
        say("Verified report: " + app.read(r"^.*\bas chosen$", 60)[0])
        say("Try it: " + main_job.query(app))

        app.press("Done")
        say("Home: " + app.read(r"Completed")[0])
        app.picture("9-home")
        say("The main job is done: Completed")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", default=None, help="the folder to leave pictures in")
    arguments = parser.parse_args()
    if arguments.pictures:
        os.makedirs(arguments.pictures, exist_ok=True)
    try:
        play(arguments.pictures)
    except NotSeen as error:
        say(f"This did not work: {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
