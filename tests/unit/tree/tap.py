# SPDX-License-Identifier: GPL-3.0-or-later
"""The few lines that a static check needs: where files are, and the Test Anything Protocol."""

import os
import sys

ROOT = os.path.realpath(sys.argv[1]) if len(sys.argv) > 1 else os.getcwd()
FOLDERS = ['src', 'data', 'po', 'tests', 'build-aux', 'flatpak', '.ci']
GENERATED = {'node_modules', '__pycache__'}


def files(*suffixes, under=FOLDERS):
    """The project's own files, as paths from its root; all of them when no suffix is given."""
    found = []
    if under is FOLDERS:
        found += [name for name in os.listdir(ROOT) if os.path.isfile(os.path.join(ROOT, name))]
    for folder in under:
        for where, folders, names in os.walk(os.path.join(ROOT, folder)):
            folders[:] = [name for name in folders if name not in GENERATED]
            found += [os.path.relpath(os.path.join(where, name), ROOT) for name in names]
    return sorted(path for path in found if not suffixes or path.endswith(suffixes))


def read(path):
    """The text of a file, or nothing for one that is not text."""
    with open(os.path.join(ROOT, path), 'rb') as stream:
        data = stream.read()
    try:
        return data.decode()
    except UnicodeDecodeError:
        return ''


def run(checks):
    """Runs each check, a function that gives its findings one by one; ends the process."""
    failed = 0
    print(f'1..{len(checks)}')
    for number, check in enumerate(checks, 1):
        findings = list(check())
        failed += bool(findings)
        print(f'{"not ok" if findings else "ok"} {number} - {check.__doc__.splitlines()[0]}')
        for finding in findings:
            print(f'# {finding}')
    sys.exit(failed > 0)
