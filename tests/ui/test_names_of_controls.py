#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Walks every page, dialog and menu as whoever hears them does: nothing is without a name, or sounds like its neighbour."""

import json
import os
import re
import sys

# Kept in a file of the session's own home folder, where Sluice finds it too.
os.environ["GSETTINGS_BACKEND"] = "keyfile"

import accounts  # noqa: E402
import main_job  # noqa: E402
import tap  # noqa: E402
from driver import NotSeen, fits, until  # noqa: E402
from form_filler import FormFiller  # noqa: E402
from names import Seen, Walk, faults  # noqa: E402
from shared_window import SharedWindow  # noqa: E402
from workbench import HERE, Workbench  # noqa: E402

CATALOGUE = "Search kinds of source"
TABLES = ("customers", "orders", "audit_log")

bench = None
window = None


def see_menu(app, walk, button):
    """Opens a menu and closes it."""
    app.press(button, role="toggle button")
    app.find("menu item", None)
    walk.at(f"the menu “{button}”")
    app.key("Escape")
    app.gone("menu item", None)


def choose_in_menu(app, button, item):
    app.press(button, role="toggle button")
    app.press(item, role="menu item")


def see_dialog(app, walk, title, place=None):
    """A dialog that was just opened, and closes it."""
    until(f"the dialog “{title}”", lambda: app.see("dialog", title) or app.see("alert", title))
    walk.at(place or f"“{title}”", title)
    close_dialog(app, title)


def close_dialog(app, title):
    """A page within it goes first. While it goes itself it still shows: what is pressed then reaches what is beneath."""
    def gone():
        return app.see("dialog", title) is None and app.see("alert", title) is None

    for _ in range(5):
        app.key("Escape")
        try:
            until(f"“{title}” going away", gone, 6)
            return
        except NotSeen:
            pass
    raise NotSeen(f"“{title}” does not go away")


def press_in(app, title, role, name):
    """In a dialog: what is beneath may have a thing of that name, too."""
    def look():
        dialog = app.see("dialog", title) or app.see("alert", title)
        thing = dialog and app.see(role, name, dialog)
        return thing is not None and thing.sensitive and thing.press()

    until(f"“{getattr(name, 'pattern', name)}” in “{title}”", look)


def unfold(app, name):
    until(f"“{name}” to unfold", lambda: any(
        thing.press() for thing in app.everything() if fits(thing, "list item", name) and thing.pressable))


def notices_what_is_missing():
    """A control without a name is noticed, and so is one that is named like another, or by what it is made of"""
    class Thing:
        inner = ()

        def __init__(self, role, name):
            self.role, self.name = role, name

        def below(self):
            return ()

    def seen(role, name, *around, focusable=True):
        one = Seen(Thing(role, name), tuple(around))
        one.focusable = focusable
        return one

    page = seen("grouping", "Tables", focusable=False)
    rows = [seen("list item", name, page, focusable=False) for name in ("orders", "customers")]
    fine = [page, *rows, *(seen("button", "Remove orders" if row.name == "orders" else "Retry", row) for row in rows),
            seen("image", "Not readable", page), seen("list", "Tables", page), seen("scroll pane", "", page)]
    assert faults(fine, "Tables") == [], faults(fine)
    assert faults(fine, "Review") == ["nothing says that this is “Review”"]
    for role in ("button", "toggle button", "check box", "switch", "entry", "text", "combo box", "slider", "spin button",
                 "menu item", "link", "list", "image", "progress bar", "page tab"):
        assert len(faults([*fine, seen(role, " ", page)])) == 1, role
    assert len(faults([*fine, seen("list item", "", page)])) == 1, "what can have the focus has no name"
    assert len(faults([*fine, seen("button", "Retry", rows[1])])) == 1, "two of the same name"
    assert not faults([*fine, seen("button", "Retry", rows[0])]), "each row has its own"
    assert len(faults([*fine, seen("button", "Copy", rows[0])])) == 1, "nothing says what is copied"
    for name in ("<b>orders</b>", "edit-copy-symbolic", "_Next", "Delete %s", "GtkButton"):
        assert len(faults([*fine, seen("button", name, page)])) == 1, name


