#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The manual pages say what the programs do: each option, and what is read of the environment, in each language."""

import os
import re
import subprocess
import sys

# Named on the command line: the root of the project, its version, the two programs.
ROOT, VERSION, SLUICE, PRACTICE = sys.argv[1:5]
PROGRAMS = {'sluice': SLUICE, 'sluice-practice': PRACTICE}
LANGUAGES = ('', 'zh_CN')
# What GLib adds to every program that has a GApplication.
OF_GLIB = {'--help-all', '--help-gapplication'}
# For our own tests, or of somebody else whom the page need not explain.
UNTOLD = {'SSH_ASKPASS_PROMPT', 'XDG_SESSION_TYPE', 'XDG_CURRENT_DESKTOP'}


def path(program, language):
    return os.path.join(ROOT, 'data', 'man', language, f'{program}.1')


def pages():
    for program in PROGRAMS:
        for language in LANGUAGES:
            yield program, language, path(program, language)


def read(name):
    with open(name, encoding='utf-8') as stream:
        return stream.read()


def plain(text):
    """Roff with its hyphens and font changes taken out."""
    return re.sub(r'\\f.', '', text.replace('\\-', '-'))


def sections(text):
    """The sections of a page in their order, with the text of each."""
    parts = re.split(r'^\.SH (.*)$', text, flags=re.M)
    return list(zip(parts[1::2], parts[2::2]))


def run(program, *arguments):
    environment = {key: value for key, value in os.environ.items() if key not in ('DISPLAY', 'WAYLAND_DISPLAY')}
    return subprocess.run([PROGRAMS[program], *arguments], env={**environment, 'LC_ALL': 'C.UTF-8'}, timeout=60,
                          stdin=subprocess.DEVNULL, capture_output=True, text=True)


def told_options(text):
    """The options that a page explains: what stands at the head of a paragraph of its section of options."""
    options = sections(plain(text))[3][1]
    heads = re.findall(r'^\.TP\n(.*)$', options, flags=re.M)
    return {option for head in heads for option in re.findall(r'--[a-z][a-z-]*[a-z]', head)}


def check_options():
    """each option of --help is in the manual in each language, and no others are"""
    for program, language, name in pages():
        done = run(program, '--help')
        known = set(re.findall(r'^  (?:-\w, )?(--[a-z-]*[a-z])', done.stdout, flags=re.M)) - OF_GLIB
        told = told_options(read(name))
        if done.returncode != 0 or len(known) < 4:
            yield f'{program} --help: {done.returncode} {done.stderr}'
        yield from (f'{name}: {option} is missing' for option in sorted(known - told))
        yield from (f'{name}: there is no {option}' for option in sorted(told - known))


def check_groff():
    """groff has nothing to say against a page"""
    for program, language, name in pages():
        done = subprocess.run(['groff', '-k', '-ww', '-man', '-Tutf8', '-z', name], capture_output=True, text=True,
                              env={**os.environ, 'LC_ALL': 'C.UTF-8'})
        yield from (f'{name}: {line}' for line in done.stderr.splitlines())
        if done.returncode != 0:
            yield f'{name}: groff ends with {done.returncode}'


def check_shape():
    """a page is of this version, and has the same sections and as many entries in each language"""
    for program in PROGRAMS:
        english = read(path(program, ''))
        for language in LANGUAGES:
            text = read(path(program, language))
            if f'"Sluice {VERSION}"' not in text:
                yield f'{path(program, language)}: not of version {VERSION}'
            counts = [[part.count(f'\n{macro}') for _, part in sections(text)] for macro in ('.TP', '.PP')]
            wanted = [[part.count(f'\n{macro}') for _, part in sections(english)] for macro in ('.TP', '.PP')]
            if counts != wanted:
                yield f'{path(program, language)}: has {counts} entries and paragraphs by section, not {wanted}'


def check_environment():
    """what the sources read of the environment is in a manual page"""
    told = ''.join(plain(read(name)) for _, language, name in pages() if not language)
    for folder, _, names in os.walk(os.path.join(ROOT, 'src')):
        for name in names:
            if name.endswith('.c'):
                for variable in re.findall(r'g_getenv \("(\w+)"\)', read(os.path.join(folder, name))):
                    if variable not in UNTOLD and not re.search(rf'\b{variable}\b', told):
                        yield f'{os.path.join(folder, name)} reads {variable}'


def check_command_line():
    """a program says its version, and ends with an error where an option is unknown"""
    done = run('sluice', '--version')
    if done.returncode != 0 or done.stdout != f'sluice {VERSION}\n':
        yield f'sluice --version: {done.returncode} {done.stdout}'
    for program in PROGRAMS:
        done = run(program, '--no-such-option')
        if done.returncode != 1 or '--no-such-option' not in done.stderr or done.stdout:
            yield f'{program} --no-such-option: {done.returncode} {done.stdout} {done.stderr}'


def main(*checks):
    failed = 0
    print(f'1..{len(checks)}')
    for number, check in enumerate(checks, 1):
        findings = list(check())
        failed += bool(findings)
        print(f'{"not ok" if findings else "ok"} {number} - {check.__doc__}')
        for finding in findings:
            print(f'# {finding}')
    return int(failed > 0)


if __name__ == '__main__':
    sys.exit(main(check_options, check_groff, check_shape, check_environment, check_command_line))
