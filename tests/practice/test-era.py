#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""--era 2025: the paths, forms, tables and answers that older servers have, written here by hand from the contract (19)."""
from practice import Server, main, stored, wait_for

server = Server('--era', '2025', sample_rows=2000)
ROOT = '/api/environments/12345/'
SOURCES = 'external_data_sources/'
SCHEMAS = 'external_data_schemas/'
NOT_FOUND = {'type': 'invalid_request', 'code': 'not_found', 'detail': 'Not found.', 'attr': None}


def get(path, **kwargs):
    return server.get(path, root=ROOT, **kwargs)


def call(method, path, body=None, **kwargs):
    return server.call(method, path, body, root=ROOT, **kwargs)


def fields(**changes):
    """What that form asks for: the database goes by its old name."""
    values = server.fields()
    values['dbname'] = values.pop('database')
    return {**values, **changes}


def discover(**changes):
    return call('POST', SOURCES + 'database_schema/', {'source_type': 'Postgres', **fields(**changes)})


def create(schemas, prefix='', **changes):
    payload = fields(**changes)
    if schemas is not None:
        payload['schemas'] = schemas
    return call('POST', SOURCES, {'source_type': 'Postgres', 'prefix': prefix, 'payload': payload})


def missing(answer):
    assert (answer.status, answer.json) == (404, NOT_FOUND), (answer.status, answer.raw)


def test_only_environments():
    for root in ('/api/projects/12345/', '/api/projects/@current/'):
        for path in (SOURCES, SOURCES + 'wizard/', SCHEMAS):
            missing(server.get(path, root=root))
        missing(server.post(SOURCES, {}, root=root))
        missing(server.post('query/', {}, root=root))
    assert get(SOURCES).status == 200 and get(SCHEMAS).status == 200
    assert server.get(SOURCES, root='/api/environments/@current/').status == 200
    assert server.get('', root='/api/projects/12345/').json['id'] == 12345, 'the project itself never moved'
    assert server.get('users/@me/', root='/api/').status == 200
    assert get(SOURCES, key='phx_wrong').status == 401


def test_what_came_later_is_missing():
    source_id = create([{'name': 'public.currencies', 'should_sync': True, 'sync_type': 'full_refresh'}], 'gone_').json['id']
    missing(server.get('public_source_configs/', root='/api/', key=''))
    for path in (SOURCES + 'connect_link/?source_type=Hubspot', SOURCES + 'exists/', 'integrations/?kind=hubspot',
                 f'{SOURCES}{source_id}/jobs/', f'{SOURCES}{source_id}/webhook_info/', f'{SOURCES}{source_id}/cdc_status/'):
        missing(get(path))
    for path in (SOURCES + 'source_prefix/', SOURCES + 'check_cdc_prerequisites/', f'{SOURCES}{source_id}/create_webhook/'):
        missing(call('POST', path, {'source_type': 'Postgres'}))
    missing(call('PATCH', f'{SOURCES}{source_id}/bulk_update_schemas/', {'schemas': []}))
    assert call('DELETE', f'{SOURCES}{source_id}/').status == 204


def test_the_form():
    postgres = get(SOURCES + 'wizard/').json['Postgres']
    assert set(postgres) <= {'name', 'label', 'caption', 'fields', 'iconPath', 'iconClassName', 'docsUrl', 'existingSource',
                             'unreleasedSource'}, set(postgres)
    by_name = {field['name']: field for field in postgres['fields']}
    assert set(by_name) == {'connection_string', 'host', 'port', 'dbname', 'user', 'password', 'schema', 'ssh_tunnel'}, by_name
    for name in ('host', 'port', 'dbname', 'user', 'password', 'schema'):
        assert by_name[name]['type'] == 'input', by_name[name]
        assert set(by_name[name]) == {'type', 'name', 'label', 'required', 'placeholder'}, by_name[name]
    assert by_name['dbname']['required'] is True
    assert by_name['ssh_tunnel']['type'] == 'ssh-tunnel'


def test_fields_within_fields():
    stripe = get(SOURCES + 'wizard/?source_type=Stripe').json['Stripe']
    method = next(field for field in stripe['fields'] if field['type'] == 'select')
    inner = [field for option in method['options'] for field in option.get('fields') or []]
    assert {'input', 'oauth'} == {field['type'] for field in inner}, inner
    assert not any('secret' in field for field in inner)


def test_not_yet():
    types = get(SOURCES + 'wizard/').json
    assert all(value.get('unreleasedSource', True) is True for value in types.values()), 'it is said only where it is so'


