#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Flatpak: built from its manifest, installed, and used for a whole set-up, in a desktop with portals and a keyring.

There is no Flathub here: a runtime of GNOME's name is made of this system (flatpak/make-runtime), without libpq and cmark,
which GNOME's has not either.
"""

import configparser
import contextlib
import functools
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading

HERE = os.path.dirname(os.path.abspath(__file__))
PROJECT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(HERE, "..", "ui"))
# pylint: disable=wrong-import-position
import main_job
import tap
from driver import Sluice, until
from secret_search import SecretSearch
from secret_service import SecretService

FLATPAK = os.path.join(PROJECT, "flatpak")
ID = "io.github.sluice_app.Sluice"
WORK = os.environ["SLUICE_FLATPAK_WORK"]
HOME = os.environ["HOME"]
OWN = os.path.join(HOME, ".var", "app", ID)
# Of Sluice, and of the practice server.
KEYRINGS = [os.path.join(OWN, "data", folder, "keyrings", "default.keyring") for folder in ("", "sluice-practice")]
# Where flatpak-builder keeps what it has downloaded and built.
STATE = os.path.join(WORK, "out", "state")
RUNTIMES = "file://" + os.path.join(WORK, "runtimes")
# Files that somebody chooses are not part of this, and their portal mounts a file system, which not every place allows.
RUN = ("run", "--user", "--no-documents-portal")
# Seconds that a sandbox and what is in it may take to start on a busy machine.
LIMIT = 120
# Of the sample database's tables this one would be larger elsewhere: copying all of it is suggested here.
SMALL = {"payments": "Full refresh"}

with open(os.path.join(FLATPAK, f"{ID}.json"), encoding="utf-8") as manifest_file:
    MANIFEST = json.load(manifest_file)
RUNTIME = f"{MANIFEST['runtime']}//{MANIFEST['runtime-version']}"
SDK = f"{MANIFEST['sdk']}//{MANIFEST['runtime-version']}"

# flatpak asks a system's bus whether somebody's parents allow a program. Where there is none, nobody answers on this one.
if not os.path.exists("/run/dbus/system_bus_socket"):
    os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = os.environ["DBUS_SESSION_BUS_ADDRESS"]

login = None
before = None
outside = None


def run(*command, log=None, **kwargs):
    """A command, whose words are told where it fails."""
    result = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                            check=False, **kwargs)
    if log is not None:
        with open(log, "w", encoding="utf-8") as file:
            file.write(result.stdout)
    assert result.returncode == 0, f"{' '.join(command)}:\n" + "\n".join(result.stdout.splitlines()[-40:])
    return result.stdout


def flatpak(*arguments, **kwargs):
    return run("flatpak", *arguments, **kwargs)


def in_sandbox(script):
    """What a shell says in there."""
    return flatpak(*RUN, "--command=sh", ID, "-c", script)


class Confined(Sluice):
    """Sluice, as its launcher starts it. What speaks for it on the buses is the proxy of its sandbox."""

    def __init__(self, *arguments):
        super().__init__(*RUN, "--die-with-parent", ID, *arguments, program="flatpak",
                         pictures=os.environ.get("SLUICE_PICTURES"), log=os.path.join(outside, "log"))

    def _find_application(self):
        if self.process.poll() is not None:
            raise AssertionError(f"flatpak ended with status {self.process.returncode}:\n{self.read_log()}")
        return self.bus.find_application_of("xdg-dbus-proxy")

    def stop(self):
        subprocess.run(["flatpak", "kill", ID], check=False, stderr=subprocess.DEVNULL)
        super().stop()
        until("the sandbox's end", lambda: ID not in flatpak("ps", "--columns=application"), 20)


def listing():
    """What there is in the home folder and beside it: path → size and time of change."""
    found = {}
    for top in (HOME, os.environ["XDG_RUNTIME_DIR"], os.environ["TMPDIR"]):
        for folder, _, files in os.walk(top):
            for name in files:
                path = os.path.join(folder, name)
                with contextlib.suppress(OSError):
                    status = os.lstat(path)
                    found[path] = (status.st_size, status.st_mtime_ns)
    return found


def granted():
    """The options of what the installed Sluice may do, as the manifest writes them."""
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read_string(flatpak("info", "--user", "--show-permissions", ID))
    options = {"shared": "share", "sockets": "socket", "devices": "device", "features": "allow",
               "filesystems": "filesystem", "persistent": "persist"}
    found = set()
    for section in parser.sections():
        for name, value in parser[section].items():
            words = [word for word in value.split(";") if word]
            if section == "Context":
                found |= {f"--{options[name]}={word}" for word in words}
            else:
                found.add(f"{section}: {name}={value}")
    # The older word for the same, for an older flatpak.
    if "--socket=fallback-x11" in found:
        found.discard("--socket=x11")
    return found


def missing_sources():
    """What the manifest needs and this machine can reach nowhere."""
    os.makedirs(STATE, exist_ok=True)
    downloads = os.path.join(STATE, "downloads")
    if not os.path.lexists(downloads):
        os.symlink(os.environ["SLUICE_SOURCES"], downloads)
    missing = subprocess.run([os.path.join(FLATPAK, "fetch"), os.environ["SLUICE_SOURCES"]], stdout=subprocess.PIPE,
                             text=True, check=True).stdout.split()
    if missing and subprocess.run(["flatpak-builder", "--download-only", "--force-clean", "--state-dir", STATE,
                                   os.path.join(WORK, "download"), os.path.join(FLATPAK, f"{ID}.json")],
                                  stdout=sys.stderr, check=False).returncode == 0:
        missing = []
    return missing


def builds_and_installs():
    """The manifest builds as it stands, with no network, and is installed from its repository"""
    run(os.path.join(FLATPAK, "make-runtime"), WORK)
    flatpak("remote-add", "--user", "--if-not-exists", "--no-gpg-verify", "runtimes", RUNTIMES)
    flatpak("install", "--user", "--noninteractive", "--or-update", "runtimes", RUNTIME, SDK)
    # What a build that was killed left.
    shutil.rmtree(os.path.join(STATE, "build"), ignore_errors=True)
    run(os.path.join(FLATPAK, "bundle"), "--folder", os.path.join(WORK, "out"), "--url", "http://127.0.0.1:PORT", "--",
        "--user", "--install", log=os.path.join(WORK, "build.log"))
    size = re.search(r"Installed: (.*)", flatpak("info", "--user", ID))[1]
    print(f"# installed size: {size}")


def permissions_are_those_that_are_explained():
    """What it may do is what flatpak/README.md gives a reason for, and nothing else"""
    with open(os.path.join(FLATPAK, "README.md"), encoding="utf-8") as file:
        explained = dict(re.findall(r"^\| `(--[^`]+)` \| (.+) \|$", file.read(), re.MULTILINE))
    assert all(len(reason) > 20 for reason in explained.values()), explained
    for option in sorted(granted()):
        print(f"# {option}: {explained.get(option, 'no reason')}")
    assert set(MANIFEST["finish-args"]) == set(explained), "flatpak/README.md is about other permissions"
    assert granted() == set(explained), granted() ^ set(explained)


def brings_its_libpq():
    """libpq is the one of the bundle; the runtime has none"""
    said = in_sandbox("ls /usr/lib/libpq* /usr/lib/*/libpq* 2>/dev/null; ldd /app/bin/sluice /app/bin/sluice-practice; ls -R /app")
    assert set(re.findall(r"libpq\.so\S* => (\S+)", said)) == {"/app/lib/libpq.so.5"}, said
    assert not re.findall(r"^/usr/lib.*libpq", said, re.MULTILINE), said
    assert "not found" not in said, said
    left = [line for line in said.splitlines() if re.search(r"\.(a|h|pc|la)$", line)]
    assert not left, f"of no use to anybody: {left}"


def whole_set_up():
    """A whole set-up in the sandbox, against a PostgreSQL that runs outside, and another one that is kept for later"""
    global before
    before = listing()
    with Confined("--practice", "--rows", "estimate") as app:
        app.find("button", re.compile("^Add Source"), LIMIT)
        main_job.add_source(app)
        main_job.choose_postgres(app)
        app.read("No sample database here")
        assert app.see("button", "Fill In the Sample Database") is None, "there is none to fill in"
        app.picture("flatpak-connect")
        app.press("Cancel")
        app.find("button", re.compile("^Add Source"))
        main_job.whole(app, login, r"first load [\d,]+ rows", SMALL)
        app.press("Done")
        app.read("Completed")
        app.picture("flatpak-home")

        main_job.add_source(app)
        main_job.choose_postgres(app)
        main_job.type_connection(app, login)
        main_job.check_connection(app)
        main_job.select_table(app, "orders")
        main_job.go_on(app)
        app.type("Prefix", "kept_")
        app.press("Cancel")
        app.press("Keep for Later")
        app.find("button", re.compile("^Resume Postgres"))
    main_job.assert_rows_are_equal(login, os.path.join(OWN, ".local", "state", "sluice", "practice"))


def secrets_are_in_the_encrypted_file():
    """The password is in libsecret's encrypted files, whose key the portal keeps in the keyring, and in no other file"""
    for path in KEYRINGS:
        with open(path, "rb") as file:
            assert file.read().startswith(b"GnomeKeyring\n\r\0\n"), f"{path} is no keyring"
    service = SecretService()
    assert len(service.find(app_id=ID)) == 1, "the portal keeps no key for it"
    assert not service.find(kind="source"), "a password went to the keyring itself"
    search = SecretSearch({"password": login["password"]})
    for top in (HOME, os.environ["XDG_RUNTIME_DIR"], os.path.join(outside, "log")):
        found = search.in_folder(top) if os.path.isdir(top) else search.in_file(top)
        assert not found, found
    assert search.n_files > 10, "hardly anything was looked at"


