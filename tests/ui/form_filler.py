# SPDX-License-Identifier: GPL-3.0-or-later
"""Fills in the form of any kind of source, as a person with a screen reader or a keyboard does."""

import json
import os
import re
import time

from driver import NotSeen, until


class FormFiller:
    """What can be done with the fields of the page *Connect*; files that are chosen lie in a folder. The steps name
    things in English; words gives what the window calls them."""

    def __init__(self, app, folder, words=str):
        self.app = app
        self.folder = folder
        self.words = words

    def fill(self, steps):
        for verb, *arguments in steps:
            getattr(self, verb.replace(" ", "_"))(*arguments)

    def type(self, label, text):
        self.app.type(self._title(label), text)

    def absent(self, label):
        """There is no such field."""
        assert not self.app.see(None, label), f"there is a field “{label}”"

    def secret_text(self, label, text, said):
        """A secret of several lines is hidden once it is there."""
        self.app.find_entry(self.words(label)).type(text)
        self.app.read(f"●+ {said}" if self.words is str else r"●+ \d")
        assert not self.app.see("text", self.words(label)), f"the text of “{label}” is still shown"

    def paste(self, label, text):
        """Something goes into a field at once, and into others from there."""
        self.app.find_entry(label).type(text)
        self.app.read("Filled in from the connection string")

    def choose(self, label, option):
        """Opens a list of options and goes through it by keyboard."""
        label, option = self.words(label), self.words(option)
        at = until(f"an option of “{label}” with the focus", lambda: self._open(label))
        for key in ("Down", "Up"):
            for _ in range(20):
                if at == option:
                    break
                self.app.key(key)
                time.sleep(0.1)
                if self._focused_option() == at:
                    break
                at = self._focused_option()
        assert at == option, f"“{label}” has no option “{option}”"
        self.app.key("Return")
        until(f"“{option}” being chosen", lambda: self._shows(label, option), 5)

    def account(self, label, name):
        """The only account of its kind is chosen by itself."""
        until(f"the account “{name}”", lambda: self._shows(self.words(label), name))

    def switch(self, label):
        self.app.press(self.words(label), role="check box")

    def unfold(self, label):
        self.app.press(self.words(label), role="list item")

    def file(self, label, content):
        """Chooses a file in the system's dialog, where a slash begins a path."""
        app = self.app
        path = os.path.join(self.folder, "key.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(content, file)
        app.press(self.words("Choose File…"))
        label = self.words(label)
        dialog = app.find("dialog", label)
        app.key("slash")
        entry = until("an entry for the path", lambda: next((t for t in dialog.walk() if t.editable), None))
        entry.type(path)
        app.key("Return")
        app.gone("dialog", label)
        app.focus_window()
        # Between its parts are characters that nobody sees, where a line may or may not end.
        email = re.sub(r"\\?[@.-]", lambda part: f"[\u200b\u2060]*{part.group()}\u2060*", re.escape(content["client_email"]))
        app.read(f"key.json · {email}")

    def _title(self, label):
        """Of a field for several values the title says so."""
        what, ending = label.removesuffix(", one on each line"), ", one on each line"
        return self.words("%s" + ending) % self.words(what) if label.endswith(ending) else self.words(label)

    def _around(self, label):
        """What is in the row of that label."""
        for thing in self.app.everything():
            if thing.name == label:
                yield thing
                yield from thing.walk()

    def _shows(self, label, text):
        return any(text in (thing.name, thing.description) for thing in self._around(label))

    def _open(self, label):
        """Opens the list; one that opens while its row still moves may close again, and is opened again."""
        self.app.press(label, role="combo box")
        try:
            return until("an option", self._focused_option, 2)
        except NotSeen:
            return None

    def _focused_option(self):
        item = next((thing for thing in self.app.everything() if thing.role == "list item" and thing.focused), None)
        return next((inner.name for inner in item.walk() if inner.name), None) if item is not None else None
