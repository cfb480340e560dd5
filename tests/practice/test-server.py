#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The server itself: who may do what, how it pages, how it goes wrong when told to, what a query may do, how it ends."""
import concurrent.futures
import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error

from practice import SERVER, Server, entry, main, wait_for

server = Server(sample_rows=3000)
SOURCES = 'external_data_sources/'
CONFORMING = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'src', 'practice', 'catalogue')


def refused(answer, status, code, detail):
    body = answer.json
    kind = 'authentication_error' if status in (401, 403) else 'invalid_request'
    assert (answer.status, body) == (status, {'type': kind, 'code': code, 'detail': detail, 'attr': None}), answer.raw


def test_no_key_and_wrong_keys():
    refused(server.get(SOURCES, key=''), 401, 'not_authenticated', 'Authentication credentials were not provided.')
    wrong = 'Personal API key found in request Authorization header is invalid.'
    for key in ('phx_wrong', server.info['key'] + '_revoked', server.info['key'][:-1], server.info['key'] + 'x'):
        refused(server.get(SOURCES, key=key), 401, 'authentication_failed', wrong)
    refused(server.get(SOURCES, key='pha_x'), 401, 'authentication_failed', 'Invalid access token.')


def test_scopes():
    missing = lambda scope: f"API key missing required scope '{scope}'"
    key = server.info['key']
    refused(server.post(SOURCES + 'source_prefix/', {}, key=key + '_readonly'), 403, 'permission_denied',
            missing('external_data_source:write'))
    assert server.get(SOURCES, key=key + '_readonly').status == 200
    assert server.get(SOURCES, key=key + '_setup').status == 200, 'to write includes to read'
    refused(server.post('query/', {}, key=key + '_setup'), 403, 'permission_denied', missing('query:read'))
    refused(server.get('users/@me/', root='/api/', key=key + '_nouser'), 403, 'permission_denied', missing('user:read'))


def test_keys_limited_to_projects():
    key = server.info['key']
    refused(server.get(SOURCES, key=key + '_other'), 403, 'permission_denied',
            'API key does not have access to the requested project: ID 12345.')
    assert server.get(SOURCES, key=key + '_limited').status == 200
    assert server.get('users/@me/', root='/api/', key=key + '_limited').status == 200
    refused(server.get('projects/', root='/api/', key=key + '_limited'), 403, 'permission_denied',
            'API keys with scoped projects are only supported on project-based endpoints.')
    assert server.get('@current/external_data_sources/', root='/api/projects/', key=key + '_other').json['count'] == 0


def test_paths():
    for root in ('/api/projects/12345/', '/api/environments/12345/', '/api/projects/@current/'):
        for path in ('external_data_sources', SOURCES):
            assert server.get(path, root=root).status == 200, (root, path)
    refused(server.get('nothing/'), 404, 'not_found', 'Not found.')
    refused(server.get(SOURCES + '00000000-0000-0000-0000-000000000000/'), 404, 'not_found', 'Not found.')
    refused(server.get('external_data_sources/', root='/api/projects/1/'), 404, 'not_found', 'Not found.')
    refused(server.call('POST', 'external_data_schemas/', {}), 405, 'method_not_allowed', 'Method "POST" not allowed.')
    refused(server.call('DELETE', SOURCES + 'wizard/'), 405, 'method_not_allowed', 'Method "DELETE" not allowed.')


def test_who_am_i():
    user = server.get('users/@me/', root='/api/').json
    assert user['team']['id'] == server.info['project_id'] and user['email'] == 'practice@example.com'
    organization = server.get(f"organizations/{user['organization']['id']}/", root='/api/').json
    assert server.info['project_id'] in [project['id'] for project in organization['projects']]
    key = server.get('personal_api_keys/@current', root='/api/').json
    assert key['scopes'] == ['*'] and key['scoped_teams'] == []
    project = server.get('projects/12345/', root='/api/').json
    assert project['id'] == 12345 and project['organization'] == user['organization']['id']


