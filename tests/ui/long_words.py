# SPDX-License-Identifier: GPL-3.0-or-later
"""A language for tests: English in accents, each word four tenths longer, as other languages are."""

import math
import os
import re
import subprocess

LANGUAGE = "qps"
LONGER = 1.4
# What a program reads, and people do not: placeholders, tags, entities, marks of Markdown.
KEPT = re.compile(r"(%[-+ #0'IE_^O]*(?:\d+\$)?'?[-+ #0]*[\d.]*(?:hh|h|ll|l|z)?[A-Za-z%]|</?[a-z]+>|&[a-z]+;|\\.)")
ACCENTS = str.maketrans("aeiouyAEIOUY", "áéíóúýÁÉÍÓÚÝ")
ACCENTED = re.compile("[áéíóúýÁÉÍÓÚÝ]")


def longer_word(word):
    """In its vowels, so that it stays one word; a short one too."""
    plain = len(word)
    letters = list(word.translate(ACCENTS))
    at = [index for index, letter in enumerate(letters) if ACCENTED.match(letter)]
    for turn in range(math.ceil(plain * (LONGER - 1)) if at else 0):
        letters[at[turn % len(at)]] += letters[at[turn % len(at)]][0].lower()
    return "".join(letters)


def translate(text):
    """A msgid in that language. It has the placeholders, tags and mnemonics of the original, in their order."""
    parts = KEPT.split(text)
    return "".join(part if index % 2 else re.sub(r"[A-Za-z]+", lambda word: longer_word(word[0]), part)
                   for index, part in enumerate(parts))


def entries(po):
    """The messages of a catalogue as they are written: context, msgid, msgid_plural, each with its quotes."""
    for block in re.split(r"\n\s*\n", po):
        found, key = {}, None
        for line in block.split("\n"):
            match = re.match(r'(msgctxt|msgid_plural|msgid|msgstr)?(?:\[\d\])?\s*"(.*)"$', line)
            if match:
                key = match[1] or key
                found[key] = found.get(key, "") + match[2]
        if found.get("msgid"):
            yield found


def make(source, folder):
    """Translates all that a catalogue of the project has, into FOLDER/LANGUAGE/LC_MESSAGES/sluice.mo; gives its path."""
    messages = os.path.join(folder, LANGUAGE, "LC_MESSAGES")
    os.makedirs(messages)
    with open(source, encoding="utf-8") as file:
        found = list(entries(file.read()))
    path = os.path.join(messages, "sluice.mo")
    lines = ['msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=n != 1;\\n"\n']
    for entry in found:
        lines += [f'{key} "{entry[key]}"' for key in ("msgctxt", "msgid", "msgid_plural") if key in entry]
        if "msgid_plural" in entry:
            lines += [f'msgstr[0] "{translate(entry["msgid"])}"', f'msgstr[1] "{translate(entry["msgid_plural"])}"\n']
        else:
            lines += [f'msgstr "{translate(entry["msgid"])}"\n']
    subprocess.run(["msgfmt", "--output-file", path, "-"], input="\n".join(lines), text=True, check=True)
    return path
