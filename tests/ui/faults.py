# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a server can go wrong on the way to a source, what is said of it, and what must not be lost."""

import itertools
import re

import main_job

SOURCES = "*/external_data_sources"
DISCOVERY = f"POST {SOURCES}/database_schema"
PREFIX = f"POST {SOURCES}/source_prefix"
CREATE = f"POST {SOURCES}"
LIST = f"GET {SOURCES}"
CATALOGUE = f"GET {SOURCES}/wizard"

REVOKED = ("Personal API key found in request Authorization header is invalid.", "it may have been revoked")
UNSCOPED = ("API key missing required scope 'external_data_source:write'", "tick “Write” for “External data source”")
PAGE = ("The answer is a web page, “Sign in to Wi-Fi”, and no data.", "a network that wants you to sign in first")
HALF = ("The answer is not JSON, or only a part of it.", "up to date")
EMPTY = ("The answer is empty.", "up to date")
CUT = ("(?i)connection|terminated|premature", "Check this computer’s connection")

# What was checked last is never what is checked next.
hosts = itertools.cycle(("127.0.0.1", "localhost"))


def read_all(app, *texts, limit=60):
    for text in texts:
        app.read(text if text.startswith("(?i)") else re.escape(text), limit)


def fresh_login(bench):
    return {**bench.ready()["sample_database"], "host": next(hosts)}


def is_kept(app, values):
    """Everything typed on the page of the connection is there; of a password there are only dots to see."""
    for label, key in (("Host", "host"), ("Port", "port"), ("Database", "database"), ("User", "user")):
        assert app.text_of(label) == str(values[key]), f"{label} is now “{app.text_of(label)}”"
    assert len(app.text_of("Password")) == len(values["password"]), "the password is gone"


def at_name(app, values):
    """From Home to the page of the prefix, with one table."""
    main_job.add_source(app)
    main_job.choose_postgres(app)
    main_job.type_connection(app, values)
    main_job.check_connection(app)
    main_job.select_table(app, "currencies")
    main_job.go_on(app)
    app.find("text", "Prefix")
