#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Creating a source: the server's checks in their order and its words, and nothing left behind by a failure."""
from practice import Server, entry, main

server = Server()
tables = {table['table']: table for table in server.discover().json}
PREFIX = 'Prefix must contain only letters, numbers, and underscores, and start with a letter or underscore'


def fault(answer, code, attr, detail=None):
    assert answer.status == 400, (answer.status, answer.raw)
    body = answer.json
    assert (body['type'], body['code'], body['attr']) == ('validation_error', code, attr), body
    assert detail is None or body['detail'] == detail, body


def message(answer):
    assert answer.status == 400, (answer.status, answer.raw)
    return answer.message


def nothing_is_left():
    assert server.get('external_data_sources/').json['count'] == 0
    assert server.get('external_data_schemas/').json['count'] == 0
    assert server.get('external_data_sources/exists/').json == {'exists': False}


def test_serializer_faults_come_first():
    post = lambda body: server.post('external_data_sources/', body)
    good = {'source_type': 'Postgres', 'payload': server.fields(password='wrong')}
    fault(post({}), 'required', 'source_type', 'This field is required.')
    fault(post({'source_type': 'Postgres'}), 'required', 'payload')
    fault(post({**good, 'source_type': None}), 'null', 'source_type')
    fault(post({**good, 'source_type': ''}), 'blank', 'source_type')
    fault(post({**good, 'payload': []}), 'not_a_dict', 'payload')
    fault(post({**good, 'prefix': 'a' * 101}), 'max_length', 'prefix',
          'Ensure this field has no more than 100 characters.')
    fault(post({**good, 'description': 'a' * 401}), 'max_length', 'description')
    fault(post({**good, 'created_via': 'wizard'}), 'invalid_choice', 'created_via', '"wizard" is not a valid choice.')
    fault(post({**good, 'access_method': 'x'}), 'invalid_choice', 'access_method')
    fault(post({**good, 'destination_ids': []}), 'invalid', 'destination_ids')
    nothing_is_left()


def test_malformed_prefixes():
    for prefix in ('my-shop', '1shop', 'sh op', 'shöp', '_1_', 'a.b', 'a\n'):
        fault(server.create([], prefix=prefix), 'invalid', 'prefix', PREFIX)
    for prefix in ('_', '___'):
        fault(server.create([], prefix=prefix), 'invalid', 'prefix', 'Prefix cannot consist of only underscores')
    assert message(server.create([], prefix='posthog_')) == 'This source name is reserved by PostHog.'
    nothing_is_left()


def test_payload_and_credential_faults():
    create = lambda **changes: message(server.create([], fields=server.fields(**changes)))
    assert create(password={'secretRef': 'x'}) == 'Unresolved secret reference(s) for: password'
    assert create(credential_id='abc') == "Stored credential 'abc' not found or expired"
    assert create(host='') == "Invalid source config: Required field 'host' is missing"
    assert create(password='wrong').startswith('The database rejected the username or password.')
    assert 'database "nope" does not exist' in create(database='nope')
    assert message(server.post('external_data_sources/', {'source_type': 'Foo', 'payload': {}})) == (
        "Unknown source_type 'Foo'")
    nothing_is_left()


def test_table_faults_in_order():
    orders, customers = tables['public.orders'], tables['public.customers']
    create = lambda schemas: message(server.create(schemas))
    assert create('x') == "The 'schemas' field must be a list of the tables to sync."
    assert create([entry(orders), {'name': 'nope', 'should_sync': True, 'sync_type': 'foo'}]) == (
        'Schemas given do not exist in source')
    assert create([entry(orders, 'foo')]) == (
        'Unknown sync type: foo. Use one of: full_refresh, incremental, append, webhook, cdc, xmin.')
    assert create([entry(orders, 'cdc'), entry(customers, 'cdc')]) == (
        'CDC must be enabled on the source before selecting it as a sync type. The following schemas requested CDC: '
        'public.orders, public.customers.')
    assert create([entry(orders, 'incremental')]) == 'Incremental schemas given do not have an incremental field set'
    assert create([entry(orders, 'append', incremental_field='updated_at')]) == (
        'Incremental schemas given do not have an incremental field type set')
    assert create([entry(tables['public.audit_log'], 'incremental', 'logged_at')]) == (
        "Table 'public.audit_log' has no primary key to sync incrementally on. Choose a primary key for it, or switch it "
        'to full table replication.')
    assert create([entry(customers, primary_key_columns=['nope'])]) == (
        "'public.customers' has no column named nope to merge on.")
    assert create([entry(customers, row_filters=[{'column': 'nope', 'operator': '=', 'value': 1}])]) == (
        "Invalid row filter for schema 'public.customers': Unknown column 'nope' for this schema")
    assert create([entry(customers, row_filters=[{'column': 'id', 'operator': '>', 'value': 'abc'}])]) == (
        "Invalid row filter for schema 'public.customers': Expected an integer value, got 'abc'")
    assert create([entry(customers, incremental_field_lookback_seconds=5184001)]) == (
        'incremental_field_lookback_seconds must be an integer between 0 and 5184000 (60 days) for schema '
        "'public.customers'.")
    nothing_is_left()


