#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a password that was typed is while its source is set up, and that it is nowhere else, then or afterwards."""

import json
import os
import re
import signal
import subprocess

# Kept in a file of the session's own home folder, to be looked into.
os.environ["GSETTINGS_BACKEND"] = "keyfile"

import main_job  # noqa: E402
import tap  # noqa: E402
from driver import until  # noqa: E402
from postgres import Postgres  # noqa: E402
from secret_search import SecretSearch  # noqa: E402
from workbench import Workbench  # noqa: E402

LABEL = "Postgres · shop (Sluice set-up)"
BANNER = "Waiting for the keyring: it may be asking for its password"
SETTINGS = os.path.join(os.environ["HOME"], ".config", "glib-2.0", "settings", "keyfile")


class Database(Postgres):
    """Its password is written differently in JSON, in an address, in base64."""

    PASSWORD = 's3cr€t "quoted" p/w+d'


database = None
bench = None


def items(**attributes):
    """What another program finds in the keyring: labels, attributes and secrets."""
    words = [word for pair in attributes.items() for word in pair]
    return subprocess.run(["secret-tool", "search", "--all", *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, check=False).stdout


def secret(**attributes):
    words = [word for pair in attributes.items() for word in pair]
    return subprocess.run(["secret-tool", "lookup", *words], capture_output=True, text=True, check=False).stdout


def set_ups_on_disk():
    folder = os.path.join(bench.folder, "data", "sluice-devel", "setups")
    return os.listdir(folder) if os.path.isdir(folder) else []


def n_created():
    return len(bench.sent("POST", "/external_data_sources/"))


def open_sluice(*misbehaviour, environment=None):
    rules = [word for rule in misbehaviour
             for word in ("--practice-argument=--misbehave", f"--practice-argument={rule}")]
    return bench.open("--rows", "estimate", "--practice-argument=--sample-rows=2000", *rules, environment={
        "G_MESSAGES_DEBUG": "all", "SLUICE_DEBUG": "all", **(environment or {})})


def up_to_review(app, prefix, remember=False):
    main_job.add_source(app)
    main_job.choose_postgres(app)
    main_job.type_connection(app, database.login("shop"))
    switch = app.find("check box", "Remember in the keyring")
    assert not switch.checked, "to remember is for the person to say"
    if remember:
        # The row says how it stands, the switch in it can be pressed.
        until("the switch", lambda: app.see("check box", switch.name, within=switch), 5).press()
        until("the switch being on", lambda: app.find("check box", switch.name).checked, 5)
    app.picture(f"connect-{prefix}")
    main_job.check_connection(app)
    main_job.select_table(app, "orders")
    main_job.go_on(app)
    app.type("Prefix", prefix)
    main_job.go_on(app)
    app.read("1 will be copied")


def in_the_keyring_while_it_runs():
    """While a source is created another program sees its password in the keyring, under a label a person understands"""
    with open_sluice("POST *external_data_sources/=delay:4") as app:
        up_to_review(app, "one_", remember=True)
        app.press("Create Source")
        seen = until("the item in the keyring", lambda: items(kind="source", project=project()), 20)
        assert f"label = {LABEL.replace('shop', 'one')}\n" in seen, seen.replace(database.PASSWORD, "(secret)")
        uuid = re.search(r"attribute\.setup = (\S+)", seen)[1]
        assert uuid in set_ups_on_disk(), "the item is not found from the set-up on disk"
        stored = json.loads(secret(kind="source", setup=uuid))
        assert stored["values"] == {"password": database.PASSWORD}

        main_job.wait_until_loaded(app)
        until("the set-up's item going away", lambda: not secret(kind="source", setup=uuid), 20)
        until("the set-up's folder going away", lambda: not set_ups_on_disk(), 20)
        app.press("Done")
        app.read("Completed")
        # A settings file comes of it.
        subprocess.run(["xdotool", "search", "--onlyvisible", "--name", "^Sluice$", "windowsize", "1100", "760"],
                       check=True)
        until("the size of the window in the settings", lambda: os.path.exists(SETTINGS), 10)


def remembered_where_asked_for():
    """Where the person asked for it, it stays under the source's id, and only there"""
    seen = items(kind="source")
    source = re.search(r"attribute\.source = (\S+)", seen)[1]
    assert "attribute.setup" not in seen
    assert json.loads(secret(kind="source", source=source))["values"] == {"password": database.PASSWORD}
    subprocess.run(["secret-tool", "clear", "kind", "source", "source", source], check=True)


def in_no_file_and_no_log():
    """In no writing is it in any file, the log at its highest level and the settings among them"""
    search = SecretSearch({"password": database.PASSWORD})
    for top in (bench.folder, os.environ["HOME"], os.environ["XDG_RUNTIME_DIR"]):
        found = search.in_folder(top)
        assert not found, found
    with open(os.path.join(bench.folder, "log"), "rb") as file:
        assert b"DEBUG" in file.read(), "the log says nothing"


def discarded_on_home():
    """A draft that a crash left is discarded on Home, and its password with it"""
    with open_sluice("POST *external_data_sources/=status:400") as app:
        up_to_review(app, "two_")
        app.press("Create Source")
        app.find(None, re.compile("400|refused|answered"), 30)
        until("the draft on disk", set_ups_on_disk, 5)
        uuid = set_ups_on_disk()[0]
        assert secret(kind="source", setup=uuid), "a draft keeps its password until it is given up"
        app.process.send_signal(signal.SIGKILL)
        app.process.wait()
    with open_sluice() as app:
        app.find("button", "Discard Postgres · two")
        app.picture("home-unfinished")
        app.press("Discard Postgres · two")
        app.read("Nothing has been created")
        app.press("Discard", role="button")
        app.gone("button", "Discard Postgres · two")
        assert not secret(kind="source", setup=uuid), "the password is still in the keyring"
        assert not set_ups_on_disk()


def given_up():
    """A draft that was refused and is given up leaves nothing, although the window closes with it"""
    with open_sluice("POST *external_data_sources/=status:400") as app:
        up_to_review(app, "three_")
        app.press("Create Source")
        until("the draft on disk", set_ups_on_disk, 20)
        uuid = until("its password in the keyring", lambda: secret(kind="source", setup=set_ups_on_disk()[0]), 5) and \
            set_ups_on_disk()[0]
        until("the refusal", lambda: app.find("button", "Create Source").sensitive and not app.see("button", "Stop"), 30)
        app.key("ctrl+w")
        app.press("Discard")
        app.process.wait(20)
        assert not secret(kind="source", setup=uuid), "the password is still in the keyring"
        assert not set_ups_on_disk()


def lock_keyring():
    subprocess.run(["gdbus", "call", "--session", "--dest", "org.freedesktop.secrets", "--object-path",
                    "/org/freedesktop/secrets", "--method", "org.freedesktop.Secret.Service.Lock",
                    "['/org/freedesktop/secrets/collection/login']"], check=True, stdout=subprocess.DEVNULL)


def resumed_while_locked():
    """Resumed while the keyring waits for its password: Home says so, and one can go on and enter what is needed"""
    with open_sluice(environment={"RECORDING_WITHOUT_KEYRING": "1"}) as app:
        main_job.add_source(app)
        main_job.choose_postgres(app)
        main_job.type_connection(app, database.login("shop"))
        app.press("Cancel")
        app.press("Keep for Later")
        app.find("button", re.compile("^Resume Postgres"), 20)
        until("its password in the keyring", lambda: secret(kind="source", setup=set_ups_on_disk()[0]), 10)
    lock_keyring()
    with open_sluice(environment={"RECORDING_WITHOUT_KEYRING": "1"}) as app:
        app.press(re.compile("^Resume Postgres"), limit=120)
        app.read(BANNER, 20)
        assert not app.nameless(), app.nameless()
        app.picture("resume-keyring")
        app.press("Go On Without It")
        app.find("text", "Host", 20)
        assert app.text_of("Host") == "127.0.0.1" and app.text_of("Password") == ""
        app.read("This computer does not have the source’s passwords and keys any more")
        app.press("Cancel")
        app.press(re.compile("^Discard Postgres"), limit=60)
        app.press("Discard")
        # What the keyring has of it is erased once it is unlocked.
        app.press("Go On Without It")
        app.gone("button", re.compile("^Resume Postgres"))


def locked():
    """A locked keyring asks; nothing is sent meanwhile, Stop calls it off, and one can go on without it"""
    lock_keyring()
    before = n_created()
    with open_sluice(environment={"RECORDING_WITHOUT_KEYRING": "1"}) as app:
        up_to_review(app, "four_")
        app.press("Create Source")
        app.read(BANNER, 20)
        app.press("Stop")
        app.press("Cancel")
        app.press("Discard")
        app.find("button", re.compile("^Add Source"))
        assert n_created() == before, "stopped, and created all the same"

        up_to_review(app, "five_")
        app.press("Create Source")
        app.read(BANNER, 20)
        app.picture("waiting-for-the-keyring")
        assert n_created() == before, "sent before the secrets were safe"
        app.press("Go On Without It")
        app.read("^(Source created|The source was created)", 60)
        app.read("The keyring was not unlocked. Secrets are kept in memory until Sluice is closed.")
        app.picture("keyring-not-unlocked")
        main_job.wait_until_loaded(app)
        assert n_created() == before + 1
        app.press("Done")
        app.read("Completed")
        until("no unfinished set-up", lambda: not app.see("button", re.compile("^Discard")), 5)


def project():
    return str(bench.ready()["project_id"])


if __name__ == "__main__":
    with Database() as database, Workbench() as bench:
        database.sql("CREATE DATABASE shop")
        database.sql("CREATE TABLE orders (id bigint PRIMARY KEY, updated_at timestamptz NOT NULL DEFAULT now());"
                     "CREATE INDEX ON orders (updated_at); INSERT INTO orders SELECT generate_series(1, 50);"
                     "CREATE TABLE customers (id bigint PRIMARY KEY)", "shop")
        tap.main(in_the_keyring_while_it_runs, remembered_where_asked_for, discarded_on_home, given_up,
                 resumed_while_locked, locked, in_no_file_and_no_log)