def secrets_are_found_again():
    """After a restart the passwords are read from there: the set-up that was kept goes on, and the source syncs again"""
    with Confined("--practice", "--rows", "estimate") as app:
        app.press(re.compile("^Resume Postgres"), limit=LIMIT)
        until("the prefix, with no question for a password",
              lambda: app.see("text", "Prefix") and app.text_of("Prefix") == "kept_", 60)
        app.press("Cancel")
        app.press("Keep for Later")
        app.press("Details of Postgres · shop")
        app.press("Sync Now")
        app.read("Sync started")
        app.read(r"^Full refresh · synced .* · 5 rows read$", 60)


def writes_nothing_elsewhere():
    """Nothing was written outside of its own folder but what the keyring, flatpak and the portals keep themselves"""
    runtime = os.environ["XDG_RUNTIME_DIR"]
    own = [OWN, outside, *(os.path.join(HOME, ".local", "share", name) for name in ("keyrings", "flatpak/db")),
           *(os.path.join(runtime, name) for name in (".flatpak", ".flatpak-helper", ".dbus-proxy", "dconf", "doc"))]
    after = listing()
    written = sorted(path for path, status in after.items() if before.get(path) != status)
    elsewhere = [path for path in written if not any(path.startswith(place + "/") for place in own)]
    print(f"# {len(written)} files were written")
    assert any(path.startswith(OWN + "/") for path in written), "it has written nothing at all"
    assert not elsewhere, elsewhere


