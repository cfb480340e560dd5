# SPDX-License-Identifier: GPL-3.0-or-later
"""The colours of the libadwaita that is installed, in each of its looks, and what a style sheet's values mean there."""

import ctypes
import re

FOLDER = b'/org/gnome/Adwaita/styles/'
ACCENTS = ['blue', 'teal', 'green', 'yellow', 'orange', 'red', 'pink', 'purple', 'slate']
NAMED = {'white': (1, 1, 1, 1), 'black': (0, 0, 0, 1), 'transparent': (0, 0, 0, 0)}


def load_styles():
    """libadwaita's style sheets by name; nothing where it is not installed."""
    try:
        ctypes.CDLL('libadwaita-1.so.0', mode=ctypes.RTLD_GLOBAL)
        gio, glib = ctypes.CDLL('libgio-2.0.so.0'), ctypes.CDLL('libglib-2.0.so.0')
    except OSError:
        return None
    gio.g_resources_lookup_data.restype = ctypes.c_void_p
    gio.g_resources_lookup_data.argtypes = [ctypes.c_char_p, ctypes.c_uint, ctypes.c_void_p]
    glib.g_bytes_get_data.restype = ctypes.c_void_p
    glib.g_bytes_get_data.argtypes = [ctypes.c_void_p, ctypes.POINTER(ctypes.c_size_t)]
    styles = {}
    for name in ['base', 'base-hc', 'defaults-light', 'defaults-dark']:
        data = gio.g_resources_lookup_data(FOLDER + name.encode() + b'.css', 0, None)
        if not data:
            return None
        size = ctypes.c_size_t()
        start = glib.g_bytes_get_data(data, ctypes.byref(size))
        styles[name] = ctypes.string_at(start, size.value).decode()
    return styles


def rules(text):
    """Each selector of a style sheet with what it declares, in order."""
    text = re.sub(r'/\*.*?\*/', '', text, flags=re.S)
    text = re.sub(r'@define-color[^;]*;', '', text)
    for selectors, body in re.findall(r'([^{}]+)\{([^{}]*)\}', text):
        declared = dict(re.findall(r'([\w-]+)\s*:\s*([^;]+);', body))
        for selector in re.split(r',(?![^(]*\))', selectors):
            yield ' '.join(selector.split()), declared


def cut(text):
    """The arguments of a function: at the commas that are not within another one."""
    return [part.strip() for part in re.split(r',(?![^(]*\))', text)]


def number(text):
    return float(text[:-1]) / 100 if text.endswith('%') else float(text)


def over(top, ground):
    """A colour on an opaque one."""
    return tuple(g + (t - g) * top[3] for t, g in zip(top[:3], ground)) + (1,)


def linear(channel):
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def contrast(one, other):
    """As the Web Content Accessibility Guidelines 2.2 define it, of two opaque colours: 1 to 21."""
    light, dark = sorted((sum(share * linear(channel) for share, channel in zip((0.2126, 0.7152, 0.0722), colour))
                          for colour in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def with_lightness(colour, change):
    """A colour with another lightness in Oklab (bottosson.github.io/posts/oklab), which the screen then clips."""
    r, g, b = (linear(channel) for channel in colour[:3])
    long, medium, short = (value ** (1 / 3) for value in (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b,
                                                          0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b,
                                                          0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b))
    lightness = change(0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short)
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    long, medium, short = (value ** 3 for value in (lightness + 0.3963377774 * a + 0.2158037573 * b,
                                                    lightness - 0.1055613458 * a - 0.0638541728 * b,
                                                    lightness - 0.0894841775 * a - 1.2914855480 * b))
    channels = (4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
                -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
                -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short)
    return tuple(min(max(value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055, 0), 1)
                 for value in channels) + (colour[3],)


class Look:
    """Light or dark, with high contrast or not, with one accent; the application's own sheets stand above."""

    def __init__(self, styles, own, scheme, high_contrast, accent):
        self.name = f'{scheme}{", high contrast" if high_contrast else ""}, {accent}'
        self.high_contrast, self.accent = high_contrast, accent
        sheets = [styles['defaults-' + scheme], styles['base-hc' if high_contrast else 'base']]
        self.names = {'accent_bg_color': f'var(--accent-{accent})', 'accent_fg_color': 'white'}
        for sheet in sheets:
            self.names.update(re.findall(r'@define-color (\w+) ([^;]+);', sheet))
        self.declared = {}
        for sheet in sheets + own[:1 + high_contrast]:
            for selector, declared in rules(sheet):
                self.declared.setdefault(selector, {}).update(declared)

    def expand(self, text, own):
        """A value without names: those of the rule, of :root and of @define-color."""
        for _ in range(20):
            found = re.search(r'var\((--[\w-]+)\)|@(\w+)', text)
            if not found:
                break
            variable, name = found.groups()
            value = own.get(variable) or self.declared[':root'][variable] if variable else self.names[name]
            text = text[:found.start()] + value + text[found.end():]
        return ' '.join(text.split())

    def colour(self, text, current=None, own=None):
        return self.parse(self.expand(text, own or {}), current)

    def parse(self, text, current):
        text = text.strip()
        if text.lower() == 'currentcolor':
            return current
        if text in NAMED:
            return NAMED[text]
        if text.startswith('#'):
            return tuple(int(text[at:at + 2], 16) / 255 for at in (1, 3, 5)) + (1,)
        function, inner = re.fullmatch(r'([\w-]+)\((.*)\)', text).groups()
        if function.lower() == 'rgb':
            channels, _, alpha = inner.partition('/')
            return tuple(float(channel) / 255 for channel in channels.split()) + (number(alpha.strip() or '1'),)
        if function == 'color-mix':
            return self.mix(cut(inner), current)
        if function == 'oklab':
            source, limit, bound = re.fullmatch(r'from (.*) (min|max)\(l, ([\d.]+)\) a b', inner.strip()).groups()
            limit = {'min': min, 'max': max}[limit]
            return with_lightness(self.parse(source, current), lambda lightness: limit(lightness, float(bound)))
        raise ValueError(text)

    def mix(self, parts, current):
        """color-mix() in sRGB, with alpha premultiplied."""
        assert parts[0] == 'in srgb', parts
        one, share = re.fullmatch(r'(.*?)(?:\s+([\d.]+%))?', parts[1]).groups()
        share = number(share or '50%')
        one, other = self.parse(one, current), self.parse(parts[2], current)
        alpha = one[3] * share + other[3] * (1 - share)
        channels = ((a * one[3] * share + b * other[3] * (1 - share)) / (alpha or 1) for a, b in zip(one, other[:3]))
        return tuple(channels) + (alpha,)