def test_create_then_prefix_taken():
    answer = server.create([entry(table, on=False) for table in tables.values()], description='a shop')
    assert answer.status == 201 and set(answer.json) == {'id'}, answer.raw
    source = server.source(answer.json['id'])
    assert source['description'] == 'a shop' and source['created_by'] == 'practice@example.com'
    assert source['created_via'] == 'api' and source['prefix'] == '' and source['source_type'] == 'Postgres'
    assert [schema['name'] for schema in source['schemas']] == list(tables)
    assert all(not s['should_sync'] and s['status'] is None and s['table'] is None for s in source['schemas'])
    assert 'password' not in source['job_inputs'] and source['job_inputs']['host'] == '127.0.0.1'
    assert server.sample['password'] not in server.get('external_data_sources/').raw.decode()

    taken = ("You already have a source of this type. Add a table prefix so this connection's tables don't clash with "
             'your existing source.')
    prefix = lambda text: server.post('external_data_sources/source_prefix/', {'source_type': 'Postgres', 'prefix': text})
    # The clash is found before the credentials are tried.
    assert message(server.create([], fields=server.fields(password='wrong'))) == taken
    assert message(prefix('')) == taken
    assert (prefix('eu_').status, prefix('eu_').raw) == (200, b'')
    second = server.create([entry(tables['public.currencies'], on=False)], prefix='eu_')
    assert second.status == 201
    clash = ("Another source of this type already uses the prefix 'eu_'. Choose a different prefix so this connection's "
             "tables don't clash.")
    assert message(prefix('eu_')) == clash and message(server.create([], prefix='eu_')) == clash
    assert prefix('eu').status == 200, 'prefixes are compared exactly'
    assert server.post('external_data_sources/source_prefix/', {'prefix': ''}).status == 500
    for source_id in (answer.json['id'], second.json['id']):
        assert server.call('DELETE', f'external_data_sources/{source_id}/').status == 204
        assert server.call('DELETE', f'external_data_sources/{source_id}/').status == 404
    nothing_is_left()


def test_no_schemas_means_all_with_defaults():
    answer = server.create()
    source = server.wait_for_source(answer.json['id'])
    methods = {schema['name']: (schema['should_sync'], schema['sync_type']) for schema in source['schemas']}
    assert methods['public.customers'] == (True, 'incremental') and methods['public.audit_log'] == (True, 'append')
    assert methods['public.currencies'] == (True, 'full_refresh') and methods['public.payroll'] == (False, None)
    server.call('DELETE', f"external_data_sources/{source['id']}/")


def test_a_table_named_twice_is_made_once():
    source_id = server.create([entry(tables['public.orders'], on=False)] * 2).json['id']
    assert len(server.source(source_id)['schemas']) == 1
    server.call('DELETE', f'external_data_sources/{source_id}/')


def test_thousands_of_tables():
    server.owner_sql("""CREATE SCHEMA wide; GRANT USAGE ON SCHEMA wide TO shop_reader;
        DO $$ BEGIN FOR i IN 1..3000 LOOP EXECUTE format('CREATE TABLE wide.t%s (id int, updated_at timestamptz)', i);
        END LOOP; END $$; GRANT SELECT ON ALL TABLES IN SCHEMA wide TO shop_reader""")
    start = server.cpu_seconds()
    many = server.discover(schema='wide').json
    assert len(many) == 3000
    answer = server.create([entry(table, on=index < 3) for index, table in enumerate(many)],
                           fields=server.fields(schema='wide'), prefix='wide_')
    assert answer.status == 201, answer.raw
    source = server.wait_for_source(answer.json['id'])
    assert source['status'] == 'Completed' and len(source['schemas']) == 3000
    # Its own work, which is the same however busy the computer is.
    spent = server.cpu_seconds() - start
    assert spent < 4, spent
    server.call('DELETE', f"external_data_sources/{source['id']}/")


def test_body_that_arrived_can_be_read():
    schemas = [entry(table, on=False) for table in tables.values()]
    source_id = server.create(schemas).json['id']
    answer = server.get(f'/_practice/sources/{source_id}', root='', key=server.info['misbehave_token'])
    assert answer.json == schemas
    assert server.get(f'/_practice/sources/{source_id}', root='').status == 401, 'the API key is not the token'
    server.call('DELETE', f'external_data_sources/{source_id}/')


main(globals(), server.close)