@contextlib.contextmanager
def served(folder):
    """A web server with nothing but files; gives its port."""
    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *unused):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()


@contextlib.contextmanager
def fresh_installation():
    """Another person's, with nothing in it; to them the runtime is the system's."""
    with tempfile.TemporaryDirectory(prefix="fresh-", dir=WORK) as folder:
        yield {**os.environ, "FLATPAK_USER_DIR": folder, "FLATPAK_SYSTEM_DIR": os.environ["FLATPAK_USER_DIR"]}


def is_installed(environment):
    """Whether the program in there tells what it is."""
    return "--practice" in flatpak(*RUN, "--command=sluice", ID, "--help", env=environment)


def installs_from_the_file():
    """The bundle installs from its one file"""
    with fresh_installation() as environment:
        flatpak("install", "--user", "--noninteractive", "--no-deps", os.path.join(WORK, "out", "sluice.flatpak"),
                env=environment)
        assert is_installed(environment)


def installs_from_the_repository():
    """The repository, on a plain web server, installs by its .flatpakrepo, and by its .flatpakref"""
    site = os.path.join(WORK, "out", "site")
    with served(site) as port, tempfile.TemporaryDirectory() as folder:
        for name in ("sluice.flatpakrepo", "sluice.flatpakref"):
            with open(os.path.join(site, name), encoding="utf-8") as file:
                text = file.read()
            assert "http://127.0.0.1:PORT/repo/" in text, text
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(text.replace("PORT", str(port)))
        with fresh_installation() as environment:
            flatpak("remote-add", "--user", "sluice", os.path.join(folder, "sluice.flatpakrepo"), env=environment)
            flatpak("install", "--user", "--noninteractive", "sluice", ID, env=environment)
            assert is_installed(environment)
        with fresh_installation() as environment:
            flatpak("install", "--user", "--noninteractive", "--no-deps", os.path.join(folder, "sluice.flatpakref"),
                    env=environment)
            assert is_installed(environment)


@contextlib.contextmanager
def a_database():
    """A PostgreSQL with a shop in it, outside of every sandbox: the one that the practice server has elsewhere."""
    with subprocess.Popen([os.environ["SLUICE_PRACTICE_SERVER"], "--sample-database", "--sample-rows=20000", "--state-dir",
                           os.path.join(outside, "state")], env={**os.environ, "TMPDIR": outside},
                          stdout=subprocess.PIPE, text=True) as server:
        try:
            yield json.loads(server.stdout.readline())["sample_database"]
        finally:
            server.terminate()


def main():
    global login, outside
    missing = missing_sources()
    if missing:
        print(f"1..0 # SKIP there is no way to {' '.join(missing)} from here")
        return 0
    outside = tempfile.mkdtemp(prefix="sluice-outside-")
    os.chmod(outside, 0o711)
    try:
        with a_database() as login:
            return tap.run(builds_and_installs, permissions_are_those_that_are_explained, brings_its_libpq, whole_set_up,
                           secrets_are_in_the_encrypted_file, secrets_are_found_again, writes_nothing_elsewhere,
                           installs_from_the_file, installs_from_the_repository, needed=builds_and_installs)
    finally:
        subprocess.run(["flatpak", "uninstall", "--user", "--noninteractive", ID], check=False,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        shutil.rmtree(outside, ignore_errors=True)


if __name__ == "__main__":
    tap.end_in_order()
    raise SystemExit(main())
