#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a picture of each page in each look, by doing the main job: as it is, dark, in high contrast, narrow, at scale 2,
in Chinese, mirrored in Arabic, and as software centres want it.

Runs inside tests/ui/session, with Sluice installed: see CONTRIBUTING.md.
"""

import argparse
import contextlib
import dataclasses
import gettext
import json
import os
import re
import shutil
import subprocess
import tempfile

# Kept in a file of the session's own home folder, where Sluice finds it too.
os.environ["GSETTINGS_BACKEND"] = "keyfile"

from gi.repository import Gio  # noqa: E402

import many_tables  # noqa: E402
from driver import NotSeen, Sluice, until  # noqa: E402
from form_filler import FormFiller  # noqa: E402
from island import USER, Island  # noqa: E402
from postgres import Postgres  # noqa: E402
from shadows import Shadows  # noqa: E402
from workbench import HERE, Workbench  # noqa: E402

# What the pictures of a large database are of.
N_TABLES = 10000
SEARCH = "customer"
FILTERS = ("Incremental", "50,000 to a Million Rows")
DISCOVERY = "POST /api/projects/*/external_data_sources/database_schema"

# Of quite different forms; that of a database with what leads to it is of one that is really there.
FORMS = ("Postgres", "Stripe", "Hubspot", "BigQuery", "Snowflake", "Github")
SERVICES = (
    ("Stripe", "billing_", {"auth_method": {"selection": "api_key", "stripe_secret_key": "rk_live_an_invented_one"}},
     ("Customer", "Invoice", "Charge")),
    ("Zendesk", "support_", {"subdomain": "acme", "email_address": "a@example.com",
                             "api_key": "rk_live_x+fail:40@groups"}, ("groups", "brands")),
)
# From above to below, as the list has them.
TABLES = ("audit_log", "currencies", "customers", "orders", "payments")
WIDE = (1200, 760)
LARGEST = 60_000
JOBS = ("start", "main", "many", "forms", "near-real-time")
LIGHT = {"ADW_DEBUG_COLOR_SCHEME": "prefer-light"}
DARK = {"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"}


@dataclasses.dataclass
class Look:
    """What its pictures are called, how Sluice is started for them, and what they are of."""

    name: str = "{}"
    environment: dict = dataclasses.field(default_factory=lambda: LIGHT)
    size: tuple = WIDE
    language: str = "en_US"
    scale: int = 1
    jobs: tuple = JOBS
    pages: tuple = ()  # only these; none: all
    released: bool = False  # as an installed Sluice on a GNOME desktop, with its shadow


STORE = Look("store/{}", size=(1000, 700), jobs=("main", "many"), released=True,
             pages=("tables", "tables-10000-search", "tables-size-map", "tables-bulk-edit", "connect", "review",
                    "progress", "home"))
LOOKS = {
    "light": Look(),
    "dark": Look("{}-dark", DARK),
    "narrow": Look("{}-narrow", size=(360, 700)),
    "smallest": Look("{}-smallest", size=(360, 294), jobs=("start", "main")),
    "contrast": Look("{}-contrast", {**LIGHT, "ADW_DEBUG_HIGH_CONTRAST": "1"}, jobs=("start", "main", "forms"),
                     pages=("start", "sign-in", "source", "connect", "connect-stripe", "tables", "tables-size-map", "name",
                            "review", "progress", "home")),
    # A 4K screen, all of it.
    "scale2": Look("{}-scale2", {**LIGHT, "GDK_SCALE": "2"}, size=(1920, 1080), scale=2, jobs=("main",),
                   pages=("connect", "tables", "home")),
    "zh_CN": Look("{}-zh_CN", language="zh_CN"),
    "ar": Look("{}-ar", language="ar_EG", jobs=("start", "main", "forms")),
    "store": STORE,
    "store-dark": dataclasses.replace(STORE, name="store/{}-dark", environment=DARK, jobs=("main",), pages=("tables",)),
    "store-zh_CN": dataclasses.replace(STORE, name="store/{}-zh_CN", language="zh_CN"),
}

# What differs between a development build in a bare session and a released one on a GNOME desktop.
RELEASED = {
    "settings.ini": "gtk-decoration-layout=appmenu:close\n",
    "gtk.css": "window.devel headerbar, window.devel .top-bar { background-image: none; }\n",
}


def locale_of(language, folder):
    """A locale of that language in a folder of its own, as few systems have it generated."""
    subprocess.run(["localedef", "-i", language, "-f", "UTF-8", os.path.join(folder, f"{language}.UTF-8")],
                   check=True, stderr=subprocess.DEVNULL)
    return {"LOCPATH": folder, "LC_ALL": f"{language}.UTF-8", "LANGUAGE": language.removesuffix("_EG")}


def translations_of(language):
    """What translates the words of the window."""
    share = os.path.join(os.path.dirname(os.path.dirname(shutil.which("sluice"))), "share")
    return gettext.translation("sluice", os.path.join(share, "locale"), [language],
                               fallback=language.startswith("en"))


@contextlib.contextmanager
def as_released():
    """Adds to what GTK reads in the session's own home folder, and has windows draw their shadow."""
    folder = os.path.join(os.environ["HOME"], ".config", "gtk-4.0")
    before = {}
    for name, text in RELEASED.items():
        path = os.path.join(folder, name)
        before[path] = ""
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                before[path] = file.read()
        with open(path, "w", encoding="utf-8") as file:
            file.write(before[path] + text)
    try:
        with Shadows() as shadows:
            yield shadows
    finally:
        for path, text in before.items():
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)


