#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A disk that is full, or can only be read: the window says so long before anything is created, nothing is half written,
and what is mended goes on."""

import contextlib
import os
import re

import main_job
import tap
from driver import until
from postgres import Postgres
from workbench import Workbench

database = None
bench = None


def root():
    return os.path.join(bench.folder, "data", "sluice-devel")


def how():
    return os.path.join(bench.folder, "how")


def fail(way):
    """From now on: "full" or "read-only"."""
    with open(how() + ".new", "w", encoding="utf-8") as file:
        file.write(way)
    os.rename(how() + ".new", how())


def mend():
    with contextlib.suppress(FileNotFoundError):
        os.unlink(how())


@contextlib.contextmanager
def open_sluice():
    mend()
    with bench.open("--rows", "estimate", "--practice-argument=--sample-rows=2000",
                    environment={"LD_PRELOAD": os.environ["FAILING_DISK_MODULE"], "FAILING_DISK": root(),
                                 "FAILING_DISK_HOW": how()}) as app:
        app.find("button", re.compile("^Add Source"), 120)
        yield app


def folders():
    setups = os.path.join(root(), "setups")
    return os.listdir(setups) if os.path.isdir(setups) else []


def n_asked():
    """The requests that create, or come right before."""
    return len(bench.sent("POST", "/external_data_sources/")) + len(bench.sent("POST", "/source_prefix/"))


def type_connection(app):
    main_job.add_source(app)
    main_job.choose_postgres(app)
    main_job.type_connection(app, database.login("shop"))


def full():
    """Full: said a moment after the first choice, Create Source says that nothing was sent, and with room it goes on"""
    with open_sluice() as app:
        fail("full")
        type_connection(app)
        app.read(r"^What you choose is not being kept: No space left on device \(.*/setups\). Make some room on that disk", 20)
        assert not app.nameless(), app.nameless()
        app.picture("full-disk")
        app.press("Try Again")
        main_job.check_connection(app)
        main_job.select_table(app, "orders")
        main_job.go_on(app)
        app.find("text", "Prefix")
        app.type("Prefix", "full_")
        main_job.go_on(app)
        app.read("1 will be copied")
        before = n_asked()
        app.press("Create Source")
        app.read("^Nothing was sent: Sluice first writes down what it is about to do. Make some room on that disk", 20)
        app.picture("full-disk-review")
        assert n_asked() == before, "something was asked for before the disk had it"
        assert not folders(), "half of a set-up is left"

        mend()
        app.press("Try Again")
        app.gone("button", "Try Again")
        app.gone(None, re.compile("^What you choose is not being kept"))
        until("the draft on disk", folders, 20)
        main_job.create(app)
        main_job.wait_until_loaded(app)
        assert len(bench.sent("POST", "/external_data_sources/")) == 1
        app.press("Done")
        app.find("button", re.compile("^Add Source"))


def read_only():
    """Read-only: what cannot be kept for later is not closed, and nothing is lost once it can be written again"""
    with open_sluice() as app:
        until("the last set-up being cleared away", lambda: not folders(), 30)
        fail("read-only")
        type_connection(app)
        app.read(r"^What you choose is not being kept: Read-only file system \(.*/setups\). That disk can only be read", 20)
        app.picture("read-only-disk")
        app.press("Cancel")
        app.press("Keep for Later")
        app.gone("button", "Keep for Later")
        assert app.text_of("Host") == "127.0.0.1", "closed, and what was typed with it"
        app.read("^What you choose is not being kept")
        assert not folders(), "half of a set-up is left"

        mend()
        app.press("Cancel")
        app.press("Keep for Later")
        app.find("button", re.compile("^Resume Postgres"), 20)
        assert len(folders()) == 1
        app.press(re.compile("^Resume Postgres"))
        app.read(r"\d+ of \d+ tables", 60)


if __name__ == "__main__":
    with Postgres() as database, Workbench() as bench:
        database.sql("CREATE DATABASE shop")
        database.sql("CREATE TABLE orders (id bigint PRIMARY KEY, updated_at timestamptz NOT NULL DEFAULT now());"
                     "CREATE INDEX ON orders (updated_at); INSERT INTO orders SELECT generate_series(1, 50);"
                     "CREATE TABLE customers (id bigint PRIMARY KEY)", "shop")
        tap.main(full, read_only)
