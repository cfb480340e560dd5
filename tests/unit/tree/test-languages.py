#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What gettext's own check does not see: a translation that loses what the window needs, or is set badly."""

import collections
import gettext
import os
import re
import subprocess
import tempfile

import catalogue
import tap

DIRECTIVE = re.compile(r"%(?:(\d+)\$)?[-+ #0'I]*\d*(?:\.(?:\d+|\*))?(hh|h|ll|l|z|j|t|L)?([diouxXeEfFgGcsp%])")
TAG = re.compile(r'</?[a-z]+>|&[a-z]+;|\*\*|`')
MNEMONIC = re.compile(r'_(\w)')

# The end of a sentence or label, and how each language writes it.
ENDINGS = {'.': '.。', '…': '…', ':': ':：', '?': '?？؟', '!': '!！'}

# Questions that a server asks of a switch: Chinese names the switch.
SWITCHES = {'Use SSH tunnel?', 'Use SSL?', 'Use HTTPS?', 'Verify server certificate?', 'Verify TLS certificate?'}

RIGHT_TO_LEFT = {'ar', 'fa', 'he', 'ur', 'yi'}

# Which form a number takes, by the Unicode CLDR.
PLURALS = {
    'zh_CN': {0: range(0, 200)},
    'ar': {0: [0], 1: [1], 2: [2], 3: [3, 4, 10, 103, 110, 1003], 4: [11, 26, 99, 111, 1011],
           5: [100, 101, 102, 200, 201, 1000, 1002, 1000000]},
}


def each():
    """Each language, with its messages as the sources have them now."""
    with tempfile.TemporaryDirectory() as folder:
        pot = catalogue.template(folder)
        for language in catalogue.languages():
            path = catalogue.merged(language, pot, folder)
            yield language, [message for message in catalogue.read(path)[1:] if any(message.forms)], path


def check_gettext():
    """each language passes msgfmt with all its checks, by the flags of the sources"""
    for language, _, path in each():
        done = subprocess.run(['msgfmt', '--check-format', '--check-header', '--check-domain', '--check-accelerators=_',
                               '--output-file=/dev/null', path], capture_output=True, text=True)
        if done.returncode:
            yield from (f'{language}: {line}' for line in done.stderr.splitlines())


def arguments(text):
    """What a format reads: for each argument by its number, how."""
    found, at = {}, 0
    for match in DIRECTIVE.finditer(text):
        if match[3] != '%':
            at = int(match[1]) if match[1] else at + 1
            found[at] = ((match[2] or ''), {'i': 'd'}.get(match[3], match[3]))
    return found


def check_placeholders():
    """every placeholder is there, and reads what it should; only the number of a plural may be left out"""
    for language, messages, _ in each():
        for message in messages:
            wanted = arguments(message.plural or message.id)
            for form in message.forms:
                have = arguments(form)
                left_out = [wanted[at] for at in wanted.keys() - have.keys()]
                spoken = message.plural and len(message.forms) > 2 and len(left_out) == 1 and left_out[0][1] in 'uds'
                if any(wanted.get(at) != kind for at, kind in have.items()) or left_out and not spoken:
                    if '%' in message.id and 'c-format' in message.flags:
                        yield f'{language}: {message} → {form}'


def check_markup():
    """tags, entities and marks of emphasis are those of the original"""
    for language, messages, _ in each():
        for message in messages:
            for original, form in message.pairs():
                if collections.Counter(TAG.findall(original)) != collections.Counter(TAG.findall(form)):
                    yield f'{language}: {message} → {form}'


def mnemonic(text):
    """The letter that a label is chosen by, or nothing: an underscore in a name or an address is none."""
    word = re.search(r'[\w-]*_\w*', text)
    if text.count('_') != 1 or len(text.split()) > 6 or not word or not re.match('[A-Z]', word[0].replace('_', '')):
        return None
    if word[0].isupper() and len(word[0]) > 4:
        return None
    match = MNEMONIC.search(text)
    return match and match[1].upper()


def translated_mnemonic(form):
    match = MNEMONIC.search(form)
    return match and match[1].upper()


def check_mnemonics():
    """a label that is chosen by a letter still is, by one; in Chinese by the same one, in brackets"""
    for language, messages, _ in each():
        for message in messages:
            letter = mnemonic(message.id)
            for form in message.forms if letter else []:
                if len(MNEMONIC.findall(form)) != 1 or language == 'zh_CN' and f'(_{letter})' not in form:
                    yield f'{language}: {message} → {form}'


def groups_of_labels():
    """The labels that are on the screen together: of a definition, or of the buttons of a dialog."""
    for path in tap.files('.blp', under=['src']):
        yield path, re.findall(r'_\("([^"]*_[^"]*)"\)', tap.read(path))
    for path in tap.files('.c', under=['src']):
        for call in re.findall(r'adw_alert_dialog_add_responses\s*\((.*?)NULL\)', tap.read(path), re.S):
            yield path, re.findall(r'_ \("([^"]*)"\)', call)


def check_one_letter_each():
    """no two labels of a page or a dialog are chosen by the same letter"""
    catalogues = {language: {message.id: message.forms[0] for message in messages} for language, messages, _ in each()}
    for path, labels in groups_of_labels():
        labels = [label for label in dict.fromkeys(labels) if mnemonic(label)]
        for language, said in {'English': {}, **catalogues}.items():
            letters = collections.Counter(translated_mnemonic(said.get(label, label)) for label in labels)
            yield from (f'{path}: {language}: {letter} in {labels}' for letter, n in letters.items() if n > 1)


