# SPDX-License-Identifier: GPL-3.0-or-later
"""A PostgreSQL that says itself how many rows were read from it, and sources of the practice server on it.

What a sync read is not taken from the practice server, which would be asking the code under test, but from
pg_stat_statements: its "rows" is what PostgreSQL's executor handed out for a statement, kept by user and by statement.
The other means are worse. Table statistics (seq_tup_read, idx_tup_fetch) count the rows that a scan looked at: a full
scan that gives 20 rows counts as all. The log of statements has durations and no rows. auto_explain has rows, a line a
plan node, in a log that would have to be parsed. And only the practice server logs in as the source's user, so every
statement of that user can be accounted for: one that reads the table in a way that is not known here fails the test.
"""
import os
import re
import sys
import uuid

from practice import Server, entry, stored, wait_for

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'ui'))
from postgres import Postgres  # pylint: disable=wrong-import-position

DATABASE = 'shop'
READER = 'reader'
# What a session says about itself and asks the catalogue.
ABOUT_ITSELF = re.compile(r'SET |BEGIN |COMMIT$|SELECT (?:(?! FROM ).)* FROM pg_catalog\.|SELECT pg_catalog.pg_snap')


class Counted(Postgres):
    def __init__(self, *settings):
        super().__init__('shared_preload_libraries=pg_stat_statements', 'autovacuum=off', *settings)
        self.sql(f'CREATE DATABASE {DATABASE}')
        self.sql(f"CREATE ROLE {READER} LOGIN PASSWORD '{self.PASSWORD}'")
        self.run('CREATE EXTENSION pg_stat_statements; '
                 f'ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO {READER}')

    def run(self, sql):
        return self.sql(sql, DATABASE)

    @property
    def reader(self):
        return {'host': '127.0.0.1', 'port': self.port, 'database': DATABASE, 'user': READER, 'password': self.PASSWORD}

    def forget(self):
        self.run('SELECT pg_stat_statements_reset()')

    def rows_read(self, table):
        """Rows of the table that were handed to the source's user since forget()."""
        name = f'FROM "public"."{table}"'
        statements = self.run("SELECT regexp_replace(query, '\\s+', ' ', 'g'), s.calls, s.rows FROM pg_stat_statements "
                              f"s JOIN pg_roles r ON r.oid = s.userid WHERE r.rolname = '{READER}'")
        reads = []
        for query, calls, rows in statements:
            if name in query and 'max(' in query.split(' FROM ')[0]:
                assert (calls, rows) == ('1', '1'), f'where to go on is asked once and is one value: {query}'
            elif name in query:
                reads.append((int(calls), int(rows)))
            else:
                assert ABOUT_ITSELF.match(query), f'a statement that nobody accounts for: {query}'
        assert len(reads) == 1 and reads[0][0] == 1, f'{table} was read by other than one statement: {reads}'
        return reads[0][1]

    def changes_read(self, table):
        """Messages of the log that were handed to the source's user since forget(); the table itself was not read."""
        statements = self.run("SELECT regexp_replace(query, '\\s+', ' ', 'g'), s.rows FROM pg_stat_statements "
                              f"s JOIN pg_roles r ON r.oid = s.userid WHERE r.rolname = '{READER}'")
        for query, _ in statements:
            assert f'"{table}"' not in query, f'the table was read: {query}'
            assert ABOUT_ITSELF.match(query), f'a statement that nobody accounts for: {query}'
        return sum(int(rows) for query, rows in statements if 'peek_binary_changes' in query)


class Source:
    """A source with one table of the database, after its first sync."""

    def __init__(self, server, postgres, table, method, cursor, prefix=None, **choices):
        self.server = server
        self.postgres = postgres
        self.prefix = prefix or 's' + uuid.uuid4().hex[:8] + '_'
        fields = {**postgres.reader, 'port': str(postgres.port)}
        found = server.post('external_data_sources/database_schema/', {'source_type': 'Postgres', **fields}).json
        described = next(one for one in found if one['table'] == 'public.' + table)
        answer = server.create([entry(described, method, cursor, **choices)], self.prefix, fields)
        assert answer.status == 201, answer.raw
        self.id = answer.json['id']
        source = server.wait_for_source(self.id)
        assert source['status'] == 'Completed', [schema['latest_error'] for schema in source['schemas']]

    def schema(self, table):
        return next(s for s in self.server.source(self.id)['schemas'] if s['name'] == 'public.' + table)

    def jobs(self, table):
        return self.server.get(f'external_data_sources/{self.id}/jobs/?schemas=public.{table}').json

    def start(self, table):
        """Starts a sync, and gives a function that gives its job."""
        before = len(self.jobs(table))
        self.postgres.forget()
        answer = self.server.post(f"external_data_schemas/{self.schema(table)['id']}/reload/")
        assert (answer.status, answer.raw) == (200, b''), answer.raw
        wait_for('the job', lambda: len(self.jobs(table)) > before)
        return lambda: self.jobs(table)[0]

    def finish(self, table, job):
        """How many rows a started sync read, as PostgreSQL counts them; what the person is told is the same."""
        ended = wait_for('the end of the sync', lambda: (j := job())['status'] != 'Running' and j)
        assert ended['status'] == 'Completed', ended
        read = self.postgres.rows_read(table)
        assert ended['rows_synced'] == read, f"{ended['rows_synced']} rows are shown where PostgreSQL gave {read}"
        return read

    def sync(self, table):
        return self.finish(table, self.start(table))

    def patch(self, table, **changes):
        answer = self.server.call('PATCH', f"external_data_schemas/{self.schema(table)['id']}/", changes)
        assert answer.status == 200, answer.raw
        return answer.json

    def type_password(self):
        """Without a keyring it is gone when the server ends."""
        answer = self.server.call('PATCH', f'external_data_sources/{self.id}/',
                                  {'job_inputs': {'password': self.postgres.PASSWORD}})
        assert answer.status == 200, answer.raw

    def stored(self, table):
        return stored('public.' + table, self.prefix)

    def holds(self, table, what, condition='true'):
        """Rows of a query on the table in the warehouse."""
        sql = f'SELECT {what} FROM postgres.{self.prefix.strip("_")}.public.{table} WHERE {condition}'
        answer = self.server.post('query/', {'query': {'kind': 'HogQLQuery', 'query': sql}})
        assert answer.status == 200, answer.raw
        return answer.json['results']

    def count(self, table, condition='true'):
        return self.holds(table, 'count(*)', condition)[0][0]

    def same(self, table, where='true'):
        """Whether count and hash of the table are equal in PostgreSQL, and the report."""
        status, report = self.server.compare(f'public.{table}={self.stored(table)}', where=[f'public.{table}:{where}'],
                                             login=self.postgres.login(DATABASE))
        return status == 0, report

    def assert_same(self, table, where='true'):
        same, report = self.same(table, where)
        assert same, report


class Bench:
    """A practice server and a database that counts."""

    def __init__(self):
        self.postgres = Counted()
        self.server = Server(sample=False)

    def source(self, sql, table, method, cursor=None, **choices):
        """Runs SQL, makes a source of one of the tables that are there then, and waits for its first sync."""
        self.postgres.run(sql)
        return Source(self.server, self.postgres, table, method, cursor, **choices)

    def close(self):
        try:
            self.server.close()
        finally:
            self.postgres.close()
