#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules about the tree that a compiler does not hold: CONTRIBUTING.md says why each is there."""

import re

import tap

# What each layer may link of the others, and the libraries that would make it something else.
LAYERS = {
    'model': ({'model'}, {'soup', 'secret', 'pq', 'sqlite', 'gtk', 'adw'}),
    'api': ({'model', 'api'}, {'pq', 'sqlite', 'gtk', 'adw'}),
    'pg': ({'model', 'pg'}, {'soup', 'sqlite', 'gtk', 'adw'}),
    'setup': ({'model', 'api', 'pg', 'setup'}, {'sqlite', 'gtk', 'adw'}),
    'ui': ({'model', 'api', 'pg', 'setup', 'ui'}, {'sqlite'}),
    'practice': ({'model', 'pg', 'practice'}, {'gtk', 'adw'}),
}
CODE = ('.c', '.h', '.blp', '.py', '.sh', '.css', '.js', '.mjs', 'meson.build', 'meson.options')


def code_of(path):
    """A C or Blueprint file without its comments and with its lines kept, so that prose is free."""
    return re.sub(r'/\*.*?\*/|//[^\n]*', lambda m: '\n' * m.group().count('\n'), tap.read(path), flags=re.S)


def lines_with(pattern, paths):
    for path in paths:
        for number, line in enumerate(code_of(path).split('\n'), 1):
            if re.search(pattern, line):
                yield f'{path}:{number}: {line.strip()}'


def check_includes():
    """headers are included by bare name"""
    yield from lines_with(r'#\s*include\s+"[^"]*/', tap.files('.c', '.h'))


def check_layers():
    """a layer links only the layers it may know"""
    for layer, (known, foreign) in LAYERS.items():
        text = re.sub(r'#.*', '', tap.read(f'src/{layer}/meson.build'))
        for other in re.findall(r'\b(\w+?)_(?:dep|lib|inc)\b', text):
            if other in LAYERS and other not in known or other in foreign:
                yield f'src/{layer}/meson.build names {other}'
        if re.search(r'''include_directories\([^)]*\.\./''', text):
            yield f'src/{layer}/meson.build reaches into another folder'


def check_licence():
    """every source file says its licence in its first lines"""
    for path in tap.files():
        text = tap.read(path)
        if path.endswith(CODE) or text.startswith('#!'):
            if 'SPDX-License-Identifier: GPL-3.0-or-later' not in '\n'.join(text.split('\n')[:5]):
                yield path


def check_length():
    """no source file is past 900 lines"""
    for path in tap.files(*CODE):
        count = tap.read(path).count('\n')
        if count > 900:
            yield f'{path}: {count} lines'


def check_json():
    """data from outside goes through the checked getters of sluice-json.h"""
    paths = [path for path in tap.files('.c', under=['src']) if not path.endswith('/sluice-json.c')]
    yield from lines_with(r'\bjson_object_get_\w+_member(_with_default)?\s*\(', paths)


def check_sleep():
    """nothing sleeps: it waits for what it needs"""
    yield from lines_with(r'\b(g_usleep|usleep|sleep|nanosleep|clock_nanosleep)\s*\(', tap.files('.c', under=['src', 'tests']))


def check_fibers():
    """a fiber gets a stack on which parts of the window can be told of what it does"""
    yield from lines_with(r'\bdex_scheduler_spawn\s*\(', [path for path in tap.files('.c', under=['src', 'tests'])
                                                         if path != 'src/api/sluice-fiber.c'])


def check_copied():
    """whatever copies says so: only what shows “Copied” touches the clipboard"""
    shows = {'src/ui/widgets/sluice-copy-button.c', 'src/ui/widgets/sluice-copy-row.c'}
    yield from lines_with(r'\bgdk_clipboard_set\w*\s*\(', [path for path in tap.files('.c', under=['src'])
                                                         if path not in shows])


def check_left_over():
    """nothing is left to do in a comment"""
    word = re.compile(r'\b(TO' r'DO|FIX' r'ME|XX' r'X)\b')
    for path in tap.files(*CODE):
        for number, line in enumerate(tap.read(path).split('\n'), 1):
            if word.search(line):
                yield f'{path}:{number}: {line.strip()}'


def check_colours():
    """the style sheet names colours and spells out none"""
    yield from lines_with(r'#[0-9a-fA-F]{3,8}\b', tap.files('.css'))


tap.run([
    check_includes,
    check_layers,
    check_licence,
    check_length,
    check_json,
    check_sleep,
    check_fibers,
    check_copied,
    check_left_over,
    check_colours,
])