def test_a_source_of_somebody_else():
    key = server.info['key'] + '_colleague'
    assert server.get('users/@me/', root='/api/', key=key).json['email'] == 'colleague@example.com'
    table = entry(server.discover().json[0], on=False)
    answer = server.post(SOURCES, {'source_type': 'Postgres', 'prefix': 'theirs_',
                                   'payload': {**server.fields(), 'schemas': [table]}}, key=key)
    source, = server.get(SOURCES).json['results']
    assert (source['id'], source['created_by']) == (answer.json['id'], 'colleague@example.com')
    server.call('DELETE', f"{SOURCES}{source['id']}/")


def test_wizard():
    with open(os.path.join(CONFORMING, 'wizard.json'), encoding='utf-8') as file:
        wanted = json.load(file)
    answer = server.get(SOURCES + 'wizard/')
    assert answer.json == wanted and answer.headers['Cache-Control'] == 'private, max-age=600'
    assert server.get(SOURCES + 'wizard/?source_type=Postgres,Stripe').json == {k: wanted[k] for k in ('Postgres', 'Stripe')}
    assert server.get(SOURCES + 'wizard/?source_type=Foo').message == (
        'Unknown source_type(s): Foo. Omit source_type to list every available type.')
    public = server.get('public_source_configs/', root='/api/', key='').json
    assert public['Postgres']['tables'] == [] and len(public['Stripe']['tables']) == 43


def test_icons():
    icon = server.get('postgres.png', root='/static/services/', key='')
    assert icon.status == 200 and icon.headers['Content-Type'] == 'image/svg+xml' and b'<svg' in icon.raw
    assert icon.headers['Cache-Control'] == 'public, max-age=86400'
    for name in ('zendesk.png', '%2e%2e', '.svg', 'x' * 3000):
        assert server.get(name, root='/static/services/', key='').status == 404, name


def test_pages():
    tables = server.discover().json
    ids = [server.create([entry(t, on=False) for t in tables[:4]], prefix=f'p{i}_').json['id'] for i in range(11)]
    first = server.get(SOURCES).json
    assert first['count'] == 11 and len(first['results']) == 10 and first['previous'] is None
    assert first['next'].startswith(server.info['url'] + '/api/projects/12345/external_data_sources/?')
    second = server.get(first['next'][len(server.info['url']):], root='').json
    assert second['next'] is None and [s['id'] for s in first['results'] + second['results']] == ids[::-1], 'newest first'
    assert [s['prefix'] for s in server.get(SOURCES + '?search=p7').json['results']] == ['p7_']
    page = server.get('external_data_schemas/?limit=3&offset=42').json
    assert page['count'] == 44 and len(page['results']) == 2 and page['next'] is None and 'offset=39' in page['previous']
    for source_id in ids:
        server.call('DELETE', f'{SOURCES}{source_id}/')


def test_bad_requests_do_no_harm():
    deep = b'[' * 5000 + b']' * 5000
    for body in (b'', b'{', b'null', b'"x"', b'{} {}', b'\xff\xfe', deep, b'{"source_type": 5}', b'{"source_type": "Postgres", "payload": 7}',
                 b'{"source_type": "Postgres", "payload": {"host": [], "port": {}, "schemas": 1}}', b'{"query": 3}', b'{"query": {"query": []}}'):
        for path in (SOURCES, SOURCES + 'database_schema/', SOURCES + 'source_prefix/', 'query/', SOURCES + 'x/reload/'):
            status = server.call('POST', path, raw_body=body).status
            assert 400 <= status <= 500 or (path.endswith('source_prefix/') and b'Postgres' in body), (path, body[:40])
    assert server.get(SOURCES + '?limit=-1&offset=x&search=_').status == 200
    assert server.get('%00%ff/').status in (400, 404)


