#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever is wrong with a key or with what answers at an address is said where it can be mended; nothing typed is lost,
and one goes on after mending it."""

import http.server
import json
import os
import re
import shutil
import ssl
import subprocess
import tempfile
import threading

os.environ["GSETTINGS_BACKEND"] = "keyfile"

import accounts  # noqa: E402
import postgres  # noqa: E402
import tap  # noqa: E402
from driver import Sluice  # noqa: E402

# What to do about an answer that cannot be one of PostHog's.
NO_POSTHOG = ("check that the address is a PostHog server’s, and that Sluice is up to date.",)

# Who the key belongs to: all of it that Sluice reads.
GOOD = {"email": "ada@example.com", "team": {"id": 12, "name": "Shop"},
        "organization": {"name": "Acme", "teams": [{"id": 12, "name": "Shop"}], "projects": [{"id": 12, "name": "Shop"}]}}

# The authority of good.pem, expired.pem and elsewhere.pem is trusted here, that of unknown.pem is not.
CERTIFICATES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "api", "certificates")

folder = None
server = None


class Impostor:
    """Something that answers at an address and is no PostHog; counts who came and whether a key did."""

    def __init__(self, status=200, body=b"", content_type="application/json", headers=None, hang_up=False, tls=None,
                 bodies=None):
        """bodies: by the end of a path, what is answered there instead of body."""
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
                path = self.path.split("?")[0].rstrip("/")
                content = next((other for end, other in (bodies or {}).items() if path.endswith(end)), body)
                self.send_response(status)
                for name, value in (headers or {}).items():
                    self.send_header(name, value)
                self.send_header("Content-Type", content_type)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

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


def read_all(app, *words):
    for text in words:
        app.read(re.escape(text), 60)


def is_as_typed(app, url, key):
    """What was typed is there, and nothing of it is kept anywhere that is not proved."""
    assert app.text_of("Address of the server") == url, "the address is gone"
    assert len(app.text_of("Personal API key")) == len(key), "the key is gone"
    settings = os.path.expanduser("~/.config/glib-2.0/settings/keyfile")
    if os.path.exists(settings):
        with open(settings, encoding="utf-8") as file:
            assert url not in file.read(), "a project that nobody could reach is kept"
    kept = subprocess.run(["secret-tool", "search", "--all", "origin", url], capture_output=True, text=True, check=False)
    assert kept.stdout == "", "a key that was not proved is kept"
    assert key not in app.read_log(), "the key is in the log"


def refuse(url, *words, key=None, choose=False):
    """Signs in to what is wrong, reads the words, sees what was typed still there, mends it and gets to Home."""
    wrong_key = key if key is not None else server.key + "_limited"
    with window() as app:
        type_sign_in(app, url, wrong_key)
        if choose:
            app.read("Which project?")
            app.press("Connect")
        read_all(app, *words)
        is_as_typed(app, url, wrong_key)
        go_on(app)


def no_scope():
    """A key that may read only: the server's words, which box to tick, and the scope is shown as missing"""
    refuse(server.url, "API key missing required scope 'external_data_source:write'",
           "Edit the key in PostHog, tick “external_data_source:write”, save it, then connect again.", "Missing", key=server.key + "_readonly", choose=True)


