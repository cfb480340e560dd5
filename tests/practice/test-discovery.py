#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What discovery says is what the database says: every kind of bad input, and every fact about a table."""
import socket
import threading

from practice import Server, free_port, main

server = Server('--rows', 'estimate')
LOGIN = 'The database rejected the username or password. Check the user and password for this source and try again.'


def tables(**changes):
    answer = server.discover(**changes)
    assert answer.status == 200, answer.raw
    return {table['table']: table for table in answer.json}


def refused(**changes):
    answer = server.discover(**changes)
    assert answer.status == 400, (answer.status, answer.raw)
    return answer.message


def test_wrong_password():
    assert refused(password='wrong') == LOGIN


def test_wrong_user():
    assert refused(user='nobody_of_that_name') == LOGIN


def test_wrong_database():
    message = refused(database='no_such_shop')
    assert 'database "no_such_shop" does not exist' in message, message
    assert '3D000' not in message and 'LOCATION' not in message, message


def test_wrong_host():
    message = refused(host='no-such-host.invalid')
    assert 'could not translate host name "no-such-host.invalid"' in message, message


def test_wrong_port():
    port = free_port()
    message = refused(port=str(port))
    assert f'port {port} failed: Connection refused' in message, message


def test_stopped_database():
    other = Server(sample_rows=10)
    fields = other.fields()
    other.close()
    message = refused(**fields)
    assert 'Connection refused' in message, message


def test_malformed_hosts():
    for host in ('http://127.0.0.1', 'postgres://u:p@127.0.0.1/db'):
        assert refused(host=host).startswith('Enter just the hostname in the host field'), host
    for host in ('127.0.0.1:5432', 'a/b', 'a,b', 'a b', 'example.com.', '/var/run/postgresql'):
        assert refused(host=host) == ('Enter a single hostname or IP address for the host, without a port, path, comma, '
                                      'space or trailing dot.'), host


def test_missing_and_misshapen_fields():
    assert refused(host='', user='  ') == ("Invalid source config: Required field 'host' is missing, "
                                           "Required field 'user' is missing")
    assert refused(port='many') == "Invalid source config: Field 'port' has an invalid value"
    assert refused(port='0') == 'Port must be between 1 and 65535'
    assert refused(password={'secretRef': 'x'}) == 'Unresolved secret reference(s) for: password'
    assert tables(port=server.sample['port']), 'a port may be a number'


def test_type_faults():
    post = lambda body: server.post('external_data_sources/database_schema/', body)
    assert post({}).message == 'Missing required parameter: source_type'
    assert post({'source_type': 'Foo'}).message == "Unknown source_type 'Foo'"
    assert post({'source_type': 'Stripe'}).message == "Invalid source config: Required field 'auth_method' is missing"
    assert server.call('POST', 'external_data_sources/database_schema/', raw_body=b'{').json['code'] == 'parse_error'
    assert post([1]).status == 400


def test_database_without_tables():
    server.owner_sql('CREATE DATABASE empty')
    server.owner_sql('GRANT CONNECT ON DATABASE empty TO shop_reader')
    answer = server.discover(database='empty')
    assert (answer.status, answer.json) == (200, []), answer.raw
    assert server.discover(schema='no_such_schema').json == []


def test_unreadable_table():
    table = tables()['public.payroll']
    assert table['permission_error'] == 'The user has no SELECT permission on this table.'
    assert table['available_columns'] == [] and table['incremental_fields'] == []
    assert table['rows'] is None and table['detected_primary_keys'] is None
    assert not table['incremental_available'] and not table['xmin_available']


def test_names_follow_the_schema_field():
    everything = tables()
    assert len(everything) == 14 and all('.' in name for name in everything)
    assert {name.split('.')[0] for name in everything} == {'public', 'reporting'}
    public = tables(schema='public')
    assert set(public) == {name.split('.')[1] for name in everything if name.startswith('public.')}


def test_every_table_and_column_is_there():
    wanted = {}
    for schema, table, column, kind, nullable in server.sql(
            "SELECT n.nspname, c.relname, a.attname, format_type(a.atttypid, NULL), NOT a.attnotnull FROM pg_attribute a "
            "JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE a.attnum > 0 AND "
            "c.relkind IN ('r', 'v') AND n.nspname IN ('public', 'reporting') ORDER BY c.oid, a.attnum"):
        wanted.setdefault(f'{schema}.{table}', []).append((column, kind, nullable == 't'))
    found = tables()
    assert set(found) == set(wanted)
    for name, columns in wanted.items():
        if name == 'public.payroll':
            continue
        assert [(c['field'], c['type'], c['nullable']) for c in found[name]['available_columns']] == columns, name


def test_rows_are_the_databases():
    for name, table in tables().items():
        if name == 'public.payroll':
            continue
        (count,), = server.sql(f'SELECT count(*) FROM {name}')
        assert table['rows'] == int(count), (name, table['rows'], count)


