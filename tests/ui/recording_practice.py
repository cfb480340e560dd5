#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands between Sluice and the practice server and writes down what was sent, secrets left out.

Sluice starts this in the place of sluice-practice (SLUICE_PRACTICE). It starts the real one with the same arguments,
passes every request on unchanged and notes method, path and body, one JSON line each, in $SLUICE_RECORD; a request that
Sluice lets go of before it is answered is let go of there too, and noted again with "gone". A server that hangs up is
passed on as one. What the server said when it was ready goes to $SLUICE_READY, where that is set. With
$RECORDING_WITHOUT_KEYRING the practice server has no keyring of its own. With $RECORDING_WHOLE what looks like a secret
is noted as well, for tests that type none but invented ones.
"""

import http.client
import http.server
import json
import os
import select
import socket
import subprocess
import sys
import threading
import urllib.parse

SECRET_NAMES = {"password", "private_key", "passphrase", "connection_string"}


def without_secrets(value):
    if "RECORDING_WHOLE" in os.environ:
        return value
    if isinstance(value, dict):
        return {key: "(secret)" if key in SECRET_NAMES else without_secrets(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [without_secrets(inner) for inner in value]
    return value


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    upstream = None
    record = None
    lock = threading.Lock()

    def log_message(self, *arguments):
        pass

    def note(self, **more):
        with self.lock:
            self.record.write(json.dumps({"method": self.command, "path": self.path, **more}) + "\n")
            self.record.flush()

    def note_body(self, body):
        try:
            body = without_secrets(json.loads(body)) if body else None
        except ValueError:
            body = "(not JSON)"
        self.note(body=body)

    def wait(self, connection):
        """Waits for the answer, and gives whether somebody still wants it."""
        readable, _, _ = select.select([connection.sock, self.connection], [], [])
        return self.connection not in readable or self.connection.recv(1, socket.MSG_PEEK) != b""

    def pass_on(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.note_body(body)
        connection = http.client.HTTPConnection(self.upstream.hostname, self.upstream.port, timeout=300)
        headers = {name: value for name, value in self.headers.items() if name.lower() not in ("host", "connection")}
        connection.request(self.command, self.path, body=body or None, headers=headers)
        if not self.wait(connection):
            connection.close()
            self.close_connection = True
            self.note(gone=True)
            return
        try:
            answer = connection.getresponse()
        except (http.client.HTTPException, ConnectionError):
            self.close_connection = True
            return
        try:
            content, missing = answer.read(), 0
        except http.client.IncompleteRead as cut:
            content, missing = cut.partial, cut.expected
            self.close_connection = True
        self.send_response(answer.status, answer.reason)
        for name, value in answer.getheaders():
            if name.lower() not in ("content-length", "connection", "transfer-encoding", "date", "server"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content) + missing))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = pass_on


def main():
    arguments = sys.argv[1:]
    lifetime = [int(arguments[arguments.index("--lifetime-fd") + 1])] if "--lifetime-fd" in arguments else []
    environment = dict(os.environ)
    if "RECORDING_WITHOUT_KEYRING" in environment:
        environment["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/nonexistent/bus"
    server = subprocess.Popen(["sluice-practice", *arguments], stdout=subprocess.PIPE, pass_fds=lifetime,
                              env=environment)
    line = server.stdout.readline()
    if not line:
        return server.wait()

    ready = json.loads(line)
    Handler.upstream = urllib.parse.urlparse(ready["url"])
    Handler.record = open(os.environ["SLUICE_RECORD"], "a", encoding="utf-8")
    proxy = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    proxy.daemon_threads = True
    threading.Thread(target=proxy.serve_forever, daemon=True).start()
    ready["url"] = f"http://127.0.0.1:{proxy.server_address[1]}"
    if "SLUICE_READY" in os.environ:
        # For the test alone, in its private folder: it types the sample database's password.
        whole = os.environ["SLUICE_READY"] + ".part"
        with open(os.open(whole, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(ready, file)
        os.replace(whole, os.environ["SLUICE_READY"])
    print(json.dumps(ready), flush=True)

    return server.wait()


if __name__ == "__main__":
    sys.exit(main())
