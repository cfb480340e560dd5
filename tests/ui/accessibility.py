# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screen reader sees, read over the accessibility bus.

Questions go out together and not one after the other: of a window with 500 things, one by one takes half a second.
"""

import functools
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

ACCESSIBLE = "org.a11y.atspi.Accessible"
ACTION = "org.a11y.atspi.Action"
TEXT = "org.a11y.atspi.Text"
EDITABLE_TEXT = "org.a11y.atspi.EditableText"
EVENTS = "org.a11y.atspi.Event.Object"
PROPERTIES = "org.freedesktop.DBus.Properties"
ROOT = "/org/a11y/atspi/accessible/root"
NOTHING = "/org/a11y/atspi/null"
TIMEOUT_MS = 10000

# GTK clicks a button this long after somebody has activated it, so that the press can be seen. Nothing on the bus says
# when, and no person does the next thing before.
CLICK_S = 0.26

CHECKED, FOCUSABLE, FOCUSED, PRESSED, SENSITIVE, SHOWING, INVALID_ENTRY = (
    int(getattr(Atspi.StateType, name))
    for name in ("CHECKED", "FOCUSABLE", "FOCUSED", "PRESSED", "SENSITIVE", "SHOWING", "INVALID_ENTRY"))


class Bus:
    """The accessibility bus of the session."""

    def __init__(self):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        answer = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None,
                                   Gio.DBusCallFlags.NONE, TIMEOUT_MS, None)
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self.connection = Gio.DBusConnection.new_for_address_sync(answer.unpack()[0], flags, None, None)
        self.clicks_at = 0

    def ask(self, owner, path, interface, method, arguments=None):
        """One call; gives its first result."""
        answer = self.connection.call_sync(owner, path, interface, method, arguments, None, Gio.DBusCallFlags.NONE,
                                           TIMEOUT_MS, None).unpack()
        return answer[0] if answer else None

    def wait_for_click(self):
        """Whoever does something does it after the last click; looking needs no such wait."""
        time.sleep(max(0, self.clicks_at - time.monotonic()))

    def ask_all(self, calls):
        """Many calls at once, each (owner, path, interface, method, arguments); None for one that failed."""
        answers = [None] * len(calls)
        left = len(calls)

        def answered(connection, result, index):
            nonlocal left
            left -= 1
            try:
                answers[index] = connection.call_finish(result).unpack()[0]
            except GLib.Error:
                pass  # it went away while it was looked at

        for index, call in enumerate(calls):
            self.connection.call(*call, None, Gio.DBusCallFlags.NONE, TIMEOUT_MS, None, answered, index)
        context = GLib.MainContext.default()
        while left > 0:
            context.iteration(True)
        return answers

    def have(self, things, state):
        """Of each thing whether it has a state now."""
        return [_holds(states, state) for states in self.ask_all(
            [(thing.owner, thing.path, ACCESSIBLE, "GetState", None) for thing in things])]

    def listen(self, event, told):
        """Calls told (owner, path, what, number, value) each time that a program says so, from within the main loop."""
        self.ask("org.a11y.atspi.Registry", "/org/a11y/atspi/registry", "org.a11y.atspi.Registry", "RegisterEvent",
                 GLib.Variant("(s)", (f"object:{event}",)))
        signal = "".join(word.capitalize() for word in event.split("-"))

        def said(_connection, owner, path, _interface, _signal, values):
            what, number, _, value, *_ = values.unpack()
            told(owner, path, what, number, value)

        self.connection.signal_subscribe(None, EVENTS, signal, None, None, Gio.DBusSignalFlags.NONE, said)

    def find_application(self, pid):
        """The root of the process's things, or None while it has not come to the bus."""
        return self._find(lambda owned_by: owned_by == pid)

    def find_application_of(self, program):
        """The same, of the program of that name which speaks for another one."""
        def is_it(pid):
            with open(f"/proc/{pid}/comm", encoding="utf-8") as file:
                return file.read().strip() == program

        return self._find(is_it)

    def _find(self, is_it):
        for owner, path in self.ask("org.a11y.atspi.Registry", ROOT, ACCESSIBLE, "GetChildren"):
            owned_by = self.ask("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                "GetConnectionUnixProcessID", GLib.Variant("(s)", (owner,)))
            if is_it(owned_by):
                return Thing(self, owner, path)
        return None


def _get(interface, name):
    return PROPERTIES, "Get", GLib.Variant("(ss)", (interface, name))


class Thing:
    """One thing on the screen: role and name as they were when it was looked at, the rest as it is now."""

    def __init__(self, bus, owner, path, role="", name=""):
        self.bus = bus
        self.owner = owner
        self.path = path
        self.role = role
        self.name = name
        self.inner = []

    def _ask(self, interface, method, arguments=None):
        return self.bus.ask(self.owner, self.path, interface, method, arguments)

    def _has(self, state):
        return _holds(self._ask(ACCESSIBLE, "GetState"), state)

    @property
    def description(self):
        return self._ask(*_get(ACCESSIBLE, "Description"))

    @property
    def showing(self):
        return self._has(SHOWING)

    @property
    def sensitive(self):
        return self._has(SENSITIVE)

    @property
    def checked(self):
        return self._has(CHECKED) or self._has(PRESSED)

    @property
    def focused(self):
        return self._has(FOCUSED)

    @property
    def invalid(self):
        return self._has(INVALID_ENTRY)

    @property
    def pressable(self):
        return ACTION in self._ask(ACCESSIBLE, "GetInterfaces")

    @property
    def editable(self):
        return EDITABLE_TEXT in self._ask(ACCESSIBLE, "GetInterfaces")

    @property
    def text(self):
        length = self._ask(*_get(TEXT, "CharacterCount"))
        return self._ask(TEXT, "GetText", GLib.Variant("(ii)", (0, length)))

    def read(self):
        """Looks at role and name."""
        self.role = role_name(self._ask(ACCESSIBLE, "GetRole"))
        self.name = self._ask(*_get(ACCESSIBLE, "Name")) or ""
        return self

    def is_in(self, role, levels=4):
        """Whether it is that, or within something that is, so many levels up."""
        thing = self
        for _ in range(levels):
            if thing.role == role:
                return True
            owner, path = thing._ask(*_get(ACCESSIBLE, "Parent"))
            if path in (ROOT, NOTHING):
                break
            thing = Thing(self.bus, owner, path).read()
        return False

    @property
    def has_focus(self):
        states = self._ask(ACCESSIBLE, "GetState")
        return _holds(states, FOCUSED) and _holds(states, SHOWING)

    def walk(self):
        """Everything that is showing below, in reading order."""
        self.look()
        yield from self.below()

    def below(self):
        """The same as it was when somebody looked."""
        for thing in self.inner:
            yield thing
            yield from thing.below()

    def look(self):
        """Reads the tree below, a level at a time."""
        level = [(self, self._ask(ACCESSIBLE, "GetChildren"))]
        while level:
            found = [(thing, Thing(self.bus, *place)) for thing, places in level for place in places]
            answers = self.bus.ask_all([
                (thing.owner, thing.path, *call) for _, thing in found
                for call in ((ACCESSIBLE, "GetState", None), (ACCESSIBLE, "GetRole", None), _get(ACCESSIBLE, "Name"),
                             (ACCESSIBLE, "GetChildren", None))])
            for thing, _ in level:
                thing.inner = []
            level = []
            for index, (outer, thing) in enumerate(found):
                state, role, name, places = answers[4 * index:4 * index + 4]
                if role is not None and _holds(state, SHOWING):
                    thing.role, thing.name = role_name(role), name or ""
                    outer.inner.append(thing)
                    level.append((thing, places or []))

    def press(self):
        """Does what a click does; whether it could be done."""
        self.bus.wait_for_click()
        done = self._ask(ACTION, "DoAction", GLib.Variant("(i)", (0,)))
        if done:
            self.bus.clicks_at = time.monotonic() + CLICK_S
        return done

    def type(self, text):
        self.bus.wait_for_click()
        self._ask(EDITABLE_TEXT, "SetTextContents", GLib.Variant("(s)", (text,)))

    def __str__(self):
        return f"{self.role} “{self.name}”"


def _holds(states, number):
    return states is not None and bool(states[number // 32] >> number % 32 & 1)


@functools.cache
def role_name(number):
    """The name that assistive technology has for a role; toolkits have names of their own."""
    return Atspi.role_get_name(Atspi.Role(number))


def read_texts(bus, things):
    """The texts of things that have one, as a screen reader reads them on; "" for others."""
    texts = bus.ask_all([(thing.owner, thing.path, TEXT, "GetText", GLib.Variant("(ii)", (0, -1))) for thing in things])
    return [text or "" for text in texts]


def look_closer(bus, things):
    """Of each thing: a function that tells whether it has a state, and its description."""
    answers = bus.ask_all([(thing.owner, thing.path, *call) for thing in things
                           for call in ((ACCESSIBLE, "GetState", None), _get(ACCESSIBLE, "Description"))])
    return [(functools.partial(_holds, states), description) for states, description in zip(answers[::2], answers[1::2])]
