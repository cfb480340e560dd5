#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What was typed, chosen and begun is gone on with, whatever ended Sluice, and nothing is there twice."""

import fcntl
import os
import re
import signal

import main_job
import tap
from driver import until
from postgres import Postgres
from workbench import Workbench, misbehave

database = None
bench = None


def drafts():
    folder = os.path.join(bench.folder, "data", "sluice-devel", "setups")
    return [os.path.join(folder, name) for name in os.listdir(folder)] if os.path.isdir(folder) else []


def has_written(*words):
    """Whether a draft on disk says all of it."""
    for folder in drafts():
        try:
            text = ""
            for name in ("draft.json", "tables.json"):
                with open(os.path.join(folder, name), encoding="utf-8") as file:
                    text += file.read()
        except FileNotFoundError:
            continue
        if all(word in text for word in words):
            return True
    return False


def open_sluice(*arguments):
    return bench.open("--rows", "estimate", "--practice-argument=--sample-rows=2000", *arguments)


def kill(app):
    app.process.send_signal(signal.SIGKILL)
    app.process.wait()


def resume(app):
    app.press(re.compile("^Resume Postgres"))


def n_created():
    return len(bench.sent("POST", "/external_data_sources/"))


def nothing_changed():
    """A kind of source that was only looked at leaves nothing, and nobody is asked about it"""
    with open_sluice() as app:
        main_job.add_source(app)
        main_job.choose_postgres(app)
        app.press("Cancel")
        app.find("button", re.compile("^Add Source"))
        assert not drafts()


def killed_at_connect():
    """Killed on Connect: what was typed is there again, but the password, which is asked for"""
    with open_sluice() as app:
        main_job.add_source(app)
        main_job.choose_postgres(app)
        main_job.type_connection(app, database.login("shop"))
        until("the draft on disk", lambda: has_written('"shop"', database.login("shop")["user"]), 15)
        kill(app)
    with open_sluice() as app:
        app.find("button", re.compile("^Resume Postgres"), 120)
        app.read("Not created yet · ")
        app.picture("resume-home")
        resume(app)
        app.find("text", "Host")
        login = database.login("shop")
        assert [app.text_of(name) for name in ("Host", "Port", "Database", "User")] == [
            str(login[key]) for key in ("host", "port", "database", "user")]
        assert app.text_of("Password") == ""
        app.picture("resume-connect")


def unreadable():
    """Where the set-ups cannot be read, Home says so in the system's words, and once they can they are there again"""
    folder = os.path.join(bench.folder, "data", "sluice-devel", "setups")
    os.rename(folder, folder + ".aside")
    try:
        with open(folder, "w", encoding="utf-8") as file:
            file.write("in the way")
        with open_sluice() as app:
            app.find("button", re.compile("^Add Source"), 120)
            app.read("^What was left before it was done cannot be read.$", 20)
            app.read("/setups.: Not a directory$")
            app.read("^Something else stands where Sluice keeps its set-ups. Move it away, then try again.$")
            assert not app.nameless(), app.nameless()
            app.picture("resume-unreadable")
            os.unlink(folder)
            os.rename(folder + ".aside", folder)
            app.press("Try Again")
            app.find("button", re.compile("^Resume Postgres"))
            app.gone(None, re.compile("^What was left before it was done cannot be read"))
            app.gone("button", "Try Again")
    finally:
        if os.path.isdir(folder + ".aside"):
            if os.path.isfile(folder):
                os.unlink(folder)
            os.rename(folder + ".aside", folder)


def killed_at_tables():
    """Killed on Tables: the tables that were chosen still are, once the password was entered again"""
    with open_sluice() as app:
        app.find("button", re.compile("^Resume Postgres"), 120)
        resume(app)
        app.type("Password", database.login("shop")["password"])
        main_job.check_connection(app)
        main_job.select_table(app, "orders")
        main_job.select_table(app, "customers")
        main_job.choose_method(app, "customers", "Append")
        until("the draft on disk", lambda: has_written('"append"'), 15)
        kill(app)
    with open_sluice() as app:
        app.find("button", re.compile("^Resume Postgres"), 120)
        resume(app)
        app.type("Password", database.login("shop")["password"])
        main_job.check_connection(app)
        assert main_job.is_selected(app, "orders") and main_job.is_selected(app, "customers")
        assert main_job.syncs_by(app, "customers", "Append")


def kept_for_later():
    """Kept by the person on Name: the keyring has the password, and what was chosen comes back without a question"""
    with open_sluice() as app:
        app.find("button", re.compile("^Resume Postgres"), 120)
        resume(app)
        app.type("Password", database.login("shop")["password"])
        main_job.check_connection(app)
        main_job.go_on(app)
        app.type("Prefix", "kept_")
        app.press("Cancel")
        app.find("button", "Keep for Later")
        app.picture("resume-question")
        app.press("Keep for Later")
        app.find("button", re.compile("^Resume Postgres"))
        assert has_written('"kept_"')
        assert n_created() == 0
    with open_sluice() as app:
        app.find("button", re.compile("^Resume Postgres"), 120)
        resume(app)
        until("the prefix", lambda: app.see("text", "Prefix") and app.text_of("Prefix") == "kept_", 60)
        app.picture("resume-name")


