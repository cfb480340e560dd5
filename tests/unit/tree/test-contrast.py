#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Colours can be told from what they stand on, in light, dark and high contrast, with each accent."""

import re
import sys

import adwaita
import tap

# WCAG 2.2: 1.4.3 for text and 1.4.11 for shapes; with high contrast, 1.4.6 for text.
TEXT, SHAPE = 'text', 'shape'
LEAST = {TEXT: (4.5, 7), SHAPE: (3, 3)}

# The grounds that a page, a list, a dialog, a menu and the assistant's steps have. A card lies upon another ground.
GROUNDS = ['window', 'view', 'dialog', 'popover', 'sidebar', 'card on window', 'card on dialog']
LISTS = ['view', 'window', 'popover', 'dialog', 'card on window']
HUED = [name for name in GROUNDS if name != 'sidebar']
METHODS = ['full-refresh', 'incremental', 'append', 'xmin', 'cdc', 'webhook']

# What is judged: the selectors that together style it, what it is, on which grounds, under which tints of our own.
JUDGED = [
    *((['.method-' + name], SHAPE, LISTS, []) for name in METHODS),
    (['.method-dot', '.method-dot.method-none'], SHAPE, LISTS, []),
    *((['.tile-letter', f'.tile-letter.tile-{number}'], TEXT, ['window'], []) for number in range(8)),
    (['.tile-letter'], TEXT, ['window'], []),
    (['.dimmed'], TEXT, GROUNDS, []),
    (['.dimmed'], TEXT, ['sidebar'], ['.receipt']),
    (['.dimmed'], TEXT, ['card on window'], ['scrolledwindow.text-area']),
    (['.success'], TEXT, HUED, []),
    (['.warning'], TEXT, HUED, []),
    (['.error'], TEXT, HUED, []),
    (['.step-row.current'], TEXT, ['sidebar'], []),
    (['.step-row.current .heading'], TEXT, ['sidebar'], ['.step-row.current']),
    (['.step-row.to-come'], TEXT, ['sidebar'], []),
    (['.receipt'], TEXT, ['sidebar'], []),
    *((['.state-' + name], TEXT, ['card on window', 'window'], [])
      for name in ['done', 'running', 'paused', 'failed', 'none']),
    (['row.to-come'], TEXT, ['card on window'], []),
    (['button.help:not(:hover)'], SHAPE, GROUNDS, []),
    (['row.field-note.error'], TEXT, ['card on window', 'card on dialog'], []),
    (['row.error:not(.entry) .title'], TEXT, ['card on window', 'card on dialog'], []),
    (['.field-hint.dimmed label.caption'], TEXT, ['card on window', 'card on dialog'], []),
    (['.field-hint button'], TEXT, ['card on window', 'card on dialog'], []),
    (['.type-tile.chosen'], SHAPE, ['window'], []),
    (['.chip.empty'], TEXT, ['window'], []),
    (['text-cell.unknown'], TEXT, ['view', 'window'], []),
    (['row-bar'], SHAPE, ['view', 'window'], ['row-bar']),
    (['row-bar.large'], SHAPE, ['view', 'window'], ['row-bar']),
    (['row-bar.unknown'], SHAPE, ['view', 'window'], ['row-bar']),
    (['edit-cell:focus-visible'], SHAPE, ['view', 'window'], []),
    (['size-cell:focus-visible'], SHAPE, ['view', 'window'], []),
    (['.tag'], TEXT, GROUNDS, []),
    (['.dimmed'], TEXT, ['window', 'popover'], ['.tag']),
    (['scrolledwindow.text-area'], TEXT, ['card on window', 'card on dialog'], []),
    (['.drop-zone:drop(active)'], SHAPE, ['window', 'view'], []),
    (['row.drop-row'], TEXT, ['view', 'card on window'], []),
]

