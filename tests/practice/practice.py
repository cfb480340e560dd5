# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts practice servers for tests and talks to them. Knows the contract, nothing of the server's insides."""
import atexit
import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import traceback
import urllib.error
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'ui'))
from tap import end_in_order  # pylint: disable=wrong-import-position

SERVER = os.environ['SLUICE_PRACTICE_SERVER']
COMPARE = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'ui', 'compare-warehouse.py')

# Already now: tests start their servers before they call main().
end_in_order()


def wait_for(what, test, seconds=60):
    """Polls until test() is true; what it gave is returned."""
    deadline = time.monotonic() + seconds
    while True:
        value = test()
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f'waited {seconds} s for {what}')
        time.sleep(0.02)


class Body(dict):
    """What a server answered. Who looks for something that is not in it is shown what is."""

    def __missing__(self, key):
        raise AssertionError(f'no {key!r} in the answer {dict(self)}')


class Answer:
    def __init__(self, status, headers, raw):
        self.status = status
        self.headers = headers
        self.raw = raw

    @property
    def json(self):
        body = json.loads(self.raw) if self.raw else None
        return Body(body) if isinstance(body, dict) else body

    @property
    def message(self):
        return self.json['message']

    @property
    def detail(self):
        return self.json['detail']


class Server:
    """A practice server in a folder of its own, on a free port, with a keyring only where one is wanted."""

    not_closed = []

    def __init__(self, *args, state_dir=None, env=None, sample_rows=4000, sample=True, keyring=False, log=None):
        self.folder = state_dir or tempfile.mkdtemp(prefix='sluice-practice-test-')
        self.args = list(args)
        if sample:
            self.args += ['--sample-database', '--sample-rows', str(sample_rows)]
        self.env = dict(os.environ, **({} if keyring else {'DBUS_SESSION_BUS_ADDRESS': 'disabled:'}), **(env or {}))
        self.env.pop('G_DEBUG', None)
        self.log = log
        self.process = None
        # Also when it does not start, or a test fails that made it.
        atexit.register(self.close)
        Server.not_closed.append(self)
        self.start()

    def start(self):
        read, self.lifetime = os.pipe()
        self.process = subprocess.Popen([SERVER, '--state-dir', self.folder, '--lifetime-fd', str(read), *self.args],
                                        stdout=subprocess.PIPE, stderr=self.log, env=self.env, pass_fds=[read], text=True)
        os.close(read)
        line = self.process.stdout.readline()
        if not line:
            raise AssertionError(f'the server ended with {self.process.wait()}')
        self.info = json.loads(line)
        self.sample = self.info['sample_database']

    def stop(self):
        with contextlib.suppress(OSError):
            os.close(self.lifetime)
        try:
            assert self.process.wait(60) == 0, self.process.returncode
        finally:
            self.process.kill()
        assert self.process.stdout.read() == '', 'more than one line on standard output'

    def runs(self):
        return self.process is not None and self.process.poll() is None

    def cpu_seconds(self):
        with open(f'/proc/{self.process.pid}/stat', encoding='utf-8') as file:
            user, system = file.read().rsplit(')', 1)[1].split()[11:13]
        return (int(user) + int(system)) / os.sysconf('SC_CLK_TCK')

    def restart(self):
        self.stop()
        self.start()

    def close(self):
        atexit.unregister(self.close)
        with contextlib.suppress(ValueError):
            Server.not_closed.remove(self)
        try:
            if self.runs():
                self.stop()
        finally:
            with contextlib.suppress(FileNotFoundError, ValueError):
                with open(os.path.join(self.folder, 'sample.json'), encoding='utf-8') as file:
                    shutil.rmtree(json.load(file)['home'], ignore_errors=True)
            shutil.rmtree(self.folder, ignore_errors=True)

    def call(self, method, path, body=None, key=None, root=None, timeout=60, raw_body=None):
        """A request under the project; root for one elsewhere; key '' for none."""
        url = self.info['url'] + (root if root is not None else f"/api/projects/{self.info['project_id']}/") + path
        data = raw_body if raw_body is not None else None if body is None else json.dumps(body).encode()
        headers = {'Content-Type': 'application/json'}
        key = self.info['key'] if key is None else key
        if key:
            headers['Authorization'] = 'Bearer ' + key
        request = urllib.request.Request(url, data=data, method=method, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=timeout) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            return Answer(error.status, error.headers, error.read())

    def get(self, path, **kwargs):
        return self.call('GET', path, **kwargs)

    def post(self, path, body=None, **kwargs):
        return self.call('POST', path, body, **kwargs)

    def behind(self, method, path, body=None):
        """What only a test may see and change of it."""
        answer = self.call(method, path, body, root='/_practice/', key=self.info['misbehave_token'])
        assert answer.status in (200, 204), answer.raw
        return answer.json

    def misbehave(self, *rules):
        self.behind('POST', 'misbehave', {'rules': list(rules)})

    def rules(self):
        return {kind: self.behind('GET', kind)['rules'] for kind in ('misbehave', 'conduct')}

    def made(self):
        """How to delete all that was made in it: sources, and webhooks at the services behind them."""
        key, token = self.info['key'], self.info['misbehave_token']
        sources = f"/api/environments/{self.info['project_id']}/external_data_sources/"
        paths = [(sources + source['id'] + '/', key) for source in self.get('?limit=1000', root=sources).json['results']]
        return paths + [(f"/_practice/vendor/endpoints/{endpoint['id']}", token)
                        for endpoint in self.behind('GET', 'vendor/endpoints')]

    # The sample database
    def fields(self, **changes):
        """What a person types for the sample database."""
        values = {name: self.sample[name] for name in ('host', 'port', 'database', 'user', 'password')}
        values['port'] = str(values['port'])
        return {**values, **changes}

    def discover(self, **changes):
        return self.post('external_data_sources/database_schema/', {'source_type': 'Postgres', **self.fields(**changes)})

    def create(self, schemas=None, prefix='', fields=None, **extra):
        payload = dict(fields or self.fields())
        if schemas is not None:
            payload['schemas'] = schemas
        return self.post('external_data_sources/', {'source_type': 'Postgres', 'prefix': prefix, 'payload': payload, **extra})

    def source(self, source_id):
        return self.get(f'external_data_sources/{source_id}/').json

    def wait_for_source(self, source_id, seconds=60):
        """One that failed says so while other tables of it still run."""
        def ended():
            source = self.source(source_id)
            runs = [source['status']] + [schema['status'] for schema in source['schemas']]
            return 'Running' not in runs and source
        return wait_for('the syncs to end', ended, seconds)

    def owner_sql(self, sql, database=None):
        """Runs SQL as the owner of the sample database; gives rows as lists of text."""
        with open(os.path.join(self.folder, 'sample.json'), encoding='utf-8') as file:
            password = json.load(file)['owner_password']
        return run_sql(self.sample['host'], self.sample['port'], database or self.sample['database'], 'sluice_owner',
                       password, sql)

    @contextlib.contextmanager
    def changed(self, sql, undo):
        """Something else than usual in the sample database, for as long as it is needed."""
        self.owner_sql(sql)
        try:
            yield
        finally:
            self.owner_sql(undo)

    def sql(self, sql):
        return run_sql(self.sample['host'], self.sample['port'], self.sample['database'], self.sample['user'],
                       self.sample['password'], sql)

    @property
    def warehouse(self):
        return os.path.join(self.folder, 'warehouse.sqlite')

    def compare(self, *pairs, where=(), login=None):
        """Holds tables of PostgreSQL against the warehouse with the script that knows neither; login: another database."""
        login = login or self.sample
        conditions = [argument for condition in where for argument in ('--where', condition)]
        result = subprocess.run([sys.executable, COMPARE, '--host', login['host'], '--port',
                                 str(login['port']), '--database', login['database'], '--user', login['user'],
                                 '--warehouse', self.warehouse, *conditions, *pairs],
                                env=dict(os.environ, PGPASSWORD=login['password']), stdout=subprocess.PIPE,
                                text=True, check=False)
        return result.returncode, result.stdout


