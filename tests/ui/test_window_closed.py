#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A first load goes on with the window closed: the system is asked, whoever does not look is told, and a click on what
they are told leads back."""

import glob
import json
import os
import re
import subprocess

from gi.repository import Gio, GLib

import main_job
import tap
from desktop import Desktop
from driver import Running, Sluice, until
from workbench import Workbench

APPLICATION = "io.github.sluice_app.Sluice.Devel"
ROWS = 1000000
# All of it takes 25 seconds at least, so that there is something to watch on a busy computer, too.
CONDUCT = (f"Zendesk/groups=rows:{ROWS}", "Zendesk/groups=slow:40000", "Zendesk/brands=stall:5",
           "Zendesk/organizations=rows:60000", "Zendesk/organizations=slow:2500", "Zendesk/organizations=fail:50000")

desktop = None
bench = None
ids = {}  # of the sources, by prefix


def open_sluice():
    app = bench.open("--rows", "estimate", *(f"--practice-argument=--conduct={rule}" for rule in CONDUCT))
    app.find("button", re.compile("^Add Source"), 120)
    return app


def create(app, table, prefix):
    """From Home to the first load of one table."""
    main_job.add_source(app)
    app.type("Search kinds of source", "zendesk")
    app.press("Zendesk")
    app.type("Zendesk subdomain", "acme")
    app.type("API key", "a-key-of-the-practice-workspace")
    app.type("Zendesk email address", "ada@example.com")
    main_job.check_connection(app)
    main_job.select_table(app, table)
    main_job.go_on(app)
    app.type("Prefix", prefix)
    main_job.go_on(app)
    main_job.create(app)
    app.read("^Running", 60)
    ids[prefix] = source(prefix)["id"]


def windows(app):
    return subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(app.process.pid)], check=False,
                          capture_output=True, text=True).stdout.split()


def close_window(app):
    app.focus_window()
    app.key("ctrl+w")


def close_and_leave(app):
    """Closes the window of a program that goes on."""
    close_window(app)
    until("the window being gone", lambda: not windows(app))
    assert app.process.poll() is None, "the program ended with its window"


def source(prefix):
    sources = bench.ask("GET", "external_data_sources/")["results"]
    return next(one for one in sources if one["prefix"] == prefix)


def schema(prefix, table):
    return next(one for one in bench.ask("GET", f"external_data_sources/{source(prefix)['id']}/")["schemas"]
                if one["name"] == table)


def a_million_rows():
    """A million rows, watched to their end with the window closed: the portal asked and told, one notification at the end"""
    desktop.begin()
    with open_sluice() as app:
        create(app, "groups", "million_")
        app.picture("closed-1-progress")
        close_and_leave(app)
        until("the portal being asked", lambda: desktop.told()["asked"], 20)
        until("the portal being told how far it is",
              lambda: any("0 of 1 table complete" in one for one in desktop.told()["statuses"]), 60)
        assert schema("million_", "groups")["status"] == "Running", "there was nothing to watch"

        end = desktop.wait_for("Zendesk · million is set up", 240)
        assert end.body == "1 of 1 table complete", end
        assert [one.title for one in desktop.shown()] == [end.title], desktop.shown()
        synced = schema("million_", "groups")
        assert (synced["status"], synced["table"]["row_count"]) == ("Completed", ROWS), synced

        told = desktop.told()
        assert len(told["asked"]) == 1 and not told["asked"][0]["autostart"] and told["asked"][0]["reason"], told
        assert all(len(one) <= 96 for one in told["statuses"])
        jobs = bench.sent("GET", "/jobs/")
        assert jobs and all("schemas=groups" in request["path"] for request in jobs), jobs
        assert not windows(app) and app.process.poll() is None

        desktop.click(end)
        until("the window coming back", lambda: windows(app))
        app.read("Zendesk · million is set up")
        app.read(r"1,000,000 of 1,000,000")
        app.picture("closed-2-back")
        app.press("Done")
        app.find("button", re.compile("^Add Source"))


def a_failure():
    """A table that fails while nobody looks is told of in the server's words, and the click leads to it, from Home as well"""
    desktop.begin()
    with open_sluice() as app:
        create(app, "organizations", "failing_")
        app.key("Escape")
        app.find("button", re.compile("^Show Zendesk"))
        close_and_leave(app)
        end = desktop.wait_for("Zendesk · failing: not every table completed", 120)
        assert "organizations: The practice server was told to let this table fail after 50000 rows." in end.body, end
        desktop.click(end)
        app.read("The practice server was told to let this table fail")
        app.picture("closed-3-failed")
        app.find("button", "Actions for organizations")


