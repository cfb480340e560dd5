#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What translators must not change in the text of the guide."""

import re

import tap

LINK = re.compile(r'\]\((help:[^)]*)\)')
CODE = re.compile(r'`[^`]*`')
NAME = re.compile(r'\*([^*]+)\*')
# What shows the letter that a button is chosen by, and marks that keep a word in its order.
HIDDEN = re.compile(r' ?\(_\w\)|_|[\u2066-\u2069]')


def entries(language):
    """Each string of a language that is translated: what it is in English, and in that language."""
    for block in re.split(r'\n\n+', tap.read(f'po/{language}.po')):
        parts = dict(re.findall(r'^(msgid|msgstr) ((?:".*"\n?)+)', block, flags=re.M))
        texts = [''.join(re.findall(r'"(.*)"', parts.get(name, ''))) for name in ('msgid', 'msgstr')]
        if all(texts):
            yield texts


def languages():
    return [line for line in tap.read('po/LINGUAS').split('\n') if line and not line.startswith('#')]


def check_links():
    """a link leads to the same topic in each language"""
    for language in languages():
        for english, text in entries(language):
            if sorted(LINK.findall(english)) != sorted(LINK.findall(text)):
                yield f'{language}: {english}'


def check_code():
    """code within a sentence has its end, or all that follows would be code"""
    for language in languages():
        for english, text in entries(language):
            if CODE.search(english) and text.count('`') % 2:
                yield f'{language}: {english}'


def check_names():
    """what stands on a button or a page is called in the guide what it is called there"""
    for language in languages():
        called = {}
        for english, text in entries(language):
            called.setdefault(HIDDEN.sub('', english), set()).add(HIDDEN.sub('', text))
        for english, text in entries(language):
            for name in NAME.findall(english):
                if name in called and not any(words in HIDDEN.sub('', text) for words in called[name]):
                    yield f'{language}: “{name}” is {called[name]}: {english} → {text}'


tap.run([check_links, check_code, check_names])
