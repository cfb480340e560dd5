#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A database that only an SSH server can reach: what is listed and copied really comes through the tunnel, what goes
wrong is said in words that help, and neither a process nor a secret is left anywhere."""
import base64
import contextlib
import json
import os
import re
import signal
import subprocess
import tempfile
import urllib.parse

from practice import Server, entry, free_port, main, wait_for

import island as islands
from island import NAME, PASSPHRASE, PASSWORD, ROOT, USER, Island

DATABASE = 'shop'
ROWS = 9000
GATE = 7

island = server = None


def set_up():
    global island, server
    island = Island('wal_level=logical')
    sql = island.database.sql
    sql(f'CREATE DATABASE {DATABASE}')
    # A row at which a read waits as long as somebody holds the gate: PostgreSQL asks the policy for each row.
    sql('CREATE FUNCTION pass (id int) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN '
        f"IF id = {ROWS - 500} AND current_query() !~ 'max\\(' THEN "
        f'PERFORM pg_advisory_xact_lock_shared({GATE}); END IF; RETURN true; END $$; '
        "CREATE TABLE orders (id int PRIMARY KEY, body text NOT NULL); "
        f"INSERT INTO orders SELECT i, repeat('x', 200) FROM generate_series(1, {ROWS}) i; "
        'ALTER TABLE orders ENABLE ROW LEVEL SECURITY; ALTER TABLE orders FORCE ROW LEVEL SECURITY; '
        'CREATE POLICY gate ON orders USING (pass(id)); '
        "CREATE TABLE customers (id int PRIMARY KEY, name text); INSERT INTO customers VALUES (1, 'Ada'), (2, 'Bob'); "
        f"CREATE ROLE reader LOGIN PASSWORD 'read only'; GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader",
        DATABASE)
    log = open(os.path.join(tempfile.gettempdir(), 'server.log'), 'wb')  # for as long as the server lives
    server = Server(sample=False, log=log, env={'G_MESSAGES_DEBUG': 'all'})


def tear_down():
    for part in (server, island):
        if part is not None:
            part.close()


def fields(tunnel=None, **changes):
    values = {**island.login(DATABASE), 'user': 'reader', 'password': 'read only', **changes}
    return {**values, 'ssh_tunnel': tunnel or island.tunnel()}


def discover(tunnel=None, **changes):
    return server.post('external_data_sources/database_schema/',
                       {'source_type': 'Postgres', **fields(tunnel, **changes)})


def listed(tunnel=None, **changes):
    answer = discover(tunnel, **changes)
    assert answer.status == 200, answer.raw
    return {table['table']: table for table in answer.json}


def refused(tunnel=None, **changes):
    answer = discover(tunnel, **changes)
    assert answer.status == 400, (answer.status, answer.raw)
    no_tunnel_left()
    return answer.message


def processes(pattern):
    """The command lines in which a text stands."""
    found = []
    for pid in filter(str.isdigit, os.listdir('/proc')):
        with contextlib.suppress(OSError), open(f'/proc/{pid}/cmdline', 'rb') as file:
            line = file.read().replace(b'\0', b' ').decode(errors='replace')
            if pattern in line:
                found.append((int(pid), line))
    return found


def tunnels():
    """Both ssh and what guards it name the file of the known hosts."""
    return processes(os.path.join(server.folder, 'known_hosts'))


def no_tunnel_left():
    assert tunnels() == [], tunnels()


def known_hosts():
    with open(os.path.join(server.folder, 'known_hosts'), encoding='utf-8') as file:
        return file.read()


# Getting in

def test_nothing_else_leads_there():
    for host in ('127.0.0.1', 'localhost'):
        answer = discover({'enabled': False}, host=host)
        assert answer.status == 400 and 'Connection refused' in answer.message, answer.raw
    answer = discover({'enabled': False})
    assert answer.status == 400 and f'could not translate host name "{NAME}"' in answer.message, answer.raw


def test_password():
    assert set(listed()) == {'public.orders', 'public.customers'}
    no_tunnel_left()


def test_key_in_every_format():
    for name in ('openssh', 'pem'):
        assert len(listed(island.with_key(name))) == 2, name
    for name in ('protected', 'protected pem'):
        assert len(listed(island.with_key(name, PASSPHRASE))) == 2, name
    no_tunnel_left()


def test_key_as_it_comes_out_of_a_text_field():
    for change in (str.strip, lambda key: key.replace('\n', '\r\n'), lambda key: '\n  ' + key + '\n\n'):
        tunnel = island.with_key('openssh')
        tunnel['auth']['private_key'] = change(tunnel['auth']['private_key'])
        assert len(listed(tunnel)) == 2


def test_port_as_a_number_and_names_of_old_clients():
    tunnel = island.tunnel(port=island.bastion.port)
    tunnel['auth']['type'] = tunnel['auth'].pop('selection')
    assert len(listed(tunnel)) == 2


def test_tls_inside_the_tunnel():
    def sessions():
        return island.database.sql("SELECT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) "
                                   "WHERE usename = 'reader'")
    with Copying(fields()):
        assert sessions() == [['t']], sessions()
    island.database.sql('ALTER SYSTEM SET ssl = off')
    island.database.sql('SELECT pg_reload_conf()')
    try:
        wait_for('the end of TLS', lambda: 'but SSL was required' in discover().raw.decode())
        message = refused()
        assert 'server does not support SSL, but SSL was required' in message, message
        assert f'"{NAME}", port {island.database.port}' in message, message
        assert len(listed(island.tunnel(tls=False))) == 2
    finally:
        island.database.sql('ALTER SYSTEM RESET ssl')
        island.database.sql('SELECT pg_reload_conf()')
        wait_for('TLS', lambda: discover().status == 200)


def test_cdc_is_checked_through_it():
    body = {'source_type': 'Postgres', **fields(), 'cdc_management_mode': 'posthog', 'tables': ['public.customers']}
    answer = server.post('external_data_sources/check_cdc_prerequisites/', body)
    assert answer.status == 200 and answer.json['valid'] is False, answer.raw
    assert not any('wal_level' in error for error in answer.json['errors']), answer.json
    assert any('reader' in error or 'replication' in error.lower() for error in answer.json['errors']), answer.json
    body['ssh_tunnel'] = island.tunnel({'selection': 'password', 'username': USER, 'password': 'wrong'})
    answer = server.post('external_data_sources/check_cdc_prerequisites/', body)
    assert answer.status == 400, answer.raw
    assert answer.message.startswith('Could not connect to Postgres to check prerequisites: The SSH server rejected')
    no_tunnel_left()


# Not getting in

def test_fields_that_are_missing_or_wrong():
    base = 'Invalid source config: '
    assert refused(island.tunnel(host='', port='')) == (base + "Required field 'host' is missing, "
                                                        "Required field 'port' is missing")
    assert refused(island.tunnel({'selection': 'agent'})) == 'Authentication type not recognised'
    for auth in ({'username': USER}, {'password': PASSWORD}, {'username': ' ', 'password': PASSWORD}):
        assert refused(island.tunnel({'selection': 'password', **auth})) == 'Username and password required', auth
    assert refused(island.tunnel({'selection': 'keypair', 'username': USER, 'private_key': ' \n'})) == (
        'Private key is required')
    for port, words in (('ssh', 'Port must be a number between 1 and 65535'), ('0', 'Port must be between 1 and 65535'),
                        (70000, 'Port must be between 1 and 65535'), ('80', 'Port 80 is not allowed'),
                        ('443', 'Port 443 is not allowed')):
        assert refused(island.tunnel(port=port)) == words, port
    for host in ('bastion:22', 'a b', 'ssh.example.com.', '-oProxyCommand=touch', '/tmp'):
        assert refused(island.tunnel(host=host)).startswith('Enter a single hostname'), host
    assert refused(island.tunnel(host='ssh://bastion')).startswith('Enter just the hostname')


def test_keys_that_are_none():
    words = 'Private key could not be parsed.'
    tunnel = island.with_key('openssh')
    lines = tunnel['auth']['private_key'].splitlines()
    for key in ('hunter2', '\n'.join(lines[1:]), '\n'.join(lines[:2] + lines[3:])):
        tunnel['auth']['private_key'] = key
        assert refused(tunnel).startswith(words), key
    for name in ('protected', 'protected pem'):
        assert refused(island.with_key(name)).startswith(words), name
        message = refused(island.with_key(name, 'not ' + PASSPHRASE))
        assert message == words + ' Check the private key and its passphrase.', message


def test_wrong_password():
    message = refused(island.tunnel({'selection': 'password', 'username': USER, 'password': PASSWORD + 'x'}))
    assert message == (f"The SSH server rejected the SSH user '{USER}'. Check the tunnel's username and password and try "
                       'again.'), message


def test_wrong_key_and_wrong_user():
    words = "The SSH server rejected the SSH user '{}'. Check the tunnel's username and private key and try again."
    assert refused(island.with_key('stranger')) == words.format(USER)
    assert refused(island.with_key('openssh', username='nobody')) == words.format('nobody')


def test_wrong_password_of_the_database():
    message = refused(password='wrong')
    assert message.startswith('The database rejected the username or password.'), message
    message = refused(database='no_such_shop')
    assert 'database "no_such_shop" does not exist' in message, message


def test_ssh_server_that_is_down():
    island.bastion.down()
    try:
        message = refused()
    finally:
        island.bastion.up()
    assert message.startswith(f'The SSH tunnel through 127.0.0.1, port {island.bastion.port}, could not be opened: '), message
    assert message.endswith('Connection refused'), message
    assert len(listed()) == 2


def test_ssh_server_that_does_not_exist():
    assert refused(island.tunnel(host='no-such-host.invalid')) == (
        "Couldn't resolve the host 'no-such-host.invalid'. Check that it's spelled correctly and reachable from the "
        'public internet.')


def test_something_else_than_an_ssh_server():
    # Whatever does not greet as an SSH server does: the practice server itself.
    port = urllib.parse.urlsplit(server.info['url']).port
    message = refused(island.tunnel(port=port))
    assert message.startswith(f'The SSH tunnel through 127.0.0.1, port {port}, could not be opened: '), message


def test_database_that_the_ssh_server_cannot_reach():
    message = refused(host='127.0.0.1', port='1')
    assert message == ('The SSH tunnel is open, but from its server the database at 127.0.0.1, port 1, cannot be reached: '
                       'Connection refused'), message
    message = refused(host='elsewhere.internal')
    assert message == ('The SSH tunnel is open, but from its server the database at elsewhere.internal, port '
                       f'{island.database.port}, cannot be reached: it does not allow that (administratively prohibited)'
                       ), message


def test_server_that_became_another_computer():
    assert len(listed()) == 2
    before = known_hosts()
    assert before.count('\n') == 1 and f'[127.0.0.1]:{island.bastion.port} ssh-ed25519 ' in before, before
    log = os.path.getsize(island.bastion.log)
    try:
        # With another key of the same kind, and with one of another kind, which ssh by itself would take.
        for kind in ('ed25519', 'rsa'):
            island.bastion.make_host_key(kind)
            message = refused()
            assert message.startswith(f'The SSH server 127.0.0.1, port {island.bastion.port}, has another host key'), message
            assert kind == 'rsa' or island.bastion.fingerprint in message, message
            assert os.path.join(server.folder, 'known_hosts') in message, message
            assert known_hosts() == before
        with open(island.bastion.log, encoding='utf-8', errors='replace') as file:
            file.seek(log)
            attempts = file.read()
        assert 'Failed password' not in attempts and 'Accepted' not in attempts, attempts
        # As the words say.
        os.unlink(os.path.join(server.folder, 'known_hosts'))
        assert len(listed()) == 2
    finally:
        island.bastion.make_host_key()
        os.unlink(os.path.join(server.folder, 'known_hosts'))
    assert len(listed()) == 2


# Copying

def create(values, name='public.orders'):
    prefix = f'p{free_port()}_'
    table = listed(values['ssh_tunnel'])[name]
    answer = server.create([entry(table)], prefix, values)
    assert answer.status == 201, answer.raw
    return answer.json['id']


class Gate:
    """Closed while it is open in Python's sense."""

    def __enter__(self):
        database = island.database
        self.psql = subprocess.Popen(database.psql(DATABASE), env=dict(os.environ, PGPASSWORD=database.PASSWORD),
                                     stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.psql.stdin.write(f'SELECT pg_advisory_lock({GATE}) IS NULL;\n')
        self.psql.stdin.flush()
        assert self.psql.stdout.readline() == 'f\n'
        return self

    def __exit__(self, *unused):
        self.psql.communicate()


class Copying:
    """A source whose first sync stands half way; it ends well when this is left."""

    def __init__(self, values):
        self.values = values
        self.gate = Gate()

    def __enter__(self):
        self.gate.__enter__()
        self.id = create(self.values)
        wait_for('the gate', lambda: island.database.sql("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"))
        return self

    def __exit__(self, *unused):
        self.gate.__exit__()

    def table(self):
        return server.source(self.id)['schemas'][0]

    def ended(self):
        return wait_for('the end of the sync', lambda: (t := self.table())['status'] != 'Running' and t)


def rows_of(source_id):
    job = server.get(f'external_data_sources/{source_id}/jobs/').json[0]
    return job['rows_synced']


def test_rows_come_through_it():
    for tunnel in (island.tunnel(), island.with_key('protected', PASSPHRASE)):
        source = create(fields(tunnel))
        ended = server.wait_for_source(source)
        assert ended['status'] == 'Completed', ended['schemas'][0]['latest_error']
        assert rows_of(source) == ROWS
        text = json.dumps(ended)
        assert 'ssh_tunnel' not in ended['job_inputs'] and PASSWORD not in text and PASSPHRASE not in text
    no_tunnel_left()


def test_tunnel_that_breaks_off():
    with Copying(fields()) as copying:
        assert len(tunnels()) == 2, tunnels()
        island.bastion.drop()
        table = copying.ended()
        assert table['status'] == 'Failed', table
        start = f'The SSH tunnel through 127.0.0.1, port {island.bastion.port}, broke off: '
        assert table['latest_error'].startswith(start) and 'closed by remote host' in table['latest_error'], table
        no_tunnel_left()
    answer = server.post(f"external_data_schemas/{table['id']}/reload/")
    assert answer.status == 200, answer.raw
    assert server.wait_for_source(copying.id)['status'] == 'Completed'
    assert rows_of(copying.id) == ROWS
    no_tunnel_left()


def test_cancelling_ends_it():
    with Copying(fields()) as copying:
        table = copying.table()
        assert server.post(f"external_data_schemas/{table['id']}/cancel/").status == 200
        assert copying.ended()['latest_error'] == 'Sync cancelled by user'
        no_tunnel_left()
        # The statement was cancelled in the database as well: through the same tunnel.
        wait_for('the end of the statement', lambda: not island.database.sql(
            "SELECT 1 FROM pg_stat_activity WHERE usename = 'reader' AND state = 'active'"))


def test_new_settings_of_a_source():
    def patch(**inputs):
        return server.call('PATCH', f'external_data_sources/{source}/', {'job_inputs': inputs})

    source = create(fields(), 'public.customers')
    server.wait_for_source(source)
    answer = patch(ssh_tunnel={'enabled': True, 'host': 'elsewhere.example.com'})
    assert answer.detail == 'Changing the SSH tunnel requires re-entering your database credentials.', answer.raw
    answer = patch(password='read only', ssh_tunnel={'enabled': True, 'host': 'elsewhere.example.com'})
    assert answer.detail == 'Changing the SSH tunnel host requires re-entering your SSH credentials.', answer.raw
    answer = patch(ssh_tunnel={'enabled': True, 'auth': {'password': 'wrong'}})
    assert answer.status == 400 and answer.message.startswith('The SSH server rejected'), answer.raw
    answer = patch(ssh_tunnel={'enabled': True, 'auth': {'password': ''}})
    assert answer.status == 200, answer.raw
    answer = patch(ssh_tunnel=island.with_key('pem'))
    assert answer.status == 200, answer.raw
    table = server.source(source)['schemas'][0]
    assert server.post(f"external_data_schemas/{table['id']}/reload/").status == 200
    assert server.wait_for_source(source)['status'] == 'Completed'
    assert server.post(f'external_data_sources/{source}/refresh_schemas/').json['total_tables_seen'] == 2


# Leaving nothing behind

def secrets():
    """What must stand nowhere, as it is and encoded."""
    bodies = [line for key in island.keys.values() for line in key.splitlines()[2:4]]
    for secret in (PASSWORD, PASSPHRASE, *bodies):
        raw = secret.encode()
        yield from (raw, urllib.parse.quote(secret).encode(), base64.b64encode(raw), json.dumps(secret)[1:-1].encode())


def holds_secret(data):
    return next((secret for secret in secrets() if secret in data), None)


def search_processes():
    """All that can be read of all processes; how many there were."""
    seen = 0
    for pid in filter(str.isdigit, os.listdir('/proc')):
        for name in ('cmdline', 'environ'):
            try:
                with open(f'/proc/{pid}/{name}', 'rb') as file:
                    data = file.read()
            except OSError:
                continue
            seen += 1
            assert not holds_secret(data), f'a secret stands in {name} of {data[:80]!r}'
    return seen


def search_files():
    """Everything that the server wrote, its log at the highest level, and what is in the folder for temporary files."""
    seen = []
    for top in (tempfile.gettempdir(), server.folder):
        for folder, _, names in os.walk(top):
            for name in names:
                path = os.path.join(folder, name)
                if not os.path.isfile(path):
                    continue
                with contextlib.suppress(PermissionError, FileNotFoundError), open(path, 'rb') as file:
                    assert not holds_secret(file.read()), path
                    seen.append(name)
    return seen


def open_files():
    folder = f'/proc/{server.process.pid}/fd'
    names = []
    for number in os.listdir(folder):
        with contextlib.suppress(FileNotFoundError):
            names.append(os.readlink(os.path.join(folder, number)))
    return names


def test_the_search_finds_what_is_there():
    with subprocess.Popen(['cat', '-', '--', PASSPHRASE], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:
        wait_for('the process', lambda: processes(PASSPHRASE))
        try:
            search_processes()
        except AssertionError as error:
            assert 'cmdline' in str(error), error
        else:
            raise AssertionError('a secret in a command line was not found')
        finally:
            process.kill()
    with tempfile.NamedTemporaryFile() as file:
        file.write(base64.b64encode(PASSWORD.encode()))
        file.flush()
        try:
            search_files()
        except AssertionError as error:
            assert file.name in str(error), error
        else:
            raise AssertionError('a secret in a file was not found')


def test_no_secret_is_seen_anywhere():
    for tunnel in (island.tunnel(), island.with_key('protected', PASSPHRASE), island.with_key('pem')):
        with Copying(fields(tunnel)) as copying:
            lines = [line for _, line in tunnels()]
            assert len(lines) == 2 and any(re.match(r'\S*/ssh -N ', line) for line in lines), lines
            # It was only there for ssh to read.
            assert not any('ssh key' in name for name in open_files()), open_files()
            assert search_processes() > 6
            seen = search_files()
            assert {'known_hosts', 'state.sqlite', 'server.log', 'sshd.log'} <= set(seen), seen
        assert copying.ended()['status'] == 'Completed'
    discover(island.tunnel({'selection': 'password', 'username': USER, 'password': PASSWORD + 'x'}))
    discover(island.with_key('protected', PASSPHRASE + 'x'))
    search_files()


def test_tunnel_goes_with_a_server_that_is_killed():
    with Copying(fields()):
        assert len(tunnels()) == 2
        server.process.send_signal(signal.SIGKILL)
        server.process.wait()
        wait_for('the end of the tunnel', lambda: not tunnels())
    server.start()


def test_tunnel_goes_with_what_guards_it():
    with Copying(fields()) as copying:
        guard = next(pid for pid, line in tunnels() if '--guard' in line)
        os.kill(guard, signal.SIGKILL)
        wait_for('the end of the tunnel', lambda: not tunnels())
        table = copying.ended()
        assert table['status'] == 'Failed' and 'broke off' in table['latest_error'], table


def test_server_that_is_stopped_takes_it_along():
    with Copying(fields()) as copying:
        server.stop()
        no_tunnel_left()
    server.start()
    assert 'was stopped while this table was syncing' in copying.table()['latest_error']


if __name__ == '__main__':
    print(f'# The SSH server runs as {"root" if ROOT else "whoever runs the test"}', flush=True)
    if islands.OBSTACLE is None:
        set_up()
    main(globals(), tear_down, obstacle=islands.OBSTACLE)