def before_an_account():
    """The first page, signing in at each place, and the kinds of source that are shown to everybody"""
    with bench.serving("--sample-rows=200"):
        url = bench.ready()["url"]
        with bench.open_elsewhere(environment={"SLUICE_CLOUD_US": url, "SLUICE_CLOUD_EU": url}) as app, Walk(app) as walk:
            app.find("button", "Connect to PostHog")
            walk.at("the first page", "Sluice")
            see_menu(app, walk, "Main Menu")
            app.press("Browse Sources")
            app.find("button", "Postgres")
            walk.at("the public catalogue")
            app.press("Back")
            app.find("button", "Connect to PostHog")
            accounts.ask_for_key(app)
            walk.at("signing in", "Connect to PostHog")
            accounts.choose_place(app, "Own Server")
            app.type("Address of the server", url)
            accounts.connect(app, "phx_an-invented-key")
            app.read("Personal API key found in request Authorization header is invalid")
            walk.at("a key that is refused", "Connect to PostHog")
            accounts.connect(app, bench.ready()["key"])
            app.read("Which project?")
            walk.at("which project", "Connect to PostHog")
            app.press("Connect")
            accounts.see_home(app)
            walk.at("a project of one’s own", "Sources")
            choose_in_menu(app, "Projects", "Sign Out")
            see_dialog(app, walk, re.compile("^Sign Out of "), "signing out")
            app.key("ctrl+comma")
            app.find("dialog", "Preferences")
            press_in(app, "Preferences", "page tab", "Passwords")
            app.find("label", "Kept by Sluice")
            app.find("button", re.compile("^Forget "))
            walk.at("the keys that are kept", "Preferences")
            press_in(app, "Preferences", "button", re.compile("^Forget "))
            see_dialog(app, walk, "Forget the Key?")
            close_dialog(app, "Preferences")
            accounts.sign_out(app)


def from_the_menu():
    """Home without a source, its menus, and what they open"""
    with window.at_home() as app, Walk(app) as walk:
        walk.at("Home without a source", "Sources")
        for button in ("Main Menu", "Projects"):
            see_menu(app, walk, button)
        app.key("ctrl+question")
        see_dialog(app, walk, "Keyboard Shortcuts")

        app.key("ctrl+shift+l")
        app.find("dialog", "Call Log")
        walk.at("the call log", "Call Log")
        walk.keys.go_to("list item", re.compile("/api/"))
        app.key("Return")
        app.find("button", "Copy this call")
        walk.at("a call", "Call Log")
        press_in(app, "Call Log", "button", "Back")
        press_in(app, "Call Log", "radio button", re.compile("^Failed · "))
        walk.at("the calls that failed", "Call Log")
        close_dialog(app, "Call Log")

        app.key("ctrl+comma")
        app.find("dialog", "Preferences")
        for page, part in (("Estimates", "Rows That Change"), ("Passwords", "Kept by Sluice"), ("Prices", "Price List")):
            press_in(app, "Preferences", "page tab", page)
            app.find("label", part)
            walk.at(f"Preferences, {page}", "Preferences")
        walk.keys.go_to("list item", re.compile("^Above "))
        app.key("Return")
        app.find("button", "Remove This Price")
        walk.at("a price", "Preferences")
        close_dialog(app, "Preferences")

        choose_in_menu(app, "Main Menu", "About Sluice")
        app.find("dialog", None)
        walk.at("About")
        app.key("Escape")
        app.gone("dialog", None)


