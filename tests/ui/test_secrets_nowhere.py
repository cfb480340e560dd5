#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every secret that is typed is in the keyring at most: in no file, no log, no process's arguments or environment, no
message on the session bus, no text for a screen reader, however it is written; and no core dump could hold it."""

import base64
import contextlib
import glob
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.parse

# Kept in a file of the session's own home folder, to be looked into.
os.environ["GSETTINGS_BACKEND"] = "keyfile"

import accounts  # noqa: E402
import main_job  # noqa: E402
import tap  # noqa: E402
from driver import Sluice, until  # noqa: E402
from form_filler import FormFiller  # noqa: E402
from postgres import Postgres  # noqa: E402
from secret_search import ProcessWatch, SecretSearch, writings  # noqa: E402

PEM = "-----BEGIN {0}-----\n{1}\n-----END {0}-----\n"
WRONG_API_KEY = "phx_Wr0ng/key+of=a.test"
WRONG_PASSWORD = 'wr€ng "pass\\word" 1/2+3'
PASTED_PASSWORD = "p4sted/€ pass:w@rd & more?"
STRIPE_KEY = "rk_live_51Sl7ic3Test0nlyTest0nly"
TUNNEL_PASSWORD = "tunn€l <pass> & 'word'"
PASSPHRASE = "p4ss phr€se/of+a=key"
TUNNEL_KEY = PEM.format("OPENSSH PRIVATE KEY", "b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtz\n"
                        "c2gtZWQyNTUxOQAAACB0aGlzIGlzIG5vdCBhIHJlYWwga2V5IGF0IGFsbCwgaXQg")
KEY_FILE = {"type": "service_account", "project_id": "p", "private_key_id": "4f2a1e7c9b8d6f0011223344",
            "private_key": PEM.format("PRIVATE KEY", "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ/notakey+notakey"),
            "client_email": "reader@p.example.com", "token_uri": "https://example.com/token"}
# Each is said by the window in its own way, and none is a secret: that the search sees what is there.
NO_SECRET = "reader@p.example.com"

folder = None
files = None
server = None
database = None
search = None
watches = []
monitor = None


class Database(Postgres):
    PASSWORD = 's3cr€t "quoted" p/w+d'


def secrets():
    return {"API key": server.key + "_limited", "refused API key": WRONG_API_KEY, "password": database.PASSWORD,
            "refused password": WRONG_PASSWORD, "pasted password": PASTED_PASSWORD, "Stripe key": STRIPE_KEY,
            "tunnel password": TUNNEL_PASSWORD, "passphrase": PASSPHRASE, "tunnel key": TUNNEL_KEY,
            "key file": KEY_FILE["private_key"], "key file's id": KEY_FILE["private_key_id"]}


@contextlib.contextmanager
def start():
    app = Sluice(environment={"XDG_DATA_HOME": os.path.join(folder, "data"), "SLUICE_CLOUD_US": server.url,
                              "SLUICE_CLOUD_EU": server.url, "G_MESSAGES_DEBUG": "all", "SLUICE_DEBUG": "all"},
                 pictures=os.environ.get("SLUICE_PICTURES"), log=os.path.join(folder, "log"))
    watches.append(ProcessWatch(app.process.pid))
    try:
        with app:
            yield app
    finally:
        watches[-1].stop()


def look(app):
    """Nothing of it is told to a screen reader, now that it was typed."""
    found = search.in_window(app)
    assert not found, f"a screen reader is told: {found}"


def begin(app, tile):
    main_job.add_source(app)
    app.type("Search kinds of source", tile)
    app.press(tile)
    app.find("button", "Check Connection")


def cancel(app):
    app.press("Cancel")
    app.press("Discard")
    accounts.see_home(app)


def finds_what_is_there():
    """A text is found in each way of writing it, in files, in a program's arguments and environment, and on the screen"""
    canary = 'c4n€ry "of this" te/st+x'
    raw = canary.encode()
    planted = SecretSearch({"canary": canary})
    texts = {
        "plain": b"a" + raw + b"z", "UTF-16": "a".encode("utf-16") + canary.encode("utf-16-le"),
        "form": urllib.parse.urlencode({"password": canary}).encode(),
        "uri": f"postgresql://u:{urllib.parse.quote(canary, safe='')}@db".encode(),
        "lower": urllib.parse.quote(canary, safe="").lower().encode(),
        "json": json.dumps({"password": canary}).encode(),
        "json-utf8": json.dumps({"password": canary}, ensure_ascii=False).encode(),
        "json-slashes": json.dumps({"password": canary}).replace("/", "\\/").encode(),
        "json-in-json": json.dumps({"body": json.dumps({"password": canary})}).encode(),
        "hex": b"00" + raw.hex().encode() + b"11",
        **{f"base64-{n}": base64.b64encode(b"abc"[:n] + raw + b"defgh") for n in range(3)},
        **{f"base64url-{n}": base64.urlsafe_b64encode(b"abc"[:n] + raw + b"defgh") for n in range(3)},
    }
    with tempfile.TemporaryDirectory(prefix="sluice-canary-") as place:
        for name, text in texts.items():
            os.makedirs(os.path.join(place, name, "deep"))
            with open(os.path.join(place, name, "deep", "file"), "wb") as file:
                file.write(b"\0" * 1000 + text + b"\n")
        found = {os.path.relpath(path, place).split("/")[0] for path in planted.in_folder(place)}
        assert found == set(texts), f"not found: {sorted(set(texts) - found)}"
    assert not planted.find(b"nothing of it"), "found what is not there"
    for arguments, environment in ((["sleep", "60", canary], {}), (["sleep", "60"], {"PGPASSWORD": canary})):
        with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)", *arguments],
                              env={**os.environ, **environment}) as process:
            watch = ProcessWatch(process.pid)
            until("the canary", lambda watch=watch: watch.holds(planted), 10)
            process.kill()
            watch.stop()


