#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A source with webhooks in the window: registered by itself, and all the ways in which the person has to help. What counts
is the service's own record: one webhook, never two."""

import re
import sys

import clipboard
import main_job
import tap
from driver import until
from shared_window import SharedWindow
from workbench import Workbench, practise

POLLED, ONLY = "Customer", "Discount"
SECRET = "whsec_of-a-person"
LOADED = re.compile("^The source keeps syncing by its schedule from now on")

bench = None
window = None
number = 0


def vendor(method="GET", path="endpoints?source_type=Stripe", body=None):
    """The service's own record, which PostHog does not see."""
    return practise(bench.ready(), method, f"vendor/{path}", body)


def source():
    """The source that was made last, with its tables."""
    sources = bench.ask("GET", "external_data_sources/")["results"]
    last = next(each for each in sources if (each["prefix"] or "").strip("_") == f"w{number}")
    return bench.ask("GET", f"external_data_sources/{last['id']}/")


def table(name):
    return next(each for each in source()["schemas"] if each["name"] == name)


def url():
    return bench.ask("GET", f"external_data_sources/{source()['id']}/webhook_info/")["webhook_url"]


def registered():
    """How often the service has the webhook of the last source."""
    address = url()
    return len([endpoint for endpoint in vendor() if endpoint["url"] == address])


def asked():
    """How often a webhook was asked for, of the last source."""
    return len(bench.sent("POST", f"/{source()['id']}/create_webhook/"))


def by_hand():
    """What a person does at the service."""
    vendor("POST", "endpoints", {"source_type": "Stripe", "url": url()})


def to_review(app, words):
    global number
    number += 1
    main_job.add_source(app)
    app.type("Search kinds of source", "stripe")
    app.press("Stripe")
    app.type("API key", f"rk_live_x{words}")
    main_job.check_connection(app)
    for name in (POLLED, ONLY):
        app.type("Search tables and columns", name)
        main_job.select_table(app, name)
        until(f"{name} by webhook", lambda name=name: main_job.syncs_by(app, name, "Webhook"), 10)
    main_job.go_on(app)
    app.type("Prefix", f"w{number}_")
    main_job.go_on(app)
    app.find("button", "Create Source")


def create(app, words):
    to_review(app, words)
    main_job.create(app)


def wait_for_card(app):
    app.find("button", "Poll Instead…", 60)
    until("nothing being under way", lambda: app.see(None, "Checking") is None, 30)
    assert not app.nameless(), app.nameless()


def finished(app):
    app.find(None, LOADED, 90)
    assert app.see("button", "Finish Later") is None, "nothing is left to do"


def leave(app):
    app.press("Done")
    app.find("button", re.compile("^Add Source"), 30)


def success():
    """Review says beforehand what is registered and with which right; then it is, once"""
    with window.at_home() as app:
        to_review(app, "")
        app.read("^A webhook is registered at Stripe")
        app.read("“Write” for “Webhook endpoints”")
        app.read("The first load polls in any case, and a periodic refresh stays as a safety net")
        app.picture("webhook-review")
        main_job.create(app)
        finished(app)
        app.find(None, re.compile("^Webhook registered"))
        app.read("a periodic refresh stays as a safety net")
        assert registered() == asked() == 1
        leave(app)


def pending_secret():
    """Registered, but its secret has to be entered: not finished before, and no trace of the secret after"""
    with window.at_home() as app:
        create(app, "+webhook-pending")
        wait_for_card(app)
        app.find(None, re.compile("^The webhook is not complete"))
        app.read("Still to be entered: Signing secret")
        app.picture("webhook-pending")
        app.press("Done")
        app.read("^The webhook is not registered yet")
        app.focus_is_on("text", "Signing secret")
        app.press("Save and Check")
        until("the empty field being said", lambda: app.find("text", "Signing secret").invalid, 5)
        app.type("Signing secret", SECRET)
        app.press("Save and Check")
        finished(app)
        assert not any(SECRET in line for line in app.texts())
        assert registered() == asked() == 1
        leave(app)


def blocked():
    """Known beforehand that the key may not: why, which right, the address to copy, and the secret by hand"""
    with window.at_home() as app:
        create(app, "+webhook-blocked")
        wait_for_card(app)
        app.read("The API key has no write permission for webhook endpoints.")
        app.read("“Write” for “Webhook endpoints”")
        app.read("in the Stripe dashboard add a webhook endpoint")
        app.read("^Has no webhook with this address")
        app.read("^It waits for what is asked above", 60)
        app.picture("webhook-blocked")
        app.press("Copy the address")
        app.find("label", "Copied")
        until("the address in the clipboard", lambda: clipboard.read() == url())
        assert registered() == 0
        app.type("Signing secret", "wrong")
        app.press("Save and Check")
        app.read("Failed to update webhook on the external source.")
        by_hand()
        app.type("Signing secret", SECRET)
        app.press("Save and Check")
        finished(app)
        assert registered() == asked() == 1
        leave(app)


def forbidden():
    """The service refuses: its words, and Register Again only after a word on what may be there twice"""
    with window.at_home() as app:
        create(app, "+webhook-forbidden")
        wait_for_card(app)
        app.read("The API key may not create webhook endpoints.")
        app.press("Check Again")
        until("a look", lambda: app.see(None, "Checking") is None, 30)
        assert asked() == 1, "looking makes nothing"
        app.press("Register Again…")
        app.find(None, "Register the Webhook Again?")
        app.read("every event is sent and counted twice")
        app.press("Cancel")
        app.gone("button", "Register Again")
        assert asked() == 1
        by_hand()
        app.type("Signing secret", SECRET)
        app.press("Save and Check")
        finished(app)
        assert registered() == asked() == 1
        leave(app)