def each_form():
    """The kinds of source, and the forms of quite different ones, filled in and refused"""
    with open(os.path.join(HERE, "fixtures", "forms.json"), encoding="utf-8") as file:
        cases = {case["source_type"]: case for case in json.load(file)}
    with window.at_home() as app, Walk(app) as walk:
        main_job.add_source(app)
        walk.at("the kinds of source", "Choose a Source")
        app.type(CATALOGUE, "nothing is called that")
        app.read("Nothing Found")
        walk.at("no kind of source", "Choose a Source")
        for name in ("BigQuery", "Snowflake", "Redshift", "Stripe", "Hubspot", "GoogleAds", "Github", "MongoDB"):
            case = cases[name]
            app.type(CATALOGUE, case["tile"])
            app.press(case["tile"])
            app.find("button", "Check Connection")
            walk.at(f"{name}, empty", f"Connect to {case['tile']}")
            FormFiller(app, bench.folder).fill(case["fill"])
            walk.at(f"{name}, filled in", f"Connect to {case['tile']}")
            app.press("Back")
            app.find_entry(CATALOGUE)

        main_job.choose_postgres(app)
        for row in ("Make a read-only user", "Optional"):
            unfold(app, row)
        switch = app.find("check box", "Near-real-time (CDC)")
        until("the switch", lambda: app.see("check box", switch.name, within=switch)).press()
        app.find("list item", "Slot and Publication")
        walk.at("Postgres, unfolded", "Connect to Postgres")
        app.press("Check Connection")
        until("what is missing", lambda: app.find("text", "Host").invalid)
        walk.at("Postgres, incomplete", "Connect to Postgres")
        main_job.type_connection(app, bench.ready()["sample_database"], password="wrong")
        app.press("Check Connection")
        app.read("The database rejected the username or password|password authentication failed", 60)
        walk.at("Postgres, refused", "Connect to Postgres")
        app.press("Cancel")
        see_dialog(app, walk, "Keep This Set-up for Later?")


def the_tables():
    """The tables as a list and as a map, their menus, small windows and dialogs"""
    with window.at_home() as app, Walk(app) as walk:
        main_job.add_source(app)
        main_job.choose_postgres(app)
        main_job.fill_in_sample(app)
        main_job.check_connection(app)
        for table in TABLES:
            main_job.select_table(app, table)
        walk.at("the list", "Choose Tables")
        for button in ("Filter", "Sort and Group", "More"):
            see_menu(app, walk, button)
        choose_in_menu(app, "Filter", "Incremental")
        choose_in_menu(app, "Sort and Group", "Group by Schema")
        app.find("check box", "Select all of public")
        walk.at("the list, filtered and in groups", "Choose Tables")
        choose_in_menu(app, "Sort and Group", "Group by Schema")
        app.press("Remove the filter: Incremental")

        app.key("slash")
        app.key(*"orders", "Return")
        until("a row with the focus", lambda: main_job.row_of(app, "orders").focused)
        for key, title in (("m", "How orders syncs"), ("c", "Cursor of orders"), ("f", "How often orders syncs")):
            app.key(key)
            app.find(None, title)
            walk.at(f"“{title}”")
            app.key("Escape")
            app.gone(None, title)
        app.key("Return")
        app.find("list item", "updated_at")
        walk.at("the details", "Choose Tables")
        walk.keys.go_to("button", "Add Filter…")
        app.key("Return")
        see_dialog(app, walk, "Row Filter")
        app.key("ctrl+b")
        app.find("button", "Add Rule")
        press_in(app, "Bulk Edit", "button", "Add Rule")
        see_dialog(app, walk, "Bulk Edit")
        app.key("r")
        app.find("dialog", "Count Rows")
        for way in ("From This Computer", "By SQL", "By Hand"):
            if app.see(None, way):
                press_in(app, "Count Rows", None, way)
                walk.at(f"counting rows, {way}", "Count Rows")
        see_dialog(app, walk, "Count Rows")
        app.key("slash", "Escape")
        choose_in_menu(app, "More", "Compare…")
        see_dialog(app, walk, "Compare Plans")
        app.press("How This Is Estimated")
        see_dialog(app, walk, "How This Is Estimated")
        app.key("ctrl+2")
        app.find("list item", re.compile("^orders, "))
        walk.at("the map", "Choose Tables")
        for button in (re.compile("^Area: "), "The Map in Words"):
            app.press(button, role="toggle button")
            walk.at(f"“{getattr(button, 'pattern', button)}” on the map")
            app.key("Escape")
        app.key("ctrl+1")


