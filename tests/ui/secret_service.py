# SPDX-License-Identifier: GPL-3.0-or-later
"""What another program finds in the keyring: asks the Secret Service over the session bus, as Passwords and Keys does."""

from gi.repository import Gio, GLib

NAME = "org.freedesktop.secrets"
SERVICE = "/org/freedesktop/secrets", "org.freedesktop.Secret.Service"
COLLECTION = "/org/freedesktop/secrets/collection/login"
ITEM = "org.freedesktop.Secret.Item"
PROPERTIES = "org.freedesktop.DBus.Properties"
TIMEOUT_MS = 20000


class SecretService:
    """A connection of its own to the keyring."""

    def __init__(self):
        address = Gio.dbus_address_get_for_bus_sync(Gio.BusType.SESSION)
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self.bus = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)
        self.session = self._call(*SERVICE, "OpenSession", GLib.Variant("(sv)", ("plain", GLib.Variant("s", ""))))[1]

    def _call(self, path, interface, method, arguments=None):
        return self.bus.call_sync(NAME, path, interface, method, arguments, None, Gio.DBusCallFlags.NONE, TIMEOUT_MS,
                                  None).unpack()

    def find(self, **attributes):
        """The paths of the items that have all of these, locked ones too."""
        unlocked, locked = self._call(*SERVICE, "SearchItems", GLib.Variant("(a{ss})", (attributes,)))
        return unlocked + locked

    def read(self, path):
        """The secret of an item, as text."""
        secret = self._call(path, ITEM, "GetSecret", GLib.Variant("(o)", (self.session,)))[0]
        return bytes(secret[2]).decode()

    def secret(self, **attributes):
        """The secret of the only item that has all of these, or None."""
        found = self.find(**attributes)
        assert len(found) <= 1, f"{len(found)} items"
        return self.read(found[0]) if found else None

    def forget(self, **attributes):
        """Removes the items that have all of these; the keyring is not locked."""
        for path in self.find(**attributes):
            self._call(path, ITEM, "Delete")

    def get(self, path, name):
        """The Label or the Attributes of an item."""
        return self._call(path, PROPERTIES, "Get", GLib.Variant("(ss)", (ITEM, name)))[0]

    def lock(self):
        self._call(*SERVICE, "Lock", GLib.Variant("(ao)", ([COLLECTION],)))

    def is_locked(self):
        return self._call(COLLECTION, PROPERTIES, "Get",
                          GLib.Variant("(ss)", ("org.freedesktop.Secret.Collection", "Locked")))[0]