def test_misbehaviour():
    token = server.info['misbehave_token']
    assert server.get('/_practice/misbehave', root='').status == 401
    server.misbehave('GET */external_data_sources#2=status:429', 'GET */wizard=status:502',
                     'GET */users/@me=truncate:10', 'POST */source_prefix=drop-before', 'GET */exists=delay:0.6')
    assert server.get(SOURCES).status == 200
    limited = server.get(SOURCES)
    assert limited.status == 429 and limited.headers['Retry-After'] == '2' and limited.json['code'] == 'throttled'
    assert server.get(SOURCES).status == 200, 'only the second one'
    page = server.get(SOURCES + 'wizard/')
    assert page.status == 502 and page.headers['Content-Type'] == 'text/html'
    for method, root, path in (('GET', '/api/', 'users/@me/'), ('POST', None, SOURCES + 'source_prefix/')):
        try:
            server.call(method, path, {} if method == 'POST' else None, root=root)
            raise AssertionError('a whole answer came')
        except (http.client.HTTPException, ConnectionError, urllib.error.URLError):
            pass
    start = time.monotonic()
    assert server.get(SOURCES + 'exists/').json == {'exists': False} and time.monotonic() - start > 0.55
    with tempfile.NamedTemporaryFile() as file:
        file.write(b'{"odd": 1}')
        file.flush()
        server.misbehave(f'* /api/*=body:{file.name}')
        assert server.get(SOURCES).json == {'odd': 1}
        server.misbehave(f'* /api/*=status:400:{file.name}')
        odd = server.get(SOURCES)
        assert (odd.status, odd.json) == (400, {'odd': 1})
        os.rename(file.name, file.name + '.html')
        server.misbehave(f'* /api/*=body:{file.name}.html')
        assert server.get(SOURCES).headers['Content-Type'] == 'text/html'
        os.rename(file.name + '.html', file.name)
    server.misbehave(f'POST */source_prefix=redirect:{server.info["url"]}/elsewhere')
    connection = http.client.HTTPConnection(server.info['url'].removeprefix('http://'))
    connection.request('POST', f'/api/projects/1/{SOURCES}source_prefix/', '{}')
    answer = connection.getresponse()
    assert (answer.status, answer.headers['Location']) == (307, server.info['url'] + '/elsewhere')
    server.misbehave('GET */wizard=key:_revoked', 'POST */source_prefix=key:_readonly')
    refused(server.get(SOURCES + 'wizard/'), 401, 'authentication_failed',
            'Personal API key found in request Authorization header is invalid.')
    refused(server.post(SOURCES + 'source_prefix/', {}), 403, 'permission_denied',
            "API key missing required scope 'external_data_source:write'")
    server.misbehave('GET */wizard=revoke:_limited')
    refused(server.get(SOURCES + 'wizard/', key=server.info['key'] + '_limited'), 401, 'authentication_failed',
            'Personal API key found in request Authorization header is invalid.')
    assert server.get(SOURCES + 'wizard/').status == 200
    server.misbehave('GET */wizard=key:_revoked', 'POST */source_prefix=key:_readonly')
    rules = server.get('/_practice/misbehave', root='', key=token).json
    assert rules['rules'] == ['GET */wizard=key:_revoked', 'POST */source_prefix=key:_readonly']
    bad = server.post('/_practice/misbehave', {'rules': ['nonsense']}, root='', key=token)
    assert bad.status == 400 and server.get('/_practice/misbehave', root='', key=token).json == rules
    server.misbehave()


def test_a_lost_answer_to_a_create():
    server.misbehave('POST /api/projects/*/external_data_sources#1=drop-after')
    try:
        server.create([entry(t, on=False) for t in server.discover().json])
        raise AssertionError('an answer came')
    except (http.client.HTTPException, ConnectionError, urllib.error.URLError):
        pass
    source, = server.get(SOURCES).json['results']
    assert len(source['schemas']) == 14, 'the source was made anyway'
    server.call('DELETE', f"{SOURCES}{source['id']}/")
    server.misbehave()


