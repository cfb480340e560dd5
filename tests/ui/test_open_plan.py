#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A plan file is opened from a terminal, a file manager, the menu or by dropping it, and a set-up begins with it; what is
no plan is said and changes nothing."""

import json
import os
import re
import subprocess

from gi.repository import Gio, GLib

import main_job
import tap
from driver import Running, Sluice, until
from shared_window import SharedWindow
from workbench import Workbench

APPLICATION = "io.github.sluice_app.Sluice.Devel"
CONTENT_TYPE = "application/x-sluice-plan+json"
REFUSED = "This Plan Cannot Be Used"

bench = None
window = None
login = None


def path_of(name):
    return os.path.join(bench.folder, name)


def plan(**changes):
    """What an exported plan says of two tables, one of which nobody has."""
    form = {key: str(login[key]) for key in ("host", "port", "database", "user")}
    return {"format": "sluice-plan", "version": 1, "source_type": "Postgres", "form": form, "prefix": "opened_",
            "description": "From a file", "frequency": "12hour", "time_of_day": "", "new_tables": "off",
            "new_tables_pattern": "",
            "tables": [{"name": "public.customers", "selected": True, "method": "full_refresh"},
                       {"name": "public.currencies", "selected": False}],
            **changes}


def write(name, content):
    return bench.write(name, content if isinstance(content, str) else json.dumps(content, indent=2))


def sluice(*arguments, folder=None):
    """Another Sluice from a terminal, which hands over to the one that runs."""
    return subprocess.run(["sluice", *arguments], cwd=folder, check=False, capture_output=True, text=True, timeout=60)


def open_by_bus(*paths):
    """As a file manager does it."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    uris = [path if "://" in path else GLib.filename_to_uri(path) for path in paths]
    bus.call_sync(APPLICATION, "/" + APPLICATION.replace(".", "/"), "org.freedesktop.Application", "Open",
                  GLib.Variant("(asa{sv})", (uris, {})), None, Gio.DBusCallFlags.NONE, 60000, None)


def refuses(app, words):
    app.find("alert", REFUSED)
    app.read(words)
    app.find("button", "Close", within=app.find("alert", REFUSED)).press()
    app.gone("alert", REFUSED)


def begins(app, name):
    """The set-up of the plan is there, with what the file says and no password."""
    app.read(f"^From the plan “{re.escape(name)}”$")
    app.read("The source is created in: Practice workspace. The 1 table that it syncs")
    app.find("list item", "Source, done: Postgres")
    assert app.text_of("Host") == login["host"] and app.text_of("Database") == login["database"]
    assert app.text_of("Password") == ""


def from_a_terminal():
    """Typed where the file lies, it opens in the Sluice that runs; after the check its tables are chosen and its names kept"""
    write("shop.sluice-plan", plan())
    with window.at_home() as app:
        typed = sluice("shop.sluice-plan", folder=bench.folder)
        assert typed.returncode == 0, typed
        begins(app, "shop.sluice-plan")
        app.picture("plan-opened")
        assert not app.nameless(), app.nameless()
        app.type("Password", login["password"])
        main_job.check_connection(app)
        app.read("^The plan’s tables are chosen$")
        until("the plan's table being chosen", lambda: main_job.is_selected(app, "customers"))
        assert main_job.syncs_by(app, "customers", "Full refresh")
        assert not main_job.is_selected(app, "currencies")
        app.picture("plan-taken-over")
        app.press("Back")
        app.find("text", "Host")
        assert app.see(None, re.compile("^From the plan")) is None, "it still says what will be chosen"
        app.press("Next")
        app.read(r"\d+ of \d+ tables", 60)
        main_job.go_on(app)
        until("the plan's prefix", lambda: app.text_of("Prefix") == "opened_")
        assert app.text_of("Description (optional)") == "From a file"


def what_does_not_fit():
    """What the source does not have, or a table cannot do, is said by name once the tables are there"""
    write("odd.sluice-plan", plan(tables=[
        {"name": "public.customers", "selected": True, "method": "incremental", "cursor": "nowhere"},
        {"name": "public.unicorns", "selected": True},
    ]))
    with window.at_home() as app:
        assert sluice("--plan", path_of("odd.sluice-plan")).returncode == 0
        app.read("^From the plan “odd.sluice-plan”$")
        app.type("Password", login["password"])
        app.press("Check Connection")
        app.find("alert", "Not All of the Plan Fits", 60)
        app.read("public.unicorns: The source does not have this table.")
        app.read("public.customers: Cursor: nowhere cannot serve")
        app.picture("plan-odd")
        app.find("button", "Close", within=app.find("alert", "Not All of the Plan Fits")).press()
        until("what fits being chosen", lambda: main_job.is_selected(app, "customers"))


def from_a_file_manager():
    """By D-Bus it opens too; another set-up with something typed is asked about first, and is left alone if it is to stay"""
    write("second.sluice-plan", plan())
    with window.at_home() as app:
        main_job.add_source(app)
        main_job.choose_postgres(app)
        app.type("Host", "typed.example.org")
        open_by_bus(path_of("second.sluice-plan"))
        app.press("Keep Editing")
        app.gone("alert", "Keep This Set-up for Later?")
        assert app.text_of("Host") == "typed.example.org"

        open_by_bus(path_of("second.sluice-plan"))
        app.press("Keep for Later")
        begins(app, "second.sluice-plan")
        # Nothing was typed in this one: no question.
        app.press("Cancel")
        app.find("button", re.compile("^Add Source"))
        app.find("button", re.compile("^Resume Postgres"))


