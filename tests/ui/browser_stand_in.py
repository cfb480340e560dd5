#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands for the browser and the person before it: opens the page that it is given, and answers what it asks.

What it does stands in $BROWSER_STAND_IN, a JSON file: "do" is "connect", "decline", or "nothing", which is a window that
was closed; "delay" are the seconds that it takes; the rest is what is filled in. Which pages were opened is written,
one a line, to the file of that name with ".opened" at its end. Tests also call it in this process.
"""

import html.parser
import json
import os
import sys
import time
import urllib.parse
import urllib.request


class Form(html.parser.HTMLParser):
    """What a page's form sends when nothing is changed in it."""

    def __init__(self, text):
        super().__init__()
        self.fields = {}
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "input" and (attrs.get("type") not in ("radio", "checkbox") or "checked" in attrs):
            self.fields[attrs["name"]] = attrs.get("value", "")


def visit(url, do, delay=0, **values):
    with urllib.request.urlopen(url, timeout=20) as page:
        form = Form(page.read().decode())
    time.sleep(delay)
    if do == "nothing":
        return
    sent = urllib.parse.urlencode({**form.fields, **values, "answer": do}).encode()
    with urllib.request.urlopen(url, data=sent, timeout=20) as answer:
        answer.read()


def main():
    path = os.environ["BROWSER_STAND_IN"]
    with open(f"{path}.opened", "a", encoding="utf-8") as opened:
        print(sys.argv[1], file=opened)
    with open(path, encoding="utf-8") as file:
        visit(sys.argv[1], **json.load(file))


if __name__ == "__main__":
    main()
