# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives a running Sluice as a person with a screen reader would: through the accessibility bus and the keyboard.

Nothing here reaches into the program. What should appear is waited for by looking, with a limit; what stands in the way
of a step is printed with all that could be seen at that moment.
"""

import os
import re
import subprocess
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

LIMIT = 30.0
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


class Thing:
    """One thing on the screen, as the accessibility bus has it."""

    def __init__(self, accessible):
        self.accessible = accessible

    @property
    def role(self):
        return self.accessible.get_role_name()

    @property
    def name(self):
        return self.accessible.get_name() or ""

    @property
    def description(self):
        return self.accessible.get_description() or ""

    def _has(self, state):
        return self.accessible.get_state_set().contains(state)

    @property
    def showing(self):
        return self._has(Atspi.StateType.SHOWING)

    @property
    def sensitive(self):
        return self._has(Atspi.StateType.SENSITIVE)

    @property
    def checked(self):
        return self._has(Atspi.StateType.CHECKED) or self._has(Atspi.StateType.PRESSED)

    @property
    def focused(self):
        return self._has(Atspi.StateType.FOCUSED)

    @property
    def invalid(self):
        return self._has(Atspi.StateType.INVALID_ENTRY)

    @property
    def text(self):
        length = Atspi.Text.get_character_count(self.accessible)
        return Atspi.Text.get_text(self.accessible, 0, length)

    def children(self):
        for index in range(self.accessible.get_child_count()):
            child = self.accessible.get_child_at_index(index)
            if child is not None:
                yield Thing(child)

    def walk(self):
        """Everything that is showing below, in reading order."""
        for child in self.children():
            try:
                if not child.showing:
                    continue
            except GLib.Error:
                continue
            yield child
            yield from child.walk()

    def press(self):
        if not Atspi.Action.do_action(self.accessible, 0):
            raise NotSeen(f"{self} cannot be pressed")

    def type(self, text):
        Atspi.EditableText.set_text_contents(self.accessible, text)

    def __str__(self):
        return f"{self.role} “{self.name}”"


def fits(thing, role, name):
    if role is not None and thing.role != role:
        return False
    if name is None:
        return True
    if isinstance(name, re.Pattern):
        return name.search(thing.name) is not None
    return thing.name == name


class Sluice:
    """A Sluice that was started for a test, and the window it shows."""

    def __init__(self, *arguments, environment=None, pictures=None, program="sluice", log=None):
        Atspi.init()
        self.pictures = pictures
        self.log_path = log or os.path.join(os.environ.get("XDG_RUNTIME_DIR", "/tmp"), f"sluice-{os.getpid()}.log")
        self.log = open(self.log_path, "ab")
        self.process = subprocess.Popen(
            [program, *arguments],
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=self.log,
        )
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
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(index)
            if application is not None and application.get_process_id() == self.process.pid:
                application.set_cache_mask(Atspi.Cache.NONE)
                return Thing(application)
        return None

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
            for thing in self.application.walk():
                match = expression.search(thing.name)
                if match is None and thing.role in ("label", "text") and thing.accessible.get_text_iface() is not None:
                    match = expression.search(thing.text)
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

    def tell_what_is_seen(self):
        print("# what could be seen:")
        try:
            for thing in self.everything():
                print(f"#   {thing}{' focused' if thing.focused else ''}{' invalid' if thing.invalid else ''}")
        except GLib.Error as error:
            print(f"#   (nothing: {error.message})")
        print("# what it said:")
        for line in self.read_log().splitlines()[-20:]:
            print(f"#   {line}")
        self.picture("failed")

    # Doing

    def press(self, name, role="button", limit=LIMIT):
        """Presses a button, once it is there and sensitive."""

        def look():
            thing = self.see(role, name)
            return thing if thing is not None and thing.sensitive else None

        thing = until(f"{role} “{getattr(name, 'pattern', name)}” to press", look, limit)
        thing.press()
        return thing

    def find_entry(self, name, limit=LIMIT):
        """What can be typed into under that name: the thing itself, or the text inside it."""

        def look():
            fitting = [thing for thing in self.application.walk() if fits(thing, None, name)]
            inside = (inner for thing in fitting if thing.role == "entry" for inner in thing.walk())
            for thing in (*fitting, *inside):
                if thing.accessible.get_editable_text_iface() is not None:
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

        until(f"the focus on {role} “{name}”", look, limit)

    def key(self, *keys):
        subprocess.run(["xdotool", "key", "--clearmodifiers", *keys], check=True)

    def picture(self, name):
        if self.pictures is None:
            return None
        path = os.path.join(self.pictures, f"{name}.png")
        subprocess.run(["import", "-window", "root", path], check=False)
        return path
