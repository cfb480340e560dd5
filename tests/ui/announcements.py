# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screen reader is told to say, besides what has the focus."""

import re
import time

from driver import until
from keyboard import hear


class Announcements:
    """All that a Sluice has announced since this was made, in order."""

    def __init__(self, app):
        self.app = app
        self.all = []
        app.bus.listen("announcement", self._announced)

    def _announced(self, owner, _path, _what, _priority, text):
        if owner == self.app.application.owner:
            self.all.append((time.monotonic(), text))

    @property
    def texts(self):
        hear()
        return [text for _, text in self.all]

    def wait_for(self, pattern, limit=60):
        """Waits until such a text was announced, and gives it."""
        expression = re.compile(pattern)
        return until(f"“{pattern}” among {self.texts}",
                     lambda: next((text for text in self.texts if expression.search(text)), None), limit)

    def clear(self):
        hear()
        self.all.clear()
