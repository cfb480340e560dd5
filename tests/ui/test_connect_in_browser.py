#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Connecting an account in the browser: one that connects after a while, one that never does, one that declines, one that
does not open; and what is chosen, typed or said around it."""

import json
import os
import re
import sys
import time

import browser_stand_in
import clipboard
import main_job
import tap
from driver import until
from form_filler import FormFiller
from workbench import HERE, Workbench

FLAT = "/database_schema/"
NESTED = "/external_data_sources/"
INTEGRATIONS = "GET */integrations"
NOTHING_NEW = "Nothing new has reached PostHog yet"

bench = None


class Browser:
    """What opens when Sluice opens a page, until it is taken away again."""

    def __init__(self, folder):
        self.plan = os.path.join(folder, "browser")
        self.desktop = os.path.join(folder, "data", "applications", "stand-in.desktop")
        self.defaults = os.path.join(os.environ["HOME"], ".config", "mimeapps.list")

    def install(self):
        os.makedirs(os.path.dirname(self.desktop), exist_ok=True)
        os.makedirs(os.path.dirname(self.defaults), exist_ok=True)
        with open(self.desktop, "w", encoding="utf-8") as file:
            file.write("[Desktop Entry]\nType=Application\nName=Stand-in\nMimeType=x-scheme-handler/http;\n"
                       f"Exec={sys.executable} {os.path.join(HERE, 'browser_stand_in.py')} %u\n")
        with open(self.defaults, "w", encoding="utf-8") as file:
            file.write("[Default Applications]\nx-scheme-handler/http=stand-in.desktop\n")

    def remove(self):
        for path in (self.desktop, self.defaults):
            if os.path.exists(path):
                os.unlink(path)

    def will(self, **plan):
        with open(self.plan, "w", encoding="utf-8") as file:
            json.dump(plan, file)

    def opened(self):
        if not os.path.exists(f"{self.plan}.opened"):
            return []
        with open(f"{self.plan}.opened", encoding="utf-8") as file:
            return file.read().split()


def begin(name, *arguments):
    return bench.open("--rows", "estimate", "--practice-argument=--sample-rows=100", *arguments,
                      environment={"BROWSER_STAND_IN": browser.plan, "RECORDING_WHOLE": "1"})


def at_form(app, tile="Hubspot"):
    app.find("button", re.compile("^Add Source"), 120)
    main_job.add_source(app)
    app.type("Search kinds of source", tile)
    app.press(tile)
    app.find("button", "Check Connection")


def chosen(app, label, account):
    FormFiller(app, bench.folder).account(label, account)


def ask_for_another(app):
    app.press("Use Another Account…", role="list item")
    app.read("Go On in the Browser")


def open_browser(app):
    ask_for_another(app)
    app.press("Open Browser")
    app.read("Waiting for You in the Browser")


def flat():
    return bench.sent("POST", FLAT)[-1]["body"]


def nested():
    return bench.sent("POST", NESTED)[-1]["body"]["payload"]


def connects_after_a_while():
    """It says whom to sign in as, waits, goes on by itself, and the source is made with the new account"""
    browser.will(do="connect", delay=3, name="Northwind & Sons")
    with begin("connects") as app:
        at_form(app)
        # What is connected already comes first.
        chosen(app, "Hubspot account", "Practice account (hubspot)")
        app.press("Sync custom properties?", role="check box")
        app.type("Contacts properties", "score")
        app.picture("browser-form")
        ask_for_another(app)
        app.read("practice@example.com")
        app.read("Practice shop")
        assert not app.nameless(), app.nameless()
        app.picture("browser-ready")
        assert browser.opened() == [], "it opened before it was asked to"
        app.press("Open Browser")
        app.read("Waiting for You in the Browser")
        app.find("button", "I Have Connected It")
        app.find("button", "Open Again")
        app.find("button", "Copy Link")
        assert not app.nameless(), app.nameless()
        app.picture("browser-waiting")
        app.gone("button", "I Have Connected It", 30)
        chosen(app, "Hubspot account", "Northwind & Sons")
        app.picture("browser-connected")
        assert app.text_of("Contacts properties") == "score", "what was typed is gone"

        main_job.check_connection(app)
        number = flat()["hubspot_integration_id"]
        assert number > 100, flat()
        main_job.select_first_table(app)
        main_job.go_on(app)
        app.find("text", "Prefix")
        main_job.go_on(app)
        main_job.create(app)
        assert nested()["hubspot_integration_id"] == number and "credential_id" not in nested()
        main_job.wait_until_loaded(app)
        key = bench.ready()["key"]
        assert key not in app.read_log() and not any(key in url for url in browser.opened())


def never_connects():
    """A browser window that was closed half way: it says honestly that nothing came, Cancel loses nothing, and it looks no
    more"""
    browser.will(do="nothing")
    with begin("never") as app:
        at_form(app)
        app.press("Sync custom properties?", role="check box")
        app.type("Contacts properties", "score")
        open_browser(app)
        app.press("I Have Connected It")
        app.read(NOTHING_NEW)
        app.picture("browser-nothing")
        app.press("Open Again")
        until("the page opening twice", lambda: len(browser.opened()) >= 2)
        close_dialog(app)
        assert app.text_of("Contacts properties") == "score"
        is_quiet()

        # And once more, to the end.
        browser.will(do="connect", delay=0, name="Second Try")
        open_browser(app)
        app.gone("button", "I Have Connected It", 30)
        chosen(app, "Hubspot account", "Second Try")


def is_quiet():
    """Nothing is asked for longer than Sluice waits between two looks."""
    before = len(bench.sent("GET", "/stored_credentials/"))
    end = time.monotonic() + 5
    until("five seconds", lambda: time.monotonic() > end, 6)
    assert len(bench.sent("GET", "/stored_credentials/")) == before, "it still looks"


def names(kind):
    return [account["display_name"] for account in bench.ask("GET", f"integrations/?kind={kind}")["results"]]


def close_dialog(app):
    buttons = [thing for thing in app.everything() if thing.role == "button" and thing.name == "Cancel"]
    buttons[-1].press()
    app.gone("button", "I Have Connected It")


def declined():
    """Who declines there is still waited for, and connects with the next try; who connects an account again gets it"""
    browser.will(do="decline")
    with begin("declined") as app:
        at_form(app, "Salesforce")
        chosen(app, "Salesforce account", "Practice account (salesforce)")
        open_browser(app)
        until("the page being opened", browser.opened)
        app.press("I Have Connected It")
        app.read("choose it from the list")
        assert names("salesforce") == ["Practice account (salesforce)"]
        # The same account once more: no new one comes of it.
        browser.will(do="connect", account="73")
        app.press("Open Again")
        app.gone("button", "I Have Connected It", 30)
        chosen(app, "Salesforce account", "Practice account (salesforce)")
        assert names("salesforce") == ["Practice account (salesforce)"]


def no_browser():
    """Where no browser opens it says so and gives the link; what is done with it elsewhere counts"""
    browser.remove()
    with begin("no browser") as app:
        at_form(app)
        open_browser(app)
        app.read("No browser opened. Copy the link", 20)
        app.picture("browser-none")
        app.press("Copy Link")
        app.find("button", "Copied")
        link = clipboard.read()
        app.find("button", "Copy Link")
        browser_stand_in.visit(link, "connect", name="From Another Computer")
        app.gone("button", "I Have Connected It", 30)
        chosen(app, "Hubspot account", "From Another Computer")
    browser.install()


def refused_by_the_server():
    """A page that the server does not give says why, in its words, and can be tried again"""
    with begin("refused") as app:
        at_form(app)
        bench.misbehave("GET */connect_link=status:500")
        app.press("Use Another Account…", role="list item")
        app.read("This Did Not Work")
        app.read("A server error occurred.")
        app.picture("browser-refused")
        bench.misbehave()
        app.press("Try Again")
        app.read("Go On in the Browser")
        app.key("Escape")
        app.gone("button", "Open Browser")
        app.find("button", "Check Connection")


def only_what_was_entered():
    """A key that may not see accounts: the server says so, and what was entered in the browser makes the source"""
    browser.will(do="connect", name="Unseen")
    with begin("credential") as app:
        app.find("button", re.compile("^Add Source"), 120)
        bench.misbehave(f"{INTEGRATIONS}=key:_setup")
        at_form(app, "Hubspot")
        app.read("API key missing required scope 'integration:read'")
        app.find_entry("Number of the connected account")
        app.picture("browser-no-scope")
        app.press(re.compile("^(Use Another Account|Connect in the Browser)…"), role="list item")
        app.read("Go On in the Browser")
        app.press("Open Browser")
        app.gone("button", "I Have Connected It", 40)
        app.read("Entered in the browser just now")
        app.picture("browser-credential")

        app.press("Check Connection")
        main_job.select_table(app, "contacts")
        assert main_job.totals(app)[1] == 7, main_job.totals(app)
        main_job.go_on(app)
        app.type("Prefix", "once_")
        main_job.go_on(app)
        main_job.create(app)
        sent = nested()
        assert sent["credential_id"] and "hubspot_integration_id" not in sent, sent
        assert len(sent["schemas"]) == 7
        main_job.wait_until_loaded(app)
        bench.misbehave()


def pick_an_account():
    """What a connection reaches is searched for and chosen; where the server does not tell, its words say so and it can be
    typed"""
    with begin("pick") as app:
        at_form(app, "Google Ads")
        chosen(app, "Google Ads account", "Practice account (google-ads)")
        app.press("Choose From a List…", role="list item")
        app.find_entry("Search accounts").type("globex")
        app.find("list item", re.compile("^Globex"))
        until("the others being gone", lambda: app.see("list item", re.compile("^Acme")) is None)
        assert not app.nameless(), app.nameless()
        app.picture("accounts-search")
        app.press(re.compile("^Globex$"), role="list item")
        until("the number", lambda: re.fullmatch(r"123\d{7}", app.text_of("Customer ID")))
        value = app.text_of("Customer ID")

        bench.misbehave("GET */oauth_accounts=key:_member")
        app.press("Choose From a List…", role="list item")
        app.read("You need admin access to this project to list the accounts")
        app.picture("accounts-refused")
        app.press("Type It Instead")
        assert app.text_of("Customer ID") == value
        app.type("Customer ID", "123-456-7890")
        bench.misbehave()
        main_job.check_connection(app)
        assert flat()["customer_id"] == "123-456-7890"


def pick_several():
    """Several are ticked, beside those that were typed"""
    with begin("several") as app:
        at_form(app, "GitHub")
        FormFiller(app, bench.folder).choose("Authentication type", "OAuth (GitHub App)")
        chosen(app, "GitHub account", "Practice account (github)")
        app.type("Repositories, one on each line", "ada/unlisted")
        app.press("Choose From a List…", role="list item")
        app.press("acme/shop", role="check box")
        app.press("acme/site", role="check box")
        app.picture("accounts-several")
        app.press("Choose")
        until("all three", lambda: app.text_of("Repositories, one on each line") == "ada/unlisted\nacme/shop\nacme/site")


browser = None


def main():
    global bench, browser
    with Workbench() as bench:
        browser = Browser(bench.folder)
        browser.install()
        cases = (connects_after_a_while, never_connects, declined, no_browser, refused_by_the_server,
                 only_what_was_entered, pick_an_account, pick_several)
        wanted = set(sys.argv[1:])
        tap.main(*[case for case in cases if not wanted or case.__name__ in wanted])


if __name__ == "__main__":
    main()
