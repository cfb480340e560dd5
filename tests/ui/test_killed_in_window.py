#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sluice is killed while the server is at what it was asked for, and Resume is pressed: one source, one webhook.

All other moments: test_set_up_killed.py."""

import json
import os
import re
import signal
import urllib.request

os.environ["GSETTINGS_BACKEND"] = "keyfile"

import accounts  # noqa: E402
import main_job  # noqa: E402
import tap  # noqa: E402
from driver import until  # noqa: E402
from workbench import Workbench  # noqa: E402

STRIPE_KEY = "rk_live_51Sl7ic3Test0nlyTest0nly"
CREATE = "external_data_sources/"
REGISTER = "create_webhook/"
bench = None


def sign_in(app):
    ready = bench.ready()
    accounts.ask_for_key(app)
    accounts.choose_place(app, "Own Server")
    app.type("Address of the server", ready["url"])
    accounts.connect(app, ready["key"] + "_limited")
    accounts.see_home(app)


def set_up(app, prefix):
    """All choices, up to the button."""
    main_job.add_source(app)
    app.type("Search kinds of source", "stripe")
    app.press("Stripe")
    app.type("API key", STRIPE_KEY)
    main_job.check_connection(app)
    for table in ("Customer", "Charge"):
        main_job.select_table(app, table)
        assert main_job.syncs_by(app, table, "Webhook")
    main_job.go_on(app)
    app.type("Prefix", prefix)
    main_job.go_on(app)
    app.read("2 will be copied")
    app.press("Create Source")


def n_sent(ending):
    return len(bench.sent("POST", ending))


def list_endpoints():
    ready = bench.ready()
    request = urllib.request.Request(f"{ready['url']}/_practice/vendor/endpoints?source_type=Stripe",
                                     headers={"Authorization": f"Bearer {ready['misbehave_token']}"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


def killed_during(what, call, prefix):
    """Sets up, kills while the server is at that call, resumes and counts."""
    bench.misbehave(f"POST */{call}=delay:4")
    before = n_sent(call), n_sent(CREATE), n_sent(REGISTER), len(list_endpoints())
    with bench.open_elsewhere() as app:
        if not until("Home or the first page", lambda: app.see("button", re.compile("^(Add Source|Connect to PostHog)")),
                     120).name.startswith("Add"):
            sign_in(app)
        set_up(app, prefix)
        until(f"{what} being asked for", lambda: n_sent(call) > before[0], 60)
        app.process.send_signal(signal.SIGKILL)
        app.process.wait()
    bench.misbehave()
    with bench.open_elsewhere() as app:
        app.find("button", re.compile("^Resume Stripe"), 120)
        app.picture(f"killed-{call.strip('/')}")
        app.press(re.compile("^Resume Stripe"))
        main_job.wait_until_loaded(app)
        app.press("Done")
        accounts.see_home(app)
        until("nothing being unfinished", lambda: not app.see("button", re.compile("^Resume Stripe")), 30)
    sources = [source for source in bench.ask("GET", CREATE)["results"] if source["prefix"] == prefix]
    assert len(sources) == 1, f"{len(sources)} sources"
    on = {schema["name"]: schema["sync_type"] for schema in sources[0]["schemas"] if schema["should_sync"]}
    assert on == {"Customer": "webhook", "Charge": "webhook"}, on
    assert len(list_endpoints()) == before[3] + 1, "the webhook is not there once"
    assert (n_sent(CREATE) - before[1], n_sent(REGISTER) - before[2]) == (1, 1), "something was sent twice"


def killed_while_creating():
    """Killed while the server makes the source: resumed, it is found, and there is one"""
    killed_during("the source", CREATE, "made_")


def killed_while_registering():
    """Killed while the webhook is registered: resumed, it is found, and the service has it once"""
    killed_during("the webhook", REGISTER, "hooked_")


if __name__ == "__main__":
    with Workbench() as bench, bench.serving():
        tap.main(killed_while_creating, killed_while_registering)