def set_window_size(size):
    ids = Gio.SettingsSchemaSource.get_default().list_schemas(True)[0]
    settings = Gio.Settings.new(next(name for name in ids if ".Sluice" in name))
    settings["window-width"], settings["window-height"] = size
    Gio.Settings.sync()


class Pictures:
    """One look, and the pictures of its pages."""

    def __init__(self, app, look, folder, shadows, bench=None):
        self.app = app
        self.look = look
        self.size = look.size
        self.bench = bench
        self.translations = translations_of(look.language)
        self.words = self.translations.gettext
        self.folder = folder
        self.shadows = shadows

    def take(self, page):
        """Takes the window alone, without what is around it, once two pictures after each other are alike."""
        if self.look.pages and page not in self.look.pages:
            return
        window = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--pid", str(self.app.process.pid)],
            check=True, capture_output=True, text=True).stdout.split()[0]
        path = os.path.join(self.folder, f"{self.look.name.format(page)}.png")
        os.makedirs(os.path.dirname(path), exist_ok=True)

        # Out of the way: what the pointer is over looks different.
        subprocess.run(["xdotool", "mousemove", "99999", "99999"], check=True)

        def image():
            return subprocess.run(["import", "-window", window, "rgb:-"], check=True, capture_output=True).stdout

        until("a window at rest", lambda: image() == image(), 10)
        if self.shadows is not None:
            self.shadows.write(int(window), path)
        else:
            self.write(window, path)
        print(f"{path}: {os.path.getsize(path)} bytes", flush=True)

    @staticmethod
    def write(window, path):
        subprocess.run(["import", "-window", window, "-strip", "-define", "png:compression-level=9", path], check=True)
        if os.path.getsize(path) > LARGEST:
            subprocess.run(["convert", path, "-dither", "None", "-colors", "256", f"png8:{path}"], check=True)

    def add_another_source(self):
        """So that Home has more than one to show, and that the prefix is needed."""
        login = self.bench.ready()["sample_database"]
        self.bench.ask("POST", "external_data_sources/", {
            "source_type": "Postgres",
            "prefix": "archive_",
            "payload": {**login, "schemas": [
                {"name": "public.currencies", "should_sync": True, "sync_type": "full_refresh"},
            ]},
        })

    def add_services(self):
        """One that is well and one of which a table fails, as projects have them."""
        for source_type, prefix, login, tables in SERVICES:
            self.bench.ask("POST", "external_data_sources/", {
                "source_type": source_type,
                "prefix": prefix,
                "payload": {**login, "schemas": [
                    {"name": name, "should_sync": True, "sync_type": "full_refresh"} for name in tables
                ]},
            })
        until("the services having been read", lambda: not any(
            source["status"] == "Running" for source in self.bench.ask("GET", "external_data_sources/")["results"]), 60)

    def first_start(self):
        app, words = self.app, self.words
        label = words("_Connect to PostHog").split("(_")[0].replace("_", "")
        app.find("button", re.compile("^" + label))
        self.take("start")
        app.press(re.compile("^" + label))
        app.find("radio button", words("US Cloud"))
        self.take("sign-in")

    def select(self, table):
        """Selects a table; in a small window it may be further down."""
        name = self.words("Select %s") % table

        def look():
            box = self.app.see("check box", name)
            if box is None:
                self.app.key("Page_Down")
            return box

        until(f"check box “{name}”", look).press()

    def add_source(self):
        self.app.press(re.compile("^" + self.words("Add Source")))
        self.app.find_entry(self.words("Search kinds of source"))

    def fill_in_sample(self):
        app, words = self.app, self.words
        app.type(words("Search kinds of source"), "postgres")
        app.press("Postgres")
        app.find("text", words("Host"))
        app.press(words("Fill In the Sample Database"))
        until("the host filled in", lambda: app.text_of(words("Host")) != "")
        app.gone(None, words("Filled in the sample database"))

    def main_job(self):
        app, words = self.app, self.words
        app.find("button", re.compile("^" + words("Add Source")), 120)
        self.add_another_source()
        self.add_source()
        self.take("source")

        self.fill_in_sample()
        self.take("connect")

        app.press(words("Check Connection"))
        app.find("check box", words("Select %s") % "api_tokens", 60)
        for table in TABLES:
            self.select(table)
        app.key("Home")
        self.take("tables")
        app.key("ctrl+2")
        app.find(None, re.compile("^page_events"))
        self.take("tables-size-map")
        app.key("ctrl+1")

        app.press(words("Next"))
        app.type(words("Prefix"), "shop_")
        self.take("name")

        app.press(words("Next"))
        app.find("button", words("Create Source"))
        self.take("review")

        app.press(words("Create Source"))
        app.find(None, words("The source keeps syncing by its schedule from now on."), 180)
        self.take("progress")

        self.add_services()
        app.press(words("Done"))
        app.gone("button", words("Done"))
        app.read(words("Completed"))
        self.take("home")

    def filter_by(self, name):
        app, words = self.app, self.words
        if app.see("toggle button", words("Filter")) is None:
            app.press(words("Menu"), role="toggle button")
            app.press(words("Filter"), role="menu item")
        else:
            app.press(words("Filter"), role="toggle button")
        app.press(words(name), role="menu item")
        app.find("button", words("Remove the filter: %s") % words(name))

    def preview_bulk_edit(self):
        """With the rules that it suggests by itself; in a small window they and what they do are a page each."""
        app, words = self.app, self.words
        app.press(words("Bulk Edit"))
        app.find("button", words("Add Rule"))
        in_turn = app.see("button", words("Preview")) is not None
        if in_turn:
            self.take("tables-bulk-edit-rules")
            app.press(words("Preview"))
        app.find("check box", re.compile("^" + words("Change %s").partition("%s")[0]))
        self.take("tables-bulk-edit")
        if in_turn:
            app.key("Escape")
            app.find("button", words("Add Rule"))
        app.key("Escape")
        app.gone("button", words("Add Rule"))

    def select_suggested(self):
        """Selects them, but for those that nobody has counted, and waits until the toast is gone that says so."""
        app, words = self.app, self.words
        said = self.translations.ngettext("Selected %'u more table with %s rows", "Selected %'u more tables with %s rows",
                                          N_TABLES)
        toast = re.compile("^" + said.replace("%'u", r"[\d,]+").replace("%s", r"\S+"))
        app.press(words("Select Suggested"), limit=60)
        app.find(None, toast)
        app.find(None, words("Add Uncounted Tables?"))
        app.key("Escape")
        app.gone(None, words("Add Uncounted Tables?"))
        app.gone(None, toast)

    def many_tables(self):
        """The tables of a large database: all of them, a search among some, and what a bulk edit would do with all."""
        app, words = self.app, self.words
        app.find("button", re.compile("^" + words("Add Source")), 120)
        tables = many_tables.tables(N_TABLES)
        self.bench.misbehave(f"{DISCOVERY}=body:{self.bench.write('tables.json', json.dumps(tables))}")
        self.add_source()
        self.fill_in_sample()
        app.press(words("Check Connection"))
        self.select_suggested()
        app.key("Home")
        self.take("tables-10000")
        self.preview_bulk_edit()

        for name in FILTERS:
            self.filter_by(name)
        app.type(words("Search tables and columns"), SEARCH)
        schema, name = next(table["table"] for table in tables if SEARCH not in json.dumps(table)).split(".")
        app.gone("table row", re.compile(f"^{name}, {schema},"))
        self.take("tables-10000-search")

    def forms(self):
        """The forms of quite different kinds of sources, filled in."""
        app, words = self.app, self.words
        app.find("button", re.compile("^" + words("Add Source")), 120)
        with open(os.path.join(HERE, "fixtures", "forms.json"), encoding="utf-8") as file:
            cases = {case["source_type"]: case for case in json.load(file)}
        self.add_source()
        for source_type in FORMS:
            case = cases[source_type]
            app.type(words("Search kinds of source"), case["tile"])
            app.press(case["tile"])
            app.find("button", words("Check Connection"))
            if source_type == "Postgres":
                self.tunnel()
            else:
                FormFiller(app, self.bench.folder, words).fill(case["fill"])
                self.take(f"connect-{source_type.lower()}")
            app.press(words("Back"))
            app.find_entry(words("Search kinds of source"))

    def tunnel(self):
        """A database that only an SSH server can reach: what the picture shows leads there."""
        app, words = self.app, self.words
        with Island() as island:
            island.database.sql("CREATE DATABASE shop")
            island.database.sql("CREATE TABLE orders (id int PRIMARY KEY)", "shop")
            login, key = island.login("shop"), island.keys["openssh"]
            FormFiller(app, self.bench.folder, words).fill([
                ("type", "Host", login["host"]),
                ("type", "Port", login["port"]),
                ("type", "Database", login["database"]),
                ("type", "User", login["user"]),
                ("type", "Password", login["password"]),
                ("switch", "Use SSH tunnel?"),
                ("type", "Tunnel host", "localhost"),
                ("type", "Tunnel port", str(island.bastion.port)),
                ("choose", "Authentication", "Key pair"),
                ("type", "Tunnel user", USER),
                ("secret text", "Tunnel private key", key, f"{key.count(chr(10))} lines"),
            ])
            self.scroll_down()
            self.take("connect-postgres")
            app.press(words("Check Connection"))
            app.find("check box", words("Select %s") % "orders", 60)
            app.press(words("Back"))
            app.find("text", words("Host"))

    def near_real_time(self, database):
        """What near-real-time lacks in a database as most are, line by line, with the SQL that mends it."""
        app, words = self.app, self.words
        database.sql("CREATE DATABASE shop")
        database.sql("CREATE ROLE reader LOGIN PASSWORD 'an invented one'; "
                     "CREATE TABLE orders (id int PRIMARY KEY); GRANT SELECT ON orders TO reader", "shop")
        login = {**database.login("shop"), "user": "reader", "password": "an invented one"}
        app.find("button", re.compile("^" + words("Add Source")), 120)
        self.add_source()
        app.type(words("Search kinds of source"), "postgres")
        app.press("Postgres")
        for label in ("Host", "Port", "Database", "User", "Password"):
            app.type(words(label), str(login[label.lower()]))
        switch = app.find("check box", words("Near-real-time (CDC)"))
        until("the switch", lambda: app.see("check box", switch.name, within=switch)).press()
        app.find("list item", words("Slot and Publication"))
        app.press(words("Check Connection"))
        app.focus_is_on("button", words("Check Again"), 60)
        self.take("connect-near-real-time")

    def scroll_down(self):
        """As far as it goes, with the wheel."""
        width, height = self.size
        subprocess.run(["xdotool", "mousemove", str(width * 2 // 3), str(height // 2), "click", "--repeat", "40",
                        "--delay", "20", "5"], check=True)


def take_pictures(look, jobs, environment, folder, shadows):
    if "start" in jobs:
        with Sluice(environment=environment) as app:
            Pictures(app, look, folder, shadows).first_start()
    if "main" in jobs:
        with Workbench("--rows", "estimate") as bench, bench.open(environment=environment) as app:
            Pictures(app, look, folder, shadows, bench).main_job()
    if "many" in jobs:
        with Workbench() as bench, bench.open(environment=environment) as app:
            Pictures(app, look, folder, shadows, bench).many_tables()
    if "forms" in jobs:
        with Workbench("--rows", "estimate") as bench, bench.open(environment=environment) as app:
            Pictures(app, look, folder, shadows, bench).forms()
    if "near-real-time" in jobs:
        with Postgres() as database, Workbench() as bench, bench.open(environment=environment) as app:
            Pictures(app, look, folder, shadows, bench).near_real_time(database)


def fits_screen(look):
    """At scale 2 a window has four times the pixels."""
    width, height = map(int, subprocess.run(["xdotool", "getdisplaygeometry"], check=True, capture_output=True,
                                            text=True).stdout.split())
    return look.size[0] * look.scale <= width and look.size[1] * look.scale <= height


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", default="data/screenshots", help="the folder for the pictures")
    parser.add_argument("--list", action="store_true", help="only say which looks there are")
    parser.add_argument("--look", action="append", choices=LOOKS, help="only this one; may be given again")
    parser.add_argument("--job", action="append", choices=JOBS,
                        help="only those of the first start, the main job, a large database, the forms, or near-real-time; may be given again")
    parser.add_argument("--page", action="append", help="only this one, by the name of its picture; may be given again")
    arguments = parser.parse_args()
    if arguments.list:
        print("\n".join(LOOKS))
        return 0

    failed = 0
    for name in arguments.look or LOOKS:
        look = LOOKS[name]
        if not fits_screen(look):
            print(f"{name}: needs a larger screen, such as SESSION_SCREEN=3840x2160", flush=True)
            failed = 1
            continue
        look = dataclasses.replace(look, pages=arguments.page or look.pages)
        set_window_size(look.size)
        jobs = [job for job in look.jobs if job in (arguments.job or JOBS)]
        with tempfile.TemporaryDirectory() as folder, as_released() if look.released else contextlib.nullcontext() as shadows:
            environment = {**look.environment, **locale_of(look.language, folder)}
            try:
                take_pictures(look, jobs, environment, arguments.out, shadows)
            except NotSeen as error:
                print(f"{name}: {error}", flush=True)
                failed = 1
    return failed


if __name__ == "__main__":
    raise SystemExit(main())
