#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A second sync that stops half way, and the third one: no row is lost, none is there twice, and it is read as if the
second had never been."""
import contextlib
import itertools
import os
import sqlite3
import subprocess

from counted import DATABASE, READER, Bench
from practice import main, wait_for

bench = Bench()
run = bench.postgres.run
METHODS = {'full_refresh': None, 'incremental': 'updated_at', 'append': 'created_at', 'xmin': None}
ROWS, NEW, CHANGED = 8000, 6000, 1000
# What a second sync has to read.
SECOND = {'full_refresh': ROWS + NEW, 'incremental': NEW + CHANGED, 'append': NEW, 'xmin': NEW + CHANGED}
GATE = 7
numbers = itertools.count()

# A row at which a read, and not the question for the last cursor, waits as long as somebody holds the gate. PostgreSQL
# asks the policy for each row that it comes by.
run('CREATE FUNCTION pass (id int) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN '
    f"IF id = {ROWS + NEW - 500} AND current_query() !~ 'max\\(' THEN "
    f'PERFORM pg_advisory_xact_lock_shared({GATE}); END IF; RETURN true; END $$')


class Gate:
    """Closed while it is open in Python's sense."""

    def __enter__(self):
        postgres = bench.postgres
        self.psql = subprocess.Popen(['psql', '-X', '-q', '-A', '-t', '-h', '127.0.0.1', '-p', str(postgres.port),
                                      '-U', postgres.USER, '-d', DATABASE],
                                     env=dict(os.environ, PGPASSWORD=postgres.PASSWORD), stdin=subprocess.PIPE,
                                     stdout=subprocess.PIPE, text=True)
        self.psql.stdin.write(f"SELECT pg_advisory_lock({GATE}) IS NULL;\n")
        self.psql.stdin.flush()
        assert self.psql.stdout.readline() == 'f\n'
        return self

    def __exit__(self, *unused):
        self.psql.communicate()


def make(method):
    """A source after its first sync, and its table with much to do for a second."""
    table = f'{method}_rows_{next(numbers)}'
    source = bench.source(f'CREATE TABLE {table} (id int PRIMARY KEY, body text, created_at timestamptz, '
                          'updated_at timestamptz); '
                          f"INSERT INTO {table} SELECT i, 'first', t, t FROM generate_series(1, {ROWS}) i, "
                          "LATERAL (SELECT '2026-01-01'::timestamptz + i * interval '1 s') AS times (t); "
                          f'ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; '
                          f'CREATE POLICY gate ON {table} USING (pass(id))', table, method, METHODS[method])
    if method != 'append':
        run(f"UPDATE {table} SET body = 'changed', updated_at = now() WHERE id <= {CHANGED}")
    run(f"INSERT INTO {table} SELECT i, 'new', now(), now() FROM generate_series({ROWS + 1}, {ROWS + NEW}) i")
    return source, table


def second_half_way(source, table, method):
    """Starts the second sync and waits until it has written some of what it reads and stands at the gate."""
    job = source.start(table)
    half = wait_for('rows of the second sync', lambda: (j := job())['rows_synced'] and j)
    assert half['status'] == 'Running', half
    assert 0 < half['rows_synced'] < SECOND[method], half
    wait_for('the gate', lambda: run("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"))
    assert source.count(table) == ROWS, 'half a sync is seen'
    assert source.count(table, "body <> 'first'") == 0, 'half a sync is seen'
    return job


def names_in_warehouse():
    with contextlib.closing(sqlite3.connect(bench.server.warehouse)) as warehouse:
        return [name for (name,) in warehouse.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]


def third(source, table, method):
    assert source.sync(table) == SECOND[method]
    source.assert_same(table)
    if method != 'full_refresh':
        assert source.sync(table) == 0
    left = [name for name in names_in_warehouse() if 'loading' in name]
    assert not left, f'rubbish in the warehouse: {left}'


def fails(source, table, words):
    failed = wait_for('the end', lambda: (s := source.schema(table))['status'] != 'Running' and s)
    assert failed['status'] == 'Failed' and words in failed['latest_error'], failed


def readers_end():
    """Ends the sessions of the practice server, as a restart of PostgreSQL does."""
    run(f"SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE usename = '{READER}'")


def test_cancelled_half_way():
    for method in METHODS:
        source, table = make(method)
        with Gate():
            second_half_way(source, table, method)
            answer = bench.server.post(f"external_data_schemas/{source.schema(table)['id']}/cancel/")
            assert answer.status == 200, answer.raw
            fails(source, table, 'Sync cancelled by user')
        third(source, table, method)


def test_the_connection_breaks_half_way():
    for method in METHODS:
        source, table = make(method)
        with Gate():
            second_half_way(source, table, method)
            readers_end()
            fails(source, table, 'terminating connection due to administrator command')
        third(source, table, method)


def test_killed_half_way():
    for method in METHODS:
        source, table = make(method)
        with Gate():
            second_half_way(source, table, method)
            bench.server.process.kill()
            bench.server.process.wait()
            readers_end()
        bench.server.start()
        fails(source, table, 'was stopped while this table was syncing')
        assert source.count(table) == ROWS
        source.type_password()
        third(source, table, method)


class Memory:
    """What the practice server knows at one moment, so that it can be set back to it: killed right after."""

    def __init__(self):
        self.path = os.path.join(bench.server.folder, 'state.sqlite')
        self.copy = self.path + '.copy'
        with contextlib.closing(sqlite3.connect(self.path)) as now:
            with contextlib.closing(sqlite3.connect(self.copy)) as copy:
                now.backup(copy)

    def restore(self):
        bench.server.process.kill()
        bench.server.process.wait()
        for suffix in ('-wal', '-shm'):
            os.unlink(self.path + suffix)
        os.replace(self.copy, self.path)
        bench.server.start()


def test_killed_between_the_rows_and_the_word_that_they_are_there():
    for method in METHODS:
        source, table = make(method)
        with Gate():
            job = second_half_way(source, table, method)
            memory = Memory()
        source.finish(table, job)
        memory.restore()
        fails(source, table, 'was stopped while this table was syncing')
        source.assert_same(table)
        source.type_password()
        assert source.sync(table) == (ROWS + NEW if method == 'full_refresh' else 0), method
        source.assert_same(table)


def test_killed_at_the_end_of_a_first_sync():
    memory = Memory()
    source, table = make('append')
    memory.restore()
    assert bench.server.get(f'external_data_sources/{source.id}/').status == 404
    # Rows whose source nobody knows are nobody's cursor: who makes the source again gets all of them, once.
    source = bench.source('SELECT 1', table, 'append', 'created_at', prefix=source.prefix)
    source.assert_same(table)
    assert bench.server.call('DELETE', f'external_data_sources/{source.id}/').status == 204
    assert not [name for name in names_in_warehouse() if source.stored(table) in name]


def test_stopped_half_way():
    source, table = make('append')
    with Gate():
        second_half_way(source, table, 'append')
        bench.server.stop()
    bench.server.start()
    fails(source, table, 'was stopped while this table was syncing')
    source.type_password()
    third(source, table, 'append')


main(globals(), bench.close)
