#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows that arrive are the rows that are there, by every method, on the first sync and on those after it."""
import sqlite3

from practice import Server, entry, main, stored, wait_for

server = Server(sample_rows=20000)
tables = {table['table']: table for table in server.discover().json}
METHODS = {
    'public.customers': ('incremental', 'updated_at'), 'public.products': ('incremental', 'updated_at'),
    'public.order_lines': ('xmin', None), 'public.payments': ('append', 'created_at'),
    'public.audit_log': ('append', 'logged_at'), 'public.page_events': ('incremental', 'id'),
    'public.orders': ('incremental', 'updated_at'),
}
source_id = None


def schema_of(name):
    return next(s for s in server.source(source_id)['schemas'] if s['name'] == name)


def jobs_of(name):
    return server.get(f'external_data_sources/{source_id}/jobs/?schemas={name}').json


def sync(name):
    """Reloads one table and gives how many rows its job read."""
    before = len(jobs_of(name))
    answer = server.post(f"external_data_schemas/{schema_of(name)['id']}/reload/")
    assert (answer.status, answer.raw) == (200, b''), answer.raw
    job = wait_for('the job', lambda: (j := jobs_of(name)) and len(j) > before and j[0]['status'] != 'Running' and j[0])
    assert job['status'] == 'Completed', job
    return job['rows_synced']


def assert_same(*names, **kwargs):
    status, report = server.compare(*[f'{name}={stored(name)}' for name in names], **kwargs)
    assert status == 0, report
    return report


def test_first_sync():
    global source_id
    schemas = [entry(table, *METHODS.get(name, ('full_refresh', None)), on=name != 'public.payroll')
               for name, table in tables.items()]
    source_id = server.create(schemas).json['id']
    source = server.wait_for_source(source_id)
    assert source['status'] == 'Completed', [(s['name'], s['latest_error']) for s in source['schemas']]
    for schema in source['schemas']:
        if schema['name'] == 'public.payroll':
            assert schema['table'] is None and schema['status'] is None
            continue
        assert schema['table']['name'] == stored(schema['name']) and schema['last_synced_at']
        job, = jobs_of(schema['name'])
        assert job['status'] == 'Completed' and job['rows_synced'] == schema['table']['row_count'], job
        assert job['finished_at'] > job['created_at'] and job['schema']['id'] == schema['id']


def test_counts_and_hashes_are_equal():
    report = assert_same(*[name for name in tables if name != 'public.payroll'],
                         where=['public.orders:updated_at IS NOT NULL'])
    assert report.count('same ') == 13, report


def test_the_comparison_sees_a_difference():
    name = stored('public.products')
    for change, undo in ((f"UPDATE {name} SET title = title || '!' WHERE id = 7", f"UPDATE {name} SET title = 'Product 7' WHERE id = 7"),
                         (f'UPDATE {name} SET attributes = NULL WHERE id = 7', None)):
        with sqlite3.connect(server.warehouse) as database:
            before = database.execute(f'SELECT attributes FROM {name} WHERE id = 7').fetchone()
            database.execute(change)
        assert server.compare(f'public.products={name}')[0] == 1
        with sqlite3.connect(server.warehouse) as database:
            database.execute(undo or f'UPDATE {name} SET attributes = ? WHERE id = 7', () if undo else before)
    assert_same('public.products')


def test_types_in_the_warehouse():
    with sqlite3.connect(server.warehouse) as database:
        kinds = database.execute('SELECT typeof(id), typeof(price), typeof(weight_kg), typeof(tags), typeof(active), '
                                 'active, updated_at, typeof(photo), tags FROM postgres_public__products WHERE id = 1').fetchone()
    assert kinds == ('integer', 'text', 'text', 'text', 'text', 't', '2025-03-01 00:53:00.123456+00', 'null',
                     '{"group 1","a,b"}'), kinds


def test_nothing_new_reads_nothing():
    for name in ('public.customers', 'public.payments', 'public.order_lines', 'public.page_events'):
        assert sync(name) == 0, name
    assert sync('public.currencies') == 5, 'a full refresh reads all'