def test_rows_of_a_table_that_was_never_analysed():
    server.owner_sql('CREATE TABLE fresh (id int PRIMARY KEY); INSERT INTO fresh SELECT generate_series(1, 77); '
                     'GRANT SELECT ON fresh TO shop_reader')
    try:
        assert tables()['public.fresh']['rows'] == 77
    finally:
        server.owner_sql('DROP TABLE fresh')


def test_rows_none_is_the_default():
    other = Server(sample=False)
    try:
        answer = other.post('external_data_sources/database_schema/', {'source_type': 'Postgres', **server.fields()})
        assert answer.status == 200 and all(table['rows'] is None for table in answer.json), answer.raw
    finally:
        other.close()


def test_keys_cursors_and_flags():
    found = tables()
    fields = lambda name: [(f['field'], f['type'], f['nullable'], f['is_indexed']) for f in
                           found[name]['incremental_fields']]
    assert fields('public.customers') == [('updated_at', 'timestamp', False, True),
                                          ('created_at', 'timestamp', False, False), ('id', 'integer', False, True)]
    assert fields('public.products')[0] == ('updated_at', 'timestamp', False, False), 'unindexed'
    assert fields('public.orders')[0] == ('updated_at', 'timestamp', True, True), 'nullable'
    assert fields('public.payments')[0] == ('created_at', 'timestamp', False, False), 'only created_at'
    assert fields('reporting.stock_snapshots')[0] == ('day', 'date', False, False)
    assert found['public.products']['incremental_field'] == 'updated_at'
    assert found['public.currencies']['incremental_fields'] == []
    assert not found['public.currencies']['incremental_available'] and found['public.currencies']['xmin_available']
    assert found['public.order_lines']['detected_primary_keys'] == ['order_id', 'line_no']
    assert found['public.audit_log']['detected_primary_keys'] is None and not found['public.audit_log']['xmin_available']
    assert found['public.support_notes']['rls_warning'] == (
        "Row-level security is on for this table, so rows the user can't see won't sync.")
    assert found['public.page_events']['description'] == 'One row per page that a visitor saw'
    for name, table in found.items():
        assert table['cdc_available'] == (bool(table['detected_primary_keys'])), name
        assert table['should_sync'] is False and table['sync_type'] is None
        assert table['primary_key_detection_supported'] is True and table['webhook_only'] is False
        assert table['should_sync_default'] == (name != 'reporting.daily_sales')
        assert (table['rls_warning'] is None) == (name != 'public.support_notes')


def test_odd_relations():
    server.owner_sql('''CREATE SCHEMA odd; CREATE SCHEMA closed; CREATE TABLE closed.hidden (id int);
        CREATE TABLE odd."Name.with ""quotes""/slash" (id int, "Weird ""col" text);
        CREATE TABLE odd.parts (day date NOT NULL, n int) PARTITION BY RANGE (day);
        CREATE TABLE odd.parts_a PARTITION OF odd.parts FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
        CREATE MATERIALIZED VIEW odd.snapshot AS SELECT 1 AS one;
        CREATE DOMAIN odd.amount AS integer; CREATE TABLE odd.domains (a odd.amount PRIMARY KEY);
        GRANT USAGE ON SCHEMA odd TO shop_reader; GRANT SELECT ON ALL TABLES IN SCHEMA odd TO shop_reader''')
    try:
        names = set(tables())
        assert {'odd.Name.with "quotes"/slash', 'odd.parts', 'odd.snapshot', 'odd.domains'} <= names, names
        assert 'odd.parts_a' not in names and 'closed.hidden' not in names
        assert tables()['odd.domains']['incremental_fields'][0]['type'] == 'integer'
        assert 'Name.with "quotes"/slash' in tables(schema='odd')
    finally:
        server.owner_sql('DROP SCHEMA odd CASCADE; DROP SCHEMA closed CASCADE')


def hung_up(connection):
    """Whether the other side has closed it."""
    connection.setblocking(False)
    try:
        while connection.recv(4096):
            pass
        return True
    except BlockingIOError:
        return False


def test_waiting_discoveries_block_nobody():
    # A server that takes connections and never speaks: four discoveries hang on it while others are answered.
    with socket.socket() as silent:
        silent.bind(('127.0.0.1', 0))
        silent.listen(8)
        port = silent.getsockname()[1]
        threads = [threading.Thread(target=lambda: server.discover(port=str(port)), daemon=True) for _ in range(4)]
        for thread in threads:
            thread.start()
        connections = [silent.accept()[0] for _ in threads]
        assert server.get('external_data_sources/').status == 200 and tables()
        assert all(thread.is_alive() for thread in threads)
        assert not any(hung_up(connection) for connection in connections), 'others were answered after them'
        for connection in connections:
            connection.close()
        for thread in threads:
            thread.join(60)
            assert not thread.is_alive()


main(globals(), server.close)
