#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What translators must not change in the text of the guide."""

import re

import tap

LINK = re.compile(r'\]\((help:[^)]*)\)')
CODE = re.compile(r'`[^`]*`')


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


tap.run([check_links, check_code])
