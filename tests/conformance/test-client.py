#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The unmodified official client drives the practice server through a whole set-up.

What it prints is held against what this test reads from the database and from the warehouse itself, never against an
exit status alone. Called with the folder that the client is installed into.
"""
import json
import os
import shutil
import sqlite3
import subprocess
import sys

from practice import Server, entry, main, stored, wait_for

HERE = os.path.dirname(os.path.abspath(__file__))
folder = sys.argv.pop(1)
client = os.path.join(folder, 'node_modules', '@posthog', 'cli', 'lib', 'posthog-api-cli.mjs')
server = Server('--rows', 'estimate')
found = {}


def install():
    """Exactly what the lock file says, without running anybody's install scripts."""
    os.makedirs(folder, exist_ok=True)
    for name in ('package.json', 'package-lock.json', '.npmrc'):
        shutil.copy(os.path.join(HERE, name), folder)
    subprocess.run(['npm', 'ci', '--ignore-scripts'], cwd=folder, check=True, stdout=sys.stderr)


def run(tool, arguments, confirm=False):
    home = os.path.join(folder, 'home')
    os.makedirs(home, exist_ok=True)
    environment = {name: value for name, value in os.environ.items() if not name.startswith('POSTHOG')}
    environment.update(POSTHOG_CLI_HOST=server.info['url'], POSTHOG_CLI_API_KEY=server.info['key'],
                       POSTHOG_CLI_PROJECT_ID=str(server.info['project_id']), HOME=home)
    return subprocess.run(['node', client, 'call', '--json', *(['--confirm'] if confirm else []), tool, json.dumps(arguments)],
                          env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)


def call(tool, arguments, confirm=False):
    result = run(tool, arguments, confirm)
    assert result.returncode == 0, (tool, result.stdout, result.stderr)
    return json.loads(result.stdout)


def payload():
    return server.fields()


def test_install():
    install()
    with open(os.path.join(folder, 'node_modules', '@posthog', 'cli', 'package.json'), encoding='utf-8') as file:
        assert json.load(file)['version'] == '0.18.3'


def test_wizard():
    config = call('external-data-sources-wizard', {'source_type': 'Postgres'})['Postgres']
    assert [field['name'] for field in config['fields']] == ['connection_string', 'host', 'port', 'database', 'user',
                                                             'password', 'schema', 'ssh_tunnel']
    required = [field['name'] for field in config['fields'] if field.get('required')]
    assert required == ['host', 'port', 'database', 'user', 'password']


def test_db_schema():
    answer = call('external-data-sources-db-schema', {'source_type': 'Postgres', 'payload': payload()})
    tables = answer if isinstance(answer, list) else answer['results']
    wanted = {f'{schema}.{name}' for schema, name in server.sql(
        "SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE n.nspname IN ('public', 'reporting') AND c.relkind IN ('r', 'v')")}
    assert {table['table'] for table in tables} == wanted
    for table in tables:
        found[table['table']] = table
        if table['table'] == 'public.payroll':
            assert table['permission_error']
            continue
        assert table['permission_error'] is None
        (count,), = server.sql(f"SELECT count(*) FROM {table['table']}")
        assert table['rows'] == int(count), table
        columns = [name for (name,) in server.sql(
            f"SELECT attname FROM pg_attribute WHERE attrelid = '{table['table']}'::regclass AND attnum > 0 ORDER BY attnum")]
        assert [column['field'] for column in table['available_columns']] == columns


def test_db_schema_with_a_wrong_password():
    result = run('external-data-sources-db-schema', {'source_type': 'Postgres', 'payload': {**payload(), 'password': 'wrong'}})
    assert result.returncode != 0
    assert 'The database rejected the username or password.' in result.stdout + result.stderr


def test_create():
    methods = {'public.customers': ('incremental', 'updated_at'), 'public.audit_log': ('append', 'logged_at'),
               'public.currencies': ('full_refresh', None)}
    schemas = [entry(table, *methods.get(name, ('full_refresh', None)), on=name in methods) for name, table in found.items()]
    answer = call('external-data-sources-create',
                  {'source_type': 'Postgres', 'prefix': 'shop_', 'payload': {**payload(), 'schemas': schemas}}, confirm=True)
    found['id'] = answer['id']
    found['methods'] = methods
    source = server.wait_for_source(answer['id'])
    assert source['status'] == 'Completed', source


def test_rows_arrived():
    status, report = server.compare(*[f"{name}={stored(name, 'shop_')}" for name in found['methods']])
    assert status == 0, report
    with sqlite3.connect(server.warehouse) as database:
        # The warehouse's own record of what is in it has a name that no source's table can have.
        names = {name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'"
                                                      " AND name <> '(tables)'")}
    assert names == {stored(name, 'shop_') for name in found['methods']}


def test_sources_list():
    sources = call('external-data-sources-list', {})['results']
    assert [(s['id'], s['source_type'], s['prefix'], s['status']) for s in sources] == [
        (found['id'], 'Postgres', 'shop_', 'Completed')]


def test_sources_retrieve():
    source = call('external-data-sources-retrieve', {'id': found['id']})
    assert source['id'] == found['id']
    schemas = {schema['name']: schema for schema in source['schemas']}
    assert set(schemas) == {name for name in found if '.' in name}
    for name, schema in schemas.items():
        assert schema['should_sync'] == (name in found['methods']), schema
        if name in found['methods']:
            assert schema['status'] == 'Completed' and schema['sync_type'] == found['methods'][name][0]
    assert server.sample['password'] not in json.dumps(source)


