#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever goes wrong between Sluice and the server is said where it can be mended, loses nothing that was typed, and
one goes on after it. The practice server is told how to go wrong; Sluice is the same all the time."""

import json
import re
import socket
import threading
import time

import faults
import main_job
import tap
from driver import until
from faults import (CATALOGUE, CREATE, CUT, DISCOVERY, EMPTY, HALF, LIST, PAGE, PREFIX, REVOKED, UNSCOPED, at_name, is_kept,
                    read_all)
from shared_window import SharedWindow
from workbench import Workbench

bench = None
window = None
elsewhere = None

class Elsewhere:
    """Another origin, which counts who comes."""

    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        self.visits = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        while True:
            visitor, _ = self.listener.accept()
            self.visits += 1
            visitor.close()


def login():
    return faults.fresh_login(bench)


def at_discovery(fault, *texts):
    """Checks a connection while the server goes wrong, then again."""
    with window.at_connect() as app:
        values = login()
        main_job.type_connection(app, values)
        bench.misbehave(f"{DISCOVERY}={fault}")
        app.press("Check Connection")
        read_all(app, *texts)
        app.picture("discovery-" + re.sub(r"\W+", "-", texts[0])[:30])
        is_kept(app, values)
        bench.misbehave()
        main_job.check_connection(app)


def slow_discovery():
    """A discovery that takes 100 s says how long it has taken and why; Stop really ends it and keeps what was typed"""
    with window.at_connect() as app:
        values = login()
        main_job.type_connection(app, values)
        bench.misbehave(f"{DISCOVERY}=delay:100")
        app.press("Check Connection")
        app.read(rf"PostHog is connecting to \S+ on {values['host']} and listing its tables")
        app.read(r"^0:0[1-9]$")
        app.read("takes up to two minutes.*Naming one schema")
        app.picture("slow")
        before = len(bench.let_go("POST", "/database_schema/"))
        app.press("Stop")
        until("the request being closed", lambda: len(bench.let_go("POST", "/database_schema/")) > before, 10)
        app.gone("label", "Connecting…")
        is_kept(app, values)
        bench.misbehave(f"{DISCOVERY}=delay:1.5")
        app.press("Check Connection")
        app.read("PostHog is connecting to")
        app.read(r"\d+ of \d+ tables", 60)


def discovery_waited_out():
    """A discovery that takes 100 s and is left alone: the page says how long it has taken, and its tables come"""
    with window.at_connect() as app:
        values = login()
        main_job.type_connection(app, values)
        bench.misbehave(f"{DISCOVERY}=delay:100")
        sent = len(bench.sent("POST", "/database_schema/"))
        let_go = len(bench.let_go("POST", "/database_schema/"))
        begin = time.monotonic()
        app.press("Check Connection")
        app.read(r"^1:3[0-9]$", 130)
        app.find("button", "Stop")
        app.read(r"\d+ of \d+ tables", 60)
        assert time.monotonic() - begin >= 100, "the answer came too early to show anything"
        assert len(bench.sent("POST", "/database_schema/")) == sent + 1, "it was asked more than once"
        assert len(bench.let_go("POST", "/database_schema/")) == let_go, "Sluice gave up"
        bench.misbehave()
        app.find("check box", "Select currencies")
        app.press("Back")
        is_kept(app, values)


def discovery_timed_out():
    """A gateway that gives up says 504; naming one schema is offered, and the field for it is there at once"""
    with window.at_connect() as app:
        values = login()
        main_job.type_connection(app, values)
        bench.misbehave(f"{DISCOVERY}=status:504")
        app.press("Check Connection")
        read_all(app, "504 Gateway Timeout", "Naming one schema, or a user who sees fewer tables")
        app.picture("timed-out")
        app.press("Name a Schema")
        app.focus_is_on("text", "Schema (optional)")
        is_kept(app, values)
        bench.misbehave()
        app.type("Schema (optional)", "public")
        main_job.check_connection(app)
        app.find("check box", "Select customers")
        app.press("Back")
        app.type("Schema (optional)", "")


def discovery_gateway():
    """A gateway's page with 502, which is how some of them say that it took too long"""
    at_discovery("status:502", "502 Bad Gateway", "The tables were not listed in time. Naming one schema")


def discovery_page():
    """A web page instead of an answer: whose it is, and what to do"""
    at_discovery(f"body:{bench.write('page.html', '<html><title>Sign in to Wi-Fi</title>')}", *PAGE)


def discovery_half():
    """Half a JSON document"""
    at_discovery(f"body:{bench.write('half.json', '[{\"table\": \"orders\", \"incremental_fields\": [')}",
                 "The answer ended before it was complete.", HALF[1])


def discovery_cut():
    """A connection that breaks in the middle of the answer"""
    at_discovery("truncate:2000", *CUT)


def discovery_empty():
    """An answer with nothing in it"""
    at_discovery(f"body:{bench.write('empty.json', '')}", *EMPTY)