def check_quotes():
    """quotes are typographic ones, and each that opens is closed"""
    for language, messages, _ in each():
        for message in messages:
            for original, form in message.pairs():
                straight = form.count('"') > original.count('"') or form.count("'") > original.count("'") + (
                    form.count("%'") + form.count("$'") - original.count("%'") - original.count("$'"))
                if straight or form.count('“') != form.count('”') or form.count('«') != form.count('»'):
                    yield f'{language}: {message} → {form}'


def ending(text, of):
    """How a text ends: the key in ENDINGS, or nothing. “(_S)…” ends as “…” does."""
    last = text.rstrip()[-1:]
    return next((key for key, marks in of.items() if last in marks), None) if last else None


def check_endings():
    """a full stop, colon, question mark or ellipsis at the end is kept, and none is added"""
    for language, messages, _ in each():
        for message in messages:
            for original, form in message.pairs():
                if ending(original, {key: key for key in ENDINGS}) != ending(form, ENDINGS) and message.id not in SWITCHES:
                    yield f'{language}: {message} → {form}'


def check_spaces():
    """a line break at an end is kept; so is a space, but in Chinese, where a full stop has one of its own"""
    for language, messages, _ in each():
        for message in messages:
            for original, form in message.pairs():
                if language != 'zh_CN' and (original[:1] == ' ', original[-1:] == ' ') != (form[:1] == ' ', form[-1:] == ' '):
                    yield f'{language}: {message} → {form}'
                if '  ' in form and '  ' not in original:
                    yield f'{language}: two spaces: {message} → {form}'


def check_order():
    """read from right to left, what a sentence is given is isolated (U+2068, U+2069), and no line begins the other way"""
    letter, text = re.compile(r'[\u05d0-\u05ea\u0621-\u06d3]'), re.compile(r'%(?:\d+\$)?s')
    begins = re.compile(r'[A-Za-z\u2068]|[\u0590-\u06ff\u200f]')
    for language, messages, _ in each():
        for message in messages if language in RIGHT_TO_LEFT else []:
            # A sample's columns stay as they are.
            for form in message.forms if not message.id.startswith('--') and '  ' not in message.id else []:
                words = re.sub(r'</?[a-z]+>|%[^\s%]*?[udf]', '', form)
                if not letter.search(words) or message.id.endswith(';'):
                    continue
                outside = re.sub('\u2068[^\u2069]*\u2069', '', form)
                first = begins.search(words)
                if text.search(outside) or re.search('[\u2068\u2069]', outside) or not re.match('[\u0590-\u06ff\u200f]', first[0]):
                    yield f'{language}: {message} → {form}'


def check_headers():
    """the header says which language it is, who wrote it, and which numbers take which form"""
    for language in catalogue.languages():
        fields = catalogue.header(catalogue.read(f'po/{language}.po'))
        for name in ('Project-Id-Version', 'PO-Revision-Date', 'Last-Translator', 'Language-Team', 'Plural-Forms'):
            if re.search(r'^$|FULL NAME|PACKAGE|YEAR-MO|LL@li|EXPRESSION', fields.get(name, '')):
                yield f'{language}: {name}: {fields.get(name)}'
        if fields.get('Language') != language:
            yield f'{language}: Language: {fields.get("Language")}'
        if 'charset=UTF-8' not in fields.get('Content-Type', ''):
            yield f'{language}: Content-Type: {fields.get("Content-Type")}'
        if language not in PLURALS:
            yield f'{language}: this check does not know its plural forms'
            continue
        rule = re.match(r'nplurals=(\d+); *plural=(.*);$', fields.get('Plural-Forms', ''))
        if not rule or int(rule[1]) != len(PLURALS[language]):
            yield f'{language}: Plural-Forms: {fields.get("Plural-Forms")}'
            continue
        form_of = gettext.c2py(rule[2])
        yield from (f'{language}: {number} takes form {form_of(number)}, not {form}'
                    for form, numbers in PLURALS[language].items() for number in numbers if form_of(number) != form)


# What the window shows, in C. Names of icons, actions and styles go other ways.
SHOWN = re.compile(r'\b(?:(?:gtk|adw)_\w+_set_(?:label|title|subtitle|text|markup|tooltip_text|tooltip_markup|description|'
                   r'heading|body|placeholder_text|button_label)|gtk_label_new|gtk_button_new_with_\w+|'
                   r'gtk_accessible_announce|adw_toast_new|g_notification_(?:new|set_title|set_body|add_button)|'
                   r'gtk_check_button_new_with_\w+|adw_alert_dialog_new|sluice_announce)\s*\(([^;]*?)\);', re.S)
SAID = re.compile(r'\b(?:_|C_|ngettext|g_object_get_data)\s*\((?:[^()"]|"(?:\\.|[^"\\])*"|\([^()]*\))*\)')


def check_nothing_bare():
    """what C code shows has been through gettext"""
    for path in tap.files('.c', under=['src/ui']):
        text = re.sub(r'/\*.*?\*/', lambda match: re.sub(r'[^\n]', ' ', match[0]), tap.read(path), flags=re.S)
        for call in SHOWN.finditer(text):
            for bare in re.findall(r'"((?:\\.|[^"\\])*)"', SAID.sub('', call[1])):
                if re.search(r'[a-z]{2}', re.sub(r'%\S*|\\.', '', bare)):
                    yield f'{path}:{text.count(chr(10), 0, call.start()) + 1}: {bare}'


tap.run([check_gettext, check_placeholders, check_markup, check_mnemonics, check_one_letter_each, check_quotes,
         check_endings, check_spaces, check_order, check_headers, check_nothing_bare])