def test_incremental_reads_only_what_is_new_and_merges():
    server.owner_sql("UPDATE customers SET name = 'Changed', updated_at = now() WHERE id IN (3, 4); "
                     "INSERT INTO customers SELECT 900001, 'new@example.com', 'New', 'DE', true, now(), now()")
    assert sync('public.customers') == 3
    assert sync('public.customers') == 0
    assert_same('public.customers')


def test_incremental_misses_what_the_cursor_does_not_tell():
    switch = 'UPDATE customers SET newsletter = NOT newsletter WHERE id = 5'
    with server.changed(switch, switch):
        assert sync('public.customers') == 0
        assert server.compare(f"public.customers={stored('public.customers')}")[0] == 1


def test_append_adds_and_never_merges():
    server.owner_sql("INSERT INTO audit_log VALUES (now(), 'clerk', 'login', '{\"a\": \"tab\\there\"}')")
    assert sync('public.audit_log') == 1
    assert_same('public.audit_log')
    server.owner_sql("UPDATE payments SET created_at = now() WHERE order_id = 9")
    count = schema_of('public.payments')['table']['row_count']
    assert sync('public.payments') == 1
    assert schema_of('public.payments')['table']['row_count'] == count + 1, 'a changed row comes again'


def test_xmin_reads_every_changed_row_without_a_cursor():
    server.owner_sql('UPDATE order_lines SET quantity = quantity + 1 WHERE order_id = 11; '
                     'INSERT INTO order_lines VALUES (900001, 1, 1, 1, 1.00)')
    changed = int(server.sql('SELECT count(*) FROM order_lines WHERE order_id IN (11, 900001)')[0][0])
    assert sync('public.order_lines') == changed
    assert sync('public.order_lines') == 0
    assert_same('public.order_lines')


def test_full_refresh_forgets_deleted_rows():
    server.owner_sql('DELETE FROM api_tokens WHERE id = 1')
    assert sync('public.api_tokens') == 39
    assert_same('public.api_tokens')


def test_a_new_column_arrives():
    server.owner_sql("ALTER TABLE customers ADD COLUMN points bigint; UPDATE customers SET points = id, updated_at = now() + interval '1 hour'")
    assert sync('public.customers') > 400
    assert_same('public.customers')


def test_reload_of_the_source_syncs_every_table_that_is_on():
    before = {schema['name']: len(jobs_of(schema['name'])) for schema in server.source(source_id)['schemas']}
    answer = server.post(f'external_data_sources/{source_id}/reload/')
    assert (answer.status, answer.raw) == (200, b'')
    server.wait_for_source(source_id)
    for name, count in before.items():
        assert len(jobs_of(name)) == count + (name != 'public.payroll'), name


def test_a_changed_method_begins_anew():
    schema = schema_of('public.payments')
    changed = server.call('PATCH', f"external_data_schemas/{schema['id']}/",
                          {'sync_type': 'incremental', 'incremental_field': 'created_at', 'incremental_field_type': 'timestamp'})
    assert changed.status == 200 and changed.json['sync_type'] == 'incremental', changed.raw
    assert sync('public.payments') == int(server.sql('SELECT count(*) FROM payments')[0][0])
    assert_same('public.payments')


def test_resync_reads_everything_again():
    schema = schema_of('public.page_events')
    before = len(jobs_of('public.page_events'))
    assert server.post(f"external_data_schemas/{schema['id']}/resync/").status == 200
    wait_for('the job', lambda: len(jobs_of('public.page_events')) > before and schema_of('public.page_events')['status'] == 'Completed')
    assert jobs_of('public.page_events')[0]['rows_synced'] == 20000
    assert_same('public.page_events')