def test_schemas_list():
    schemas, offset = [], 0
    while True:
        page = call('external-data-schemas-list', {'limit': 10, 'offset': offset})
        schemas += page['results']
        offset += 10
        if not page.get('next'):
            break
    assert page['count'] == 14 and len(schemas) == 14
    for schema in schemas:
        if schema['name'] in found['methods']:
            assert schema['last_synced_at'] and schema['sync_type'] == found['methods'][schema['name']][0]
            assert schema['incremental_field'] == found['methods'][schema['name']][1]


def test_jobs():
    answer = call('external-data-sources-jobs', {'id': found['id']})
    jobs = answer if isinstance(answer, list) else answer['results']
    assert len(jobs) == 3
    for job in jobs:
        (count,), = server.sql(f"SELECT count(*) FROM {job['schema']['name']}")
        assert job['status'] == 'Completed' and job['rows_synced'] == int(count), job


def test_reload_and_sql():
    server.owner_sql("INSERT INTO audit_log VALUES (now(), 'clerk', 'login', NULL)")
    call('external-data-sources-reload', {'id': found['id']}, confirm=True)
    wait_for('the reload', lambda: len(server.get(f"external_data_sources/{found['id']}/jobs/").json) == 6)
    server.wait_for_source(found['id'])
    (count,), = server.sql('SELECT count(*) FROM audit_log')
    answer = run('execute-sql', {'query': 'SELECT count(*) AS n FROM postgres.shop.public.audit_log'})
    assert answer.returncode == 0 and count in answer.stdout, (answer.stdout, answer.stderr)


def vendor_endpoints():
    """What the played service knows of, whatever PostHog's side says."""
    return server.get('/_practice/vendor/endpoints?source_type=Stripe', root='', key=server.info['misbehave_token']).json


def with_what_it_wants(arguments):
    # The client asks for these two, which are of another kind of source, and sends them along.
    return {'client_secret': 'none', 'account_id': 'none', **arguments}


def test_webhooks():
    schemas = [{'name': name, 'should_sync': True, 'sync_type': 'webhook'} for name in ('Customer', 'Invoice', 'Discount')]
    answer = call('external-data-sources-create', {'source_type': 'Stripe', 'prefix': '', 'payload': {
        'auth_method': {'selection': 'api_key', 'stripe_secret_key': 'rk_live_x'}, 'schemas': schemas}}, confirm=True)
    found['stripe'] = answer['id']
    server.wait_for_source(answer['id'])
    info = call('external-data-sources-webhook-info-retrieve', {'id': found['stripe']})
    assert info['supports_webhooks'] is True and info['exists'] is False and info['webhook_url'] is None, info
    assert vendor_endpoints() == []

    made = call('external-data-sources-create-webhook-create', with_what_it_wants({'id': found['stripe']}), confirm=True)
    assert made['success'] is True and made['error'] is None and made['pending_inputs'] == [], made
    endpoint, = vendor_endpoints()
    assert endpoint['url'] == made['webhook_url'] and endpoint['status'] == 'enabled'

    info = call('external-data-sources-webhook-info-retrieve', {'id': found['stripe']})
    ids = {schema['name']: schema['id'] for schema in server.source(found['stripe'])['schemas']}
    assert info['exists'] is True and info['webhook_url'] == made['webhook_url'] and info['missing_events'] == []
    assert info['schema_mapping'] == {'customer': ids['Customer'], 'invoice': ids['Invoice'], 'discount': ids['Discount']}
    assert info['external_status']['status'] == 'enabled' and info['external_status']['error'] is None
    assert 'rk_live_x' not in json.dumps(info)


def test_webhook_inputs():
    # It sends no inputs, whatever it is told, and gets the answer of the contract.
    result = run('external-data-sources-update-webhook-inputs-create',
                 with_what_it_wants({'id': found['stripe'], 'inputs': {'signing_secret': 'whsec_x'}}), confirm=True)
    assert result.returncode != 0 and 'No inputs provided' in result.stdout + result.stderr, (result.stdout, result.stderr)
    # So the call itself is made without it.
    path = f"external_data_sources/{found['stripe']}/update_webhook_inputs/"
    answer = server.post(path, with_what_it_wants({'inputs': {'signing_secret': 'whsec_x'}}))
    assert (answer.status, answer.json) == (200, {'success': True}), answer.raw


def test_bulk_update():
    schemas = {schema['name']: schema for schema in server.source(found['stripe'])['schemas']}
    changed = call('external-data-sources-bulk-update-schemas', {'id': found['stripe'], 'schemas': [
        {'id': schemas['Invoice']['id'], 'sync_frequency': '24hour', 'sync_time_of_day': '03:30:00'},
        {'id': schemas['Discount']['id'], 'should_sync': False}]}, confirm=True)
    changed = changed if isinstance(changed, list) else changed['results']
    assert [schema['name'] for schema in changed] == ['Invoice', 'Discount'], changed
    after = {schema['name']: schema for schema in server.source(found['stripe'])['schemas']}
    assert after['Invoice']['sync_frequency'] == '24hour' and after['Invoice']['sync_time_of_day'] == '03:30:00'
    assert after['Discount']['should_sync'] is False and after['Customer'] == schemas['Customer']
    info = call('external-data-sources-webhook-info-retrieve', {'id': found['stripe']})
    assert set(info['schema_mapping']) == {'customer', 'invoice'}, 'deliveries follow the tables'


main(globals(), server.close)
