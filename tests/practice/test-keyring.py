#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs in tests/ui/session: with a real keyring, a source goes on syncing after a restart, and no file has its password."""
import os
import subprocess
import time

from practice import Server, entry, main, wait_for

server = Server(sample_rows=100, keyring=True)
found = {}


def keyring_items():
    """What another program sees: it asks the Secret Service itself."""
    result = subprocess.run(['secret-tool', 'search', '--all', 'source', found['id']], stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, text=True, check=False)
    return result.stdout


def test_a_source_goes_on_after_a_restart():
    tables = {table['table']: table for table in server.discover().json}
    found['id'] = server.create([entry(tables['public.currencies'])]).json['id']
    server.wait_for_source(found['id'])
    server.restart()
    assert server.post(f"external_data_sources/{found['id']}/reload/").status == 200
    jobs = wait_for('the second sync', lambda: len(j := server.get(f"external_data_sources/{found['id']}/jobs/").json) == 2
                    and j[0]['status'] != 'Running' and j)
    assert [(job['status'], job['rows_synced']) for job in jobs] == [('Completed', 5)] * 2, jobs


def test_the_password_is_in_the_keyring_and_nowhere_else():
    items = keyring_items()
    assert server.sample['password'] in items and '.Practice' in items, items
    for name in os.listdir(server.folder):
        path = os.path.join(server.folder, name)
        if os.path.isfile(path) and name != 'sample.json':
            with open(path, 'rb') as file:
                assert server.sample['password'].encode() not in file.read(), name


def test_deleting_the_source_erases_it():
    assert server.call('DELETE', f"external_data_sources/{found['id']}/").status == 204
    assert server.sample['password'] not in keyring_items()


def keyring_pid():
    return subprocess.run(
        ['gdbus', 'call', '--session', '--dest', 'org.freedesktop.DBus', '--object-path', '/org/freedesktop/DBus',
         '--method', 'org.freedesktop.DBus.GetConnectionUnixProcessID', 'org.freedesktop.secrets'],
        capture_output=True, text=True, check=True).stdout


def test_a_locked_keyring_is_left_alone():
    """The source is created at once: nobody is asked for a password by a server that has no window."""
    pid = keyring_pid()
    subprocess.run(['gdbus', 'call', '--session', '--dest', 'org.freedesktop.secrets', '--object-path',
                    '/org/freedesktop/secrets', '--method', 'org.freedesktop.Secret.Service.Lock',
                    "['/org/freedesktop/secrets/collection/login']"], check=True, stdout=subprocess.DEVNULL)
    tables = {table['table']: table for table in server.discover().json}
    began = time.monotonic()
    source = server.create([entry(tables['public.currencies'])]).json['id']
    # After 20 seconds the server gives up a keyring that asks.
    assert time.monotonic() - began < 20, 'creating waited for a prompt'
    server.wait_for_source(source)
    assert keyring_pid() == pid
    assert server.call('DELETE', f"external_data_sources/{source}/").status == 204


main(globals(), server.close)
