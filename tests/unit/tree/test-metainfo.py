#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What software centres and launchers are told, as it is installed: valid to the last hint, and as Flathub's quality
guidelines (https://docs.flathub.org/docs/for-app-authors/metainfo-guidelines/quality-guidelines) want it."""

import colorsys
import configparser
import datetime
import os
import re
import struct
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import tap

METAINFO, DESKTOP, VERSION = sys.argv[2:5]
ROOT = ElementTree.parse(METAINFO).getroot()
LANG = '{http://www.w3.org/XML/1998/namespace}lang'

# The one hint that nothing can be done about: ids end in the application's name, which is capitalised.
UNAVOIDABLE = {'cid-contains-uppercase-letter'}
ICON = ROOT.findtext('id').removesuffix('.Devel')
# The window's own size at most, and of what is around it, which is its shadow.
LARGEST_WINDOW = (1000, 700)
SHADOW = 128


def originals(path):
    """What stands there before translation."""
    return [thing for thing in ROOT.findall(path) if LANG not in thing.attrib]


def words(thing):
    return ' '.join((thing.text or '').split())


def check_validator():
    """appstreamcli has nothing to say about the metainfo, not even a hint"""
    done = subprocess.run(['appstreamcli', 'validate', '--no-net', '--pedantic', '--format=yaml', METAINFO],
                          capture_output=True, text=True)
    tags = re.findall(r'^- tag: (\S+)', done.stdout, re.M)
    if 'Passed: yes' not in done.stdout or set(tags) - UNAVOIDABLE:
        yield from (done.stdout + done.stderr).splitlines()


def check_desktop_file():
    """desktop-file-validate has nothing to say about the desktop file, not even a hint"""
    done = subprocess.run(['desktop-file-validate', DESKTOP], capture_output=True, text=True)
    yield from (done.stdout + done.stderr).splitlines()


def check_name_and_summary():
    """name and summary are short, and plain sentences"""
    name, summary = words(originals('name')[0]), words(originals('summary')[0])
    if not 1 <= len(name) <= 15:
        yield f'name: {name}'
    if not 10 <= len(summary) <= 35 or summary.endswith('.') or name in summary or re.match('(A|An|The) ', summary):
        yield f'summary: {summary}'


def check_description():
    """the description says more than the summary, in few points, and takes no address"""
    first = originals('description/p')[0]
    if words(originals('summary')[0]) in words(first) or len(words(first)) < 80:
        yield words(first)
    if len(originals('description/ul/li')) > 10:
        yield 'more than ten points'
    yield from (words(thing) for thing in originals('description//*') if 'http' in words(thing))


def png_size(path):
    with open(path, 'rb') as file:
        header = file.read(24)
    return struct.unpack('>II', header[16:24]) if header.startswith(b'\x89PNG') else (0, 0)


def check_pictures():
    """the pictures are there, of one size that a software centre can show, each with a caption of one sentence"""
    shots = ROOT.findall('screenshots/screenshot')
    if not 3 <= len(shots) <= 10 or [shot.get('type') for shot in shots].index('default') != 0:
        yield f'{len(shots)} screenshots, of which the first is to be the default one'
    sizes = {}
    for image in ROOT.findall('screenshots/screenshot/image'):
        before, version, path = re.match(r'(https://.*)/v([^/]+)/(data/screenshots/.*)', image.text).groups()
        if version != VERSION:
            yield f'{image.text}: not of this version'
        if not os.path.exists(os.path.join(tap.ROOT, path)):
            yield f'{path} does not exist'
        else:
            sizes.setdefault(png_size(os.path.join(tap.ROOT, path)), []).append(path)
    if len(sizes) > 1:
        yield f'several sizes: {sizes}'
    yield from (f'{size}: too large' for size in sizes
                if any(side > most + SHADOW for side, most in zip(size, LARGEST_WINDOW)))
    for caption in originals('screenshots/screenshot/caption'):
        if words(caption).endswith('.') or len(words(caption)) > 100:
            yield words(caption)
    yield from ('a picture without a caption' for shot in shots if shot.find('caption') is None)


def check_colours():
    """both colours of the brand are colours, and the dark one is dark"""
    values = {}
    for color in ROOT.findall('branding/color'):
        red, green, blue = (int(color.text[at:at + 2], 16) / 255 for at in (1, 3, 5))
        values[color.get('scheme_preference')] = colorsys.rgb_to_hls(red, green, blue)
    for scheme, fits in (('light', lambda light: light > .6), ('dark', lambda light: light < .35)):
        _, light, saturation = values.get(scheme, (0, .5, 0))
        if not fits(light) or saturation < .3:
            yield f'{scheme}: {values.get(scheme)}'


def check_release():
    """the newest release is this version, its day is not still to come, and it says what is new"""
    release = ROOT.find('releases/release')
    if release.get('version') != VERSION:
        yield f'{release.get("version")} is not {VERSION}'
    if datetime.date.fromisoformat(release.get('date')) > datetime.date.today():
        yield f'{release.get("date")} is in the future'
    if release.find('description/p') is None:
        yield 'it does not say what is new'


def check_links():
    """whoever wants to know more, report something or help finds where"""
    kinds = {url.get('type') for url in ROOT.findall('url')}
    yield from sorted({'homepage', 'bugtracker', 'help', 'translate', 'vcs-browser', 'contribute'} - kinds)


def check_chinese():
    """a software centre says all of it in Chinese"""
    for parent in ROOT.iter():
        for tag in {'summary', 'caption', 'p', 'li'} & {thing.tag for thing in parent}:
            here = [thing for thing in parent if thing.tag == tag]
            said = sum(thing.get(LANG) == 'zh-CN' for thing in here)
            if said != sum(LANG not in thing.attrib for thing in here):
                yield f'{parent.tag}/{tag}: {said} in Chinese'


def check_icons():
    """the icons are squares of the sizes that they are drawn for, and the symbolic one has one colour"""
    for path in tap.files('.svg', under=['data/icons']):
        drawing = ElementTree.parse(os.path.join(tap.ROOT, path)).getroot()
        side = '16' if path.endswith('-symbolic.svg') else '128'
        if (drawing.get('width'), drawing.get('height'), drawing.get('viewBox')) != (side, side, f'0 0 {side} {side}'):
            yield f'{path}: not {side} × {side}'
        colours = set(re.findall(r'(?:fill|stroke|stop-color)[=:]"?([^";]+)', tap.read(path)))
        if side == '16' and len(colours) != 1:
            yield f'{path}: {colours}'
    for path in (f'hicolor/scalable/apps/{ICON}.svg', f'hicolor/scalable/apps/{ICON}.Devel.svg',
                 f'hicolor/symbolic/apps/{ICON}-symbolic.svg'):
        if not os.path.exists(os.path.join(tap.ROOT, 'data/icons', path)):
            yield f'{path} does not exist'


def check_same_program():
    """desktop file, metainfo and D-Bus name the same program, and a launcher can start each of its actions"""
    desktop = configparser.RawConfigParser(interpolation=None)
    desktop.optionxform = str
    desktop.read(DESKTOP, encoding='utf-8')
    entry, name = desktop['Desktop Entry'], ROOT.findtext('id')
    if os.path.basename(DESKTOP) != f'{name}.desktop' or ROOT.findtext('launchable') != f'{name}.desktop':
        yield f'{name}: {DESKTOP}, {ROOT.findtext("launchable")}'
    if entry['Icon'] != name or entry['DBusActivatable'] != 'true' or ROOT.findtext('provides/dbus') != name:
        yield f'{entry["Icon"]}, {ROOT.findtext("provides/dbus")}'
    for mime in filter(None, entry.get('MimeType', '').split(';')):
        if mime not in [thing.text for thing in ROOT.findall('provides/mediatype')]:
            yield f'{mime} is not in the metainfo'
    provided = [(thing.tag, thing.text) for thing in ROOT.find('provides')]
    yield from (f'{thing} is provided twice' for thing in sorted(set(provided)) if provided.count(thing) > 1)
    for action in filter(None, entry['Actions'].split(';')):
        section = desktop[f'Desktop Action {action}']
        if not section['Exec'].startswith('sluice ') or 'Name[zh_CN]' not in section:
            yield f'{action}: {dict(section)}'


tap.run([check_validator, check_desktop_file, check_name_and_summary, check_description, check_pictures, check_colours,
         check_release, check_links, check_chinese, check_icons, check_same_program])
