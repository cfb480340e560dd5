#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A database that only an SSH server can reach, connected in the window: what is wrong with the tunnel is said at its
fields, keys arrive as they were pasted, and the rows come through it."""

import os
import subprocess
import sys

import island as islands
import main_job
import tap
from form_filler import FormFiller
from island import PASSPHRASE, PASSWORD, USER, Island
from shared_window import SharedWindow
from workbench import HERE, Workbench

DATABASE = "shop"
DISCOVERY = "/database_schema/"
N_ROWS = 3000

island = None
bench = None
window = None


def make_shop():
    island.database.sql(f"CREATE DATABASE {DATABASE}")
    island.database.sql(
        "CREATE TABLE orders (id int PRIMARY KEY, body text NOT NULL);"
        f"INSERT INTO orders SELECT i, 'order ' || i FROM generate_series(1, {N_ROWS}) AS i;"
        "CREATE TABLE customers (id int PRIMARY KEY); ANALYZE", DATABASE)


def is_marked(app, label):
    """Whether the field is said to be at fault, which a screen reader hears."""
    return app.find("text", label).invalid


def sent():
    return bench.sent("POST", DISCOVERY)[-1]["body"]["ssh_tunnel"]


def type_place(app):
    main_job.type_connection(app, island.login(DATABASE))
    FormFiller(app, bench.folder).fill([
        ("switch", "Use SSH tunnel?"),
        ("type", "Tunnel host", "127.0.0.1"),
        ("type", "Tunnel port", str(island.bastion.port)),
    ])


def wrong_password():
    """A wrong password of the tunnel is said at Connect, and nothing typed is lost"""
    with window.at_connect() as app:
        type_place(app)
        FormFiller(app, bench.folder).fill([
            ("type", "Tunnel user", USER),
            ("type", "Tunnel password", "not " + PASSWORD),
        ])
        app.press("Check Connection")
        app.read(rf"The SSH server rejected the SSH user '{USER}'\. Check the tunnel's username and password", 60)
        app.read("Check the tunnel’s user, and its password or private key")
        app.picture("connect-tunnel-rejected")
        assert is_marked(app, "Tunnel user") and is_marked(app, "Tunnel password")
        assert not is_marked(app, "Host") and not is_marked(app, "User")
        assert app.text_of("Tunnel user") == USER
        assert app.text_of("Tunnel port") == str(island.bastion.port)
        assert sent() == {
            "enabled": True, "host": "127.0.0.1", "port": str(island.bastion.port),
            "auth": {"selection": "password", "username": USER, "password": "not " + PASSWORD},
            "require_tls": {"enabled": True},
        }, sent()


def stopped_server():
    """An SSH server that is stopped, and started again"""
    with window.at_connect() as app:
        app.type("Tunnel password", PASSWORD)
        island.bastion.down()
        try:
            app.press("Check Connection")
            app.read(rf"The SSH tunnel through 127\.0\.0\.1, port {island.bastion.port}, could not be opened: .*refused", 60)
            app.read("Check host and port of the tunnel")
        finally:
            island.bastion.up()
        main_job.check_connection(app)
        assert main_job.totals(app)[:2] == (0, 2), main_job.totals(app)


def not_from_this_computer():
    """Rows are not counted from this computer, which has no way to the database"""
    with window.open() as app:
        app.press("Count Rows…")
        dialog = app.find("dialog", "Count Rows")
        app.read("The database is reached through an SSH tunnel, which Sluice does not open from this computer")
        for button in ("Read Estimates", "Count Exactly"):
            thing = app.see("button", button, within=dialog)
            assert thing is None or not thing.pressable, f"{button} is offered"
        app.find("button", "Close", within=dialog).press()
        app.gone("dialog", "Count Rows")


def paste_key(key, lines, passphrase=None):
    with window.at_home() as app:
        main_job.add_source(app)
        main_job.choose_postgres(app)
        type_place(app)
        FormFiller(app, bench.folder).fill([
            ("choose", "Authentication", "Key pair"),
            ("type", "Tunnel user", USER),
            ("secret text", "Tunnel private key", key, f"{lines} lines"),
        ])
        if passphrase is not None:
            app.type("Tunnel passphrase", passphrase)
        main_job.check_connection(app)
    auth = {"selection": "keypair", "username": USER, "private_key": key}
    if passphrase is not None:
        auth["passphrase"] = passphrase
    assert {name: value for name, value in sent()["auth"].items() if value} == auth


def key_of_openssh():
    """A key of several lines arrives as it was pasted, in OpenSSH's format and with its passphrase"""
    key = island.keys["protected"]
    paste_key(key, key.count("\n"), PASSPHRASE)


def key_in_pem():
    """A key of several lines arrives as it was pasted, in PEM format"""
    key = island.keys["pem"]
    paste_key(key, key.count("\n"))


def rows_come_through():
    """The main job is done through the tunnel, and the rows are the database's"""
    with window.open() as app:
        main_job.select_table(app, "orders")
        main_job.go_on(app)
        app.find("text", "Prefix")
        main_job.go_on(app)
        main_job.create(app)
        main_job.wait_until_loaded(app)
    login = island.database.login(DATABASE)
    compared = subprocess.run(
        island.place.command(sys.executable, os.path.join(HERE, "compare-warehouse.py"), "--host", "127.0.0.1", "--port",
                             str(login["port"]), "--database", DATABASE, "--user", login["user"], "--warehouse",
                             os.path.join(bench.state, "warehouse.sqlite"), "public.orders=postgres_public__orders"),
        env={**os.environ, "PGPASSWORD": login["password"]}, capture_output=True, text=True, check=False)
    assert compared.returncode == 0, compared.stdout + compared.stderr
    assert str(N_ROWS) in compared.stdout.replace(",", ""), compared.stdout


def main():
    global island, bench, window
    cases = (wrong_password, stopped_server, not_from_this_computer, key_of_openssh, key_in_pem, rows_come_through)
    if islands.OBSTACLE is not None:
        print(f"1..0 # SKIP {islands.OBSTACLE}")
        return
    with Island() as island, Workbench() as bench, \
            SharedWindow(bench, "--rows", "none", "--practice-argument=--sample-rows=100",
                         environment={"RECORDING_WHOLE": "1"}) as window:
        make_shop()
        tap.main(*cases)


if __name__ == "__main__":
    main()
