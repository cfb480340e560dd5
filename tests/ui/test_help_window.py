#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The guide in the window: F1 opens it at what is shown, links beside a question lead to its answer, and everything in it
is done with the keyboard, after which the focus is where it was."""

import os
import re
import subprocess

import main_job
import tap
from driver import until
from workbench import Workbench

bench = None
app = None


def see_topic(question):
    """The guide shows that topic, and the keyboard scrolls it."""
    app.find("heading", question)
    app.focus_is_on("scroll pane", question)


def close_help():
    app.key("Escape")
    app.gone("dialog", "Help")


def ask(question):
    """F1 opens the guide there; Escape is enough to be back."""
    app.key("F1")
    see_topic(question)
    close_help()


def about():
    """About Sluice has the release notes of this version, credits, licences, and what whoever helps needs to know"""
    app.press("Main Menu", role="toggle button")
    app.press("About Sluice", role="menu item")
    for name in ("What’s New", "Report an Issue", "Troubleshooting", "Credits", "Legal"):
        app.find("list item", name)
    app.key("Escape")
    app.gone("list item", "What’s New")


def home_and_source():
    """F1 on Home, and on the assistant's first page, opens its topic, and the focus comes back"""
    ask("What do the states mean?")
    app.find("button", re.compile("^Add Source"))
    main_job.add_source(app)
    until("the focus on the search", lambda: app.find_entry("Search kinds of source").focused)
    ask("Which kind of source?")
    until("the focus on the search again", lambda: app.find_entry("Search kinds of source").focused)


def connect_and_tables():
    """F1 on Connect and on Tables opens theirs"""
    main_job.choose_postgres(app)
    ask("How does PostHog reach the source?")
    main_job.fill_in_sample(app)
    main_job.check_connection(app)
    ask("How do I choose tables?")


def links_where_the_question_arises():
    """A method and a cursor are explained where one meets them"""
    main_job.select_table(app, "customers")
    app.find("button", re.compile("^Method: "), within=main_job.row_of(app, "customers")).press()
    app.find("radio button", "Incremental")
    app.press("Which sync method?")
    see_topic("Which sync method?")
    close_help()
    app.type("Search tables and columns", "customers")
    until("one table", lambda: not app.see("check box", "Select orders"))
    app.press("Table Details", role="toggle button")
    app.press("What is a cursor?")
    see_topic("What is a cursor?")
    close_help()
    app.type("Search tables and columns", "")


def is_focused(role, name):
    """Whether that has the focus, in the guide: the page beneath has things of the same names."""
    guide = app.see("dialog", "Help")
    thing = app.see(role, name, guide) if guide else None
    return thing is not None and thing.focused


def move_to(role, name):
    """Goes there with Tab, as somebody without a pointer does."""
    until(f"the focus on {name}", lambda: is_focused(role, name) or app.key("Tab"), 60)


def in_the_guide():
    """The index is searched as one types, Enter opens the best topic, others are followed to, and Escape goes back"""
    app.key("F1")
    see_topic("How do I choose tables?")
    app.key("alt+Left")
    app.find(None, "Adding a Source, Page by Page")
    until("the focus on the search", lambda: app.find_entry("Search the help").focused)
    app.type("Search the help", "zebra")
    app.find(None, "Nothing Found")
    app.type("Search the help", "what is a prefix")
    app.find("list", "Topics found")
    app.key("Return")
    see_topic("What is a prefix?")
    move_to("list item", "Name and schedule")
    app.key("Return")
    app.find("heading", "Name and schedule")
    assert not app.nameless(), app.nameless()
    app.key("Escape")
    app.find("heading", "What is a prefix?")
    until("the focus where it was", lambda: is_focused("list item", "Name and schedule"))
    app.key("Escape")
    app.find("list", "Topics found")
    app.key("Escape", "Escape")
    app.gone("dialog", "Help")


def name_and_review():
    """F1 on Name and on Review opens theirs"""
    app.key("ctrl+Return")
    app.find_entry("Prefix")
    ask("Name and schedule")
    app.press("What is a prefix?")
    see_topic("What is a prefix?")
    close_help()
    app.press("Next")
    app.find("button", "Create Source")
    ask("What happens next?")


def in_a_dialog():
    """F1 in a dialog opens what that is about, over it, and leaves it as it was"""
    app.key("ctrl+comma")
    app.find("dialog", "Preferences")
    ask("How is the cost estimated?")
    app.find("dialog", "Preferences")
    app.key("Escape")
    app.gone("dialog", "Preferences")
    app.key("ctrl+shift+l")
    app.find("dialog", "Call Log")
    ask("What can I do about an error?")
    app.key("Escape")
    app.gone("dialog", "Call Log")


def progress():
    """F1 while the source is set up opens what happens then"""
    main_job.create(app)
    ask("What happens now?")


def command_line():
    """--help says in the person's language what each option does, with examples"""
    done = subprocess.run(["sluice", "--help"], env={**os.environ, "LC_ALL": "zh_CN.UTF-8", "LANGUAGE": "zh_CN"},
                          capture_output=True, text=True, timeout=60, check=True)
    for words in ("打开练习工作区", "示例：", "sluice --practice"):
        assert words in done.stdout, done.stdout


def main():
    global bench, app
    with Workbench() as bench, bench.open("--rows", "estimate") as app:
        app.find("button", re.compile("^Add Source"), 120)
        return tap.run(about, home_and_source, connect_and_tables, links_where_the_question_arises, in_the_guide,
                       name_and_review, in_a_dialog, progress, command_line, needed=home_and_source)


if __name__ == "__main__":
    tap.end_in_order()
    raise SystemExit(main())
