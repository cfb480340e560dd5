# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks for secrets in all the ways in which text is commonly written: in files, in what running programs show of
themselves, and in what a screen reader is told. What is found is named, never printed."""

import base64
import html
import json
import os
import re
import threading
import urllib.parse

from gi.repository import GLib

from accessibility import read_texts

CHUNK = 1 << 24
# Shorter than this, an encoded piece could stand anywhere by chance.
SHORTEST = 8


def _lower_percent(text):
    return re.sub(r"%[0-9A-F]{2}", lambda match: match[0].lower(), text)


def _percents(text):
    """As addresses and forms are written: which characters stay differs, and so does the case of what is written."""
    every = "".join(f"%{byte:02X}" for byte in text.encode())
    for written in (urllib.parse.quote(text), urllib.parse.quote(text, safe=""), urllib.parse.quote_plus(text),
                    urllib.parse.quote(text, safe="!*'()"), urllib.parse.quote(text, safe="!$&'()*+,;=:@/?"),
                    urllib.parse.quote_plus(text, safe="*"), every):
        yield written
        yield _lower_percent(written)


def _jsons(text):
    """With and without escapes for what is not ASCII and for slashes, and once more as a text within a text."""
    for ascii_only in (True, False):
        written = json.dumps(text, ensure_ascii=ascii_only)[1:-1]
        upper = re.sub(r"\\u[0-9a-f]{4}", lambda match: "\\u" + match[0][2:].upper(), written)
        for variant in {written, upper}:
            for slashes in {variant, variant.replace("/", "\\/")}:
                yield slashes
                yield json.dumps(slashes, ensure_ascii=ascii_only)[1:-1]
    yield "".join(f"\\u{ord(character):04x}" for character in text if ord(character) < 0x10000)


def _base64s(raw):
    """Where it stands in a longer text shifts its letters; those at both ends depend on what is beside it."""
    for shift in range(3):
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            inner = encode(b"x" * shift + raw)
            yield inner[4 if shift else 0:len(inner) - (4 if (len(raw) + shift) % 3 else 0)]


def writings(text):
    """Name → bytes of each way in which a text may be written."""
    raw = text.encode()
    found = {"plain": raw, "UTF-16 LE": text.encode("utf-16-le"), "UTF-16 BE": text.encode("utf-16-be"),
             "UTF-32": text.encode("utf-32-le"), "hexadecimal": raw.hex().encode(),
             "HEXADECIMAL": raw.hex().upper().encode(), "reversed": raw[::-1],
             "C escapes": "".join(c if 32 <= ord(c) < 127 and c not in '"\\' else
                                  "".join({'"': '\\"', "\\": "\\\\"}.get(c) or f"\\{b:03o}" for b in c.encode())
                                  for c in text).encode(),
             "markup": html.escape(text).encode(), "markup ’": html.escape(text).replace("&#x27;", "&apos;").encode()}
    for kind, variants in (("percent", _percents(text)), ("JSON", _jsons(text))):
        for number, variant in enumerate(variants):
            found[f"{kind} {number}"] = variant.encode()
    for number, variant in enumerate(_base64s(raw)):
        found[f"base64 {number}"] = variant
    return {name: value for name, value in found.items() if len(value) >= SHORTEST}


class SecretSearch:
    """secrets: name → text. Of a text of several lines each line is looked for that is long enough to tell it."""

    def __init__(self, secrets):
        self.names = {}
        for name, text in secrets.items():
            for line in [text, *(line for line in text.splitlines() if len(line) >= 20)]:
                for way, written in writings(line).items():
                    self.names.setdefault(written, f"{name} ({way})")
        self.longest = max(map(len, self.names))
        # The longest first: what is found is called by its own name.
        self.pattern = re.compile(b"|".join(map(re.escape, sorted(self.names, key=len, reverse=True))))
        self.n_files = 0

    def find(self, content):
        """The names of what is in some bytes."""
        return {self.names[match[0]] for match in self.pattern.finditer(content)}

    def in_file(self, path):
        found, before = set(), b""
        with open(path, "rb") as file:
            while chunk := file.read(CHUNK):
                found |= self.find(before + chunk)
                before = chunk[-self.longest:]
        self.n_files += 1
        return found

    def in_folder(self, top, leave_out=()):
        """path → names, for each file below that holds something; its name counts as well."""
        found = {}
        for folder, folders, files in os.walk(top):
            folders[:] = [name for name in folders if os.path.join(folder, name) not in leave_out]
            for name in files:
                path = os.path.join(folder, name)
                if path in leave_out or not os.path.isfile(path):
                    continue
                try:
                    names = self.in_file(path) | self.find(os.fsencode(path))
                except FileNotFoundError:
                    continue  # it went away meanwhile
                if names:
                    found[path] = names
        return found

    def in_window(self, app):
        """What is told of anything on the screen: names, descriptions and texts, those of password entries too."""
        things = app.everything()
        told = [thing.name for thing in things]
        told += read_texts(app.bus, things)
        for thing in things:
            try:
                told.append(thing.description or "")
            except GLib.Error:
                pass  # it went away while it was looked at
        return self.find("\n".join(told).encode())


class ProcessWatch(threading.Thread):
    """Collects what a program and all that it starts show of themselves in /proc: arguments, environment, how large a
    core dump may be, and the files they have open that have no name any more."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid = pid
        self.seen = {}  # (pid, what) → bytes
        self.cores = {}  # pid → the line of its limits
        self.over = threading.Event()
        self.start()

    def stop(self):
        self.over.set()
        self.join()

    def run(self):
        while not self.over.wait(0.03):
            for pid in self._family():
                self._look(pid)

    def _family(self):
        """The program and its descendants, by their parents in /proc."""
        parents = {}
        for name in os.listdir("/proc"):
            if name.isdigit():
                try:
                    with open(f"/proc/{name}/stat", "rb") as file:
                        parents[int(name)] = int(file.read().rpartition(b")")[2].split()[1])
                except (OSError, IndexError, ValueError):
                    pass
        family, more = {self.pid}, True
        while more:
            new = {pid for pid, parent in parents.items() if parent in family} - family
            family |= new
            more = bool(new)
        return family

    def _look(self, pid):
        for what in ("cmdline", "environ"):
            try:
                with open(f"/proc/{pid}/{what}", "rb") as file:
                    content = file.read()
            except OSError:
                continue
            if content:
                self.seen.setdefault((pid, what, content), True)
        try:
            with open(f"/proc/{pid}/limits", encoding="utf-8") as file:
                self.cores[pid] = next(line for line in file if line.startswith("Max core file size")).split()
        except (OSError, StopIteration):
            pass

    def commands(self):
        return {content.split(b"\0")[0].decode(errors="replace").rpartition("/")[2]
                for _, what, content in self.seen if what == "cmdline"}

    def holds(self, search):
        return {(what, name) for _, what, content in self.seen for name in search.find(content)}

    def with_core(self):
        """Those of the processes seen that may leave a core dump."""
        return [pid for pid, line in self.cores.items() if line[4:6] != ["0", "0"]]