def revoked():
    """A key that was revoked"""
    refuse(server.url, "Personal API key found in request Authorization header is invalid.",
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
        refuse(impostor.url, "The answer is a web page, and no data.", "a network that wants you to sign in first")
    with Impostor(200, b"<html><title>Sign in to Wi-Fi</title></html>", "text/html") as impostor:
        refuse(impostor.url, "The answer is a web page, “Sign in to Wi-Fi”, and no data.")


def half_json():
    """Half a JSON document"""
    with Impostor(200, b'{"email": "ada@exam') as impostor:
        refuse(impostor.url, "The answer is not JSON, or only a part of it.", *NO_POSTHOG)


def nothing():
    """An answer with nothing in it, and a server that hangs up"""
    with Impostor(200, b"") as impostor:
        refuse(impostor.url, "The answer is empty.", *NO_POSTHOG)
    with Impostor(hang_up=True) as impostor:
        refuse(impostor.url, "Connection terminated unexpectedly", "Check this computer’s connection, then try again.")


def redirect():
    """A redirect to another origin: the key never follows"""
    with Impostor(200, b"{}") as other, \
            Impostor(302, b"", headers={"Location": f"{other.url}/api/users/@me/"}) as impostor:
        refuse(impostor.url, "which Sluice does not follow", "Nothing was sent there: neither the API key")
        assert other.paths == [], f"it was followed to {other.paths}"


def wrong_owner():
    """Whom the key belongs to, as something else: what is needed is named"""
    for answer, words in (({**GOOD, "email": 7}, "“email” is not text"), ({**GOOD, "email": None}, "“email” is missing"),
                          ({**GOOD, "email": ["ada@example.com"]}, "“email” is not text"),
                          ([GOOD], "the answer is not an object")):
        with Impostor(200, json.dumps(answer).encode()) as impostor:
            refuse(impostor.url, f"The answer cannot be used: {words}.", *NO_POSTHOG)


def unreadable_projects():
    """Wrong types at every key of the projects: those that can be read are there, of others the number is asked for"""
    organization = GOOD["organization"]
    for team, projects in ((7, "x"), ("x", {"id": 12}), ({"id": True}, [7, "x", [1]]), ({"id": {"odd": 1}}, [{"id": []}]),
                           ([12], [{"name": "Shop"}]), (None, None)):
        answer = {"email": "ada@example.com", "team": team, "organizations": 3,
                  "organization": {"name": 7, "teams": projects, "projects": projects}}
        at_project(answer, {"scoped_teams": "x", "scopes": 7}, lambda app: app.find("text", "Number of the project"))
    at_project({**GOOD, "team": 7, "organization": [organization]}, [],
               lambda app: app.find("text", "Number of the project"))
    odd = [7, {"id": []}, {"id": 31, "name": {"odd": 1}}, {"id": "32", "name": "Shop"}]
    at_project({**GOOD, "team": 7, "organization": {**organization, "teams": "x", "projects": odd}},
               {"scoped_teams": [[], None, "x"]}, lambda app: (app.find(None, "Project 31"), app.find(None, "Shop")))


def at_project(user, own_record, see):
    """Signs in to where these are the answers, sees what it should of the projects, and that nothing typed is lost."""
    key = "phx_invented"
    bodies = {"/users/@me": json.dumps(user).encode(), "/personal_api_keys/@current": json.dumps(own_record).encode()}
    with Impostor(200, b"{}", bodies=bodies) as impostor, window() as app:
        type_sign_in(app, impostor.url, key)
        app.read("Which project?")
        see(app)
        is_as_typed(app, impostor.url, key)
        go_on(app)


def unreadable_sources():
    """Wrong types in the project's list of sources, which proves the key: said, the project's number stays"""
    key = "phx_invented"
    for sources, words in (([], "the answer is not an object"), ({"results": {}}, "the list is not a list"),
                           ({"results": [7]}, "an entry of the list is not an object"),
                           ({"results": [{"id": 7, "source_type": "Postgres"}]}, "“id” is not text"),
                           ({"results": [{"id": "a", "source_type": None}]}, "“source_type” is missing")):
        bodies = {"/users/@me": json.dumps({"email": "ada@example.com"}).encode(),
                  "/external_data_sources": json.dumps(sources).encode()}
        with Impostor(200, b"{}", bodies=bodies) as impostor, window() as app:
            type_sign_in(app, impostor.url, key)
            app.type("Number of the project", "12")
            app.press("Connect")
            read_all(app, f"The answer cannot be used: {words}.", *NO_POSTHOG)
            assert app.text_of("Number of the project") == "12"
            is_as_typed(app, impostor.url, key)
            go_on(app)


def certificate():
    """A certificate that does not verify: what is wrong with it, what to do about that, and the key never left"""
    for name, *words in (
            ("expired", "The certificate of 127.0.0.1 expired on 2021-02-03.", "Check this computer’s date and time."),
            ("elsewhere", "The certificate that 127.0.0.1 shows is for posthog.example.com.", "Check the address."),
            ("unknown", "The certificate of 127.0.0.1 is signed by “stranger”, which this computer does not know.",
             "install its certificate in the system")):
        with Impostor(200, b"{}", tls=(os.path.join(CERTIFICATES, f"{name}.pem"),)) as impostor:
            refuse(impostor.url, *words)
            assert impostor.keys == 0, "the key was sent to somebody nobody vouches for"


def trusted():
    """An authority that was added to the system is as good as any other: the server behind it is asked"""
    with Impostor(200, b"<html><title>Something else</title>", content_type="text/html",
                  tls=(os.path.join(CERTIFICATES, "good.pem"),)) as impostor:
        refuse(impostor.url, "The answer is a web page, “Something else”, and no data.")
        assert impostor.paths, "nobody came"


def proxy():
    """A proxy that is not there is named, and not its password"""
    port = postgres.free_port()
    os.environ["https_proxy"] = f"http://ada:hunter2@127.0.0.1:{port}"
    try:
        with Impostor(200, b"{}", tls=(os.path.join(CERTIFICATES, "good.pem"),)) as impostor:
            refuse(impostor.url, f"The proxy 127.0.0.1:{port} cannot be reached:", "the variable https_proxy")
            assert not impostor.paths, "somebody went around the proxy"
    finally:
        del os.environ["https_proxy"]


def other_project():
    """A project that is not there is told from a key that is wrong, and another one can be chosen"""
    with window() as app:
        type_sign_in(app, server.url, server.key + "_nouser")
        app.type("Number of the project", "31337")
        app.press("Connect")
        read_all(app, "Not found.", "There is no such project here.")
        assert app.text_of("Number of the project") == "31337"
        app.type("Number of the project", "12345")
        app.press("Connect")
        accounts.see_home(app)
        accounts.sign_out(app)


def main():
    global folder, server
    folder = tempfile.mkdtemp(prefix="sluice-ui-")
    os.chmod(folder, 0o711)
    os.environ["SSL_CERT_FILE"] = os.path.join(CERTIFICATES, "authority.pem")
    try:
        server = accounts.Server(folder, "posthog")
        return tap.run(no_scope, revoked, project_key, not_posthog, web_page, half_json, nothing, redirect, wrong_owner,
                       unreadable_projects, unreadable_sources, certificate, trusted, proxy, other_project)
    finally:
        if server is not None:
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    tap.end_in_order()
    raise SystemExit(main())
