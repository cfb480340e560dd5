#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The check of what near-real-time needs, against real databases, and whether the SQL that Sluice offers mends it."""
import json
import os
import subprocess
import sys

from practice import Server, entry, main

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'ui'))
from postgres import Postgres  # pylint: disable=wrong-import-position

DATABASE = 'Our "Shop"'
# Names that need quotation marks, in three schemas; one has a dot, one ends a block of code.
TABLES = ('public.orders', 'public.Order Lines', 'Sales "EU".it\'s', 'Sales "EU".a.b', 'archive.x$$;--', 'archive.select')
READER = 'odd "reader"'

server = Server(sample=False)
databases = []


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def sql_name(name):
    schema, table = name.split('.', 1)
    return quoted(schema) + '.' + quoted(table)


class Database(Postgres):
    """A database with the tables, of which the user may do nothing but see that they are there."""

    def __init__(self, *settings):
        while databases:
            databases.pop().close()
        super().__init__(*settings)
        databases.append(self)
        self.sql(f'CREATE DATABASE {quoted(DATABASE)}')
        self.sql(f"CREATE ROLE {quoted(READER)} LOGIN PASSWORD '{self.PASSWORD}'")
        self.run(f'CREATE SCHEMA {quoted("Sales " + chr(34) + "EU" + chr(34))}; CREATE SCHEMA archive; '
                 'REVOKE CREATE ON SCHEMA public FROM PUBLIC')
        for name in TABLES:
            self.run(f'CREATE TABLE {sql_name(name)} (id int PRIMARY KEY, body text); '
                     f"INSERT INTO {sql_name(name)} SELECT i, 'row ' || i FROM generate_series(1, 20) i")
        for schema in ('public', 'Sales "EU"', 'archive'):
            self.run(f'GRANT USAGE ON SCHEMA {quoted(schema)} TO {quoted(READER)}; '
                     f'GRANT SELECT ON ALL TABLES IN SCHEMA {quoted(schema)} TO {quoted(READER)}')
        self.found = self.discover()

    def run(self, sql):
        return self.sql(sql, DATABASE)

    def restart(self):
        self.stop(2)
        # What is given along beats what ALTER SYSTEM wrote.
        self.settings = ()
        self.start()

    @property
    def fields(self):
        return {'host': '127.0.0.1', 'port': str(self.port), 'database': DATABASE, 'user': READER,
                'password': self.PASSWORD}

    def check(self, tables=(), mode='posthog', **changes):
        answer = server.post('external_data_sources/check_cdc_prerequisites/',
                             {'source_type': 'Postgres', **self.fields, 'cdc_management_mode': mode,
                              'tables': list(tables), **changes})
        assert answer.status == 200, answer.raw
        assert set(answer.json) == {'valid', 'errors'}, answer.json
        assert answer.json['valid'] == (answer.json['errors'] == []), answer.json
        return answer.json

    def discover(self):
        return server.post('external_data_sources/database_schema/', {'source_type': 'Postgres', **self.fields}).json

    def lines(self, answer, tables=(), cdc=None):
        """What Sluice shows of an answer, with the tables as they were found at first."""
        found = [{**table, 'cdc_available': True} for table in self.found]
        known = {'form': self.fields, 'tables': found, 'follow': dict.fromkeys(tables),
                 'cdc': {'enabled': True, **(cdc or {})}, 'answer': answer}
        result = subprocess.run([os.environ['SLUICE_CDC_REQUIREMENTS']], input=json.dumps(known), text=True, check=True,
                                stdout=subprocess.PIPE)
        # Before it, GLib's test framework says hello.
        return json.loads(result.stdout.splitlines()[-1])

    def mend(self, answer, tables=(), cdc=None):
        """Runs what is offered, as an administrator; gives the titles of the lines that were unmet."""
        unmet = [line for line in self.lines(answer, tables, cdc) if line['state'] == 'unmet']
        assert all(line['state'] != 'not said' for line in self.lines(answer, tables, cdc)), answer
        for line in unmet:
            assert line['sql'], line
            self.run(line['sql'])
        return [line['title'] for line in unmet]


def test_a_fresh_database_is_mended():
    """wal_level is replica, no slot can be made, no right is there: as most databases are."""
    database = Database('max_replication_slots=0')
    assert {table['table']: table['cdc_available'] for table in database.discover()} == dict.fromkeys(TABLES, False)
    answer = database.check()
    assert answer['errors'] == [
        "wal_level is 'replica', it must be 'logical'.",
        "User 'odd \"reader\"' has no REPLICATION right.",
        'No replication slot is free: 0 of max_replication_slots = 0 are in use.',
        "User 'odd \"reader\"' has no right to create a publication in database 'Our \"Shop\"'."]
    assert database.mend(answer) == ['Logical replication switched on', 'The user may replicate', 'A free replication slot',
                                     'The user may create a publication']
    # Two of them wait for a restart, which only the administrator can do.
    assert len(database.check()['errors']) == 2
    database.restart()
    assert database.check() == {'valid': True, 'errors': []}
    assert {table['table']: table['cdc_available'] for table in database.discover()} == dict.fromkeys(TABLES, True)