def discovery_dropped():
    """A server that hangs up before it does anything, and one that hangs up after"""
    at_discovery("drop-before", *CUT)
    at_discovery("drop-after", *CUT)


def discovery_redirected():
    """A redirect to another origin is not followed: neither the key nor the password go there"""
    at_discovery(f"redirect:{elsewhere.url}/steal", f"The server points to {elsewhere.url}, which Sluice does not follow.",
                 "Nothing was sent there: neither the API key nor what you typed.")
    assert elsewhere.visits == 0, f"{elsewhere.visits} requests went to the other origin"


def discovery_revoked():
    """A key that is revoked meanwhile"""
    at_discovery("key:_revoked", *REVOKED)


def discovery_unscoped():
    """A key that may not write says which box to tick"""
    at_discovery("key:_readonly", *UNSCOPED)


def prefix_check():
    """A prefix that cannot be checked is not called wrong, stays, and Next checks it again"""
    page = bench.write("page.html", "<html><title>Sign in to Wi-Fi</title>")
    with window.at_home() as app:
        at_name(app, login())
        for fault, texts in ((f"body:{page}", PAGE), ("key:_revoked", REVOKED), ("key:_readonly", UNSCOPED),
                             (f"redirect:{elsewhere.url}", (elsewhere.url, "Nothing was sent there")),
                             ("status:502", ("502 Bad Gateway", "Try again in a few minutes.")), ("drop-after", CUT)):
            bench.misbehave(f"{PREFIX}={fault}")
            app.type("Prefix", "eu_")
            app.press("Next")
            read_all(app, *texts)
            app.picture("prefix")
            assert app.text_of("Prefix") == "eu_"
            assert not app.find("text", "Prefix").invalid, "a prefix that nobody could check is called wrong"
            app.type("Prefix", "")
        bench.misbehave()
        app.type("Prefix", "eu_")
        app.press("Next")
        app.read("tables seen")
        assert elsewhere.visits == 0


def refused_create():
    """A key that is revoked or may not write, and a redirect, just when the source is created: nothing is, all is kept"""
    with window.at_home() as app:
        values = login()
        at_name(app, values)
        app.type("Prefix", "eu_")
        main_job.go_on(app)
        app.read("tables seen")
        before = len(bench.sent("POST", "/external_data_sources/"))
        for rule, texts in ((f"{PREFIX}=key:_revoked", REVOKED), (f"{CREATE}=key:_revoked", REVOKED),
                            (f"{LIST}=key:_revoked", REVOKED), (f"{CREATE}=key:_readonly", UNSCOPED),
                            (f"{CREATE}=redirect:{elsewhere.url}", (elsewhere.url, "Nothing was sent there"))):
            bench.misbehave(rule)
            app.press("Create Source")
            read_all(app, *texts)
            app.picture("review")
            bench.misbehave()
            # Back and on again, so that the words of one try are never taken for those of the next.
            app.press("Back")
            until("the name", lambda: window.step(app) == "Name and schedule")
            assert app.text_of("Prefix") == "eu_"
            main_job.go_on(app)
            app.read("tables seen")
            app.gone(None, re.compile(re.escape(texts[0])))
        assert elsewhere.visits == 0
        assert len(bench.sent("POST", "/external_data_sources/")) == before + 3, "one that was refused was sent again"
        assert bench.ask("GET", "external_data_sources/")["count"] == 0
        for step, check in (("Name and schedule", lambda: app.text_of("Prefix") == "eu_"),
                            ("Tables", lambda: main_job.is_selected(app, "currencies")),
                            ("Connect", lambda: is_kept(app, values) is None)):
            app.press("Back")
            until(step, lambda: window.step(app) == step)
            assert check(), f"{step} has lost what was typed"
        for _ in range(3):
            before = window.step(app)
            main_job.go_on(app)
            until(f"what comes after {before}", lambda: window.step(app) != before)
        main_job.create(app)
        main_job.wait_until_loaded(app)
        app.press("Done")
        app.find("button", re.compile("^Add Source"))
        assert bench.ask("GET", "external_data_sources/")["count"] == 1


def lost_create():
    """An answer to the create that cannot be read: nobody knows, so nothing is sent again, and Home goes on"""
    with window.at_home() as app:
        at_name(app, login())
        app.type("Prefix", "lost_")
        main_job.go_on(app)
        app.read("tables seen")
        before = len(bench.sent("POST", "/external_data_sources/"))
        bench.misbehave(f"{CREATE}=body:{bench.write('page.html', '<html><title>Sign in to Wi-Fi</title>')}")
        app.press("Create Source")
        read_all(app, "Looking for the source", "Sluice sends nothing again", PAGE[0])
        assert not app.see(None, re.compile("try again")), "to send it again is just what must not be done"
        assert len(bench.sent("POST", "/external_data_sources/")) == before + 1
        app.picture("lost-create")
        bench.misbehave()
        app.key("Escape")
        app.find("button", re.compile("^Add Source"))