def test_a_proxy_that_gave_up_before_the_create_was_done():
    server.misbehave('POST /api/projects/*/external_data_sources#1=status-after:502')
    answer = server.create([entry(t, on=False) for t in server.discover().json])
    assert answer.status == 502 and answer.headers['Content-Type'] == 'text/html', answer.raw
    source, = server.get(SOURCES).json['results']
    assert len(source['schemas']) == 14, 'the source was made anyway'
    server.call('DELETE', f"{SOURCES}{source['id']}/")
    server.misbehave()


def query(sql, **kwargs):
    return server.post('query/', {'query': {'kind': 'HogQLQuery', 'query': sql}}, **kwargs)


def have_currencies():
    """Two sources with a table to ask about, for several cases."""
    if server.get(SOURCES).json['count'] == 0:
        table = next(t for t in server.discover().json if t['table'] == 'public.currencies')
        for source_id in [server.create([entry(table)], prefix=prefix).json['id'] for prefix in ('', 'eu_')]:
            assert server.wait_for_source(source_id)['status'] == 'Completed'


def test_queries():
    have_currencies()
    wanted = [[code.strip(), name, symbol] for code, name, symbol in server.sql('SELECT * FROM currencies ORDER BY code')]
    for name in ('postgres.public.currencies', 'Postgres.public__currencies', 'postgres_public__currencies',
                 'postgres.eu.public.currencies', 'eu_postgres_public__currencies', '"postgres"."public"."currencies"'):
        answer = query(f'SELECT * FROM {name} ORDER BY code LIMIT 10')
        assert answer.status == 200 and answer.json['columns'] == ['code', 'name', 'symbol'], answer.raw
        assert answer.json['results'] == wanted, name
    assert query("SELECT 'postgres.public.currencies' -- postgres.public.currencies").json['results'] == [['postgres.public.currencies']]
    assert query('SELECT postgres.public.currencies.code FROM postgres.public.currencies ORDER BY 1').json['results'][0] == ['CNY']
    assert query('SELECT c.name FROM postgres.public.currencies AS c JOIN postgres.eu.public.currencies e ON e.code = c.code').json['results']
    assert query('WITH a AS (SELECT count(*) AS n FROM postgres.public.currencies) SELECT n FROM a;').json['results'] == [[5]]
    assert query('SELECT * FROM postgres.public.currencies', key=server.info['key'] + '_readonly').status == 200
    assert query('SELECT 1', key=server.info['key'] + '_setup').status == 403
    text = server.post('execute_sql/', {'args': {'query': 'SELECT code FROM postgres.public.currencies ORDER BY code LIMIT 1'}},
                       root='/api/environments/12345/mcp_tools/').json
    assert text == {'success': True, 'content': 'code\nCNY'}


def test_queries_that_are_refused():
    have_currencies()
    with tempfile.TemporaryDirectory() as folder:
        for sql in ('DELETE FROM postgres.public.currencies', 'DROP TABLE postgres_public__currencies',
                    "INSERT INTO postgres_public__currencies VALUES ('X', 'Y', 'Z')", 'UPDATE postgres_public__currencies SET name = 1',
                    f"ATTACH '{folder}/x.sqlite' AS x", f"VACUUM INTO '{folder}/y.sqlite'", 'PRAGMA journal_mode = DELETE',
                    'PRAGMA table_list', 'CREATE TABLE x (a)', 'CREATE TEMP TABLE x (a)', 'BEGIN', 'SELECT 1; DROP TABLE x', 'SELECT 1; SELECT 2',
                    'SELECT * FROM sqlite_schema', 'SELECT * FROM pragma_database_list', "SELECT load_extension('x')", "SELECT readfile('/etc/passwd')",
                    'SELECT * FROM nope', 'SELECT "nope" FROM postgres.public.currencies', 'SELEC', '', '-- nothing', "SELECT 'x"):
            answer = query(sql)
            assert answer.status == 400 and answer.json['type'] == 'validation_error' and answer.detail, (sql, answer.raw)
        assert os.listdir(folder) == []
    assert query('SELECT count(*) FROM postgres.public.currencies').json['results'] == [[5]]
    # Left alone it would never end.
    endless = query('WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n')
    assert endless.status == 400 and 'Timeout' in endless.detail, endless.raw


