#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The SQL that Sluice offers for a read-only user, run in a real database: that user reads what was asked for, also what
is made later, and writes nothing."""
import os
import subprocess
import sys

from practice import Server, main

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'ui'))
from postgres import Postgres  # pylint: disable=wrong-import-position

DATABASE = 'Our "Shop"'
SCHEMAS = ('public', 'Sales "EU"', "o'hara\\$$")
PASSWORD = 'Fresh-word-42'

server = Server(sample=False)
database = Postgres()
n_readers = 0


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def run(sql):
    return database.sql(sql, DATABASE)


def login(reader):
    return {'host': '127.0.0.1', 'port': str(database.port), 'database': DATABASE, 'user': reader, 'password': PASSWORD}


def make_reader(schema):
    """Runs what is offered for a schema, as the administrator; gives the new user."""
    global n_readers
    n_readers += 1
    reader = f'odd "reader\' {n_readers}'
    values = {'host': '127.0.0.1', 'database': DATABASE, 'user': reader, 'schema': schema, 'password': 'typed-secret'}
    result = subprocess.run([os.environ['SLUICE_READ_ONLY_USER'], PASSWORD, *[word for pair in values.items()
                                                                              for word in pair]],
                            check=True, text=True, stdout=subprocess.PIPE)
    assert 'typed-secret' not in result.stdout
    # Before it, GLib's test framework says hello.
    run(result.stdout[result.stdout.index('CREATE ROLE'):])
    return reader


def discover(reader, schema=''):
    answer = server.post('external_data_sources/database_schema/',
                         {'source_type': 'Postgres', **login(reader), 'schema': schema})
    assert answer.status == 200, answer.raw
    return {table['table']: table['permission_error'] for table in answer.json}


def as_reader(reader, sql):
    """What a statement of the reader's own comes to: rows, or the words of the refusal."""
    result = subprocess.run(['psql', '-X', '-At', '-v', 'ON_ERROR_STOP=1', '-h', '127.0.0.1', '-p', str(database.port),
                             '-U', reader, '-d', DATABASE.replace('\\', '\\\\'), '-c', sql],
                            env={**os.environ, 'PGPASSWORD': PASSWORD}, check=False, capture_output=True, text=True)
    return result.stdout.split() if result.returncode == 0 else result.stderr


def refuses(reader, sql):
    answer = as_reader(reader, sql)
    assert isinstance(answer, str) and ('permission denied' in answer or 'must be owner' in answer), (sql, answer)


def writes_nothing(reader, table):
    for sql in (f"INSERT INTO {table} VALUES (9, 'x')", f"UPDATE {table} SET body = 'x'", f'DELETE FROM {table}',
                f'TRUNCATE {table}', f'DROP TABLE {table}', f'ALTER TABLE {table} ADD COLUMN x int',
                f'CREATE INDEX ON {table} (body)', f'CREATE TABLE {table[:table.index(".")]}.mine (id int)',
                'CREATE SCHEMA mine', 'CREATE ROLE mine'):
        refuses(reader, sql)


def set_up():
    run_as_administrator = database.sql
    run_as_administrator(f'CREATE DATABASE {quoted(DATABASE)}')
    run_as_administrator('CREATE ROLE app LOGIN')
    for schema in SCHEMAS:
        run(f'CREATE SCHEMA IF NOT EXISTS {quoted(schema)}; GRANT USAGE, CREATE ON SCHEMA {quoted(schema)} TO app; '
            f'CREATE TABLE {quoted(schema)}.old (id int PRIMARY KEY, body text); '
            f'ALTER TABLE {quoted(schema)}.old OWNER TO app; '
            f"INSERT INTO {quoted(schema)}.old VALUES (1, 'one'); "
            f'CREATE VIEW {quoted(schema)}.seen AS SELECT * FROM {quoted(schema)}.old')


def make_later(schema, name):
    """One table by whom the tables belong to, and one by the administrator."""
    run(f'SET ROLE app; CREATE TABLE {quoted(schema)}.{name}_app (id int PRIMARY KEY, body text); RESET ROLE; '
        f'CREATE TABLE {quoted(schema)}.{name}_admin (id int PRIMARY KEY, body text)')


def test_one_schema():
    """One schema: its tables, views and later tables are discovered and read, no other schema's, and nothing is written"""
    for number, schema in enumerate(SCHEMAS):
        reader = make_reader(schema)
        assert discover(reader, schema) == {'old': None, 'seen': None}, discover(reader, schema)
        assert as_reader(reader, f'SELECT body FROM {quoted(schema)}.old') == ['one']
        writes_nothing(reader, f'{quoted(schema)}.old')
        for other in SCHEMAS:
            if other not in (schema, 'public'):
                refuses(reader, f'SELECT * FROM {quoted(other)}.old')
        make_later(schema, f'later{number}')
        assert discover(reader, schema) == {'old': None, 'seen': None, f'later{number}_app': None,
                                            f'later{number}_admin': None}, discover(reader, schema)
        for owner in ('app', 'admin'):
            assert as_reader(reader, f'SELECT count(*) FROM {quoted(schema)}.later{number}_{owner}') == ['0']
            writes_nothing(reader, f'{quoted(schema)}.later{number}_{owner}')
        run(f'DROP TABLE {quoted(schema)}.later{number}_app, {quoted(schema)}.later{number}_admin')


def test_all_schemas():
    """No schema: those of all schemas, and nothing is written in any"""
    reader = make_reader('')
    expected = {f'{schema}.{name}': None for schema in SCHEMAS for name in ('old', 'seen')}
    assert discover(reader) == expected, discover(reader)
    for schema in SCHEMAS:
        make_later(schema, 'later')
        expected |= {f'{schema}.later_app': None, f'{schema}.later_admin': None}
    assert discover(reader) == expected, discover(reader)
    for schema in SCHEMAS:
        assert as_reader(reader, f'SELECT body FROM {quoted(schema)}.old') == ['one']
        assert as_reader(reader, f'SELECT count(*) FROM {quoted(schema)}.later_app') == ['0']
        writes_nothing(reader, f'{quoted(schema)}.old')


def test_no_superuser():
    """An administrator who owns the database but is no superuser, as on a hosted one: what cannot be granted is left out"""
    run(f'CREATE ROLE boss LOGIN CREATEROLE; ALTER DATABASE {quoted(DATABASE)} OWNER TO boss; '
        'CREATE SCHEMA closed; CREATE TABLE closed.vault (id int); CREATE SCHEMA own AUTHORIZATION boss; '
        'SET ROLE boss; CREATE TABLE own.mine (id int)')
    result = subprocess.run([os.environ['SLUICE_READ_ONLY_USER'], PASSWORD, 'database', DATABASE, 'user', 'small'],
                            check=True, text=True, stdout=subprocess.PIPE)
    run('SET ROLE boss; ' + result.stdout[result.stdout.index('CREATE ROLE'):])
    assert as_reader('small', 'SELECT count(*) FROM own.mine') == ['0']
    run('SET ROLE boss; CREATE TABLE own.later (id int)')
    assert as_reader('small', 'SELECT count(*) FROM own.later') == ['0']
    refuses('small', 'SELECT * FROM closed.vault')


def close():
    server.close()
    database.close()


if __name__ == '__main__':
    set_up()
    main(globals(), close)
