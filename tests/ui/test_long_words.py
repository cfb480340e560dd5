#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""In a language whose words are four tenths longer, all that Sluice says is seen whole, in a wide and in a narrow window.

Names of the person's own may be shortened: what is held whole is what has words of ours in it.
"""

import gettext
import os
import signal
import sys
import tempfile

# Kept in a file of the session's own home folder, where Sluice finds it too.
os.environ["GSETTINGS_BACKEND"] = "keyfile"

import long_words  # noqa: E402
import pictures  # noqa: E402
import tap  # noqa: E402
from driver import Sluice, until  # noqa: E402
from workbench import HERE, Workbench  # noqa: E402

NARROW = (360, 700)
# Around a window without a compositor, left and right.
BORDERS = 10


class Words(pictures.Pictures):
    """Looks at each page instead of taking its picture."""

    found = []

    def __init__(self, app, size, translations, bench=None):
        super().__init__(app, pictures.Look(size=size), None, None, bench)
        self.translations, self.words = translations, translations.gettext

    def said(self):
        """What the window says of itself now."""
        path = os.path.join(os.environ["CUT_TEXTS"], "said")
        if os.path.exists(path):
            os.unlink(path)
        self.app.process.send_signal(signal.SIGUSR1)
        until("the window saying what is cut", lambda: os.path.exists(path), 20)
        with open(path, encoding="utf-8") as file:
            return file.read()

    def take(self, page):
        """Once it says the same twice: nothing moves any more."""
        last = []

        def at_rest():
            last.append(self.said())
            return len(last) > 1 and last[-1] == last[-2]

        until("a window at rest", at_rest, 20)
        if self.app.pictures:
            self.app.picture(f"{page}-{self.size[0]}")
        for line in last[-1].splitlines():
            what, text, place = line.split("\t")
            if what == "width" and int(text) > NARROW[0] + BORDERS:
                self.found.append(f"{page}: the window cannot be narrower than {text}")
            elif self.size == NARROW and ("AdwWindowTitle" in place or place.endswith("AdwPreferencesGroup")):
                continue  # beside buttons that are needed: the list of steps, and the rows below, say it whole
            elif what in ("ellipsis", "cut") and long_words.ACCENTED.search(text):
                self.found.append(f"{page}, {self.size[0]} wide, {what}: {text} ({place})")


def look_at(size, job, *arguments):
    Words.found.clear()
    pictures.set_window_size(size)
    translations = gettext.GNUTranslations(open(os.path.join(os.environ["CUT_TEXTS"], "locale", long_words.LANGUAGE,
                                                             "LC_MESSAGES", "sluice.mo"), "rb"))
    environment = {"LD_PRELOAD": os.environ["CUT_TEXTS_MODULE"], **LOCALE}
    if job == "first_start":
        with Sluice(environment=environment, pictures=os.environ.get("SLUICE_PICTURES")) as app:
            Words(app, size, translations).first_start()
    else:
        with Workbench(*arguments) as bench, bench.open(environment=environment) as app:
            getattr(Words(app, size, translations, bench), job)()
    assert not Words.found, "\n".join(Words.found)


def start_wide():
    """The start, and where a key is entered, in a wide window"""
    look_at(pictures.WIDE, "first_start")


def start_narrow():
    """The start, and where a key is entered, in a narrow window"""
    look_at(NARROW, "first_start")


def main_job_wide():
    """Adding a source, from the first page to its first load, in a wide window"""
    look_at(pictures.WIDE, "main_job", "--rows", "estimate")


def main_job_narrow():
    """Adding a source, from the first page to its first load, in a narrow window"""
    look_at(NARROW, "main_job", "--rows", "estimate")


def many_tables_wide():
    """Searching and changing many tables in a wide window"""
    look_at(pictures.WIDE, "many_tables")


def many_tables_narrow():
    """Searching and changing many tables in a narrow window"""
    look_at(NARROW, "many_tables")


def main():
    global LOCALE
    checks = (start_wide, start_narrow, main_job_wide, main_job_narrow, many_tables_wide, many_tables_narrow)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CUT_TEXTS"] = folder
        long_words.make(os.path.join(HERE, "..", "..", "po", "zh_CN.po"), os.path.join(folder, "locale"))
        LOCALE = {**pictures.locale_of("en_US", folder), "LANGUAGE": long_words.LANGUAGE}
        return tap.run(*[check for check in checks if len(sys.argv) < 2 or check.__name__ in sys.argv[1:]])


if __name__ == "__main__":
    raise SystemExit(main())
