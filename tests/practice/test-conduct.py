#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What can go wrong at a source and its tables when it is asked for: refused at create, tables that fail, reach the billing
limit, are slow, stand still, have no rows, or are never scheduled."""
import concurrent.futures
import sqlite3
import time

from practice import Server, entry, main, wait_for

server = Server('--rows', 'estimate', sample_rows=20000)
SOURCES = 'external_data_sources/'
BILLING = 'Monthly sync limit reached. Please increase your billing limit to resume syncing.'
tables = {table['table']: table for table in server.discover().json}


def conduct(*rules):
    answer = server.post('/_practice/conduct', {'rules': list(rules)}, root='', key=server.info['misbehave_token'])
    assert answer.status == 200 and answer.json == {'rules': list(rules)}, answer.raw


def zendesk(words):
    return {'subdomain': 'acme', 'api_key': 'k' + words, 'email_address': 'ada@example.com'}


def table(name):
    return {'name': name, 'should_sync': True, 'sync_type': 'full_refresh'}


def create(words='', names=('groups', 'brands'), prefix='z_', timeout=60):
    return server.post(SOURCES, {'source_type': 'Zendesk', 'prefix': prefix, 'payload': {
        **zendesk(words), 'schemas': [table(name) for name in names]}}, timeout=timeout)


def delete(source_id):
    assert server.call('DELETE', f'{SOURCES}{source_id}/').status == 204


def schema_of(source_id, name):
    return next(s for s in server.source(source_id)['schemas'] if s['name'] == name)


def job_of(source_id, name):
    return server.get(f'{SOURCES}{source_id}/jobs/?schemas={name}').json[0]


def act(source_id, name, action):
    return server.post(f"external_data_schemas/{schema_of(source_id, name)['id']}/{action}/")


def nothing_is_left():
    assert server.get(SOURCES).json['count'] == 0


def test_refused_at_create():
    for words, status, text in (('+billing-limit', 400, BILLING),
                                ('+max-sources:0', 400, 'You can create at most 0 sources of this type per project.')):
        answer = create(words)
        assert (answer.status, answer.json) == (status, {'message': text}), answer.raw
    answer = create('+unsupported-plan')
    assert answer.status == 402 and answer.json['code'] == 'payment_required' and answer.detail, answer.raw
    nothing_is_left()
    # The order of the contract: a taken prefix first, the credentials last.
    source_id = create().json['id']
    assert create('+billing-limit').message.startswith('Another source of this type already uses the prefix')
    assert create('+max-sources:1', prefix='y_').message == 'You can create at most 1 sources of this type per project.'
    assert server.post(SOURCES, {'source_type': 'Zendesk', 'prefix': 'y_', 'payload': {'api_key': 'x+billing-limit'}}
                       ).message == BILLING
    second = create('+max-sources:2', prefix='y_')
    assert second.status == 201
    for each in (source_id, second.json['id']):
        server.wait_for_source(each)
        delete(each)
    nothing_is_left()


def test_refused_for_a_real_database_too():
    conduct('Postgres=billing-limit')
    assert server.create([entry(tables['public.currencies'])]).message == BILLING
    conduct('Postgres=max-sources:1')
    source_id = server.create([entry(tables['public.currencies'])]).json['id']
    assert server.create([entry(tables['public.currencies'])], prefix='b_').message == (
        'You can create at most 1 sources of this type per project.')
    server.wait_for_source(source_id)
    conduct('Postgres=billing-limit')
    for answer in (server.post(f'{SOURCES}{source_id}/reload/'), act(source_id, 'public.currencies', 'reload'),
                   act(source_id, 'public.currencies', 'resync')):
        assert (answer.status, answer.json) == (400, {'message': BILLING}), answer.raw
    conduct()
    assert act(source_id, 'public.currencies', 'reload').status == 200
    server.wait_for_source(source_id)
    delete(source_id)


def test_some_tables_end_badly():
    source_id = create('+fail:5@groups+billing-limit:10@brands+billing-limit-too-low@users',
                       ('groups', 'brands', 'users', 'organizations')).json['id']
    source = server.wait_for_source(source_id)
    words = {schema['name']: schema['status'] for schema in source['schemas']}
    assert (words['groups'], words['brands'], words['users'], words['organizations']) == (
        'Failed', 'Billing limits', 'Billing limits too low', 'Completed'), words
    assert source['status'] == 'Failed' and source['latest_error']
    jobs = {name: job_of(source_id, name) for name in ('groups', 'brands', 'users')}
    assert (jobs['groups']['status'], jobs['groups']['rows_synced']) == ('Failed', 5)
    assert jobs['brands']['status'] == 'Billing limits' and jobs['brands']['latest_error'] == BILLING
    assert jobs['users']['status'] == 'Billing limit too low', 'singular here (contract, 16.1)'
    assert schema_of(source_id, 'groups')['table'] is None, 'what is half read is not there'
    logs = server.get(f"external_data_schemas/{schema_of(source_id, 'groups')['id']}/logs/?level=ERROR").json['results']
    assert [line['message'] for line in logs] == [schema_of(source_id, 'groups')['latest_error']]
    delete(source_id)


def test_a_real_table_fails_and_is_mended():
    conduct('Postgres/public.o*=fail:1000')
    source_id = server.create([entry(tables['public.orders']), entry(tables['public.currencies'])]).json['id']
    server.wait_for_source(source_id)
    assert schema_of(source_id, 'public.orders')['status'] == 'Failed'
    assert 1000 <= job_of(source_id, 'public.orders')['rows_synced'] < 4000
    assert schema_of(source_id, 'public.currencies')['status'] == 'Completed'
    conduct()
    assert act(source_id, 'public.orders', 'reload').status == 200
    wait_for('the retry', lambda: schema_of(source_id, 'public.orders')['status'] == 'Completed')
    assert server.source(source_id)['status'] == 'Completed'
    delete(source_id)


def test_slow_is_as_slow_as_was_asked_for():
    start = time.monotonic()
    source_id = create('+rows:1000000@groups+slow:250@groups+rows:300@brands+slow:250@brands').json['id']
    # Rows come in steps, and at no time are there more than were due: however seldom one looks.
    seen = set()
    while len(seen) < 4:
        job = job_of(source_id, 'groups')
        due = 250 * (time.monotonic() - start)
        assert job['status'] == 'Running' and job['rows_synced'] <= due + 1, (job, due)
        seen.add(job['rows_synced'])
        assert time.monotonic() - start < 60, seen
    # They do come to an end.
    wait_for('the shorter table', lambda: schema_of(source_id, 'brands')['status'] == 'Completed')
    assert time.monotonic() - start > 1.1 and job_of(source_id, 'brands')['rows_synced'] == 300
    delete(source_id)


def test_a_million_rows():
    conduct('Zendesk/groups=rows:1000000')
    known = {t['table']: t['rows'] for t in server.post(
        f'{SOURCES}database_schema/', {'source_type': 'Zendesk', **zendesk('+rows:0@brands')}).json}
    assert known['groups'] == 1000000 and known['brands'] == 0
    source_id = create('+rows:12345@groups', ('groups',)).json['id']
    server.wait_for_source(source_id)
    assert schema_of(source_id, 'groups')['table']['row_count'] == 12345, 'what the source itself was told comes first'
    delete(source_id)
    conduct()


def test_no_rows():
    source_id = create('+rows:0@groups', ('groups',)).json['id']
    source = server.wait_for_source(source_id)
    schema = schema_of(source_id, 'groups')
    assert source['status'] == schema['status'] == 'Completed' and schema['table']['row_count'] == 0
    assert job_of(source_id, 'groups')['rows_synced'] == 0
    delete(source_id)


def test_stands_still_until_it_is_cancelled():
    source_id = create('+stall:20@groups', ('groups', 'brands')).json['id']
    wait_for('the stall', lambda: job_of(source_id, 'groups')['rows_synced'] == 20)
    wait_for('the other table', lambda: schema_of(source_id, 'brands')['status'] == 'Completed')
    assert schema_of(source_id, 'groups')['status'] == 'Running'
    answer = act(source_id, 'groups', 'cancel')
    assert (answer.status, answer.raw) == (200, b'')
    wait_for('the end', lambda: schema_of(source_id, 'groups')['status'] == 'Failed')
    assert schema_of(source_id, 'groups')['latest_error'] == 'Sync cancelled by user'
    assert act(source_id, 'groups', 'cancel').detail == 'No running sync to cancel.'
    delete(source_id)


def test_a_stall_does_not_keep_the_server_alive():
    other = Server(sample=False)
    answer = other.post(SOURCES, {'source_type': 'Zendesk', 'prefix': '', 'payload': {
        **zendesk('+stall'), 'schemas': [table('groups')]}})
    wait_for('the sync', lambda: other.source(answer.json['id'])['status'] == 'Running')
    # It stands still for ever; close() looks that the server ends, and of its own accord.
    other.close()


def test_never_scheduled():
    source_id = create('+unscheduled@groups').json['id']
    wait_for('the other table', lambda: schema_of(source_id, 'brands')['status'] == 'Completed')
    schema = schema_of(source_id, 'groups')
    assert schema['should_sync'] is True and schema['status'] is schema['table'] is schema['last_synced_at'] is None
    assert server.get(f'{SOURCES}{source_id}/jobs/?schemas=groups').json == []
    assert act(source_id, 'groups', 'reload').status == 200
    wait_for('the sync that was asked for', lambda: schema_of(source_id, 'groups')['status'] == 'Completed')
    delete(source_id)


def test_a_batch_is_saved_in_part():
    source_id = create('+unsaved@groups').json['id']
    server.wait_for_source(source_id)
    body = {'schemas': [{'id': schema_of(source_id, name)['id'], 'sync_frequency': '24hour'} for name in ('groups', 'brands')]}
    answer = server.call('PATCH', f'{SOURCES}{source_id}/bulk_update_schemas/', body)
    assert (answer.status, answer.json['code']) == (400, 'bulk_schema_save_failed'), answer.raw
    assert answer.detail.startswith('These schemas in the batch could not be saved: groups (')
    assert [schema_of(source_id, name)['sync_frequency'] for name in ('groups', 'brands')] == ['6hour', '24hour']
    delete(source_id)


def test_listed_before_it_has_tables_and_before_it_is_gone():
    with concurrent.futures.ThreadPoolExecutor() as pool:
        for words, status, n_tables in (('+slow-create:4', 201, 2), ('+rolled-back:4', 400, None)):
            creating = pool.submit(create, words)
            listed, = wait_for('the source', lambda: server.get(SOURCES).json['results'])
            assert listed['schemas'] == [] and listed['prefix'] == 'z_' and not creating.done()
            answer = creating.result()
            assert answer.status == status, answer.raw
            if n_tables is None:
                nothing_is_left()
                continue
            source = server.wait_for_source(answer.json['id'])
            assert source['id'] == listed['id'] and len(source['schemas']) == n_tables
            delete(source['id'])
        creating = pool.submit(create, '+slow-create:2')
        listed, = wait_for('the source', lambda: server.get(SOURCES).json['results'])
        delete(listed['id'])
        assert creating.result().status == 404, 'deleted while it had no tables yet'
        nothing_is_left()


def test_rules_are_checked():
    send = lambda rules: server.post('/_practice/conduct', {'rules': rules}, root='', key=server.info['misbehave_token'])
    conduct('Zendesk=fail')
    for rules in (['Zendesk'], ['=fail'], ['Zendesk=nonsense'], ['Zendesk=fail:x'], ['Zendesk=fail:-1'], 'x', None):
        assert send(rules).status == 400, rules
    answer = server.get('/_practice/conduct', root='', key=server.info['misbehave_token'])
    assert answer.json == {'rules': ['Zendesk=fail']}, 'a fault leaves the rules as they are'
    assert server.get('/_practice/conduct', root='').status == 401
    conduct()


def test_secrets_do_not_stay_with_the_words():
    answer = create('very-secret+rows:3@groups+nonsense-that-is-secret', ('groups',))
    server.wait_for_source(answer.json['id'])
    assert schema_of(answer.json['id'], 'groups')['table']['row_count'] == 3
    with sqlite3.connect(f'{server.folder}/state.sqlite') as database:
        docs = [doc for (doc,) in database.execute('SELECT doc FROM records')]
    assert not any('secret' in doc for doc in docs)
    delete(answer.json['id'])


main(globals(), server.close)
