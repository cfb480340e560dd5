# SPDX-License-Identifier: GPL-3.0-or-later
"""A template of python-dbusmock: the Background portal, which lets programs run without a window, or does not."""

import json

import dbus
import dbus.service

BUS_NAME = "org.freedesktop.portal.Desktop"
MAIN_OBJ = "/org/freedesktop/portal/desktop"
MAIN_IFACE = "org.freedesktop.portal.Background"
SYSTEM_BUS = False

REQUEST = "org.freedesktop.portal.Request"
TEST = "io.github.sluice_app.Test"


def load(mock, parameters):
    mock.background_allows = bool(parameters.get("allows", True))
    mock.background_asked = []
    mock.background_statuses = []
    mock.AddProperty(MAIN_IFACE, "version", dbus.UInt32(2))


@dbus.service.method(MAIN_IFACE, in_signature="sa{sv}", out_signature="o", sender_keyword="sender")
def RequestBackground(self, parent_window, options, sender=None):
    """Answers to whoever asked, and to nobody else, as the real one does."""
    name = sender.lstrip(":").replace(".", "_")
    path = f"{MAIN_OBJ}/request/{name}/{options['handle_token']}"
    self.background_asked.append({"reason": str(options.get("reason", "")), "autostart": bool(options["autostart"])})
    results = dbus.Dictionary({"background": dbus.Boolean(self.background_allows), "autostart": dbus.Boolean(False)},
                              signature="sv")
    self.EmitSignalDetailed(REQUEST, "Response", "ua{sv}", [dbus.UInt32(0), results],
                            {"destination": sender, "path": path})
    return dbus.ObjectPath(path)


@dbus.service.method(MAIN_IFACE, in_signature="a{sv}", out_signature="")
def SetStatus(self, options):
    message = str(options.get("message", ""))
    if len(message) > 96:
        raise dbus.exceptions.DBusException("A message has at most 96 characters",
                                            name="org.freedesktop.portal.Error.InvalidArgument")
    self.background_statuses.append(message)


@dbus.service.method(TEST, in_signature="", out_signature="s")
def Told(self):
    """What was asked and told so far, as JSON."""
    return json.dumps({"asked": self.background_asked, "statuses": self.background_statuses})


@dbus.service.method(TEST, in_signature="b", out_signature="")
def Allow(self, allows):
    """Begins anew, and allows it or does not."""
    self.background_allows = bool(allows)
    self.background_asked.clear()
    self.background_statuses.clear()
