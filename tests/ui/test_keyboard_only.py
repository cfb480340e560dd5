#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From an empty Home to a source that is loaded, with the keyboard alone: the focus is never lost, never held fast, and
comes back from every dialog.

test_keyboard_only.py en | zh_CN    the language of the window
"""

import functools
import os
import re
import shutil
import subprocess
import sys
import tempfile

# Kept in a file of the session's own home folder, where Sluice finds it too.
os.environ["GSETTINGS_BACKEND"] = "keyfile"

import main_job  # noqa: E402
import tap  # noqa: E402
from driver import until  # noqa: E402
from keyboard import Keyboard  # noqa: E402
from pictures import locale_of, translations_of  # noqa: E402
from workbench import Workbench  # noqa: E402

LANGUAGES = ("en", "zh_CN")

bench = None
app = None
keys = None
words = str
language = "en"
reached = True


def picture(name):
    app.picture(f"keyboard-{name}" + (f"-{language}" if language != "en" else ""))


def plain(text):
    """Without what marks the letter of a mnemonic."""
    return words(text).replace("_", "")


def row(table):
    return re.compile(rf"^{table}\b")


def is_chosen(table):
    return app.find("check box", words("Select %s") % table).checked


def shown_in(combo):
    """The texts of a row with a list of options that is closed."""
    return [thing.name for thing in app.find("combo box", combo).walk() if thing.role == "label"]


def opens(role, name, *pressed):
    """Presses keys and waits for what they open."""
    keys.press(*pressed)
    return app.find(role, name)


def in_order(case):
    """Each begins where the one before ended."""
    @functools.wraps(case)
    def run():
        global reached
        assert reached, "it did not come so far"
        reached = False
        try:
            case()
        except BaseException:
            app.tell_what_is_seen()
            raise
        reached = True

    return run


def home():
    """Home: the button that adds a source is reached, its menus open and give the focus back"""
    app.find("button", words("Add Source"), 120)
    keys.focus()
    picture("1-home-empty")
    keys.round()
    keys.go_to("toggle button", words("Main Menu"))
    opens("menu item", plain("_Preferences"), "Return")
    keys.gives_back("toggle button", words("Main Menu"))
    opens("menu item", plain("_Preferences"), "F10")
    keys.gives_back("toggle button", words("Main Menu"))
    keys.go_to("toggle button", words("Projects"), "shift+Tab")
    opens("menu item", words("Practice Workspace"), "space")
    keys.gives_back("toggle button", words("Projects"))


def windows():
    """Preferences, shortcuts and the call log: open by a shortcut, let the focus round, and give it back"""
    keys.go_to("button", words("Add Source"))
    for shortcut, title in (("ctrl+comma", "Preferences"), ("ctrl+question", "Keyboard Shortcuts"),
                            ("ctrl+shift+l", "Call Log")):
        opens("dialog", words(title), shortcut)
        keys.focus()
        picture("2-" + title.lower().replace(" ", "-"))
        keys.round()
        keys.gives_back("button", words("Add Source"))
    opens("dialog", words("Preferences"), "ctrl+comma")
    for page in ("Prices", "Passwords"):
        keys.go_to("page tab", words("Estimates") if page == "Prices" else words("Prices"))
        keys.press("Right", "space")
        keys.is_on("page tab", words(page))
        picture("2-preferences-" + page.lower())
        keys.round()
    keys.gives_back("button", words("Add Source"))


def source():
    """Source: what is typed finds it, Down goes to it, Return takes it"""
    keys.press("ctrl+n")
    keys.is_on("entry", words("Search kinds of source"))
    picture("3-source")
    keys.round()
    keys.type("postgers")
    until("the search", lambda: app.see("button", "Postgres") and not app.see("button", "MySQL"))
    keys.press("Down")
    keys.is_on("button", "Postgres")
    keys.press("Return")
    keys.is_on("text", words("Host"))


def connect():
    """Connect: the form is filled in and checked; what is wrong has the focus"""
    picture("4-connect")
    for part in ("Make a read-only user", "Optional"):
        keys.go_to("list item", words(part))
        keys.press("Return")
        keys.focus()
    app.find("text", words("Schema (optional)"))
    keys.round()
    keys.go_to("text", words("Host"))
    keys.press("ctrl+Return")
    keys.is_on("text", words("Host"))
    assert app.find("text", words("Host")).invalid
    keys.go_to("button", words("Fill In the Sample Database"), "shift+Tab")
    keys.press("space")
    until("the host filled in", lambda: app.text_of(words("Host")) != "")
    keys.focus()
    keys.go_to("text", words("Password"))
    keys.press("ctrl+a")
    keys.type("wrong")
    keys.press("ctrl+Return")
    app.read(r"password authentication failed|" + re.escape(words("The database rejected the username or password").rstrip(".")), 60)
    keys.focus()
    picture("4-connect-refused")
    keys.go_to("text", words("Password"))
    keys.press("ctrl+a")
    keys.type(bench.ready()["sample_database"]["password"])
    keys.press("ctrl+Return")
    app.find("check box", words("Select %s") % "customers", 60)


def tables():
    """Tables: search, select, method, cursor, frequency, undo, what needs attention, the details and the size map"""
    keys.is_on("table row", None)
    picture("5-tables")
    keys.round()
    keys.press("slash")
    keys.is_on("entry", words("Search tables and columns"))
    keys.type("customers")
    until("the search", lambda: not app.see("check box", words("Select %s") % "currencies"))
    keys.press("Return")
    keys.is_on("table row", row("customers"))
    keys.press("space")
    until("customers selected", lambda: is_chosen("customers"))

    for key, title in (("m", "How %s syncs"), ("c", "Cursor of %s"), ("f", "How often %s syncs")):
        opens(None, words(title) % "customers", key)
        keys.focus()
        picture(f"5-tables-{key}")
        keys.gives_back("table row", row("customers"))
    opens(None, words("How %s syncs") % "customers", "m")
    keys.press("Up", "Return")
    keys.is_on("table row", row("customers"))
    full = words("Full refresh")
    until("another method", lambda: full in keys.focus().name)
    keys.press("ctrl+z")
    until("the method as it was", lambda: full not in keys.focus().name)

    keys.press("slash", "Escape")
    keys.is_on("table row", None)
    app.find("check box", words("Select %s") % "orders")
    keys.go_to("table row", row("orders"), "Down")
    keys.press("space")
    until("orders selected", lambda: is_chosen("orders"))
    keys.press("Home")
    keys.press("n")
    keys.is_on("table row", row("orders"))

    keys.press("Return")
    app.find("list item", "updated_at")
    keys.is_on("table row", row("orders"))
    picture("5-tables-details")
    keys.round()
    keys.go_to("button", words("Add Filter…"))
    opens("dialog", words("Row Filter"), "Return")
    keys.round()
    keys.gives_back("button", words("Add Filter…"))
    keys.press("Escape")
    app.gone("list item", "updated_at")
    keys.is_on("table row", row("orders"))

    for shortcut, title in (("ctrl+b", "Bulk Edit"), ("r", "Count Rows")):
        opens("dialog", words(title), shortcut)
        keys.focus()
        picture("5-tables-" + title.lower().replace(" ", "-"))
        keys.round()
        keys.gives_back("table row", row("orders"))

    keys.press("ctrl+2")
    keys.focus()
    app.find(None, row("stock_snapshots"))
    picture("5-tables-map")
    keys.round()
    keys.press("ctrl+1")
    keys.is_on("table row", None)
    keys.press("ctrl+Return")


def name():
    """Name: a fault has the focus; what opens from a field gives it back"""
    keys.is_on("text", words("Prefix"))
    picture("6-name")
    keys.round()
    keys.type("Not a prefix!")
    keys.press("ctrl+Return")
    until("the fault", lambda: app.find("text", words("Prefix")).invalid)
    keys.is_on("text", words("Prefix"))
    keys.press("ctrl+a")
    keys.type("keys_")
    keys.go_to("button", words("All Names"))
    opens("dialog", words("Table Names"), "space")
    keys.focus()
    keys.gives_back("button", words("All Names"))
    keys.go_to("combo box", words("Every"))
    before = shown_in(words("Every"))
    keys.press("space")
    keys.is_on("list item", None)
    keys.press("Down", "Return")
    keys.is_on("combo box", words("Every"))
    until("another schedule", lambda: shown_in(words("Every")) != before)
    keys.press("ctrl+Return")


def review():
    """Review: read to its end, compared, and created"""
    app.find("button", words("Create Source"))
    keys.focus()
    picture("7-review")
    keys.round()
    keys.go_to("button", words("How This Is Estimated"))
    opens("dialog", words("How This Is Estimated"), "Return")
    keys.focus()
    keys.gives_back("button", words("How This Is Estimated"))
    keys.go_to("button", words("Compare…"))
    opens("dialog", words("Compare Plans"), "Return")
    keys.focus()
    keys.gives_back("button", words("Compare…"))
    keys.press("alt+Left")
    keys.is_on("text", words("Prefix"))
    keys.press("ctrl+Return")
    app.find("button", words("Create Source"))
    keys.focus()
    keys.press("ctrl+Return")


def progress():
    """Progress: to the end of the first load, its tables' menus, logs and the verified report"""
    app.find(None, words("Source created"), 60)
    keys.focus()
    picture("8-progress")
    app.find(None, words("The source keeps syncing by its schedule from now on."), 180)
    app.find("list item", words("All Tables, Their Names and First Rows"), 60)
    keys.focus()
    picture("8-progress-done")
    keys.round()
    actions = words("Actions for %s") % "customers"
    keys.go_to("toggle button", actions)
    opens("menu item", plain("_Logs…"), "space")
    keys.gives_back("toggle button", actions)
    opens("menu item", plain("_Logs…"), "space")
    keys.go_to("menu item", plain("_Logs…"), "Down")
    opens("dialog", words("Logs of %s") % "customers", "Return")
    keys.focus()
    keys.round()
    keys.gives_back("toggle button", actions)
    keys.go_to("list item", words("All Tables, Their Names and First Rows"))
    opens("dialog", words("Verified Report"), "Return")
    keys.focus()
    picture("8-report")
    keys.round()
    keys.go_to("list item", re.compile("^public.customers, "))
    opens("button", words("Copy the query"), "Return")
    keys.focus()
    picture("8-report-table")
    keys.round()
    keys.gives_back("list item", re.compile("^public.customers, "))
    keys.gives_back("list item", words("All Tables, Their Names and First Rows"))
    keys.press("ctrl+Return")


def home_again():
    """Home again: the source is there, and its details"""
    details = words("Details of %s") % "Postgres · keys"
    app.find("button", details, 60)
    app.read(re.escape(words("Completed")))
    app.gone("button", words("Done"))
    keys.focus()
    picture("9-home")
    keys.round()
    keys.go_to("button", details)
    opens("button", words("Sync Now"), "Return")
    keys.focus()
    picture("9-home-details")
    keys.round()
    keys.gives_back("button", details)


def main():
    global bench, app, keys, words, language
    language = sys.argv[1] if sys.argv[1:] else "en"
    assert language in LANGUAGES, __doc__
    folder = tempfile.mkdtemp(prefix="sluice-locale-")
    try:
        environment = {}
        if language != "en":
            environment = locale_of(language, folder)
            words = translations_of(language).gettext
        with Workbench("--rows", "estimate", "--practice-argument=--sample-rows=2000") as bench, \
                bench.open(environment=environment) as app:
            keys = Keyboard(app)
            return tap.run(*map(in_order, (home, windows, source, connect, tables, name, review, progress, home_again)))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    tap.end_in_order()
    raise SystemExit(main())
