# SPDX-License-Identifier: GPL-3.0-or-later
"""What a catalogue of translations says: its messages and its header, as gettext's own tools have read them."""

import os
import re
import subprocess

import tap

KEYWORDS = ['_', 'N_', 'C_:1c,2', 'NC_:1c,2', 'g_dgettext:2', 'g_dngettext:2,3', 'g_dpgettext2:2c,3']
ESCAPES = {'n': '\n', 't': '\t'}


class Message:
    """One message: its msgid, its msgid_plural or nothing, its context, and each form of its translation."""

    def __init__(self, fields, flags):
        self.context, self.id, self.plural = fields.get('msgctxt'), fields.get('msgid', ''), fields.get('msgid_plural')
        self.forms = [text for key, text in sorted(fields.items()) if key.startswith('msgstr')]
        self.flags = flags

    def __str__(self):
        return (f'[{self.context}] ' if self.context else '') + self.id.replace('\n', '⏎')

    def pairs(self):
        """Each form beside what it translates: the first of several is the singular where a language has only that."""
        for form in self.forms:
            yield self.plural or self.id, form


def languages():
    """The languages of po/LINGUAS."""
    return [line for line in tap.read('po/LINGUAS').split('\n') if line and not line.startswith('#')]


def template(folder):
    """A fresh template, whatever lies in po/."""
    pot = os.path.join(folder, 'sluice.pot')
    subprocess.run(['xgettext', f'--output={pot}', '--files-from=po/POTFILES', '--from-code=UTF-8', '--add-comments',
                    *[f'--keyword={word}' for word in KEYWORDS]],
                   cwd=tap.ROOT, check=True, stderr=subprocess.DEVNULL)
    return pot


def merged(language, pot, folder):
    """A catalogue with just the messages of the sources, flagged as the sources flag them."""
    path = os.path.join(folder, f'{language}.po')
    subprocess.run(['msgmerge', '--quiet', '--no-fuzzy-matching', f'--output-file={path}', f'po/{language}.po', pot],
                   cwd=tap.ROOT, check=True)
    return path


def plain(text):
    return re.sub(r'\\(.)', lambda match: ESCAPES.get(match[1], match[1]), text)


def read(path):
    """The messages of a catalogue that are in use; the first is its header."""
    with open(os.path.join(tap.ROOT, path), encoding='utf-8') as stream:
        text = stream.read()
    messages = []
    for block in re.split(r'\n\s*\n', text):
        fields, flags, key = {}, set(), None
        for line in block.split('\n'):
            if line.startswith('#,'):
                flags |= {flag.strip() for flag in line[2:].split(',')}
            match = re.match(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)?\s*"(.*)"$', line)
            if match:
                key = match[1] or key
                fields[key] = fields.get(key, '') + plain(match[2])
        if 'msgid' in fields:
            messages.append(Message(fields, flags))
    return messages


def header(messages):
    """The fields of a catalogue's header."""
    return dict(line.split(': ', 1) if ': ' in line else (line.rstrip(':'), '')
                for line in messages[0].forms[0].split('\n') if line)