def api_keys():
    """A key that is refused, then one that is taken"""
    with start() as app:
        accounts.ask_for_key(app)
        accounts.choose_place(app, "US Cloud")
        accounts.connect(app, WRONG_API_KEY)
        app.read("Neither cloud region knows the key")
        look(app)
        app.type("Personal API key", server.key + "_limited")
        look(app)
        app.press("Connect")
        accounts.see_home(app)


def pasted_and_refused():
    """A connection string with a password that is refused, and another that is typed; a check that is cancelled"""
    login = database.login("shop")
    with start() as app:
        accounts.see_home(app)
        begin(app, "Postgres")
        app.find_entry("Host").type(
            f"postgresql://{login['user']}:{urllib.parse.quote(PASTED_PASSWORD, safe='')}@127.0.0.1:{login['port']}/shop")
        app.read("Filled in from the connection string")
        look(app)
        app.press("Check Connection")
        app.read("The database rejected the username or password", 60)
        look(app)
        app.type("Password", WRONG_PASSWORD)
        server.misbehave("POST */database_schema/=delay:20")
        app.press("Check Connection")
        app.read("Connecting…")
        look(app)
        app.press("Stop")
        app.gone("button", "Stop")
        server.misbehave()
        cancel(app)


def whole_job():
    """The whole job, with Remember on and the plan exported"""
    with start() as app:
        accounts.see_home(app)
        begin(app, "Postgres")
        main_job.type_connection(app, database.login("shop"))
        until("the switch", lambda: app.see("check box", "Remember in the keyring",
                                            within=app.find("check box", "Remember in the keyring")), 5).press()
        look(app)
        main_job.check_connection(app)
        main_job.select_table(app, "orders")
        app.press("More", role="toggle button")
        app.press("Export the Plan…", role="menu item")
        app.find("dialog", "Export the Plan")
        app.type("Name:", os.path.join(folder, "exported.json"))
        app.press("Save")
        app.gone("dialog", "Export the Plan")
        app.focus_window()
        app.read("Saved “exported.json”")
        main_job.go_on(app)
        app.find("text", "Prefix")
        main_job.go_on(app)
        app.read("1 will be copied")
        look(app)
        main_job.create(app)
        look(app)
        main_job.wait_until_loaded(app)
        app.press("Done")
        accounts.see_home(app)


def stripe_and_key_file():
    """A Stripe key and a key file"""
    with start() as app:
        accounts.see_home(app)
        begin(app, "Stripe")
        app.type("API key", STRIPE_KEY)
        look(app)
        app.press("Check Connection")
        app.find("button", re.compile("^(Next|Check Connection)$"), 60)
        cancel(app)
        begin(app, "BigQuery")
        filler = FormFiller(app, files)
        filler.file("Google Cloud JSON key file", KEY_FILE)
        app.type("Dataset ID", "sales")
        look(app)
        app.press("Check Connection")
        app.find("button", re.compile("^(Next|Check Connection)$"), 60)
        look(app)
        cancel(app)


def tunnel():
    """An SSH tunnel's password, then its key and passphrase"""
    login = database.login("shop")
    with start() as app:
        accounts.see_home(app)
        begin(app, "Postgres")
        filler = FormFiller(app, files)
        main_job.type_connection(app, login)
        filler.fill([("switch", "Use SSH tunnel?"), ("type", "Tunnel host", "127.0.0.1"), ("type", "Tunnel port", "9"),
                     ("type", "Tunnel user", "tunnel"), ("type", "Tunnel password", TUNNEL_PASSWORD)])
        look(app)
        app.press("Check Connection")
        app.find("button", "Check Connection", 60)
        filler.fill([("choose", "Authentication", "Key pair"), ("type", "Tunnel user", "tunnel"),
                     ("secret text", "Tunnel private key", TUNNEL_KEY, "4 lines"),
                     ("type", "Tunnel passphrase", PASSPHRASE)])
        look(app)
        app.press("Check Connection")
        app.find("button", "Check Connection", 60)
        look(app)
        cancel(app)