def to_the_end():
    """Name, Review, the first load, its tables' menus and logs, and the verified report; then Home with a source"""
    with window.at_home() as app, Walk(app) as walk:
        main_job.add_source(app)
        main_job.choose_postgres(app)
        main_job.fill_in_sample(app)
        main_job.check_connection(app)
        for table in TABLES:
            main_job.select_table(app, table)
        main_job.go_on(app)
        app.type("Prefix", "Not a prefix!")
        main_job.go_on(app)
        until("what is wrong", lambda: app.find("text", "Prefix").invalid)
        walk.at("Name, with a fault", "Name and Schedule")
        app.type("Prefix", "names_")
        app.press("All Names")
        see_dialog(app, walk, "Table Names")
        main_job.go_on(app)
        app.find("button", "Create Source")
        walk.at("Review", "Review")
        main_job.create(app)
        main_job.wait_until_loaded(app)
        app.find("list item", "All Tables, Their Names and First Rows", 60)
        walk.at("Progress", "Postgres · names is set up")
        see_menu(app, walk, "Actions for orders")
        choose_in_menu(app, "Actions for orders", "Logs…")
        see_dialog(app, walk, "Logs of orders")
        walk.keys.go_to("list item", "All Tables, Their Names and First Rows")
        app.key("Return")
        app.find("dialog", "Verified Report")
        walk.at("the report", "Verified Report")
        walk.keys.go_to("list item", re.compile("^public.customers, "))
        app.key("Return")
        app.find("button", "Copy the query")
        walk.keys.go_to(None, "Show the First 10 Rows")
        app.key("Return")
        app.find(None, "First rows of public.customers")
        walk.at("a table of the report", "Verified Report")
        close_dialog(app, "Verified Report")
        app.press("Done")

        app.press("Details of Postgres · names")
        see_dialog(app, walk, "Postgres · names")
        walk.at("Home with a source", "Sources")


def left_unfinished():
    """What was kept for later, what still waits for a webhook, and the questions before either is given up"""
    with window.at_home() as app, Walk(app) as walk:
        main_job.add_source(app)
        main_job.choose_postgres(app)
        app.type("Host", "kept.example.com")
        app.press("Cancel")
        app.press("Keep for Later")
        app.find("button", re.compile("^Resume Postgres"))

        main_job.add_source(app)
        app.type(CATALOGUE, "stripe")
        app.press("Stripe")
        app.type("API key", "rk_live_x+webhook-blocked")
        main_job.check_connection(app)
        app.type("Search tables and columns", "Customer")
        main_job.select_table(app, "Customer")
        main_job.go_on(app)
        app.type("Prefix", "hook_")
        main_job.go_on(app)
        main_job.create(app)
        app.find("button", "Poll Instead…", 60)
        until("nothing being under way", lambda: app.see(None, "Checking") is None)
        walk.at("a webhook to be set up", "Setting up Stripe · hook")
        app.press("Poll Instead…")
        see_dialog(app, walk, "Poll Instead of the Webhook?")
        app.press("Finish Later")
        app.read("Its webhook is left for later", 60)
        app.press("Done")
        app.find("button", re.compile("^Resume Stripe"))
        walk.at("Home with unfinished set-ups", "Sources")
        app.press(re.compile("^Discard Postgres"))
        see_dialog(app, walk, re.compile("^Discard "), "giving up a draft")
        app.press(re.compile("^Stop Watching or Delete Stripe"))
        app.find("alert", re.compile("^Stop Watching"))
        walk.at("no longer watching")
        app.press("Delete Source…")
        see_dialog(app, walk, re.compile("^Delete "), "deleting a source")


def what_went_wrong():
    """Where the server fails: the page that says so"""
    with window.at_home() as app, Walk(app) as walk:
        bench.misbehave("GET */external_data_sources=status:502")
        app.key("F5")
        app.find("button", "Try Again")
        walk.at("Home that cannot be read", "Sources")
        bench.misbehave()
        app.press("Try Again")
        app.gone("button", "Try Again")

        main_job.add_source(app)
        main_job.choose_postgres(app)
        main_job.type_connection(app, bench.ready()["sample_database"])
        bench.misbehave("POST */database_schema=status:502")
        app.press("Check Connection")
        app.read("502 Bad Gateway", 60)
        walk.at("a check that failed", "Connect to Postgres")
        bench.misbehave()


def main():
    global bench, window
    with Workbench("--rows", "estimate", "--practice-argument=--sample-rows=2000") as bench, SharedWindow(bench) as window:
        cases = (notices_what_is_missing, before_an_account, from_the_menu, each_form, the_tables, to_the_end,
                 left_unfinished, what_went_wrong)
        return tap.run(*(case for case in cases if not sys.argv[1:] or case.__name__ in sys.argv[1:]))


if __name__ == "__main__":
    tap.end_in_order()
    raise SystemExit(main())