def open_elsewhere():
    """What another process has open is said to be, and cannot be resumed or discarded"""
    with open(os.path.join(drafts()[0], "lock"), "r+b") as lock:
        fcntl.lockf(lock, fcntl.LOCK_EX)
        with open_sluice() as app:
            app.find("button", re.compile("^Add Source"), 120)
            app.read("Open in another window", 30)
            app.picture("resume-locked")
            assert not app.see("button", re.compile("^(Resume|Discard) Postgres"))


def killed_while_creating():
    """Killed with the answer to create lost: resumed, the source is found, and there is exactly one"""
    with open_sluice() as app:
        app.find("button", re.compile("^Resume Postgres"), 120)
        resume(app)
        app.find("text", "Prefix", 60)
        main_job.go_on(app)
        app.read("2 will be copied")
        misbehave(bench.ready(), "POST *external_data_sources/=drop-after")
        app.press("Create Source")
        app.read("The answer was lost", 60)
        app.key("Escape")
        app.find("button", re.compile("^Show Postgres"))
        app.picture("resume-running")
        app.press(re.compile("^Show Postgres"))
        app.read("The answer was lost|found after its answer was lost", 30)
        kill(app)
    with open_sluice() as app:
        app.find("button", re.compile("^Resume Postgres"), 120)
        app.picture("resume-creating")
        resume(app)
        app.read("found after its answer was lost", 60)
        main_job.wait_until_loaded(app)
        assert n_created() == 1
        app.press("Done")
        app.find("button", re.compile("^Add Source"))
        until("nothing being unfinished", lambda: not app.see("button", re.compile("^Resume Postgres")), 20)
        until("the draft going away", lambda: not drafts(), 20)


def delete_source():
    """What somebody else does in PostHog."""
    for source in bench.ask("GET", "external_data_sources/")["results"]:
        bench.ask("DELETE", f"external_data_sources/{source['id']}/")


def begin(app, prefix, rule):
    """Up to a first load that does not end."""
    main_job.add_source(app)
    main_job.choose_postgres(app)
    main_job.type_connection(app, database.login("shop"))
    main_job.check_connection(app)
    main_job.select_table(app, "orders")
    main_job.go_on(app)
    app.type("Prefix", prefix)
    main_job.go_on(app)
    app.read("1 will be copied")
    bench.conduct(rule)
    main_job.create(app)


def finish_again(app, prefix):
    """From Name on, where the prefix is as it was; nothing is created before the person says so."""
    before = n_created()
    until("the prefix", lambda: app.see("text", "Prefix") and app.text_of("Prefix") == prefix, 60)
    main_job.go_on(app)
    app.read("1 will be copied")
    assert n_created() == before, "made again by itself"
    bench.conduct()
    main_job.create(app)
    main_job.wait_until_loaded(app)
    assert n_created() == before + 1
    app.press("Done")
    app.find("button", re.compile("^Add Source"))
    until("the draft going away", lambda: not drafts(), 20)


def deleted_while_watched():
    """Deleted by somebody while its first load is watched: said so, not made again, and set up anew from what was chosen"""
    with open_sluice() as app:
        app.find("button", re.compile("^Add Source"), 120)
        begin(app, "gone_", "Postgres=stall:1")
        delete_source()
        app.read("^Somebody deleted this source in PostHog", 60)
        assert not app.nameless(), app.nameless()
        app.picture("gone-progress")
        app.press("Set Up Again")
        app.type("Password", database.login("shop")["password"], 60)
        main_job.check_connection(app)
        assert main_job.is_selected(app, "orders") and not main_job.is_selected(app, "customers")
        main_job.go_on(app)
        finish_again(app, "gone_")


def deleted_meanwhile():
    """Deleted while Sluice was closed: Home says so, and offers what was chosen for a new set-up"""
    with open_sluice() as app:
        app.find("button", re.compile("^Add Source"), 120)
        begin(app, "away_", "Postgres=unscheduled")
        app.read("^1 table on", 60)
        kill(app)
    with open_sluice("--practice-argument=--conduct=Postgres=unscheduled") as app:
        app.find("button", re.compile("^Resume Postgres"), 120)
        delete_source()
        app.key("F5")
        app.read("The source was deleted", 60)
        app.picture("gone-home")
        app.press(re.compile("^Set Up Postgres.* Again"))
        finish_again(app, "away_")


if __name__ == "__main__":
    with Postgres() as database, Workbench() as bench:
        database.sql("CREATE DATABASE shop")
        for table in ("orders", "customers"):
            database.sql(f"CREATE TABLE {table} (id bigint PRIMARY KEY, updated_at timestamptz NOT NULL DEFAULT now());"
                         f"CREATE INDEX ON {table} (updated_at);"
                         f"INSERT INTO {table} SELECT generate_series(1, 50)", "shop")
        tap.main(nothing_changed, killed_at_connect, unreadable, killed_at_tables, kept_for_later, open_elsewhere,
                 killed_while_creating, deleted_while_watched, deleted_meanwhile)