def test_tables():
    tables = {table['table']: table for table in discover().json}
    assert len(tables) == 14
    assert tables['public.customers'] == {
        'table': 'public.customers',
        'should_sync': False,
        'incremental_fields': [
            {'label': 'updated_at', 'type': 'timestamp', 'field': 'updated_at', 'field_type': 'timestamp'},
            {'label': 'created_at', 'type': 'timestamp', 'field': 'created_at', 'field_type': 'timestamp'},
            {'label': 'id', 'type': 'integer', 'field': 'id', 'field_type': 'integer'},
        ],
        'incremental_available': True,
        'append_available': True,
        'incremental_field': 'updated_at',
        'sync_type': None,
    }, tables['public.customers']


def test_the_database_has_its_old_name_only():
    assert discover(database='postgres').status == 200, 'what is not known is passed over'
    values = server.fields()
    answer = call('POST', SOURCES + 'database_schema/', {'source_type': 'Postgres', **values})
    assert (answer.status, answer.message) == (400, "Invalid source config: Required field 'dbname' is missing")


def test_create_needs_tables_and_known_methods():
    for schemas in (None, []):
        answer = create(schemas)
        assert (answer.status, answer.message) == (400, 'Schemas not given')
    answer = create([{'name': 'public.customers', 'should_sync': True, 'sync_type': 'xmin'}])
    assert (answer.status, answer.message) == (
        400, 'Unknown sync type: xmin. Use one of: full_refresh, incremental, append, cdc.')
    assert get(SOURCES).json['count'] == 0


SOURCE = {'id', 'created_at', 'created_by', 'source_type', 'status', 'prefix', 'latest_error', 'last_run_at', 'schemas',
          'job_inputs', 'revenue_analytics_config'}
SHORT = {'id', 'name', 'table', 'should_sync', 'status', 'latest_error', 'last_synced_at', 'sync_type'}
FULL = SHORT | {'incremental', 'incremental_field', 'incremental_field_type', 'sync_frequency', 'sync_time_of_day'}


def test_create_answers_with_the_whole_source():
    answer = create([
        {'name': 'public.customers', 'should_sync': True, 'sync_type': 'incremental', 'incremental_field': 'updated_at',
         'incremental_field_type': 'timestamp', 'incremental_field_lookback_seconds': 60, 'enabled_columns': ['id']},
        {'name': 'public.currencies', 'should_sync': False, 'sync_type': None},
    ], 'old_')
    made = answer.json
    assert answer.status == 201 and set(made) == SOURCE, set(made)
    assert made['source_type'] == 'Postgres' and made['prefix'] == 'old_'
    assert made['job_inputs']['dbname'] == server.sample['database'] and 'database' not in made['job_inputs']
    assert 'password' not in made['job_inputs']
    tables = {table['name']: table for table in made['schemas']}
    assert set(tables) == {'public.customers', 'public.currencies'} and set(tables['public.customers']) == FULL, tables

    source = wait_for('the sync', lambda: (s := get(f"{SOURCES}{made['id']}/").json)['status'] == 'Completed' and s)
    assert set(source) == SOURCE
    customers = next(table for table in source['schemas'] if table['should_sync'])
    assert customers['table']['name'] == stored('public.customers', 'old_')
    listed = get(SOURCES).json['results'][0]
    assert set(listed) == SOURCE and set(listed['schemas'][0]) == SHORT, listed
    assert set(get(f"{SCHEMAS}{customers['id']}/").json) == FULL
    assert set(get(SCHEMAS).json['results'][0]) == FULL
    # All columns came: choosing some was not known yet.
    code, text = server.compare(f"public.customers={stored('public.customers', 'old_')}")
    assert code == 0, text

    changed = call('PATCH', f"{SCHEMAS}{customers['id']}/", {'sync_frequency': '24hour', 'enabled_columns': ['id'],
                                                            'full_refresh_interval_days': 7})
    assert changed.status == 200 and set(changed.json) == FULL and changed.json['sync_frequency'] == '24hour'
    offer = call('POST', f"{SCHEMAS}{customers['id']}/incremental_fields/").json
    assert set(offer) == {'incremental_fields', 'incremental_available', 'append_available', 'full_refresh_available'}, offer
    patched = call('PATCH', f"{SOURCES}{made['id']}/", {'auto_sync_new_schemas': True})
    assert patched.status == 200 and set(patched.json) == SOURCE
    assert call('DELETE', f"{SOURCES}{made['id']}/").status == 204


def test_without_the_word_nothing_is_old():
    other = Server(sample=False)
    try:
        assert other.get(SOURCES).status == 200 and other.get('public_source_configs/', root='/api/', key='').status == 200
        assert other.get(SOURCES + 'wizard/?source_type=Postgres').json['Postgres']['fields'][0]['type'] != 'input'
    finally:
        other.close()


main(globals(), server.close)
