# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives a running Sluice as a person with a screen reader would: through the accessibility bus and the keyboard.

Nothing here reaches into the program. What should appear is waited for by looking, with a limit; what stands in the way
of a step is printed with all that could be seen at that moment.
"""

import os
import re
import signal
import subprocess
import time

from gi.repository import GLib

from accessibility import Bus, read_texts

LIMIT = 30.0
# What a person can do something with, and so has to be told what it is.
CONTROLS = {"button", "check box", "check menu item", "combo box", "entry", "menu item", "radio button",
            "radio menu item", "slider", "spin button", "switch", "table row", "tab", "text", "toggle button"}
PAUSE = 0.05


class NotSeen(AssertionError):
    """What a step needs did not appear in time."""


def until(what, look, limit=LIMIT):
    """Looks again and again until look() gives something, and gives that."""
    end = time.monotonic() + limit
    while True:
        try:
            found = look()
        except GLib.Error:
            found = None  # the widget went away while it was looked at
        if found:
            return found
        if time.monotonic() > end:
            raise NotSeen(f"not seen within {limit:g} s: {what}")
        time.sleep(PAUSE)


def fits(thing, role, name):
    if role is not None and thing.role != role:
        return False
    if name is None:
        return True
    if isinstance(name, re.Pattern):
        return name.search(thing.name) is not None
    return thing.name == name


class Running:
    """A process that somebody else started, such as the session bus."""

    def __init__(self, pid):
        self.pid = pid
        self.returncode = None

    def poll(self):
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            self.returncode = 0
        return self.returncode

    def terminate(self):
        os.kill(self.pid, signal.SIGTERM)

    def kill(self):
        os.kill(self.pid, signal.SIGKILL)

    def wait(self, limit=20):
        until("the end of the program", lambda: self.poll() is not None, limit)
        return self.returncode


class Sluice:
    """A Sluice that was started for a test, and the window it shows."""

    def __init__(self, *arguments, environment=None, pictures=None, program="sluice", log=None, process=None):
        self.pictures = pictures
        self.log_path = log or os.path.join(os.environ.get("XDG_RUNTIME_DIR", "/tmp"), f"sluice-{os.getpid()}.log")
        self.log = open(self.log_path, "ab")
        self.process = process or subprocess.Popen(
            [program, *arguments],
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=self.log,
        )
        self.bus = Bus()
        self.application = until("the program on the accessibility bus", self._find_application, 60)

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if error is not None:
            self.tell_what_is_seen()
        self.stop()

    def _find_application(self):
        if self.process.poll() is not None:
            raise NotSeen(f"sluice ended with status {self.process.returncode}:\n{self.read_log()}")
        return self.bus.find_application(self.process.pid)

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.log.close()

    def read_log(self):
        with open(self.log_path, "rb") as log:
            return log.read().decode(errors="replace")

    # Looking

    def everything(self):
        return list(self.application.walk())

    def see(self, role, name, within=None):
        """The first thing that fits and shows now, or None."""
        for thing in (within or self.application).walk():
            if fits(thing, role, name):
                return thing
        return None

    def find(self, role, name, limit=LIMIT, within=None):
        return until(f"{role} “{getattr(name, 'pattern', name)}”", lambda: self.see(role, name, within), limit)

    def gone(self, role, name, limit=LIMIT):
        until(f"{role} “{name}” going away", lambda: self.see(role, name) is None, limit)

    def read(self, pattern, limit=LIMIT):
        """Waits for a text anywhere on the screen, and gives the match."""
        expression = re.compile(pattern)

        def look():
            things = self.everything()
            names = [thing.name for thing in things]
            silent = [thing for thing in things if thing.role in ("label", "text")]
            for texts in (names, read_texts(self.bus, silent)):
                matches = (expression.search(text) for text in texts)
                match = next(filter(None, matches), None)
                if match is not None:
                    return match
            return None

        return until(f"text “{pattern}”", look, limit)

    def texts(self):
        """All that can be read now, a line a thing."""
        lines = []
        for thing in self.everything():
            if thing.name:
                lines.append(thing.name)
        return lines

    def nameless(self):
        """The controls that a screen reader has no name for."""
        return [str(thing) for thing in self.everything() if thing.role in CONTROLS and not thing.name.strip()]

    def tell_what_is_seen(self):
        print("# what could be seen:")
        try:
            for thing in self.everything():
                print(f"#   {thing}{' focused' if thing.focused else ''}{' invalid' if thing.invalid else ''}")
        except GLib.Error as error:
            print(f"#   (nothing: {error.message}; the program's status is {self.process.poll()})")
        print("# what it said:")
        for line in self.read_log().splitlines()[-20:]:
            print(f"#   {line}")
        self.picture("failed")

    # Doing

    def press(self, name, role="button", limit=LIMIT):
        """Presses a button, once it is there and sensitive."""

        def look():
            thing = self.see(role, name)
            return thing if thing is not None and thing.sensitive and thing.press() else None

        return until(f"{role} “{getattr(name, 'pattern', name)}” to press", look, limit)

    def find_entry(self, name, limit=LIMIT):
        """What can be typed into under that name: the thing itself, or the text inside it."""

        def look():
            fitting = [thing for thing in self.application.walk() if fits(thing, None, name)]
            inside = (inner for thing in fitting if thing.role == "entry" for inner in thing.walk())
            for thing in (*fitting, *inside):
                if thing.editable:
                    return thing
            return None

        return until(f"an entry “{getattr(name, 'pattern', name)}”", look, limit)

    def type(self, name, text, limit=LIMIT):
        """Types into the entry of that name."""
        entry = self.find_entry(name, limit)
        entry.type(text)
        until(f"“{name}” holding what was typed", lambda: entry.text == text or set(entry.text) <= {"●", "•"}, 5)
        return entry

    def text_of(self, name):
        return self.find("text", name).text

    def focus_is_on(self, role, name, limit=LIMIT):
        def look():
            thing = self.see(role, name)
            return thing is not None and thing.focused

        until(f"the focus on {role} “{getattr(name, 'pattern', name)}”", look, limit)

    def key(self, *keys):
        self.bus.wait_for_click()
        subprocess.run(["xdotool", "key", "--clearmodifiers", *keys], check=True)

    def focus_window(self):
        """Gives the window the keyboard again after a dialog of the system: here is no window manager that would."""
        windows = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)],
                                 check=True, capture_output=True, text=True).stdout.split()
        subprocess.run(["xdotool", "windowfocus", "--sync", windows[0]], check=True)

    def picture(self, name):
        if self.pictures is None:
            return None
        path = os.path.join(self.pictures, f"{name}.png")
        subprocess.run(["import", "-window", "root", path], check=False)
        return path