def lost_but_made():
    """An answer that is lost on the way once the source was made: Sluice finds it, says so, and goes on to the end"""
    with window.at_home() as app:
        at_name(app, login())
        app.type("Prefix", "found_")
        main_job.go_on(app)
        app.read("tables seen")
        before = len(bench.sent("POST", "/external_data_sources/"))
        count = bench.ask("GET", "external_data_sources/")["count"]
        bench.misbehave(f"{CREATE}=drop-after")
        app.press("Create Source")
        read_all(app, "Looking for the source", "Sluice sends nothing again")
        app.picture("looking")
        read_all(app, "found after its answer was lost")
        main_job.wait_until_loaded(app)
        bench.misbehave()
        app.press("Done")
        app.find("button", re.compile("^Add Source"))
        assert len(bench.sent("POST", "/external_data_sources/")) == before + 1
        assert bench.ask("GET", "external_data_sources/")["count"] == count + 1


def at_home(fault, *texts):
    """Reads the list of sources while the server goes wrong, then again."""
    with window.at_home() as app:
        app.find("button", re.compile("^Add Source"))
        app.read("Postgres · eu")
        bench.misbehave(f"{LIST}={fault}")
        app.key("F5")
        read_all(app, *texts)
        app.picture("home")
        app.read("Postgres · eu")
        bench.misbehave()
        app.press("Try Again")
        app.gone("button", "Try Again")


def home():
    """Home keeps the sources it had, says what went wrong, and Try Again mends it"""
    page = bench.write("page.html", "<html><title>Sign in to Wi-Fi</title>")
    at_home(f"body:{page}", *PAGE)
    at_home("status:504", "504 Gateway Timeout", "Try again in a few minutes.")
    at_home(f"body:{bench.write('half.json', '{\"count\": 1, \"results\": [{')}", *HALF)
    at_home(f"body:{bench.write('empty.json', '')}", *EMPTY)
    at_home("drop-before", *CUT)
    at_home(f"redirect:{elsewhere.url}", elsewhere.url, "Nothing was sent there")
    at_home("key:_revoked", *REVOKED)
    at_home(f"body:{bench.write('odd.json', '{\"count\": 1, \"results\": [{\"id\": 7}]}')}",
            "The answer cannot be used: “id” is not text.")
    at_home(f"body:{bench.write('odd.json', '{\"count\": 1, \"results\": {}}')}",
            "The answer cannot be used: the list is not a list.")
    assert elsewhere.visits == 0


def catalogue():
    """The kinds of source: each thing that can go wrong is said on the page, and Try Again goes on"""
    page = bench.write("page.html", "<html><title>Sign in to Wi-Fi</title>")
    with window.at_home() as app:
        first = True
        for fault, texts in ((f"body:{page}", PAGE), ("status:502", ("502 Bad Gateway",)),
                             (f"body:{bench.write('half.json', '{\"Postgres\": {')}", HALF),
                             (f"body:{bench.write('empty.json', '')}", EMPTY), ("drop-before", CUT),
                             (f"redirect:{elsewhere.url}", (elsewhere.url, "Nothing was sent there")),
                             ("key:_revoked", REVOKED),
                             (f"body:{bench.write('list.json', '[]')}",
                              ("The answer cannot be used: the list of source types is not an object.",)),
                             (f"body:{bench.write('none.json', '{}')}", ("The server lists no kinds of source.",))):
            bench.misbehave(f"{CATALOGUE}={fault}")
            if first:
                app.press(re.compile("^Add Source"))
            else:
                app.press("Try Again")
            first = False
            read_all(app, *texts)
            app.picture("catalogue")
            app.find("button", "Try Again")
        odd = {"Postgres": 5, "Stripe": {"fields": {}}, "MySQL": {"label": 5, "category": [], "fields": [7]}}
        bench.misbehave(f"{CATALOGUE}=body:{bench.write('odd.json', json.dumps(odd))}")
        app.press("Try Again")
        for name in odd:
            tile = app.find("button", name)
            assert not tile.sensitive and app.see("label", "Cannot be read", tile), name
        app.picture("catalogue-odd")
        app.press("Cancel")
        bench.misbehave()
        main_job.add_source(app)
        main_job.choose_postgres(app)
        assert elsewhere.visits == 0


def main():
    global bench, window, elsewhere
    elsewhere = Elsewhere()
    with Workbench() as bench, \
            SharedWindow(bench, "--rows", "estimate", "--practice-argument=--sample-rows=2000") as window:
        tap.main(catalogue, slow_discovery, discovery_waited_out, discovery_timed_out, discovery_gateway, discovery_page,
                 discovery_half, discovery_cut, discovery_empty, discovery_dropped, discovery_redirected,
                 discovery_revoked, discovery_unscoped, prefix_check, refused_create, lost_create, lost_but_made, home)


if __name__ == "__main__":
    main()
