# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of a window with its rounded corners and its shadow, as software centres want them.

GTK draws both only where a compositing window manager says that it can handle them. Here is none, but something that
says so: who looks at the picture sees through it, nobody at the virtual display.
"""

import ctypes
import subprocess

X11 = ctypes.CDLL("libX11.so.6")
XA_ATOM, XA_WINDOW = 4, 33
REPLACE = 0
Z_PIXMAP, ALL_PLANES = 2, ctypes.c_ulong(-1).value
# On the display and on the bus alike.
NAME = b"Sluice's tests"


class XImage(ctypes.Structure):
    """The beginning of Xlib's own."""

    _fields_ = [("width", ctypes.c_int), ("height", ctypes.c_int), ("xoffset", ctypes.c_int),
                ("format", ctypes.c_int), ("data", ctypes.c_void_p), ("byte_order", ctypes.c_int),
                ("bitmap_unit", ctypes.c_int), ("bitmap_bit_order", ctypes.c_int), ("bitmap_pad", ctypes.c_int),
                ("depth", ctypes.c_int), ("bytes_per_line", ctypes.c_int), ("bits_per_pixel", ctypes.c_int)]


for function, result, arguments in (
        ("XOpenDisplay", ctypes.c_void_p, [ctypes.c_char_p]),
        ("XCloseDisplay", ctypes.c_int, [ctypes.c_void_p]),
        ("XDefaultRootWindow", ctypes.c_ulong, [ctypes.c_void_p]),
        ("XInternAtom", ctypes.c_ulong, [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]),
        ("XCreateSimpleWindow", ctypes.c_ulong,
         [ctypes.c_void_p, ctypes.c_ulong, *[ctypes.c_int] * 2, *[ctypes.c_uint] * 3, *[ctypes.c_ulong] * 2]),
        ("XSetSelectionOwner", ctypes.c_int, [ctypes.c_void_p, *[ctypes.c_ulong] * 3]),
        ("XChangeProperty", ctypes.c_int,
         [ctypes.c_void_p, *[ctypes.c_ulong] * 3, ctypes.c_int, ctypes.c_int, ctypes.c_void_p, ctypes.c_int]),
        ("XSync", ctypes.c_int, [ctypes.c_void_p, ctypes.c_int]),
        ("XGetGeometry", ctypes.c_int, [ctypes.c_void_p, ctypes.c_ulong, *[ctypes.c_void_p] * 7]),
        ("XGetImage", ctypes.POINTER(XImage),
         [ctypes.c_void_p, ctypes.c_ulong, *[ctypes.c_int] * 2, *[ctypes.c_uint] * 2, ctypes.c_ulong, ctypes.c_int]),
        ("XDestroyImage", ctypes.c_int, [ctypes.POINTER(XImage)])):
    getattr(X11, function).restype = result
    getattr(X11, function).argtypes = arguments


class Shadows:
    """While it is there, new windows have a shadow."""

    def __enter__(self):
        self.display = X11.XOpenDisplay(None)
        root = X11.XDefaultRootWindow(self.display)
        self.window = X11.XCreateSimpleWindow(self.display, root, -10, -10, 1, 1, 0, 0, 0)
        X11.XSetSelectionOwner(self.display, self._atom(b"_NET_WM_CM_S0"), self.window, 0)
        for owner in (root, self.window):
            self._set(owner, b"_NET_SUPPORTING_WM_CHECK", XA_WINDOW, self.window)
        self._set(root, b"_NET_SUPPORTED", XA_ATOM, self._atom(b"_GTK_FRAME_EXTENTS"))
        X11.XSync(self.display, 0)
        return self

    def __exit__(self, *unused):
        X11.XCloseDisplay(self.display)

    def _atom(self, name):
        return X11.XInternAtom(self.display, name, 0)

    def _set(self, window, name, kind, value):
        X11.XChangeProperty(self.display, window, self._atom(name), kind, 32, REPLACE,
                            ctypes.byref(ctypes.c_ulong(value)), 1)

    def read(self, window):
        """Width, height, and pixels of four bytes (blue, green, red, opacity; the colours dimmed by that)."""
        geometry = [ctypes.c_ulong(), ctypes.c_int(), ctypes.c_int(), *[ctypes.c_uint() for _ in range(4)]]
        X11.XGetGeometry(self.display, window, *map(ctypes.byref, geometry))
        width, height = geometry[3].value, geometry[4].value
        image = X11.XGetImage(self.display, window, 0, 0, width, height, ALL_PLANES, Z_PIXMAP)
        pixels = ctypes.string_at(image.contents.data, image.contents.bytes_per_line * height)
        X11.XDestroyImage(image)
        return width, height, pixels

    def write(self, window, path):
        width, height, pixels = self.read(window)
        subprocess.run(
            ["convert", "-size", f"{width}x{height}", "-depth", "8", "bgra:-",
             "(", "-clone", "0", "-alpha", "extract", ")",
             "(", "-clone", "0", "-alpha", "off", "-clone", "1", "-compose", "DivideSrc", "-composite",
             # What compresses well: the shadow is all opacity, and a window has few colours.
             "-dither", "None", "-colors", "256", ")",
             "-delete", "0", "+swap", "-compose", "CopyOpacity", "-composite", "-strip", path],
            input=pixels, check=True)
