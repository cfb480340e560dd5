#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every string that people read reaches the translators, and the languages of po/LINGUAS say them."""

import os
import re
import subprocess
import tempfile

import catalogue
import tap

# The part of all strings that a language other than Chinese may lack for a while.
MAY_LAG = 0.1

MARKED = re.compile(r'(?<![\w])(?:_|N_|C_|NC_|Q_|ngettext|dngettext|g_dngettext|g_dpgettext2?)\s*\(\s*"')


def listed(name):
    lines = tap.read(f'po/{name}').split('\n')
    return [line for line in lines if line and not line.startswith('#')]


def check_potfiles():
    """po/POTFILES lists the files that have strings, and no others"""
    have = set(listed('POTFILES'))
    need = {path for path in have if path.startswith('data/')}
    for path in tap.files('.c', '.h', '.blp', under=['src']):
        text = re.sub(r'/\*.*?\*/|//[^\n]*', '', tap.read(path), flags=re.S)
        if MARKED.search(text):
            need.add(path)
    yield from (f'{path} is missing' for path in sorted(need - have))
    yield from (f'{path} has no strings' for path in sorted(have - need))
    yield from (f'{path} does not exist' for path in sorted(have) if not os.path.exists(os.path.join(tap.ROOT, path)))
    if listed('POTFILES') != sorted(have):
        yield 'the list is not in alphabetic order'


def messages(path, key):
    """The msgid or msgstr texts of a PO file, without its header; line breaks are spaces."""
    text = tap.read(path).partition('\n\n')[2]
    for match in re.finditer(rf'^{key}(?:_plural|\[\d\])? ((?:"(?:\\.|[^"\\])*"\n?)+)', text, re.M):
        yield ''.join(re.findall(r'"((?:\\.|[^"\\])*)"', match.group(1))).replace('\\n', ' ')


def check_typography():
    """strings use the typographic ellipsis, apostrophe and quotes"""
    with tempfile.TemporaryDirectory() as folder:
        for message in messages(catalogue.template(folder), 'msgid'):
            if '...' in message or '\\"' in message or re.search(r"\w'\w", message):
                yield message


def check_complete():
    """Chinese says every string of the sources, other languages nearly every one; none of it is a guess"""
    with tempfile.TemporaryDirectory() as folder:
        pot = catalogue.template(folder)
        merged, left = os.path.join(folder, 'merged.po'), os.path.join(folder, 'left.po')
        n_all = len(list(messages(pot, 'msgid')))
        for language in listed('LINGUAS'):
            subprocess.run(['msgmerge', '--quiet', '--no-fuzzy-matching', f'--output-file={merged}',
                            f'po/{language}.po', pot], cwd=tap.ROOT, check=True)
            for kind in ('untranslated', 'only-fuzzy'):
                subprocess.run(['msgattrib', f'--{kind}', '--no-obsolete', '--force-po', f'--output-file={left}', merged],
                               check=True)
                missing = list(messages(left, 'msgid'))
                if language == 'zh_CN' or kind == 'only-fuzzy' or len(missing) > MAY_LAG * n_all:
                    yield from (f'{language}, {kind}: {message}' for message in missing)


tap.run([check_potfiles, check_typography, check_complete])