def poll_instead():
    """Poll Instead says what changes, does that and nothing else, and the set-up is finished"""
    with window.at_home() as app:
        create(app, "+webhook-forbidden")
        wait_for_card(app)
        app.press("Poll Instead…")
        app.find(None, "Poll Instead of the Webhook?")
        app.read("^1 table appends its new rows at each sync")
        app.read("1 table is turned off: only a webhook brings it.")
        app.read("Rows a month: ")
        app.picture("webhook-poll")
        app.press("Poll Instead")
        finished(app)
        assert (table(POLLED)["sync_type"], table(POLLED)["should_sync"]) == ("append", True)
        assert table(ONLY)["should_sync"] is False
        assert registered() == 0 and asked() == 1
        leave(app)


def told_how_it_stands():
    """What the service has of it is told: switched off, events that are missing, and that it cannot be asked"""
    for word, title, what, row in (("disabled", "is switched off", "It is there, and switched off", "^Switched off"),
                                   ("partial", "is not complete",
                                    "The service does not send all that is synced. Add there: ",
                                    "Events that it does not send"),
                                   ("unreadable", "could not be checked",
                                    "Whether the service sends any cannot be checked", "^Takes events")):
        with window.at_home() as app:
            create(app, f"+webhook-{word}")
            wait_for_card(app)
            app.find(None, re.compile(f"^The webhook {title}"))
            app.read(what)
            app.read(row)
            app.picture(f"webhook-{word}")
            app.press("Poll Instead…")
            app.press("Poll Instead")
            finished(app)
            assert asked() == 1
            leave(app)


def later():
    """Finish Later ends the set-up, and Home keeps showing what is left"""
    with window.at_home() as app:
        create(app, "+webhook-forbidden")
        wait_for_card(app)
        app.press("Finish Later")
        finished(app)
        app.read("Its webhook is left for later")
        leave(app)
        app.read("its webhook was left for later")
        app.picture("webhook-later")
        assert registered() == 0
    window.close()
    with window.at_home() as app:
        app.read("its webhook was left for later", 60)
        app.press(re.compile("^Resume Stripe"))
        wait_for_card(app)
        by_hand()
        app.type("Signing secret", SECRET)
        app.press("Save and Check")
        finished(app)
        assert registered() == asked() == 1
        leave(app)
        until("nothing being unfinished", lambda: app.see("button", re.compile("^Resume Stripe")) is None, 30)


def key_without_the_right():
    """The API key may read and not write: PostHog's words and which right it lacks, and nothing is made without a click"""
    with window.at_home() as app:
        bench.misbehave("POST */create_webhook=key:_readonly")
        create(app, "")
        wait_for_card(app)
        app.read("API key missing required scope 'external_data_source:write'")
        app.read("tick “Write” for “External data source”")
        app.picture("webhook-key")
        bench.misbehave()
        assert registered() == 0
        app.press("Register")
        finished(app)
        assert registered() == 1
        leave(app)


def manual_only():
    """A service that knows no other way: said on Review, and no way to register is offered"""
    window.close()  # a second Sluice would hand over to the first
    with Workbench() as alone, SharedWindow(alone, "--practice-argument=--conduct=Stripe=webhook-manual") as other:
        global bench
        before, bench = bench, alone
        try:
            with other.at_home() as app:
                to_review(app, "")
                app.read("^You make a webhook at Stripe")
                main_job.create(app)
                wait_for_card(app)
                assert app.see("button", re.compile("^Register")) is None
                by_hand()
                app.type("Signing secret", SECRET)
                app.press("Save and Check")
                until("the secret being taken", lambda: app.text_of("Signing secret") == "", 20)
                # Nobody can ask such a service, so the person says so.
                app.press("It Is Set Up There")
                finished(app)
                assert registered() == 1
        finally:
            bench = before


def refused_at_create():
    """Limits: the server's words on Review, a way to billing where that is what they are about, and the draft is kept"""
    for rule, words, billing in (("billing-limit", "Monthly sync limit reached", True),
                                 ("max-sources:1", "You can create at most 1", False),
                                 ("unsupported-plan", "not part of your current plan", True)):
        with window.at_home() as app:
            bench.conduct(f"Stripe={rule}")
            to_review(app, "")
            app.press("Create Source")
            app.read(words, 60)
            app.read("what you chose is kept")
            assert (app.see("button", "Open Billing") is not None) == billing, rule
            app.picture(f"refused-{rule.split(':', maxsplit=1)[0]}")
            bench.conduct()
            main_job.create(app)
            finished(app)
            leave(app)


def main():
    global bench, window
    cases = (success, pending_secret, blocked, forbidden, poll_instead, told_how_it_stands, later,
             key_without_the_right, manual_only, refused_at_create)
    wanted = [case for case in cases if not sys.argv[1:] or case.__name__ in sys.argv[1:]]
    with Workbench() as bench, SharedWindow(bench) as window:
        return tap.run(*wanted)


if __name__ == "__main__":
    sys.exit(main())
