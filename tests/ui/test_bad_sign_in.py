#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever is wrong with a key or with what answers at an address is said where it can be mended; nothing typed is lost,
and one goes on after mending it."""

import http.server
import json
import os
import shutil
import ssl
import subprocess
import tempfile
import threading

os.environ["GSETTINGS_BACKEND"] = "keyfile"

import accounts  # noqa: E402
import tap  # noqa: E402
from driver import Sluice  # noqa: E402

folder = None
server = None


class Impostor:
    """Something that answers at an address and is no PostHog; counts who came and whether a key did."""

    def __init__(self, status=200, body=b"", content_type="application/json", headers=None, hang_up=False, tls=None):
        impostor = self
        self.paths = []
        self.keys = 0

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *arguments):
                pass

            def answer(self):
                impostor.paths.append(self.path)
                impostor.keys += "Authorization" in self.headers
                if hang_up:
                    self.close_connection = True
                    self.connection.close()
                    return
                self.send_response(status)
                for name, value in (headers or {}).items():
                    self.send_header(name, value)
                self.send_header("Content-Type", content_type)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_POST = answer

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        scheme = "http"
        if tls is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*tls)
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
            scheme = "https"
        self.url = f"{scheme}://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.server.shutdown()
        self.server.server_close()


def window():
    return Sluice(log=os.path.join(folder, "log"), pictures=os.environ.get("SLUICE_PICTURES"))


def type_sign_in(app, url, key):
    accounts.ask_for_key(app)
    accounts.choose_place(app, "Own Server")
    app.type("Address of the server", url)
    accounts.connect(app, key)


def go_on(app):
    """What was wrong is mended, and one gets to Home; what was kept is let go of for the next case."""
    app.type("Address of the server", server.url)
    accounts.connect(app, server.key + "_limited")
    accounts.see_home(app)
    accounts.sign_out(app)


def refuse(url, *words, key=None, choose=False):
    """Signs in to what is wrong, reads the words, sees what was typed still there, mends it and gets to Home."""
    wrong_key = key if key is not None else server.key + "_limited"
    with window() as app:
        type_sign_in(app, url, wrong_key)
        if choose:
            app.read("Which project?")
            app.press("Connect")
        for text in words:
            app.read(text, 60)
        assert app.text_of("Address of the server") == url, "the address is gone"
        assert len(app.text_of("Personal API key")) == len(wrong_key), "the key is gone"
        assert server.key not in app.read_log(), "the key is in the log"
        go_on(app)


def no_scope():
    """A key that may read only: the server's words, which box to tick, and the scope is shown as missing"""
    refuse(server.url, r"API key missing required scope 'external_data_source:write'",
           r"tick “(external_data_source:write|Write)”", r"^Missing$", key=server.key + "_readonly", choose=True)


def revoked():
    """A key that was revoked"""
    refuse(server.url, r"Personal API key found in request Authorization header is invalid\.",
           "This server does not know the key", key="phx_revoked")


def project_key():
    """The project's own key, which is no personal one, is told apart before it is sent"""
    with Impostor() as impostor:
        refuse(impostor.url, "A personal API key begins with “phx_”", key="phc_a-project-key")
        assert impostor.keys == 0, "the key was sent"


def not_posthog():
    """An address where something else answers"""
    with Impostor(404, b'{"error": "no such page"}') as impostor:
        refuse(impostor.url, "There is no PostHog at this address")


def web_page():
    """A web page instead of an answer"""
    with Impostor(200, b"<html><body>Welcome to the hotel's network</body></html>", "text/html") as impostor:
        refuse(impostor.url, r"(?i)web page|something else than PostHog|not JSON")


def half_json():
    """Half a JSON document"""
    with Impostor(200, b'{"email": "ada@exam') as impostor:
        refuse(impostor.url, r"(?i)JSON|ended|understood")


def nothing():
    """An answer with nothing in it, and a server that hangs up"""
    with Impostor(200, b"") as impostor:
        refuse(impostor.url, r"(?i)empty|nothing")
    with Impostor(hang_up=True) as impostor:
        refuse(impostor.url, r"(?i)Check this computer’s connection|try again")


def redirect():
    """A redirect to another origin: the key never follows"""
    with Impostor(200, b"{}") as other, \
            Impostor(302, b"", headers={"Location": f"{other.url}/api/users/@me/"}) as impostor:
        refuse(impostor.url, "which Sluice does not follow", "Nothing was sent there: neither the API key")
        assert other.paths == [], f"it was followed to {other.paths}"


def wrong_types():
    """Wrong types at every key of who the key belongs to: what is needed is named, the rest is done without"""
    good = {"email": "ada@example.com", "team": {"id": 1}, "organization": {"name": "Acme", "teams": [], "projects": []}}
    for key, value in (("email", 7), ("email", None)):
        with Impostor(200, json.dumps({**good, key: value}).encode()) as impostor:
            refuse(impostor.url, r"email")
    wrong = {"email": "ada@example.com", "team": "x", "organization": [1], "organizations": 3}
    with Impostor(200, json.dumps(wrong).encode()) as impostor, window() as app:
        type_sign_in(app, impostor.url, "phx_invented")
        app.find("text", "Number of the project")
        go_on(app)


def certificate():
    """A certificate that nobody vouches for"""
    pair = os.path.join(folder, "cert.pem"), os.path.join(folder, "key.pem")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=127.0.0.1",
                    "-addext", "subjectAltName=IP:127.0.0.1", "-out", pair[0], "-keyout", pair[1]], check=True,
                   stderr=subprocess.DEVNULL)
    with Impostor(200, b"{}", tls=pair) as impostor:
        refuse(impostor.url, r"(?i)certificate")
        assert impostor.keys == 0, "the key was sent to somebody nobody vouches for"


def other_project():
    """A key without rights in the project says which, and another project can be chosen"""
    with window() as app:
        type_sign_in(app, server.url, server.key + "_nouser")
        app.type("Number of the project", "31337")
        app.press("Connect")
        app.read(r"(?i)ID 31337|^Not found")
        assert app.text_of("Number of the project") == "31337"
        app.type("Number of the project", "12345")
        app.press("Connect")
        accounts.see_home(app)
        accounts.sign_out(app)


def main():
    global folder, server
    folder = tempfile.mkdtemp(prefix="sluice-ui-")
    os.chmod(folder, 0o711)
    try:
        server = accounts.Server(folder, "posthog")
        return tap.run(no_scope, revoked, project_key, not_posthog, web_page, half_json, nothing, redirect, wrong_types,
                       certificate, other_project)
    finally:
        if server is not None:
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    raise SystemExit(main())
