# SPDX-License-Identifier: GPL-3.0-or-later
"""What whoever hears a page, and does not see it, would miss there."""

import re

from accessibility import FOCUSABLE, look_closer
from driver import CONTROLS, NotSeen, fits, until
from keyboard import Keyboard

LISTS = {"list", "list box", "table", "tree", "tree table"}
BUTTONS = {"button", "toggle button"}
IMAGES = {"image", "icon"}
PROGRESS = {"progress bar", "level bar"}
# Around other things. These have the focus only where there is nothing in them that could.
HOLDERS = {"filler", "form", "frame", "grouping", "panel", "scroll pane", "section", "viewport"} | LISTS
# What is heard on the way in, before the thing itself.
TOLD = {"alert", "dialog", "form", "grouping", "heading", "list item", "menu", "panel", "section", "table row"} | LISTS
# The toolkit's own lists: of what else could be chosen, and of the rows of a table, which has the name.
HAS_OWN_LIST = {"combo box", "tree table", "table"}
# Words that say what is done and not with what.
BARE = {"Change", "Choose", "Clear", "Copy", "Delete", "Details", "Edit", "Forget", "Open", "Remove", "Reset", "Show"}
NOT_MEANT = re.compile(r"</?(a|b|i|span|tt)\b|^_\w|\b(Gtk|Adw|Sluice)[A-Z]\w+|-symbolic\b|%[su]|\(null\)")


class Seen:
    """A thing that is showing, with what is around it."""

    def __init__(self, thing, around):
        self.thing = thing
        self.role = thing.role
        self.name = thing.name.strip()
        self.around = around
        self.focusable = False
        self.description = ""

    @property
    def context(self):
        return tuple(outer.name for outer in self.around if outer.role in TOLD and outer.name)

    @property
    def is_control(self):
        return self.role in CONTROLS or (self.focusable and self.role not in HOLDERS)

    @property
    def is_list_told(self):
        """What is around it says what the list is of: a row that unfolds, a part of the page; or its only row does."""
        around = next((outer for outer in reversed(self.around) if outer.name and outer.role in TOLD), None)
        rows = [inner for inner in self.thing.inner if inner.name.strip()]
        return (len(rows) == 1 or around is not None and
                (around.role == "list item" or around.role == "grouping" and around.holds_one_list))

    @property
    def holds_one_list(self):
        return len(list(_lists_in(self.thing))) == 1

    @property
    def inside(self):
        return tuple(inner.name for inner in self.thing.below() if inner.name.strip())

    def is_in(self, roles):
        return any(outer.role in roles for outer in self.around)

    def __str__(self):
        place = " › ".join(self.context[-2:])
        holds = self.inside[:3]
        return (f"{self.role} “{self.name}”" + (f" in “{place}”" if place else "")
                + (f", holding {holds}" if holds and not self.name else ""))


def _lists_in(thing):
    """Those that are not within another's rows."""
    for inner in thing.inner:
        if inner.role in LISTS:
            yield inner
        else:
            yield from _lists_in(inner)


def look(app):
    """Everything that is showing, and of the topmost dialog alone if there is one: what is beneath is out of reach."""
    app.application.look()
    found = []

    def go(thing, around):
        for inner in thing.inner:
            seen = Seen(inner, around)
            found.append(seen)
            go(inner, (*around, seen))

    go(app.application, ())
    top = next((seen for seen in reversed(found) if seen.role in ("alert", "dialog")), None)
    if top is not None:
        found = [seen for seen in found if seen is top or top in seen.around]
    for seen, (has, description) in zip(found, look_closer(app.bus, [seen.thing for seen in found])):
        seen.focusable, seen.description = has(FOCUSABLE), (description or "").strip()
    return found


def without_name(things):
    """Controls, lists, pictures and bars that nobody could tell from others."""
    for seen in things:
        if seen.name or seen.is_in({"combo box"}):
            continue
        if seen.role in LISTS and (seen.is_in(HAS_OWN_LIST) or seen.is_list_told):
            continue
        # libadwaita makes its lists.
        if seen.role in LISTS and any(outer.role == "dialog" and outer.name == "About" for outer in seen.around):
            continue
        if seen.role in LISTS | IMAGES | PROGRESS or seen.is_control and not (
                seen.role == "text" and any(outer.role == "entry" and outer.name for outer in seen.around)):
            yield f"{seen} has no name"


def sounding_alike(things):
    """Controls that are heard the same, with all that is told of what is around them. A control may be of several parts."""
    heard = {}
    for seen in things:
        if seen.is_control and seen.name and not any(outer.name == seen.name for outer in seen.around):
            # Of a row all that stands in it is read.
            more = seen.inside if seen.role == "list item" else (seen.description,)
            heard.setdefault((seen.role, seen.name, more, seen.context), []).append(seen)
    for alike in heard.values():
        if len(alike) > 1:
            yield f"{len(alike)} × {alike[0]} sound alike"


def saying_too_little(things):
    """What says that something is copied, and not what."""
    for seen in things:
        if seen.role in BUTTONS and seen.name in BARE and not seen.is_in({"alert"}):
            yield f"{seen} does not say what"


def not_meant_to_be_heard(things):
    for seen in things:
        if seen.is_control and NOT_MEANT.search(seen.name):
            yield f"{seen} is no name"


def without_title(things, title):
    """Where one is: a dialog, or a part of the window, of that name."""
    if not any(fits(seen, None, title) and seen.role in ("alert", "dialog", "grouping", "heading") for seen in things):
        yield f"nothing says that this is “{getattr(title, 'pattern', title)}”"


def faults(things, title=None):
    """All that is missed, a line each."""
    checks = (without_name, sounding_alike, saying_too_little, not_meant_to_be_heard)
    found = [fault for check in checks for fault in check(things)]
    return found + (list(without_title(things, title)) if title is not None else [])


class Walk:
    """Goes from page to page, and says at the end what was missed where."""

    def __init__(self, app):
        self.app = app
        self.keys = Keyboard(app)
        self.found = []
        self.n_controls = 0

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        for fault in self.found:
            print(f"# {fault}")
        print(f"# {self.n_controls} controls")
        assert self.found == [] or error is not None, f"{len(self.found)} faults"

    def at(self, place, title=None):
        """Looks around. What comes or goes at this moment is looked at again."""
        things, missed = [], []

        def nothing_missed():
            nonlocal things, missed
            things = look(self.app)
            missed = faults(things, title)
            return not missed

        try:
            until("a name for everything", nothing_missed, 3)
        except NotSeen:
            self.found += [f"{place}: {fault}" for fault in missed]
        n_controls = sum(seen.is_control for seen in things)
        assert n_controls > 0, f"nothing to do anything with: {place}"
        self.n_controls += n_controls
