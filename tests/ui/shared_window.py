# SPDX-License-Identifier: GPL-3.0-or-later
"""One window for many test cases: starting anew for each of them would take most of the time."""

import contextlib
import re

import main_job
from driver import until


class SharedWindow:
    """Opens a workbench's Sluice when it is first needed, and again after a case that failed."""

    def __init__(self, bench, *arguments, environment=None):
        self.bench = bench
        self.arguments = arguments
        self.environment = environment
        self.app = None

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.close()

    def close(self):
        if self.app is not None:
            self.app.stop()
        self.app = None

    @contextlib.contextmanager
    def open(self):
        """The window, wherever it is."""
        if self.app is None:
            self.app = self.bench.open(*self.arguments, environment=self.environment)
            self.app.find("button", re.compile("^Add Source"), 120)
        try:
            yield self.app
        except BaseException:
            if self.app is not None:  # and not told by an inner one
                self.app.tell_what_is_seen()
                self.close()
            raise

    @contextlib.contextmanager
    def at_home(self):
        with self.open() as app:
            if app.see("button", "Cancel"):
                app.press("Cancel")
                app.find("button", re.compile("^(Discard|Add Source)"))
                if app.see("button", "Discard"):
                    app.press("Discard")
            app.find("button", re.compile("^Add Source"))
            app.gone("button", "Cancel")
            yield app

    @staticmethod
    def step(app):
        """The name of the assistant's current step."""
        thing = app.see("list item", re.compile(", current step$"))
        return thing.name.removesuffix(", current step") if thing is not None else None

    @contextlib.contextmanager
    def at_connect(self):
        """On the page of the connection, with whatever an earlier case has typed there."""
        with self.open() as app:
            while app.see("button", "Back") and self.step(app) != "Connect":
                before = self.step(app)
                app.press("Back")
                until(f"another step than {before}", lambda: self.step(app) != before)
            if self.step(app) != "Connect":
                with self.at_home():
                    main_job.add_source(app)
                    main_job.choose_postgres(app)
            yield app