def shown_again():
    """Started once more while it goes on without a window, the same program shows the same set-up"""
    desktop.begin()
    with open_sluice() as app:
        create(app, "brands", "again_")
        close_and_leave(app)
        subprocess.run(["sluice"], check=True, timeout=60)
        until("the window coming back", lambda: windows(app))
        app.read("Setting up Zendesk · again")
        until("the portal being told that a window is there", lambda: desktop.told()["statuses"][-1:] == [""], 20)

        app.focus_window()
        app.key("ctrl+q")
        until("the end of the program", lambda: app.process.poll() is not None)
        assert app.process.returncode == 0


def refused():
    """Where the portal does not allow it, that is said and the program ends; the record of the set-up stays as it stood"""
    desktop.begin(allows=False)
    with open_sluice() as app:
        create(app, "brands", "refused_")
        close_window(app)
        note = desktop.wait_for("Sluice may not run in the background", 30)
        assert note.body.startswith("Zendesk · refused goes on at PostHog without it."), note
        until("the end of the program", lambda: app.process.poll() is not None)
        assert app.process.returncode == 0
        states = [json.load(open(path, encoding="utf-8")) for path in glob.glob(
            os.path.join(bench.folder, "data", "sluice-devel", "setups", "*", "state.json"))]
        assert [one["state"] for one in states if one["source_id"] == ids["refused_"]] == ["watching"], states


def after_the_end():
    """A click on the notification of a program that has ended meanwhile starts it again, and shows the set-up of it"""
    desktop.begin()
    # Where the practice workspace of somebody is who has only that one.
    with Sluice("--practice", "--practice-argument=--conduct=Zendesk/brands=stall:5", log=os.path.join(bench.folder, "first.log")) as app:
        app.find("button", re.compile("^Add Source"), 180)
        main_job.add_source(app)
        app.type("Search kinds of source", "zendesk")
        app.press("Zendesk")
        app.type("Zendesk subdomain", "acme")
        app.type("API key", "a-key-of-the-practice-workspace")
        app.type("Zendesk email address", "ada@example.com")
        main_job.check_connection(app)
        main_job.select_table(app, "brands")
        main_job.go_on(app)
        app.type("Prefix", "ended_")
        main_job.go_on(app)
        app.press("Create Source")
        app.read("^Running", 60)
        app.focus_window()
        app.key("ctrl+q")
        until("the end of the program", lambda: app.process.poll() is not None)

    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    record = glob.glob(os.path.join(GLib.get_user_data_dir(), "sluice-devel", "setups", "*", "state.json"))
    assert len(record) == 1, record
    bus.call_sync(APPLICATION, "/" + APPLICATION.replace(".", "/"), "org.freedesktop.Application", "ActivateAction",
                  GLib.Variant("(sava{sv})", ("show-setup", [GLib.Variant("s", record[0].split("/")[-2])], {})), None,
                  Gio.DBusCallFlags.NONE, 60000, None)
    pid = bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                        "GetConnectionUnixProcessID", GLib.Variant("(s)", (APPLICATION,)), None, 0, -1, None).unpack()[0]
    with Sluice(process=Running(pid)) as app:
        app.read("^(Setting up )?Zendesk · ended", 180)
        app.find("button", re.compile("^(Close|Done)$"))
        app.picture("closed-4-after-the-end")


def nothing_under_way():
    """With nothing under way the program ends with its window, and nobody is asked"""
    desktop.begin()
    with open_sluice() as app:
        close_window(app)
        until("the end of the program", lambda: app.process.poll() is not None)
        assert app.process.returncode == 0
        assert not desktop.told()["asked"] and not desktop.shown()


if __name__ == "__main__":
    with Desktop() as desktop, Workbench() as bench:
        tap.main(nothing_under_way, a_million_rows, a_failure, shown_again, refused, after_the_end)