def test_settings_are_checked_and_saved():
    schema = schema_of('public.customers')
    patch = lambda body: server.call('PATCH', f"external_data_schemas/{schema['id']}/", body)
    assert patch({'sync_frequency': 'never'}).detail == (
        '"never" is not a sync frequency. To stop syncing this table, set should_sync to false.')
    assert patch({'sync_frequency': '2min'}).detail == (
        '"2min" is not a valid sync frequency. The fastest sync frequency is 5 minutes.')
    assert patch({'sync_time_of_day': '25:00'}).detail == 'Invalid sync time of day'
    assert patch({'full_refresh_time_of_day': '3 o’clock'}).detail == 'Invalid full refresh time of day'
    assert patch({'sync_type': 'cdc'}).detail == 'CDC is not enabled for this team'
    assert patch({'primary_key_columns': ['nope']}).detail == "'public.customers' has no column named nope to merge on."
    assert patch({'primary_key_columns': ['email']}).detail.startswith('Primary key cannot be changed after data has been')
    assert patch({'full_refresh_interval_days': 91}).status == 400
    saved = patch({'sync_frequency': '24hour', 'sync_time_of_day': '03:30:00', 'full_refresh_interval_days': 7}).json
    assert (saved['sync_frequency'], saved['sync_time_of_day'], saved['full_refresh_interval_days']) == ('24hour', '03:30:00', 7)
    payroll = schema_of('public.payroll')
    assert server.call('PATCH', f"external_data_schemas/{payroll['id']}/", {'should_sync': True}).detail == (
        'Sync type must be set up first before enabling schema')


def test_bulk_update_is_checked_as_a_whole():
    path = f'external_data_sources/{source_id}/bulk_update_schemas/'
    one, two = schema_of('public.orders'), schema_of('public.products')
    bad = server.call('PATCH', path, {'schemas': [{'id': one['id'], 'sync_frequency': '1hour'}, {'id': two['id'], 'sync_frequency': 'x'}]})
    assert bad.status == 400 and schema_of('public.orders')['sync_frequency'] == '6hour'
    assert server.call('PATCH', path, {'schemas': [{'id': one['id']}, {'id': one['id']}]}).status == 400
    assert server.call('PATCH', path, {'schemas': [{'id': source_id}]}).status == 400
    good = server.call('PATCH', path, {'schemas': [{'id': s['id'], 'sync_frequency': '24hour'} for s in (one, two)]})
    assert good.status == 200 and [s['id'] for s in good.json] == [one['id'], two['id']], good.raw
    assert schema_of('public.products')['sync_frequency'] == '24hour'


def test_an_unreadable_table_fails_and_says_why():
    schema = schema_of('public.payroll')
    server.call('PATCH', f"external_data_schemas/{schema['id']}/", {'should_sync': True, 'sync_type': 'full_refresh'})
    failed = wait_for('the failure', lambda: (s := schema_of('public.payroll'))['status'] == 'Failed' and s)
    assert 'permission denied for table payroll' in failed['latest_error'], failed
    source = server.source(source_id)
    assert source['status'] == 'Failed' and 'permission denied' in source['latest_error']
    with server.changed('GRANT SELECT ON payroll TO shop_reader', 'REVOKE SELECT ON payroll FROM shop_reader'):
        assert sync('public.payroll') == 80, 'it goes on after mending'


def test_refresh_finds_new_and_lost_tables():
    path = f'external_data_sources/{source_id}/refresh_schemas/'
    with server.changed('CREATE TABLE gifts (id int PRIMARY KEY); GRANT SELECT ON gifts TO shop_reader', 'DROP TABLE gifts'):
        assert server.post(path).json == {'added': 1, 'deleted': 0, 'auto_enabled': 0, 'total_tables_seen': 15}
        assert schema_of('public.gifts')['should_sync'] is False
    assert server.post(path).json == {'added': 0, 'deleted': 1, 'auto_enabled': 0, 'total_tables_seen': 14}


