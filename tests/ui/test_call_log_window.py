#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The call log says what was sent and what came back, also what failed and why, can be copied for whoever helps, and
holds none of the secrets that were typed, although the server quotes them."""

import json
import os
import re
import urllib.parse

import accounts
import clipboard
import main_job
import tap
from driver import until
from secret_search import SecretSearch
from workbench import Workbench

WRONG_KEY = "phx_Wr0ng/key+of=a.test"
PASSWORD = 'wr€ng "pass\\word" 1/2+3'

bench = None
app = None
search = None


def open_log():
    app.key("ctrl+shift+l")
    app.find("dialog", "Call Log")


def press_in_log(name):
    """What is beneath the dialog has buttons of the same names."""
    until(f"“{name}” in the log",
          lambda: (thing := app.see("button", name, app.see("dialog", "Call Log"))) and thing.press())


def close_log():
    press_in_log("Close")
    app.gone("dialog", "Call Log")


def calls():
    """What is listed, newest first."""
    return [thing.name for thing in app.everything() if thing.role == "list item" and "/api/" in thing.name]


def copied(last):
    """What is on the clipboard once everything was copied; last: what stands in it now and did not before."""
    app.press("Copy all calls for whoever helps")
    return until("the calls on the clipboard",
                 lambda: (text := clipboard.read()).startswith("Sluice ") and last in text and text)


def count(which):
    return int(app.find("radio button", re.compile(f"^{which} · ")).name.split(" · ")[1])


def assert_no_secret(text):
    found = search.find(text.encode())
    assert not found, f"copied: {found}"
    found = search.in_window(app)
    assert not found, f"shown: {found}"


def key_that_is_refused():
    """A key that is refused: the call is there, with the server's words and without the key"""
    accounts.ask_for_key(app)
    accounts.choose_place(app, "Own Server")
    app.type("Address of the server", bench.ready()["url"])
    accounts.connect(app, WRONG_KEY)
    app.read("Personal API key found in request Authorization header is invalid")
    open_log()
    app.find("list item", re.compile(r"^GET /api/\S+, .*, Failed · 401$"))
    app.picture("calls-refused")
    assert_no_secret(copied("    Personal API key found in request Authorization header is invalid."))
    assert not app.nameless(), app.nameless()
    close_log()


def password_that_is_quoted():
    """A server that quotes the password it was sent, in several ways, does not get it into the log"""
    accounts.connect(app, bench.ready()["key"] + "_limited")
    accounts.see_home(app)
    main_job.add_source(app)
    main_job.choose_postgres(app)
    main_job.type_connection(app, {**bench.ready()["sample_database"], "password": PASSWORD})
    for number, written in enumerate((PASSWORD, urllib.parse.quote(PASSWORD, safe=""), json.dumps(PASSWORD),
                                      PASSWORD.encode().hex())):
        path = bench.write(f"quoted-{number}.json", json.dumps({"message": f"Refused ({number}): {written}"}))
        bench.misbehave(f"POST */database_schema/=status:400:{path}")
        app.press("Check Connection")
        app.read(rf"Refused \({number}\)", 60)
    bench.misbehave()
    open_log()
    app.find("list item", re.compile(r"^POST /api/projects/\d+/external_data_sources/database_schema/, .*, Failed · 400$"))
    # The page beneath says what the server says; the log's own words are looked at in its window and on the clipboard.
    text = copied("    Refused (3)")
    assert text.count("    Refused (") == 4 and "Refused (0): ***" in text, text
    found = search.find(text.encode())
    assert not found, f"copied: {found}"


def failed_ones_and_details():
    """Those that failed can be shown alone, and each has its details"""
    n_calls, n_failed = count("All"), count("Failed")
    assert n_calls > n_failed == 5, (n_calls, n_failed)
    app.press(re.compile("^Failed · "), role="radio button")
    app.find("list item", re.compile(r"^GET /api/\S+, .*, Failed · 401$"))
    assert len(calls()) == n_failed and all("Failed" in call for call in calls()), calls()
    app.picture("calls-failed")

    def focused():
        thing = app.find("list item", re.compile("database_schema"))
        return thing.focused or app.key("Tab")

    until("the focus on a call", focused, 60)
    app.key("Return")
    app.find("button", "Copy this call")
    app.read(r"^Refused \(\d\): \*\*\*")
    app.read("^Failed · 400$")
    assert not app.nameless(), app.nameless()
    app.picture("calls-details")
    app.press("Copy this call")
    text = until("the call on the clipboard", lambda: (text := clipboard.read()).startswith("20") and text)
    assert text.count("\n") == 2 and " POST " in text and " 400 failed " in text, text
    assert not search.find(text.encode())
    press_in_log("Back")
    app.press(re.compile("^All · "), role="radio button")
    until("others than those", lambda: any("Failed" not in call for call in calls()) or count("All") > n_failed)


def for_whoever_helps():
    """What is copied says which Sluice this is, and every call in a line"""
    text = copied("\n\n")
    head, _, lines = text.partition("\n\n")
    assert re.match(r"Sluice [\d.]+\S* \(\S+\)\nGTK \d", head) and "libadwaita" in head and "System: " in head, head
    pattern = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (GET|POST|PATCH|DELETE) https?://\S+ (\d+ )?\w+ ")
    entries = [line for line in lines.splitlines() if not line.startswith("    ")]
    assert len(entries) >= 6 and all(pattern.match(line) for line in entries), lines
    close_log()


def over_a_dialog():
    """Its keys open it above a dialog as well, once, and it leaves that as it was"""
    app.key("ctrl+comma")
    app.find("dialog", "Preferences")
    open_log()
    app.key("ctrl+shift+l", "Escape")
    app.gone("dialog", "Call Log")
    app.find("dialog", "Preferences")
    app.key("Escape")
    app.gone("dialog", "Preferences")


def main():
    global bench, app, search
    with Workbench() as bench, bench.serving("--sample-database", "--sample-rows=2000", "--rows", "estimate"):
        ready = bench.ready()
        search = SecretSearch({"API key": ready["key"], "refused API key": WRONG_KEY, "password": PASSWORD})
        with bench.open_elsewhere(environment={"GSETTINGS_BACKEND": "keyfile"}) as app:
            return tap.run(key_that_is_refused, password_that_is_quoted, failed_ones_and_details, for_whoever_helps,
                           over_a_dialog)


if __name__ == "__main__":
    os.environ["GSETTINGS_BACKEND"] = "keyfile"
    tap.end_in_order()
    raise SystemExit(main())
