# SPDX-License-Identifier: GPL-3.0-or-later
"""The parts of a desktop that Sluice speaks to when nobody looks at it, played by python-dbusmock on the session bus: the
Background portal, and the service that shows notifications."""

import json
import os
import subprocess
import sys

from gi.repository import Gio, GLib

from driver import until

HERE = os.path.dirname(os.path.abspath(__file__))
PORTAL = ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop")
NOTIFICATIONS = ("org.freedesktop.Notifications", "/org/freedesktop/Notifications")
MOCK = "org.freedesktop.DBus.Mock"
TEST = "io.github.sluice_app.Test"


class Notification:
    """What somebody sees in the corner of the screen."""

    def __init__(self, number, title, body, actions):
        self.number = number
        self.title = title
        self.body = body
        self.actions = actions

    def __repr__(self):
        return f"“{self.title}” — “{self.body}”"


class Desktop:
    """Both services, for as long as a test runs."""

    def __init__(self):
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        self.services = []
        self.n_before = 0

    def __enter__(self):
        for template in (os.path.join(HERE, "background_portal.py"), "notification_daemon"):
            self.services.append(subprocess.Popen(
                [sys.executable, "-m", "dbusmock", "--session", "--template", template], stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL))
        for name, _ in (PORTAL, NOTIFICATIONS):
            until(f"{name} on the bus", lambda name=name: self.call(("org.freedesktop.DBus", "/org/freedesktop/DBus"),
                                                                    "org.freedesktop.DBus", "NameHasOwner",
                                                                    GLib.Variant("(s)", (name,)))[0])
        return self

    def __exit__(self, *unused):
        for service in self.services:
            service.terminate()
        for service in self.services:
            service.wait()

    def call(self, where, interface, method, parameters=None):
        return self.bus.call_sync(where[0], where[1], interface, method, parameters, None, Gio.DBusCallFlags.NONE, 20000,
                                  None).unpack()

    def begin(self, allows=True):
        """Nothing was asked and nothing shown yet."""
        self.call(PORTAL, TEST, "Allow", GLib.Variant("(b)", (allows,)))
        self.n_before = len(self._all())

    def told(self):
        """What the portal was asked, and the statuses it was told."""
        return json.loads(self.call(PORTAL, TEST, "Told")[0])

    def shown(self):
        """The notifications so far, in order; one that took another's place stands beside it."""
        return self._all()[self.n_before:]

    def _all(self):
        found, last = [], 0
        for _, method, arguments in self.call(NOTIFICATIONS, MOCK, "GetCalls")[0]:
            if method == "Notify":
                _, replaces, _, title, body, actions, *_ = arguments
                last += not replaces
                found.append(Notification(replaces or last, title, body, actions))
        return found

    def wait_for(self, title, limit=60):
        """Waits for the notification of that title."""
        return until(f"the notification “{title}”; there were {self.shown()}",
                     lambda: next((one for one in self.shown() if one.title == title), None), limit)

    def click(self, notification):
        """Clicks on it."""
        self.call(NOTIFICATIONS, MOCK, "EmitSignal",
                  GLib.Variant("(sssav)", ("org.freedesktop.Notifications", "ActionInvoked", "us",
                                           [GLib.Variant("u", notification.number), GLib.Variant("s", "default")])))