def test_tables_in_three_schemas_are_mended():
    """Rights, ownership, keys and replica identities, of quoted names."""
    database = Database('wal_level=logical')
    database.mend(database.check())
    schemas = ', '.join(map(quoted, ('public', 'Sales "EU"', 'archive')))
    answer = database.check(TABLES)
    assert len(answer['errors']) == len(TABLES) and all('owner' in error for error in answer['errors']), answer
    # Of all that can be wrong with tables, something is with each.
    database.run(f'REVOKE SELECT ON ALL TABLES IN SCHEMA {schemas} FROM {quoted(READER)}; '
                 f'ALTER TABLE {sql_name(TABLES[1])} REPLICA IDENTITY NOTHING; '
                 f'ALTER TABLE {sql_name(TABLES[3])} REPLICA IDENTITY NOTHING; '
                 f'ALTER TABLE {sql_name(TABLES[2])} DROP CONSTRAINT "it\'s_pkey"; '
                 f'ALTER TABLE {sql_name(TABLES[4])} DROP CONSTRAINT "x$$;--_pkey"')
    answer = database.check(TABLES)
    assert len(answer['errors']) == 2 * len(TABLES) + 4, answer
    assert database.mend(answer, TABLES) == [
        'The user may read the tables', 'The user may publish the tables', 'A primary key on each table',
        'A replica identity on each table']
    assert database.check(TABLES) == {'valid': True, 'errors': []}
    # Who owned the tables still may do all with them, and the reader has become nobody's heir.
    assert database.run(f"SELECT pg_has_role({literal(READER)}, '{database.USER}', 'MEMBER')") == [['f']]
    assert database.run(f"SELECT pg_has_role('{database.USER}', 'posthog_publishers', 'MEMBER')") == [['t']]


def literal(text):
    return "'" + text.replace("'", "''") + "'"


def test_only_what_is_wrong_is_mended():
    database = Database('wal_level=logical')
    database.mend(database.check())
    database.mend(database.check(TABLES), TABLES)
    database.run(f'ALTER TABLE {sql_name(TABLES[5])} REPLICA IDENTITY NOTHING')
    answer = database.check(TABLES)
    line = next(line for line in database.lines(answer, TABLES) if line['state'] == 'unmet')
    assert line['sql'] == 'ALTER TABLE "archive"."select" REPLICA IDENTITY DEFAULT;', line
    database.mend(answer, TABLES)
    assert database.check(TABLES)['valid']
    # A view and a table that is gone: said, and nothing to run is offered for them.
    database.run('CREATE VIEW looks AS SELECT 1 AS id; CREATE UNLOGGED TABLE quick (id int PRIMARY KEY)')
    assert database.check(['public.looks', 'public.quick', 'public.gone'])['errors'] == [
        'public.looks is no table whose changes PostgreSQL logs.', 'public.quick is no table whose changes PostgreSQL logs.',
        "Table 'public.gone' does not exist."]


def test_taken_slots():
    database = Database('wal_level=logical', 'max_replication_slots=2')
    database.mend(database.check())
    for number in (1, 2):
        database.run(f"SELECT pg_create_logical_replication_slot('taken_{number}', 'pgoutput')")
    answer = database.check()
    assert answer['errors'] == ['No replication slot is free: 2 of max_replication_slots = 2 are in use.']
    assert database.mend(answer) == ['A free replication slot']
    database.settings = ('wal_level=logical',)
    database.stop(2)
    database.start()
    assert database.check()['valid']
    assert database.run('SHOW max_replication_slots') == [['12']]
    # Nobody's slot was dropped for it.
    assert database.run('SELECT count(*) FROM pg_replication_slots') == [['2']]
    assert database.check(cdc_slot_name='taken_1')['errors'] == [
        "A replication slot called 'taken_1' exists already."]