def test_other_projects_see_nothing():
    have_currencies()
    source_id = server.get(SOURCES).json['results'][0]['id']
    key = server.info['key'] + '_other'
    root = '/api/projects/67890/'
    assert server.get(SOURCES, root=root, key=key).json['count'] == 0
    assert server.get(f'{SOURCES}{source_id}/', root=root, key=key).status == 404
    answer = server.post('query/', {'query': {'kind': 'HogQLQuery', 'query': 'SELECT * FROM postgres_public__currencies'}}, root=root, key=key)
    assert answer.status == 400 and 'not' in answer.detail.lower() or 'prohibited' in answer.detail


def test_loopback_only():
    port = int(server.info['url'].rsplit(':', 1)[1])
    own = [line.split()[3] for line in subprocess.run(['ss', '-Htln'], stdout=subprocess.PIPE, text=True, check=False).stdout.splitlines()] \
        if os.path.exists('/usr/bin/ss') else []
    assert all(address.startswith('127.0.0.1') for address in own if address.endswith(f':{port}'))
    with socket.socket(socket.AF_INET6) as probe:
        assert probe.connect_ex(('::1', port)) != 0


def test_secrets_stay_out_of_files():
    password = server.sample['password'].encode()
    for name in os.listdir(server.folder):
        path = os.path.join(server.folder, name)
        if os.path.isfile(path):
            with open(path, 'rb') as file:
                holds = password in file.read()
            assert not holds or name == 'sample.json', name
            if holds or name == 'key':
                assert os.stat(path).st_mode & 0o077 == 0, name


def test_callers_that_hang_up_or_come_all_at_once():
    server.misbehave('GET */exists=delay:0.3', 'GET */wizard=truncate:500')

    def hang_up():
        with contextlib.suppress(OSError):
            server.get(SOURCES + 'exists/', timeout=0.05)

    def hammer():
        for _ in range(20):
            assert server.get(SOURCES).status == 200
            with contextlib.suppress(OSError, http.client.HTTPException):
                server.get(SOURCES + 'wizard/')

    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        futures = [pool.submit(hang_up) for _ in range(8)] + [pool.submit(hammer) for _ in range(8)]
        for future in futures:
            future.result()
    assert server.get(SOURCES + 'exists/').status == 200
    server.misbehave()


def test_ends_at_once_with_requests_under_way():
    other = Server(sample=False)
    with socket.socket() as silent:
        silent.bind(('127.0.0.1', 0))
        silent.listen(8)
        fields = server.fields(port=str(silent.getsockname()[1]))
        other.misbehave('GET */exists=delay:60')
        calls = [lambda: other.post(SOURCES + 'database_schema/', {'source_type': 'Postgres', **fields}),
                 lambda: other.get(SOURCES + 'exists/')]

        def lost(call):
            try:
                return call()
            except (OSError, http.client.HTTPException):
                return None

        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            futures = [pool.submit(lost, call) for call in calls]
            connection = silent.accept()[0]
            # Which looks that it ends of its own accord: it gives itself 8 seconds, and both calls take longer.
            other.stop()
            assert [future.result() for future in futures] == [None, None]
            connection.close()
    other.close()


def alive(pid):
    try:
        with open(f'/proc/{pid}/stat', encoding='utf-8') as file:
            return file.read().rsplit(')', 1)[1].split()[0] != 'Z'
    except FileNotFoundError:
        return False


def processes_of(other):
    """The guard and the postmaster of a server's sample database."""
    with open(os.path.join(other.folder, 'sample.json'), encoding='utf-8') as file:
        home = json.load(file)['home']
    with open(os.path.join(home, 'data', 'postmaster.pid'), encoding='utf-8') as file:
        postmaster = int(file.readline())
    with open(f'/proc/{postmaster}/stat', encoding='utf-8') as file:
        guard = int(file.read().rsplit(')', 1)[1].split()[1])
    return guard, postmaster


