#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who hears Home and does not see it knows what each control does, in a large window and in a small one."""

import os
import re

# Kept in a file of the session's own home folder, where Sluice finds it too.
os.environ["GSETTINGS_BACKEND"] = "keyfile"

import tap  # noqa: E402
from pictures import WIDE, set_window_size  # noqa: E402
from workbench import Workbench  # noqa: E402

NARROW = (360, 700)
CONTROLS = ("button", "toggle button", "check box", "radio button", "combo box", "entry", "text", "menu item", "link",
            "switch", "spin button")


def controls_have_names(size):
    """Home with sources, in a window of that size."""
    set_window_size(size)
    with Workbench() as bench, bench.open() as app:
        app.find("button", "Add Source", 120)
        bench.ask("POST", "external_data_sources/", {
            "source_type": "Postgres",
            "prefix": "archive_",
            "payload": {**bench.ready()["sample_database"], "schemas": [
                {"name": "public.currencies", "should_sync": True, "sync_type": "full_refresh"},
            ]},
        })
        app.key("F5")
        app.find("button", "Details of Postgres · archive", 60)
        assert app.see("button", "Add Source"), "nobody hears how to add a source"
        controls = [thing for thing in app.everything() if thing.role in CONTROLS]
        nameless = [str(thing) for thing in controls if not thing.name.strip()]
        assert len(controls) > 3 and not nameless, f"without a name: {', '.join(nameless)}"

        app.press("Details of Postgres · archive")
        app.find("button", "Sync Now")
        app.key("Escape")
        app.gone("button", "Sync Now")
        app.press("Add Source")
        app.find_entry(re.compile("^Search kinds of source"))


def in_a_large_window():
    """In a large window no control of Home is without a name, and a source's details say whose they are"""
    controls_have_names(WIDE)


def in_a_small_window():
    """In a small window neither"""
    controls_have_names(NARROW)


if __name__ == "__main__":
    tap.main(in_a_large_window, in_a_small_window)