def test_self_managed():
    database = Database('wal_level=logical')
    names = {'cdc_slot_name': 'mine', 'cdc_publication_name': 'Our "Pub"'}
    cdc = {'management': 'self_managed', 'slot_name': 'mine', 'publication_name': 'Our "Pub"'}
    answer = database.check(TABLES, 'self_managed', **names)
    assert answer['errors'] == ["User 'odd \"reader\"' has no REPLICATION right.", "Replication slot 'mine' does not exist.",
                                "Publication 'Our \"Pub\"' does not exist."], answer
    assert database.mend(answer, (), cdc) == ['The user may replicate', 'The replication slot exists', 'The publication exists']
    answer = database.check(TABLES, 'self_managed', **names)
    assert len(answer['errors']) == len(TABLES), answer
    assert database.mend(answer, TABLES, cdc) == ['The publication has the tables']
    assert database.check(TABLES, 'self_managed', **names) == {'valid': True, 'errors': []}
    # Made with the tables at once, too.
    database.run('DROP PUBLICATION "Our ""Pub"""')
    database.mend(database.check(TABLES, 'self_managed', **names), TABLES, cdc)
    assert database.check(TABLES, 'self_managed', **names)['valid']
    assert database.check((), 'self_managed')['errors'][0] == (
        'A replication slot name is required when the slot is self-managed.')
    database.run("SELECT pg_create_logical_replication_slot('other', 'test_decoding')")
    assert database.check((), 'self_managed', cdc_slot_name='other', cdc_publication_name='Our "Pub"')['errors'] == [
        "Replication slot 'other' has the output plugin 'test_decoding', it must be 'pgoutput'."]


def test_one_schema():
    """With one schema named, tables have no schema in their names."""
    database = Database('wal_level=logical')
    database.mend(database.check())
    assert database.check(['it\'s', 'a.b'], schema='Sales "EU"')['errors'] == [
        'The user is not an owner of table "Sales ""EU"""."it\'s", so it cannot be published.',
        'The user is not an owner of table "Sales ""EU"""."a.b", so it cannot be published.']


def test_questions_that_make_no_sense():
    database = Database('wal_level=logical')

    def ask(**changes):
        return server.post('external_data_sources/check_cdc_prerequisites/',
                           {'source_type': 'Postgres', **database.fields, 'cdc_management_mode': 'posthog', **changes})

    assert ask(cdc_management_mode='mine').message == "cdc_management_mode must be 'posthog' or 'self_managed'."
    assert ask(host='').message.startswith('Invalid source config: ')
    assert ask(password='wrong').message.startswith('Could not connect to Postgres to check prerequisites: ')
    assert ask(host='https://x').message.startswith('Could not connect to Postgres to check prerequisites: ')
    assert server.post('external_data_sources/check_cdc_prerequisites/', {'source_type': 'Postgres'}).status == 400
    assert ask(tables=None).json['errors'][0].endswith('REPLICATION right.')


def test_a_project_without_it():
    database = Database('wal_level=logical')
    plain = Server('--no-cdc', sample=False)
    try:
        found = plain.post('external_data_sources/database_schema/', {'source_type': 'Postgres', **database.fields}).json
        assert {table['cdc_available'] for table in found} == {None}
        answer = plain.post('external_data_sources/check_cdc_prerequisites/',
                            {'source_type': 'Postgres', **database.fields, 'cdc_management_mode': 'posthog'})
        assert answer.message == 'CDC prerequisite checks are only supported for CDC enabled sources.'
        table = next(table for table in found if table['table'] == 'public.orders')
        answer = plain.create([entry(table, 'cdc')], fields={**database.fields, 'cdc_enabled': True})
        assert answer.message.startswith('CDC must be enabled on the source'), answer.raw
    finally:
        plain.close()


def test_nothing_is_made_while_something_is_missing():
    """A create that the database refuses leaves no slot, no publication and no source behind."""
    database = Database('wal_level=logical')
    table = next(table for table in database.discover() if table['table'] == 'public.orders')
    fields = {**database.fields, 'cdc_enabled': True}
    assert server.create([entry(table, 'cdc')], fields=fields).message.startswith(
        "User 'odd \"reader\"' has no REPLICATION right.")
    database.mend(database.check(['public.orders']), ['public.orders'])
    answer = server.create([entry(table, 'cdc')], fields=database.fields)
    assert answer.message.startswith('CDC must be enabled on the source'), answer.raw
    answer = server.create([entry(table, 'cdc', cdc_table_mode='both')], fields=fields)
    assert 'keeps the current rows' in answer.message, answer.raw
    assert database.run('SELECT count(*) FROM pg_replication_slots') == [['0']]
    assert database.run('SELECT count(*) FROM pg_publication') == [['0']]
    assert server.get('external_data_sources/').json['count'] == 0


def test_the_sample_database_can_be_followed():
    """All of its tables that have a key and can be read, without anything to mend."""
    sample = Server()
    try:
        tables = [table['table'] for table in sample.discover().json if table['cdc_available']]
        assert 'public.orders' in tables and 'reporting.monthly_revenue' in tables and len(tables) > 7, tables
        answer = sample.post('external_data_sources/check_cdc_prerequisites/', {
            'source_type': 'Postgres', **sample.fields(), 'cdc_management_mode': 'posthog',
            'tables': [table for table in tables if table != 'public.support_notes']})
        assert answer.json == {'valid': True, 'errors': []}, answer.raw
    finally:
        sample.close()


def close():
    server.close()
    for database in databases:
        database.close()


if __name__ == '__main__':
    main(globals(), close)