def test_ends_with_the_pipe():
    other = Server(sample_rows=10)
    guard, postmaster = processes_of(other)
    os.close(other.lifetime)
    assert other.process.wait(60) == 0
    wait_for('PostgreSQL to end', lambda: not alive(guard) and not alive(postmaster))
    other.close()


def test_postgres_ends_when_the_server_is_killed():
    other = Server(sample_rows=10)
    guard, postmaster = processes_of(other)
    other.process.kill()
    other.process.wait()
    wait_for('PostgreSQL to end', lambda: not alive(guard) and not alive(postmaster))
    other.start()
    assert other.discover().status == 200, 'and it starts again'
    guard, postmaster = processes_of(other)
    os.kill(guard, signal.SIGKILL)
    wait_for('PostgreSQL to end', lambda: not alive(postmaster))
    assert other.discover().status == 400, 'the server goes on and says so'
    other.close()


def test_a_killed_postmaster_is_no_obstacle():
    other = Server(sample_rows=10)
    guard, postmaster = processes_of(other)
    os.kill(postmaster, signal.SIGKILL)
    wait_for('the guard to end', lambda: not alive(guard))
    other.restart()
    assert other.discover().status == 200
    other.close()


def test_ends_with_its_parent():
    with tempfile.TemporaryDirectory(prefix='sluice-practice-test-') as folder:
        parent = subprocess.Popen([sys.executable, '-c', 'import subprocess, sys\n'
                                   'p = subprocess.Popen(sys.argv[1:])\nprint(p.pid, flush=True)\nsys.stdin.read()',
                                   SERVER, '--state-dir', folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                  env=server.env)
        lines = [parent.stdout.readline(), parent.stdout.readline()]
        pid = int(next(line for line in lines if not line.startswith('{')))
        parent.kill()
        parent.wait()
        wait_for('the server to end', lambda: not alive(pid))


def test_one_server_a_folder():
    second = subprocess.run([SERVER, '--state-dir', server.folder], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                            env=server.env, timeout=60, check=False)
    assert second.returncode == 1 and second.stdout == '' and 'Another practice server uses' in second.stderr, second


def test_a_start_that_fails_leaves_nothing_beside_its_folder():
    with tempfile.TemporaryDirectory(prefix='sluice-practice-test-') as folder, tempfile.TemporaryDirectory() as beside:
        os.chmod(beside, 0o1777)
        os.mkdir(os.path.join(folder, 'sample.json'))
        failed = subprocess.run([SERVER, '--sample-database', '--state-dir', folder], stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True, timeout=60, env=dict(server.env, TMPDIR=beside), check=False)
        assert failed.returncode == 1 and 'sample.json' in failed.stderr, failed
        assert os.listdir(beside) == [], 'a home for a database that nothing knows of'


def test_arguments():
    run = lambda *args: subprocess.run([SERVER, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=60,
                                       env=dict(server.env, XDG_STATE_HOME='/nonexistent'), check=False)
    text = run('--help').stdout
    for word in ('--sample-database', '--misbehave', 'drop-after', 'KEY_readonly', 'misbehave_token', '--lifetime-fd'):
        assert word in text, word
    with tempfile.TemporaryDirectory(prefix='sluice-practice-test-') as folder:
        for args in (['--rows', 'many'], ['--misbehave', 'x', '--state-dir', folder], ['surplus'], ['--port', '70000']):
            failed = run(*args)
            assert failed.returncode == 1 and failed.stdout == '' and failed.stderr.startswith('sluice-practice: '), args
    with socket.socket() as taken, tempfile.TemporaryDirectory(prefix='sluice-practice-test-') as folder:
        taken.bind(('127.0.0.1', 0))
        taken.listen()
        failed = run('--port', str(taken.getsockname()[1]), '--state-dir', folder)
        assert failed.returncode == 1 and failed.stdout == '', 'a taken port is an error'


main(globals(), server.close)
