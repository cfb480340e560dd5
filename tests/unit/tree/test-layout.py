#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What other programs say about the sources: the formatter about C, the shell about scripts."""

import re
import shutil
import subprocess

import tap


def complaints(command):
    """What a program says when it is not content."""
    result = subprocess.run(command, cwd=tap.ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if result.returncode != 0:
        yield from result.stdout.splitlines() or [' '.join(command)]


def check_format():
    """clang-format would change nothing in a .c file; declarations in headers are laid out by hand"""
    if shutil.which('clang-format') is None:
        yield 'clang-format is not installed'
        return
    for complaint in complaints(['clang-format', '--dry-run', '--Werror', *tap.files('.c', under=['src', 'tests'])]):
        if 'error:' in complaint:
            yield complaint


def check_scripts():
    """every shell script is one that sh can read"""
    for path in tap.files():
        if path.endswith('.sh') or tap.read(path).startswith('#!/bin/sh'):
            yield from complaints(['sh', '-n', path])


def check_hosts():
    """no address of a package archive is written down: whoever builds has their own"""
    address = re.compile(r'''https?://[^\s"'/]*(mirror|registry|archive|\bdeb\b|\bftp\b)|"resolved":|^deb http''', re.M)
    for path in tap.files():
        # The Flatpak's manifest says where the makers of what it brings publish it.
        if address.search(tap.read(path)) and not path.endswith(('test-layout.py', '.Sluice.json')):
            yield path


tap.run([
    check_format,
    check_scripts,
    check_hosts,
])