def test_filters_and_columns_cut_what_is_read():
    answer = server.create([entry(tables['public.customers'], 'full_refresh', enabled_columns=['country'],
                                  row_filters=[{'column': 'country', 'operator': 'IN', 'value': "DE, 'FR'"},
                                               {'column': 'id', 'operator': '<=', 'value': 100}])], prefix='cut_')
    other = server.wait_for_source(answer.json['id'])
    assert other['status'] == 'Completed', other['latest_error']
    with sqlite3.connect(server.warehouse) as database:
        rows = database.execute('SELECT id, country FROM cut_postgres_public__customers ORDER BY id').fetchall()
        columns = [c[1] for c in database.execute('PRAGMA table_info(cut_postgres_public__customers)')]
    wanted = server.sql("SELECT id, country FROM customers WHERE country IN ('DE', 'FR') AND id <= 100 ORDER BY id")
    assert [list(map(str, row)) for row in rows] == wanted and columns == ['id', 'country']
    server.call('DELETE', f"external_data_sources/{other['id']}/")
    with sqlite3.connect(server.warehouse) as database:
        assert not database.execute("SELECT name FROM sqlite_schema WHERE name LIKE 'cut_%'").fetchall()


def two_tables_of_one_stored_name():
    twin = {'name': 'public.Currencies', 'should_sync': True, 'sync_type': 'full_refresh'}
    for _ in range(3):
        answer = server.create([entry(tables['public.currencies']), twin], prefix='twin_')
        other = server.wait_for_source(answer.json['id'])
        assert sorted(schema['status'] for schema in other['schemas']) == ['Completed', 'Failed'], other
        failed = next(schema for schema in other['schemas'] if schema['status'] == 'Failed')
        assert failed['latest_error'] == ('Another table is already stored as twin_postgres_public__currencies. Turn one of '
                                          'the two off.')
        server.call('DELETE', f"external_data_sources/{other['id']}/")
    # Deleted while it syncs and made again at once: what comes is the new source's.
    for _ in range(3):
        first = server.create([{**twin}], prefix='twin_').json['id']
        server.call('DELETE', f'external_data_sources/{first}/')
        second = server.wait_for_source(server.create([{**twin}], prefix='twin_').json['id'])
        assert second['status'] == 'Completed', second['latest_error']
        with sqlite3.connect(server.warehouse) as database:
            assert database.execute('SELECT count(*) FROM twin_postgres_public__currencies').fetchone() == (50000,)
            names = [n for (n,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE '%twin%'")]
        assert names == ['twin_postgres_public__currencies'], names
        server.call('DELETE', f"external_data_sources/{second['id']}/")


def test_two_tables_of_one_stored_name_never_mix():
    with server.changed('CREATE TABLE "Currencies" AS SELECT generate_series(1, 50000) AS n; '
                        'GRANT SELECT ON "Currencies" TO shop_reader', 'DROP TABLE "Currencies"'):
        two_tables_of_one_stored_name()


def test_incremental_fields_of_one_table():
    answer = server.post(f"external_data_schemas/{schema_of('public.customers')['id']}/incremental_fields/").json
    assert answer['full_refresh_available'] is True and answer['detected_primary_keys'] == ['id']
    assert [field['field'] for field in answer['incremental_fields']][:2] == ['updated_at', 'created_at']


def test_logs_tell_the_story():
    logs = server.get(f"external_data_schemas/{schema_of('public.payroll')['id']}/logs/?level=ERROR,WARNING&limit=1").json
    assert 'permission denied' in logs['results'][0]['message'] and logs['results'][0]['level'] == 'ERROR'
    assert server.get(f"external_data_schemas/{schema_of('public.payroll')['id']}/logs/?after=x").status == 400


def test_jobs_are_filtered_by_time_and_at_most_fifty():
    path = f'external_data_sources/{source_id}/jobs/'
    every = server.get(path).json
    assert every == sorted(every, key=lambda job: job['created_at'], reverse=True) and len(every) <= 50
    middle = every[len(every) // 2]['created_at']
    assert all(job['created_at'] < middle for job in server.get(f'{path}?before={middle}').json)
    assert all(job['created_at'] > middle for job in server.get(f'{path}?after={middle}').json)
    assert server.get(f'{path}?after=yesterday').detail == 'after and before must be ISO 8601 timestamps.'


def test_webhooks_are_not_for_postgres():
    info = server.get(f'external_data_sources/{source_id}/webhook_info/').json
    assert info['supports_webhooks'] is False and 'inputs' not in info and 'missing_events' not in info
    assert server.post(f'external_data_sources/{source_id}/create_webhook/').message == (
        'This source type does not support webhooks')
    assert server.get(f'external_data_sources/{source_id}/cdc_status/').json == {'enabled': False}


def test_patching_a_source():
    path = f'external_data_sources/{source_id}/'
    patched = server.call('PATCH', path, {'description': 'new words', 'prefix': 'ignored_', 'auto_sync_new_schemas': True}).json
    assert (patched['description'], patched['prefix'], patched['auto_sync_new_schemas']) == ('new words', '', True)
    assert server.call('PATCH', path, {'job_inputs': {'host': 'other.example.com'}}).detail == (
        'Changing the connection host requires re-entering your credentials.')
    assert server.call('PATCH', path, {'job_inputs': {'password': 'wrong'}}).message.startswith('The database rejected')
    assert server.call('PATCH', path, {'job_inputs': {'password': ''}}).status == 200, 'a blank secret keeps the old one'
    assert sync('public.currencies') == 5


def test_a_restart_keeps_everything_but_the_password():
    port, key = server.sample['port'], server.info['key']
    before = server.source(source_id)
    server.restart()
    assert (server.sample['port'], server.info['key']) == (port, key)
    assert server.source(source_id) == before
    assert_same('public.customers', 'public.currencies')
    rows = server.post('query/', {'query': {'kind': 'HogQLQuery', 'query': 'SELECT count(*) FROM postgres.public.currencies'}})
    assert rows.json['results'] == [[5]]
    server.post(f"external_data_schemas/{schema_of('public.currencies')['id']}/reload/")
    failed = wait_for('the failure', lambda: (s := schema_of('public.currencies'))['status'] == 'Failed' and s)
    assert 'password of this source is gone' in failed['latest_error'], failed
    assert server.call('PATCH', f'external_data_sources/{source_id}/', {'job_inputs': {'password': server.sample['password']}}).status == 200
    assert sync('public.currencies') == 5


def test_cancel_and_kill_in_the_middle_of_a_sync():
    # A lock on the table holds the copy where it is, for as long as the test wants.
    import subprocess, os, json
    with open(os.path.join(server.folder, 'sample.json'), encoding='utf-8') as file:
        password = json.load(file)['owner_password']
    lock = subprocess.Popen(['psql', '-X', '-q', '-A', '-t', '-h', '127.0.0.1', '-p', str(server.sample['port']), '-U', 'sluice_owner', '-d', 'shop'],
                            env=dict(os.environ, PGPASSWORD=password), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    lock.stdin.write('BEGIN; LOCK TABLE currencies IN ACCESS EXCLUSIVE MODE; SELECT 1;\n')
    lock.stdin.flush()
    assert lock.stdout.readline() == '1\n'
    schema = schema_of('public.currencies')
    before = len(jobs_of('public.currencies'))
    server.post(f"external_data_schemas/{schema['id']}/reload/")
    wait_for('the job', lambda: len(jobs_of('public.currencies')) > before)
    assert server.source(source_id)['status'] == 'Running'
    answer = server.post(f"external_data_schemas/{schema['id']}/cancel/")
    assert (answer.status, answer.raw) == (200, b'')
    failed = wait_for('the end', lambda: (s := schema_of('public.currencies'))['status'] == 'Failed' and s)
    assert failed['latest_error'] == 'Sync cancelled by user'
    assert server.post(f"external_data_schemas/{schema['id']}/cancel/").detail == 'No running sync to cancel.'

    before = len(jobs_of('public.currencies'))
    server.post(f"external_data_schemas/{schema['id']}/reload/")
    wait_for('the job', lambda: len(jobs_of('public.currencies')) > before)
    server.process.kill()
    server.process.wait()
    lock.kill()
    lock.communicate()
    server.start()
    assert 'was stopped while this table was syncing' in schema_of('public.currencies')['latest_error']
    assert jobs_of('public.currencies')[0]['status'] == 'Failed'
    assert_same('public.currencies')


main(globals(), server.close)
