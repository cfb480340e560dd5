#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What every page and widget definition owes the person who hears it or reads it in another language."""

import re

import tap

BUTTONS = {'Button', 'ToggleButton', 'MenuButton', 'LinkButton', 'Adw.SplitButton'}
CONTENT = ('label', 'child', 'title')
NAMELESS = {'Entry', 'PasswordEntry', 'SearchEntry', 'Text', 'TextView', 'DropDown', 'SpinButton', 'Switch', 'Scale',
            'ProgressBar', 'LevelBar', 'ListView', 'GridView', 'ColumnView', 'ListBox', 'FlowBox'}
SHOWN = ('label', 'title', 'subtitle', 'description', 'tooltip-text', 'placeholder-text', 'button-label', 'heading', 'body')

OBJECT = re.compile(r'([\w.$]+)(?:\s+(\w+))?(?:\s*:\s*[\w.$]+)?\s*\{')


def blank(text):
    """The text with comments and the insides of strings made of spaces: what is left are names and braces."""
    keep = lambda m: re.sub(r'[^\n]', ' ', m.group())
    text = re.sub(r'/\*.*?\*/|//[^\n]*', keep, text, flags=re.S)
    return re.sub(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'', keep, text)


def objects(path):
    """Each object: its class, its id, its line, and the names of the properties that it sets itself."""
    text = blank(tap.read(path))
    for match in OBJECT.finditer(text):
        depth, own, at = 1, [], match.end()
        while depth and at < len(text):
            if text[at] == '}':
                depth -= 1
            elif depth == 1:
                own.append(text[at])
            if text[at] == '{':
                depth += 1
                own.append('{')
            at += 1
        body = ''.join(own)
        names = set(re.findall(r'(?:^|[;{}\s])([a-z][a-z-]*)\s*:', body))
        if re.search(r'\baccessibility\s*\{', body):
            names.add('accessibility')
        yield match.group(1).removeprefix('Gtk.'), match.group(2), text.count('\n', 0, match.start()) + 1, names, body


def named_in_code(path, identifier):
    """Whether the C file of a template sets or binds the accessible name of this child."""
    if not identifier:
        return False
    try:
        code = tap.read(re.sub(r'\.blp$', '.c', path))
    except FileNotFoundError:
        return False
    return re.search(rf'GTK_ACCESSIBLE\s*\(\s*self->{identifier}\s*\)', code) is not None


def check_buttons():
    """a button that shows only an icon has a tooltip or an accessible name"""
    for path in tap.files('.blp', under=['src']):
        for kind, identifier, line, names, body in objects(path):
            if kind in BUTTONS and 'icon-name' in names and not names & {*CONTENT, 'tooltip-text', 'accessibility'}:
                if not named_in_code(path, identifier):
                    yield f'{path}:{line}: {kind} {identifier or ""}'


def check_names():
    """a control without a caption of its own has an accessible name"""
    for path in tap.files('.blp', under=['src']):
        for kind, identifier, line, names, body in objects(path):
            if kind in NAMELESS and 'accessibility' not in names and not named_in_code(path, identifier):
                yield f'{path}:{line}: {kind} {identifier or ""}'


def check_translatable():
    """what people read is marked for translation, in double quotes, which xgettext can read"""
    shown = re.compile(rf'''\b({'|'.join(SHOWN)})\s*:\s*(["'])(.*?)\2''')
    for path in tap.files('.blp', under=['src']):
        for number, line in enumerate(tap.read(path).split('\n'), 1):
            match = shown.search(line)
            if match and re.search(r'[^\W\d_]', match.group(3)):
                yield f'{path}:{number}: {line.strip()}'
            if re.search(r"\b[CN]?_\s*\(\s*'", line):
                yield f'{path}:{number}: single quotes'


tap.run([check_buttons, check_names, check_translatable])
