#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whoever looks into the shortcuts dialog finds each key that does something, and no key that does nothing."""

import re

import tap

DIALOG = 'src/ui/sluice-shortcuts.c'
MODIFIERS = {'GDK_CONTROL_MASK': 'Control', 'GDK_SHIFT_MASK': 'Shift', 'GDK_ALT_MASK': 'Alt', 'Ctrl': 'Control'}
KEYPAD = {'KP_Enter': 'Return', 'ISO_Enter': 'Return', 'KP_Add': 'plus', 'KP_Subtract': 'minus', 'KP_Space': 'space'}

# Keys that do on a widget of ours what they do on each of its kind, and need no row.
STANDARD = {
    'src/ui/help/sluice-help-page.c': {'Down', 'Up'},  # scroll a text
    'src/ui/pages/tables/sluice-size-canvas.c': {'Left', 'Right', 'Up', 'Down', 'Home', 'End', 'Page_Up', 'Page_Down'},
    'src/ui/widgets/sluice-catalogue-view.c': {'Down'},  # from a search to what it found
}

# Keys of a row that GTK has: what asks for them, and where.
BY_TOOLKIT = {
    'F10': ('src/ui/widgets/sluice-menu-button.blp', 'primary: true'),
    '<Shift>Down': ('src/ui/pages/tables/sluice-tables-grid.c', 'gtk_multi_selection_new|GtkMultiSelection'),
}

KEY = r'GDK_KEY_(\w+)'
WITH_MODIFIERS = re.compile(KEY + r',\s*(0|GDK_\w+_MASK(?:\s*\|\s*GDK_\w+_MASK)*)\s*([,)].*)', re.S)
PAIR = re.compile(KEY + r',\s*' + KEY + r'\s*,(.*)', re.S)
COMPARED = re.compile(r'\bkey(?:val)? [!=]= ' + KEY)


def spell(modifiers, key):
    """Keys in one spelling: that of gtk_accelerator_parse(), modifiers in alphabetical order."""
    key = KEYPAD.get(key, key.removeprefix('KP_'))
    return ''.join(f'<{MODIFIERS.get(name, name)}>' for name in sorted(modifiers)) + key


def read_accel(text):
    return spell(re.findall(r'<(\w+)>', text), re.sub(r'<\w+>', '', text))


def code_of(path):
    return re.sub(r'/\*.*?\*/', '', tap.read(path), flags=re.S)


def rows():
    """Each row of the dialog: its group, its words, its keys."""
    for group, body in re.findall(r'static const Shortcut (\w+)\[\] = \{(.*?)\n\};', code_of(DIALOG), flags=re.S):
        for words, *keys in re.findall(r'\{ N_ \("([^"]*)"\), "([^"]*)"(?:, "([^"]*)")? \}', body):
            for key in filter(None, keys):
                yield group, words, read_accel(key)


def in_statement(text):
    """The keys of one statement, with what they do."""
    if found := PAIR.search(text):
        return [(spell([], key), found.group(3)) for key in found.groups()[:2]]
    if found := WITH_MODIFIERS.search(text):
        return [(spell(re.findall(r'GDK_\w+_MASK', found.group(2)), found.group(1)), found.group(3))]
    # Several keys of one handler: each is for itself.
    return [(spell([], key), key) for key in COMPARED.findall(text)]


def bindings():
    """Each key that the code sets or names, by file; those that do the same are one set."""
    for path in tap.files('.c', '.blp', under=['src/ui']):
        if path == DIALOG:
            continue
        same, text = {}, code_of(path)
        for statement in text.split(';'):
            for key, target in in_statement(statement):
                # The helper of several keys passes an argument more, which is nothing.
                same.setdefault(' '.join(target.split()).replace('NULL, 0)', 'NULL)').lstrip(', '), set()).add(key)
        for _, accels in re.findall(r'\{ "([\w.-]+)", \{ ("<?[^}]*") \} \}', text):
            yield path, {read_accel(accel) for accel in re.findall(r'"([^"]*)"', accels)}
        for accel in re.findall(r'(?:trigger(?:_parse_string \(|:)|accelerator:)\s*"([^"]*)"', text):
            yield path, {read_accel(accel)}
        for keys in same.values():
            yield path, keys


def check_rows():
    """each key that does something has a row, itself or as another key of the same"""
    known = {keys for _, _, keys in rows()}
    for path, keys in bindings():
        if not keys & known and not keys <= STANDARD.get(path, set()):
            yield f'{path}: {", ".join(sorted(keys))}'


def check_keys():
    """each row's keys do something"""
    known = set().union(*(keys for _, keys in bindings()))
    for _, words, keys in rows():
        path, wanted = BY_TOOLKIT.get(keys, (None, None))
        if keys not in known and not (path and re.search(wanted, tap.read(path))):
            yield f'{words}: {keys}'


def check_found():
    """no key of the code is overlooked here"""
    for path in tap.files('.c', under=['src/ui']):
        for statement in code_of(path).split(';'):
            found = len(in_statement(statement))
            there = len(re.findall(KEY, statement))
            if found != there:
                yield f'{path}: {" ".join(statement.split())}'


def check_once():
    """keys stand once within a group"""
    seen = set()
    for group, words, keys in rows():
        if (group, keys) in seen:
            yield f'{group}, {words}: {keys}'
        seen.add((group, keys))


def check_tooltips():
    """keys that a tooltip names have a row"""
    known = {keys.lower() for _, _, keys in rows()}
    for path in tap.files('.c', '.blp', under=['src/ui']):
        for keys in re.findall(r'\(((?:(?:Ctrl|Shift|Alt)\+)+\w+|F\d+)\)"', code_of(path)):
            *modifiers, key = keys.split('+')
            if spell(modifiers, key).lower() not in known:
                yield f'{path}: {keys}'


tap.run([check_rows, check_keys, check_found, check_once, check_tooltips])