def run_sql(host, port, database, user, password, sql):
    result = subprocess.run(['psql', '-X', '-q', '-A', '-t', '-F', '\x1f', '-R', '\x1e', '-v', 'ON_ERROR_STOP=1', '-h', host,
                             '-p', str(port), '-U', user, '-d', database, '-c', sql],
                            env=dict(os.environ, PGPASSWORD=password, PGTZ='UTC'), stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True, check=False)
    if result.returncode != 0:
        raise AssertionError(result.stderr)
    text = result.stdout.rstrip('\n')
    return [row.split('\x1f') for row in text.split('\x1e')] if text else []


def free_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


def entry(table, method='full_refresh', cursor=None, on=True, **extra):
    """One entry of `schemas` from one of database_schema."""
    chosen = {'name': table['table'], 'should_sync': on, 'sync_type': method if on else None}
    if cursor:
        field = next(f for f in table['incremental_fields'] if f['field'] == cursor)
        chosen.update(incremental_field=field['field'], incremental_field_type=field['field_type'])
    return {**chosen, **extra}


def stored(name, prefix=''):
    return (prefix + 'postgres_' + name.replace('.', '__')).lower()


class Before:
    """What the servers held when a case began. Brought back when it failed half way, so that the next one fails only for
    reasons of its own."""

    def __init__(self):
        self.held = {server: (server.rules(), server.made()) for server in Server.not_closed if server.runs()}

    def bring_back(self):
        for server in list(Server.not_closed):
            if server not in self.held:
                server.close()
                continue
            if not server.runs():
                server.start()
            rules, made = self.held[server]
            for kind, lines in rules.items():
                server.behind('POST', kind, {'rules': lines})
            for path, key in server.made():
                if (path, key) not in made:
                    server.call('DELETE', path, root='', key=key)


def show(error):
    print('# ' + ''.join(traceback.format_exception(error)).replace('\n', '\n# '), flush=True)


def main(tests, *cleanups, obstacle=None):
    """Runs the functions of a module that begin with test_ and reports them as TAP; obstacle: why none can run here."""
    found = [(name, function) for name, function in tests.items() if name.startswith('test_') and callable(function)]
    wanted = sys.argv[1:]
    found = [(name, function) for name, function in found if not wanted or name in wanted]
    print(f'1..{len(found)}', flush=True)
    failed = 0
    with contextlib.ExitStack() as stack:
        for cleanup in reversed(cleanups):
            stack.callback(cleanup)
        for number, (name, function) in enumerate(found, 1):
            if obstacle is not None:
                print(f'ok {number} {name} # SKIP {obstacle}', flush=True)
                continue
            before = None
            try:
                before = Before()
                function()
                print(f'ok {number} {name}', flush=True)
            except Exception as error:  # pylint: disable=broad-except
                failed += 1
                print(f'not ok {number} {name}')
                show(error)
                try:
                    if before is not None:
                        before.bring_back()
                except Exception as another:  # pylint: disable=broad-except
                    show(another)
    sys.exit(1 if failed else 0)
