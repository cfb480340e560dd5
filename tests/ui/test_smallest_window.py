#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every page and dialog fits a telephone held sideways: nothing is wider or higher than the window, which GTK and libadwaita
say on the terminal, or make the window larger for."""

import os
import re
import subprocess

# Kept in a file of the session's own home folder, where Sluice finds it too.
os.environ["GSETTINGS_BACKEND"] = "keyfile"

import main_job  # noqa: E402
import tap  # noqa: E402
from driver import Sluice, until  # noqa: E402
from pictures import set_window_size  # noqa: E402
from test_tables import go_to  # noqa: E402
from test_verified_report import choose_row  # noqa: E402
from workbench import Workbench  # noqa: E402

# 360 × 294 within the border that GTK draws where nobody composites.
SMALLEST = (370, 304)
COMPLAINT = re.compile(r"^.*\b(?:Gtk|Gdk|Adwaita|GLib|GLib-GObject|Gsk|Pango)-(?:WARNING|CRITICAL)\b.*$", re.M)

app = None


def window_sizes():
    """Of the program’s windows; a menu is one, too."""
    for window in subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(app.process.pid)],
                                 check=True, capture_output=True, text=True).stdout.split():
        text = subprocess.run(["xdotool", "getwindowgeometry", "--shell", window], check=True, capture_output=True,
                              text=True).stdout
        yield tuple(int(re.search(rf"^{name}=(\d+)", text, re.M)[1]) for name in ("WIDTH", "HEIGHT"))


def fits(where):
    """Nothing is said, and the window is as large as it was asked to be."""
    app.picture(f"smallest-{where}".replace(" ", "-").lower())
    said = COMPLAINT.findall(app.read_log())
    assert not said, f"{where}: {said}"
    sizes = list(window_sizes())
    assert SMALLEST in sizes, f"{where}: {sizes}"


def dialog(title, *keys):
    """A dialog that keys open; Escape closes it."""
    app.key(*keys)
    app.find("dialog", title)
    fits(title)
    app.key("Escape")
    app.gone("dialog", title)


def guide(page):
    """The page's own guide, and the list of all."""
    app.key("F1")
    help_dialog = app.find("dialog", "Help")
    fits(f"guide of {page}")
    until("its button being pressed", lambda: app.see("button", "Close", help_dialog).press())
    app.gone("dialog", "Help")


def menu_item(button, name):
    app.press(button, role="toggle button")
    app.press(name, role="menu item")


def first_start():
    """The first start: the ways in, the key, what can be connected"""
    global app
    with Sluice(pictures=os.environ.get("SLUICE_PICTURES")) as app:
        app.find("button", "Connect to PostHog")
        fits("start")
        app.press("Connect to PostHog")
        app.find("radio button", "US Cloud")
        fits("key")
        app.press("Back")
        app.press("Browse Sources")
        app.find(None, "Whose catalogue")
        fits("catalogue")
        app.press("Back")
        app.find("button", "Connect to PostHog")
        dialog("Preferences", "ctrl+comma")
        dialog("Keyboard Shortcuts", "ctrl+question")


def set_up():
    """A set-up, with every dialog on its way"""
    global app
    with Workbench("--rows", "estimate") as bench, bench.open() as app:
        app.find("button", re.compile("^Add Source"), 120)
        fits("home without a source")
        main_job.add_source(app)
        fits("source")
        main_job.choose_postgres(app)
        fits("connect")
        guide("connect")
        main_job.fill_in_sample(app)
        main_job.check_connection(app)
        tables()
        name_and_review()
        progress_and_report()
        home()


def tables():
    app.find("check box", re.compile("^Select "))
    fits("tables")
    app.key("slash")
    app.key(*"orders", "Return")
    app.gone("check box", "Select products")
    for key, title in (("m", "How orders syncs"), ("c", "Cursor of orders"), ("f", "How often orders syncs")):
        app.key(key)
        app.find(None, title)
        fits(f"menu {title}")
        app.key("Escape")
        app.gone(None, title)
    app.key("Return")
    app.find("list item", "updated_at")
    fits("table details")
    go_to(app, "button", "Add Filter…")
    app.key("Return")
    app.find("dialog", "Row Filter")
    fits("Row Filter")
    app.key("Escape")
    app.gone("dialog", "Row Filter")
    app.key("Escape")
    app.gone("list item", "updated_at")
    main_job.select_table(app, "orders")
    app.key("slash", "Escape")

    app.key("ctrl+2")
    app.find("button", re.compile("^public, "))
    fits("size map")
    app.key("ctrl+1")
    app.find("check box", re.compile("^Select "))
    menu_item("Menu", "Filter")
    app.press("Incremental", role="menu item")
    app.find("button", "Remove the filter: Incremental")
    fits("filter")
    app.press("Remove the filter: Incremental")

    app.key("ctrl+b")
    app.find("button", "Add Rule")
    fits("rules")
    app.press("Preview")
    app.gone("button", "Add Rule")
    fits("preview of a bulk edit")
    app.key("Escape")
    app.find("button", "Add Rule")
    app.key("Escape")
    app.gone("button", "Add Rule")

    app.key("r")
    app.find("dialog", "Count Rows")
    fits("Count Rows")
    app.press("Show SQL")
    app.gone("button", "Show SQL")
    fits("query to copy")
    app.key("Escape")
    app.find("button", "Show SQL")
    app.key("Escape")
    app.gone("dialog", "Count Rows")
    menu_item("Menu", "Compare…")
    app.find("dialog", "Compare Plans")
    fits("Compare Plans")
    app.key("Escape")
    app.gone("dialog", "Compare Plans")


def name_and_review():
    app.press("Next")
    app.type("Prefix", "a_rather_long_name_of_a_shop_")
    fits("name")
    app.press("All Names")
    app.find("dialog", "Table Names")
    fits("Table Names")
    app.key("Escape")
    app.gone("dialog", "Table Names")
    app.press("Next")
    app.find("button", "Create Source")
    fits("review")
    app.press("How This Is Estimated")
    app.find("dialog", "How This Is Estimated")
    fits("How This Is Estimated")
    app.key("Escape")
    app.gone("dialog", "How This Is Estimated")


def progress_and_report():
    main_job.create(app)
    fits("progress")
    main_job.wait_until_loaded(app)
    fits("progress at its end")
    choose_row(app, "list item", re.compile("^All Tables, Their Names and First Rows"))
    app.find("dialog", "Verified Report")
    fits("Verified Report")
    app.key("Escape")
    app.gone("dialog", "Verified Report")
    app.press("Done")


def home():
    app.find("button", re.compile("^Add Source"))
    app.read("Completed")
    fits("home")
    app.press(re.compile("^Details of "))
    app.find("button", "Sync Now")
    fits("details of a source")
    app.key("Escape")
    app.gone("button", "Sync Now")
    guide("home")
    dialog("Call Log", "ctrl+shift+l")
    dialog("Preferences", "ctrl+comma")
    dialog("Keyboard Shortcuts", "ctrl+question")


def main():
    set_window_size(SMALLEST)
    return tap.run(first_start, set_up)


if __name__ == "__main__":
    raise SystemExit(main())