# What has a colour or is faint, and is not judged, and why.
FREE = {
    '.method-dot': 'has the colour of its method',
    '.type-icon': "a vendor's logo is drawn for white",
    '.field-hint.dimmed': 'takes dimming away',
    '.type-tile.unavailable': 'cannot be used',
    '.type-tile.unavailable .tile-letter': 'cannot be used',
    '.type-tile.unavailable .type-icon': 'cannot be used',
    '.type-tile.unavailable .heading': 'cannot be used',
    'edit-cell': 'has no outline',
    'size-cell': 'has no outline',
    'edit-cell.editable:hover': 'answers the pointer, says nothing',
    'scrolledwindow.text-area textview': 'lets the area be seen',
    'scrolledwindow.text-area textview > text': 'lets the area be seen',
    '.swatch.ground': 'is the ground of the size map, whose palette has a test of its own',
    '.table-popover button.choice:disabled': 'takes dimming away',
    '.table-popover button.choice:disabled label.obstacle': 'takes dimming away',
    '.table-popover button.choice:disabled label:not(.obstacle)': 'cannot be used',
    '.table-popover button.choice:disabled .method-dot': 'cannot be used',
}
COLOURED = ['color', 'background-color', 'opacity', 'outline', 'box-shadow', 'border', 'filter']
OWN = [tap.read('data/resources/' + name) for name in ['style.css', 'style-hc.css']]


def ground_of(look, name):
    """An opaque ground, and the text's colour on it."""
    top, _, below = name.partition(' on ')
    colour = look.colour(f'@{top}_bg_color')
    if below:
        colour = adwaita.over(colour, ground_of(look, below)[0])
    return colour, look.colour(f'@{top}_fg_color')


def declared_by(look, selectors):
    declared = {}
    for selector in selectors:
        declared.update(look.declared.get(selector, {}))
    return declared


def colour_in(text):
    """The colour within the value of an outline, a border or a shadow."""
    found = re.search(r'((?:color-mix|oklab|rgb|var)\(.*\)|#\w+|@\w+)', text)
    return found.group() if found else None


def seen(look, selectors, kind, ground, tints):
    """What is drawn, and what it is drawn on, both opaque."""
    below, text = ground_of(look, ground)
    for tint in tints:
        below = adwaita.over(look.colour(look.declared[tint]['background-color'], text), below)
    declared = declared_by(look, selectors)
    current = look.colour(declared['color'], text, declared) if 'color' in declared else text
    edges = [declared[name] for name in ['outline', 'border', 'box-shadow'] if name in declared]
    outline = colour_in(edges[0]) if edges else None
    if kind == SHAPE and outline and not tints:
        return adwaita.over(look.colour(outline, current, declared), below), below
    if 'background-color' in declared and not tints:
        below = adwaita.over(look.colour(declared['background-color'], current, declared), below)
    opacity = adwaita.number(look.expand(declared.get('opacity', '1'), declared))
    return adwaita.over(current[:3] + (current[3] * opacity,), below), below


def findings(high_contrast):
    worst = {}
    for scheme in ['light', 'dark']:
        for accent in adwaita.ACCENTS:
            look = adwaita.Look(STYLES, OWN, scheme, high_contrast, accent)
            for selectors, kind, grounds, tints in JUDGED:
                for ground in grounds:
                    ratio = adwaita.contrast(*seen(look, selectors, kind, ground, tints))
                    key = (selectors[-1], ' '.join([ground] + tints), scheme)
                    if ratio < LEAST[kind][high_contrast] and ratio < worst.get(key, (99, ''))[0]:
                        worst[key] = ratio, f'{ratio:.2f}:1, at least {LEAST[kind][high_contrast]}:1 ({look.name})'
    for (selector, ground, _), (_, words) in worst.items():
        yield f'{selector} on {ground}: {words}'


def check_normal():
    """text has 4.5:1 and shapes have 3:1 in light and dark"""
    yield from findings(False)


def check_high_contrast():
    """text has 7:1 and shapes have 3:1 in high contrast"""
    yield from findings(True)


def check_all():
    """each colour of the style sheets is judged, or it is said why not"""
    judged = {selector for selectors, _, _, _ in JUDGED for selector in selectors}
    for sheet in OWN:
        for selector, declared in adwaita.rules(sheet):
            values = [declared[name] for name in COLOURED if name in declared]
            if any(value not in ('none', '0') for value in values) and selector not in judged | set(FREE):
                yield selector
    known = {selector for sheet in OWN for selector, _ in adwaita.rules(sheet)}
    for selector in set(FREE) - known:
        yield f'{selector} is no more'


def check_named():
    """no colour is written into the code"""
    for path in tap.files('.c', '.blp', under=['src/ui']):
        text = tap.read(path)
        for found in re.findall(r'gdk_rgba_parse|"#[0-9a-fA-F]{3,8}"|fore(?:ground)?(?:_color)?=.?"#', text):
            yield f'{path}: {found}'


STYLES = adwaita.load_styles()
if STYLES is None:
    print('1..0 # SKIP libadwaita is not installed here')
    sys.exit()
tap.run([check_normal, check_high_contrast, check_all, check_named])