def from_the_menu():
    """Open Plan in the menu asks which file; one that is no plan is said there, and Home stays"""
    write("notes.json", "[]")
    with window.at_home() as app:
        for name, look in (("notes.json", lambda: refuses(app, "This file is not a plan that Sluice has exported")),
                           ("shop.sluice-plan", lambda: begins(app, "shop.sluice-plan"))):
            app.key("ctrl+o")
            dialog = app.find("dialog", "Open a Plan")
            app.key("slash")
            entry = until("an entry for the path", lambda: next((t for t in dialog.walk() if t.editable), None))
            entry.type(path_of(name))
            app.press("Open")
            app.gone("dialog", "Open a Plan")
            app.focus_window()
            look()


def no_plans():
    """Whatever else is opened is told apart in a sentence: cut off, newer, empty, deep, a folder, gone, elsewhere, several"""
    whole = json.dumps(plan())
    os.makedirs(path_of("folder"), exist_ok=True)
    os.mkfifo(path_of("pipe"))
    with window.at_home() as app:
        for name, content, words in (
                ("cut.sluice-plan", whole[:len(whole) // 2], "^The file is cut off or damaged: "),
                ("newer.sluice-plan", plan(version=2), "exported by a newer Sluice"),
                ("empty.sluice-plan", "", "^The file is empty.$"),
                ("deep.sluice-plan", "[" * 200000, "^The file is cut off or damaged: "),
                ("nowhere.sluice-plan", plan(source_type="Nowhere"), "for Nowhere, which this PostHog does not offer"),
                ("tables.sluice-plan", plan(tables={}), "has no list of tables"),
                ("picture.sluice-plan", "\x89PNG\r\n", "^The file is cut off or damaged: ")):
            open_by_bus(write(name, content))
            refuses(app, words)
        for path, words in ((path_of("folder"), "^This is a folder, not a plan.$"),
                            (path_of("pipe"), "^This is not a file that can be read.$"),
                            (path_of("gone.sluice-plan"), "No such file"),
                            ("sftp://nobody.example.org/shop.sluice-plan", "^Nothing can be read from that place")):
            open_by_bus(path)
            refuses(app, words)
        open_by_bus(path_of("shop.sluice-plan"), path_of("odd.sluice-plan"))
        refuses(app, "^Open one plan at a time.$")
        app.find("button", re.compile("^Add Source"))


def at_a_terminal():
    """A terminal is told what cannot be read at all, and gets a status for it"""
    for arguments, words in ((["gone.sluice-plan"], "No such file"), (["--plan", "gone.sluice-plan"], "No such file"),
                             (["folder"], "is a folder"),
                             (["shop.sluice-plan", "odd.sluice-plan"], "Open one plan at a time")):
        typed = sluice(*arguments, folder=bench.folder)
        assert typed.returncode != 0 and words in typed.stderr and not typed.stdout, typed


def kept_for_later():
    """What the file says of its tables is not lost when the set-up is kept for later before they are known"""
    with window.at_home() as app:
        open_by_bus(path_of("shop.sluice-plan"))
        begins(app, "shop.sluice-plan")
        app.type("Password", login["password"])
        app.press("Cancel")
        app.press("Keep for Later")
        app.find("button", re.compile("^Add Source"))
    window.close()
    with window.at_home() as app:
        app.press(re.compile("^Resume Postgres · (shop|opened)"))
        app.read("^The plan’s tables are chosen$", 60)
        until("the plan's table being chosen", lambda: main_job.is_selected(app, "customers"))


def before_there_is_a_project():
    """Without a project it says that the plan waits, and goes on with it in the first one that is opened"""
    window.close()
    with bench.open_elsewhere(path_of("shop.sluice-plan")) as app:
        app.read("“shop.sluice-plan” is opened once you are connected to PostHog, or in the practice workspace")
        app.picture("plan-waits")
        app.press("Try Without an Account")
        app.read("^From the plan “shop.sluice-plan”$", 120)


def with_practice():
    """--practice --plan starts the practice workspace and the set-up in one go"""
    with bench.open("--plan", path_of("shop.sluice-plan")) as app:
        app.read("^From the plan “shop.sluice-plan”$", 120)


def activated():
    """Opened while no Sluice runs, the session starts one, which waits for a project with the plan in hand"""
    open_by_bus(path_of("shop.sluice-plan"))
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    pid = bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                        "GetConnectionUnixProcessID", GLib.Variant("(s)", (APPLICATION,)), None, 0, -1, None).unpack()[0]
    with Sluice(process=Running(pid)) as app:
        app.read("“shop.sluice-plan” is opened once you are connected")


def known_by_its_type():
    """A file manager knows a plan by its name and by what is in it, and what to open it with"""
    known, certain = Gio.content_type_guess("shop.sluice-plan", None)
    assert known == CONTENT_TYPE, (known, certain)
    known, certain = Gio.content_type_guess(None, json.dumps(plan(), indent=2).encode())
    assert known == CONTENT_TYPE, (known, certain)
    assert Gio.content_type_is_a(CONTENT_TYPE, "application/json")
    opener = Gio.AppInfo.get_default_for_type(CONTENT_TYPE, False)
    assert opener is not None and opener.get_id() == APPLICATION + ".desktop" and opener.supports_uris(), opener


def main():
    global bench, window, login
    with Workbench("--rows", "estimate") as bench, SharedWindow(bench) as window:
        with window.at_home():
            login = bench.ready()["sample_database"]
        return tap.run(from_a_terminal, what_does_not_fit, from_a_file_manager, from_the_menu, no_plans, at_a_terminal,
                       kept_for_later, before_there_is_a_project, with_practice, activated, known_by_its_type)


if __name__ == "__main__":
    raise SystemExit(main())
