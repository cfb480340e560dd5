# SPDX-License-Identifier: GPL-3.0-or-later
"""Someone who has a keyboard and nothing else: presses keys, and looks at where the focus is."""

import subprocess

from gi.repository import GLib

from accessibility import FOCUSED, Thing
from driver import fits, until

# As many stops as no page of ours has.
MOST = 150
MOST_CELLS = 30


def same(one, other):
    return one is not None and other is not None and one.path == other.path


def hear():
    """Takes in what was told meanwhile."""
    context = GLib.MainContext.default()
    while context.iteration(False):
        pass


class Keyboard:
    """Of a Sluice that is open. Whatever is pressed is waited for by what comes of it, never by the clock."""

    def __init__(self, app):
        self.app = app
        self.where = None
        app.bus.listen("state-changed", self._state_changed)

    def _state_changed(self, owner, path, what, number, _value):
        if what == "focused" and owner == self.app.application.owner:
            if number:
                self.where = Thing(self.app.bus, owner, path)
            elif self.where is not None and self.where.path == path:
                self.where = None

    def press(self, *keys):
        self.app.key(*keys)

    def type(self, text):
        subprocess.run(["xdotool", "type", "--clearmodifiers", "--delay", "15", text], check=True)

    def focused(self):
        """What has the focus, or None."""
        hear()
        if self.where is None or not self.where.has_focus:
            # Before anything was heard, or where it was told in another order.
            things = self.app.everything()
            has = self.app.bus.have(things, FOCUSED)
            self.where = next((thing for thing, one in zip(reversed(things), reversed(has)) if one), None)
        return self.where.read() if self.where is not None else None

    def focus(self, limit=30):
        """What has the focus; it is never lost."""
        return until("the focus being anywhere", self.focused, limit)

    def is_on(self, role, name, limit=30):
        """Waits until that has the focus, and gives it."""
        def look():
            thing = self.focused()
            return thing if thing is not None and fits(thing, role, name) else None

        try:
            return until(f"the focus on {role} “{getattr(name, 'pattern', name)}”", look, limit)
        except AssertionError as error:
            raise AssertionError(f"{error}; it is on {self.focused()}") from None

    def step(self, key="Tab"):
        """Presses a key that moves the focus, and gives where it came to, or None if it stays where it is."""
        before = self.focus()
        self.press(key)

        def moved():
            hear()
            return self.where is not None and not same(self.where, before) and self.focused()

        try:
            return until("the focus somewhere else", moved, 5)
        except AssertionError:
            return None

    def go_to(self, role, name, key="Tab", most=MOST):
        """Presses that key until the focus is there. What is passed on the way has the focus, and a name."""
        passed = []
        for _ in range(most):
            thing = self.focus()
            if fits(thing, role, name):
                return thing
            passed.append(str(thing))
            # What has just been filled may take the first one for itself.
            assert self.step(key) or self.step(key), f"{key} leads nowhere from {thing}, after {passed}"
        raise AssertionError(f"{key} does not come to {role} “{getattr(name, 'pattern', name)}”, only to {passed}")

    def round(self, most=MOST):
        """Goes through everything with Tab until it comes round, then back with Shift+Tab; gives the names of the stops.

        Nothing is without a name, nothing holds the focus, and the way back is the way there.
        """
        start = self.focus()
        stops = [start]
        while True:
            thing = self.step()
            assert thing is not None, f"Tab leads nowhere from {stops[-1]}"
            if same(thing, start):
                break
            seen = next((n for n, stop in enumerate(stops) if same(stop, thing)), None)
            assert seen is None, f"Tab goes in circles without its start: {[str(stop) for stop in stops[seen:]]}"
            assert thing.name.strip(), f"{thing} has the focus and no name, after {stops[-1]}"
            assert len(stops) < most, f"Tab does not come round within {most} stops: {[str(stop) for stop in stops]}"
            stops.append(thing)
        # A row of a table is left from the whole of it, and come to by its cells.
        there = [stop for stop in stops if not stop.is_in("table row")]
        back = []
        for _ in range(most + MOST_CELLS):
            if len(back) == len(there):
                break
            thing = self.step("shift+Tab")
            assert thing is not None, f"Shift+Tab leads nowhere from {back[-1] if back else start}"
            if not thing.is_in("table row"):
                back.append(thing)
        for number, (thing, expected) in enumerate(zip(back, reversed(there))):
            assert same(thing, expected), (
                f"Shift+Tab goes to {thing}, where Tab went to {expected}: {[str(stop) for stop in back[:number]]}; "
                f"{[str(stop) for stop in stops]}")
        return [str(stop) for stop in stops]

    def gives_back(self, role, name):
        """What opens a dialog has the focus again when that is gone."""
        self.press("Escape")
        self.is_on(role, name)