def is_being_created():
    """Whether the record of a set-up on disk says that the request may have been sent."""
    for path in glob.glob(os.path.join(folder, "data", "sluice-devel", "setups", "*", "state.json")):
        with open(path, encoding="utf-8") as file:
            if json.load(file)["state"] == "creating":
                return True
    return False


def killed():
    """Killed while the source is being created, and started again"""
    server.misbehave("POST */external_data_sources/=delay:8")
    with start() as app:
        accounts.see_home(app)
        begin(app, "Postgres")
        main_job.type_connection(app, database.login("shop"))
        main_job.check_connection(app)
        main_job.select_table(app, "orders")
        main_job.go_on(app)
        app.type("Prefix", "killed_")
        main_job.go_on(app)
        app.read("1 will be copied")
        app.press("Create Source")
        until("the record on disk", is_being_created, 20)
        app.process.send_signal(signal.SIGKILL)
        app.process.wait()
    server.misbehave()
    with start() as app:
        accounts.see_home(app)
        app.read("Postgres · killed")
        look(app)


def in_no_file():
    """None is in any file that was written: data, settings, caches, recent files, temporary files, the server's state"""
    places = [folder, os.environ["HOME"], os.environ["XDG_RUNTIME_DIR"], tempfile.gettempdir(), "/dev/shm"]
    for place in places:
        found = search.in_folder(place, leave_out={files, database.folder})
        assert not found, found
    with open(os.path.join(folder, "log"), "rb") as file:
        assert b"DEBUG" in file.read(), "the log says nothing"
    for name in ("log", "exported.json", "data", "us"):
        assert os.path.exists(os.path.join(folder, name)), f"{name} was not looked into"
    # What may be known was written: the search would have seen a secret there.
    seen = SecretSearch({"the name of the role": database.login("shop")["user"] + "@", "table": "public.orders"})
    assert seen.in_folder(folder), "nothing that was typed is in any file"


def in_no_process():
    """None is in the arguments or the environment of Sluice or of anything it starts, and no core dump may be written"""
    commands = set().union(*(watch.commands() for watch in watches))
    assert any("sluice" in command for command in commands), commands
    for watch in watches:
        assert not watch.holds(search), watch.holds(search)
        assert watch.cores.get(watch.pid, ["?"] * 6)[4:6] == ["0", "0"], "Sluice may leave a core dump"
        assert not watch.with_core(), "what Sluice started may leave a core dump"


def not_on_the_bus():
    """None crosses the session bus as it is: the keyring is spoken to through a channel of its own"""
    monitor.terminate()
    monitor.wait(20)
    path = os.path.join(files, "bus")
    assert os.path.getsize(path) > 10000, "nothing was listened to"
    with open(path, "rb") as file:
        assert b"org.freedesktop.Secret" in file.read(), "the keyring was not asked"
    assert not search.in_file(path), search.in_file(path)


def main():
    global folder, files, server, database, search, monitor
    folder, files = (tempfile.mkdtemp(prefix=f"sluice-{name}-") for name in ("ui", "given"))
    os.chmod(folder, 0o711)
    with open(os.path.join(files, "bus"), "wb") as bus:
        monitor = subprocess.Popen(["dbus-monitor", "--session", "--binary"], stdout=bus)
    try:
        with Database() as database:
            database.sql("CREATE DATABASE shop")
            database.sql("CREATE TABLE orders (id bigint PRIMARY KEY, updated_at timestamptz NOT NULL DEFAULT now());"
                         "CREATE INDEX ON orders (updated_at); INSERT INTO orders SELECT generate_series(1, 50);"
                         "CREATE TABLE customers (id bigint PRIMARY KEY)", "shop")
            server = accounts.Server(folder, "us", "--rows", "estimate", "--sample-rows=2000")
            search = SecretSearch(secrets())
            return tap.run(finds_what_is_there, api_keys, pasted_and_refused, whole_job, stripe_and_key_file, tunnel,
                           killed, in_no_file, in_no_process, not_on_the_bus)
    finally:
        monitor.kill()
        if server is not None:
            server.stop()
        for place in (folder, files):
            shutil.rmtree(place, ignore_errors=True)


if __name__ == "__main__":
    tap.end_in_order()
    raise SystemExit(main())
