#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a second sync reads, by every method, as PostgreSQL counts it, and what the warehouse holds then."""
import contextlib
import os
import sqlite3
import subprocess

from counted import DATABASE, Bench
from practice import main

bench = Bench()
run = bench.postgres.run

# 1,000 rows a minute apart, with microseconds; a second column for what no cursor tells.
ROWS = ("CREATE TABLE {0} (id bigint PRIMARY KEY, body text NOT NULL, created_at timestamptz NOT NULL, "
        "updated_at timestamptz NOT NULL); "
        "INSERT INTO {0} SELECT i, 'first ' || i, t, t FROM generate_series(1, 1000) i, "
        "LATERAL (SELECT '2026-01-01 00:00:00.000001+00'::timestamptz + i * interval '1 minute') AS times (t); ")
# 10 rows changed, 10 new ones, 5 gone.
CHANGES = ("UPDATE {0} SET body = 'changed' {1} WHERE id % 100 = 50; "
           "INSERT INTO {0} SELECT i, 'new', now(), now() FROM generate_series(1001, 1010) i; "
           "DELETE FROM {0} WHERE id <= 5")
# What PostgreSQL still has of the deleted rows' place: they stay in the warehouse.
DELETED = 5


def test_a_full_refresh_reads_all():
    source = bench.source(ROWS.format('full_rows'), 'full_rows', 'full_refresh')
    source.assert_same('full_rows')
    run(CHANGES.format('full_rows', ''))
    assert source.sync('full_rows') == 1000 + 10 - DELETED
    source.assert_same('full_rows')


def test_incremental_reads_the_changed_and_the_new():
    source = bench.source(ROWS.format('incremental_rows'), 'incremental_rows', 'incremental', 'updated_at')
    source.assert_same('incremental_rows')
    run(CHANGES.format('incremental_rows', ', updated_at = now()'))
    assert source.sync('incremental_rows') == 20
    # Deleted rows stay: without them both sides are equal.
    assert source.count('incremental_rows', 'id <= 5') == DELETED
    run("INSERT INTO incremental_rows SELECT i, 'first ' || i, t, t FROM generate_series(1, 5) i, "
        "LATERAL (SELECT '2026-01-01 00:00:00.000001+00'::timestamptz + i * interval '1 minute') AS times (t)")
    source.assert_same('incremental_rows')
    assert source.sync('incremental_rows') == 0


def test_append_reads_the_new_and_not_the_changed():
    source = bench.source(ROWS.format('append_rows'), 'append_rows', 'append', 'created_at')
    source.assert_same('append_rows')
    run(CHANGES.format('append_rows', ', updated_at = now()'))
    # created_at did not move with the change, so the 10 changed rows are as they were, and the 5 deleted ones stay.
    assert source.sync('append_rows') == 10
    assert source.count('append_rows') == 1000 + 10
    assert source.count('append_rows', "body = 'changed'") == 0
    assert source.count('append_rows', "id % 100 = 50 AND body = 'first ' || id") == 10
    assert source.count('append_rows', "body = 'new'") == 10
    run("UPDATE append_rows SET body = 'first ' || id, updated_at = created_at WHERE body = 'changed'; "
        "INSERT INTO append_rows SELECT i, 'first ' || i, t, t FROM generate_series(1, 5) i, "
        "LATERAL (SELECT '2026-01-01 00:00:00.000001+00'::timestamptz + i * interval '1 minute') AS times (t)")
    source.assert_same('append_rows')
    assert source.sync('append_rows') == 0


def test_append_takes_a_row_again_whose_cursor_moved():
    source = bench.source(ROWS.format('append_moved'), 'append_moved', 'append', 'updated_at')
    run(CHANGES.format('append_moved', ', updated_at = now()'))
    # Now the changed rows are new to the cursor: they come again beside their old versions.
    assert source.sync('append_moved') == 20
    assert source.count('append_moved') == 1000 + 20
    assert source.holds('append_moved', 'id, body', 'id % 100 = 50 AND id < 200 ORDER BY rowid') == [
        [50, 'first 50'], [150, 'first 150'], [50, 'changed'], [150, 'changed']]
    assert source.sync('append_moved') == 0


def test_xmin_reads_the_changed_and_the_new_without_a_cursor():
    source = bench.source('CREATE TABLE xmin_rows (place int, line int, body text, PRIMARY KEY (place, line)); '
                          "INSERT INTO xmin_rows SELECT i / 4, i % 4, 'first' FROM generate_series(0, 999) i",
                          'xmin_rows', 'xmin')
    source.assert_same('xmin_rows')
    run("UPDATE xmin_rows SET body = 'changed' WHERE place % 50 = 7 AND line < 2; "
        "INSERT INTO xmin_rows SELECT 1000, i, 'new' FROM generate_series(1, 10) i; "
        'DELETE FROM xmin_rows WHERE place = 0 AND line < 2')
    assert source.sync('xmin_rows') == 20
    assert source.count('xmin_rows') == 1000 + 10
    assert source.count('xmin_rows', 'place = 0') == 4, 'deleted rows stay'
    run("INSERT INTO xmin_rows SELECT 0, i, 'first' FROM generate_series(0, 1) i")
    source.assert_same('xmin_rows')
    assert source.sync('xmin_rows') == 2
    assert source.sync('xmin_rows') == 0


def test_rows_that_share_the_last_cursor():
    source = bench.source(
        "CREATE TABLE ties (id int PRIMARY KEY, updated_at timestamptz); "
        "INSERT INTO ties SELECT i, '2026-01-01'::timestamptz + least(i, 96) * interval '1 hour' "
        'FROM generate_series(1, 100) i',
        'ties', 'incremental', 'updated_at')
    source.assert_same('ties')
    # The last value is read once, by all five rows that have it.
    assert source.sync('ties') == 0
    # A cursor is strictly greater: who gets the last value afterwards is not seen until it changes again, …
    run('INSERT INTO ties SELECT 101, max(updated_at) FROM ties; '
        "INSERT INTO ties SELECT 102, max(updated_at) + interval '1 microsecond' FROM ties")
    assert source.sync('ties') == 1
    assert source.count('ties', 'id = 101') == 0
    # … or until a look-back reaches it.
    source.patch('ties', incremental_field_lookback_seconds=1)
    assert source.sync('ties') == 5 + 2
    source.assert_same('ties')


def test_a_null_cursor():
    source = bench.source("CREATE TABLE nulls (id int PRIMARY KEY, updated_at timestamp); "
                          "INSERT INTO nulls SELECT i, CASE WHEN i % 2 = 0 THEN '2026-01-01'::timestamp + i * interval "
                          "'1 s' END FROM generate_series(1, 100) i", 'nulls', 'incremental', 'updated_at')
    source.assert_same('nulls', 'updated_at IS NOT NULL')
    run("UPDATE nulls SET updated_at = '2026-02-01' WHERE id IN (1, 3); INSERT INTO nulls VALUES (101, NULL)")
    assert source.sync('nulls') == 2, 'a row comes once it has a cursor'
    # One that loses its cursor stays as it was.
    run('UPDATE nulls SET updated_at = NULL WHERE id = 2')
    assert source.sync('nulls') == 0
    assert source.holds('nulls', 'updated_at', 'id = 2') == [['2026-01-01 00:00:02']]


def test_no_row_has_a_cursor_yet():
    source = bench.source('CREATE TABLE later (id int PRIMARY KEY, updated_at timestamptz); '
                          'INSERT INTO later VALUES (1, NULL)', 'later', 'append', 'updated_at')
    assert source.count('later') == 0
    run('INSERT INTO later SELECT i, now() FROM generate_series(2, 6) i')
    assert source.sync('later') == 5
    assert source.sync('later') == 0
    source.assert_same('later', 'updated_at IS NOT NULL')


# A cursor's type, its last value, and the least that is more.
CURSORS = {
    'timestamptz': ("'2026-03-29 03:00:00.000001+02'", "'2026-03-28 21:00:00.000002-04'"),
    'timestamp': ("'2026-03-29 02:30:00.999999'", "'2026-03-29 02:30:01'"),
    'timestamp(3)': ("'0044-03-15 12:00:00.001 BC'", "'0044-03-15 12:00:00.002 BC'"),
    'date': ("'2026-02-28'", "'2026-03-01'"),
    'bigint': ('9007199254740992', '9007199254740993'),
    'numeric': ('12345678901234567890.000000000000000001', '12345678901234567890.000000000000000002'),
    'double precision': ('0.1', '0.10000000000000002'),
}


def test_cursors_to_the_last_digit():
    # The settings of a user abroad change nothing.
    run("ALTER ROLE reader SET TimeZone = 'America/St_Johns'; ALTER ROLE reader SET DateStyle = 'German, DMY'; "
        'ALTER ROLE reader SET extra_float_digits = 0')
    for number, (kind, (last, more)) in enumerate(CURSORS.items()):
        table = f'digits_{number}'
        source = bench.source(f'CREATE TABLE {table} (id int PRIMARY KEY, at {kind}); '
                              f'INSERT INTO {table} VALUES (1, {last})', table, 'append', 'at')
        assert source.sync(table) == 0, f'{kind}: the last value comes again'
        run(f'INSERT INTO {table} VALUES (2, {more}), (3, {last})')
        assert source.sync(table) == 1, f'{kind}: what is more by the least is not seen'
        assert source.holds(table, 'id') == [[1], [2]], kind
        source.assert_same(table, 'id < 3')
    run('ALTER ROLE reader RESET ALL')


def test_a_look_back_reads_that_much_again():
    source = bench.source(ROWS.format('lookback_rows'), 'lookback_rows', 'incremental', 'updated_at',
                          incremental_field_lookback_seconds=600)
    # Ten minutes of rows that are a minute apart: the last one and the nine before it.
    assert source.sync('lookback_rows') == 10
    run("UPDATE lookback_rows SET body = 'late' WHERE id = 995; "
        "UPDATE lookback_rows SET body = 'too late' WHERE id = 990; "
        "INSERT INTO lookback_rows SELECT 1001, 'new', t, t FROM "
        "(SELECT max(updated_at) + interval '1 minute' FROM lookback_rows) AS m (t)")
    assert source.sync('lookback_rows') == 11
    assert source.count('lookback_rows') == 1001, 'rows that are read again are merged'
    assert source.holds('lookback_rows', 'id, body', 'id IN (990, 995)') == [[990, 'first 990'], [995, 'late']]


def test_a_look_back_never_moves_the_cursor_back():
    source = bench.source(ROWS.format('back_rows'), 'back_rows', 'append', 'updated_at',
                          row_filters=[{'column': 'id', 'operator': '<', 'value': 1001}])
    source.patch('back_rows', incremental_field_lookback_seconds=120, row_filters=[
        {'column': 'id', 'operator': '<', 'value': 1000}])
    assert source.sync('back_rows') == 1, 'of the last two minutes, one row passes the filter'
    source.patch('back_rows', incremental_field_lookback_seconds=0, row_filters=[])
    assert source.sync('back_rows') == 0, 'the last row was read long ago'
    # Append never merges: what the look-back read again stands there twice.
    assert source.holds('back_rows', 'id, count(*)', '1 GROUP BY id HAVING count(*) > 1') == [[999, 2]]


class Session:
    """A session of the owner, for a transaction that stays open."""

    def __init__(self):
        postgres = bench.postgres
        self.psql = subprocess.Popen(['psql', '-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-h', '127.0.0.1', '-p',
                                      str(postgres.port), '-U', postgres.USER, '-d', DATABASE],
                                     env=dict(os.environ, PGPASSWORD=postgres.PASSWORD), stdin=subprocess.PIPE,
                                     stdout=subprocess.PIPE, text=True)

    def run(self, sql):
        self.psql.stdin.write(f"{sql};\n\\echo done\n")
        self.psql.stdin.flush()
        assert self.psql.stdout.readline() == 'done\n'

    def commit(self):
        self.run('COMMIT')
        self.psql.stdin.close()
        assert self.psql.wait(10) == 0
        self.psql.stdout.close()


def test_a_transaction_open_during_the_first_xmin_sync():
    run(ROWS.format('open_rows'))
    session = Session()
    session.run("BEGIN; UPDATE open_rows SET body = 'from an open transaction' WHERE id <= 4; SAVEPOINT half; "
                "INSERT INTO open_rows SELECT i, 'from below it', now(), now() FROM generate_series(2001, 2003) i")
    # Younger than the open one, and committed before the sync.
    run("UPDATE open_rows SET body = 'from a younger one' WHERE id IN (11, 12)")
    source = bench.source('SELECT 1', 'open_rows', 'xmin')
    assert source.count('open_rows') == 1000 and source.count('open_rows', "body LIKE 'from an open%'") == 0
    # As long as it is open, what was written since it began is read each time: nobody can tell it from what is to come.
    assert source.sync('open_rows') == 2
    session.commit()
    assert source.sync('open_rows') == 4 + 3 + 2
    source.assert_same('open_rows')
    assert source.sync('open_rows') == 0


def test_a_transaction_open_during_the_first_incremental_sync():
    run(ROWS.format('slow_rows'))
    session = Session()
    session.run("BEGIN; UPDATE slow_rows SET body = 'slow', updated_at = now() WHERE id = 7")
    run("UPDATE slow_rows SET updated_at = now() WHERE id = 8")
    source = bench.source('SELECT 1', 'slow_rows', 'incremental', 'updated_at')
    session.commit()
    # Its now() is when it began, which the cursor has passed: what look-backs are for.
    assert source.sync('slow_rows') == 0
    source.patch('slow_rows', incremental_field_lookback_seconds=3600)
    assert source.sync('slow_rows') == 2
    source.assert_same('slow_rows')


def test_a_filter_in_the_second_sync():
    for method, cursor in (('incremental', 'updated_at'), ('append', 'created_at'), ('xmin', None)):
        table = f'filtered_{method}'
        source = bench.source(ROWS.format(table), table, method, cursor,
                              row_filters=[{'column': 'id', 'operator': '>', 'value': 500},
                                           {'column': 'body', 'operator': '!=', 'value': 'hidden'}])
        source.assert_same(table, "id > 500 AND body <> 'hidden'")
        run(CHANGES.format(table, ', updated_at = now()') +
            f"; INSERT INTO {table} VALUES (1011, 'hidden', now(), now())")
        # Five of the ten changed rows pass the filter; append sees none of them.
        assert source.sync(table) == (10 if method == 'append' else 15), method
        if method != 'append':
            source.assert_same(table, "id > 500 AND body <> 'hidden'")
        assert source.count(table, "id <= 500 OR body = 'hidden'") == 0, method


def test_a_filter_that_is_changed_holds_from_then_on():
    source = bench.source(ROWS.format('refiltered'), 'refiltered', 'incremental', 'updated_at',
                          row_filters=[{'column': 'id', 'operator': '<=', 'value': 900}])
    run("UPDATE refiltered SET body = 'changed', updated_at = now() WHERE id IN (1, 2, 902)")
    source.patch('refiltered', row_filters=[{'column': 'id', 'operator': '>', 'value': 1}])
    # What the old filter kept away is there once it changes, or with the last value known: 901 to 1000 lie behind it.
    assert source.sync('refiltered') == 101
    assert source.holds('refiltered', 'body', 'id = 1') == [['first 1']], 'what was there stays as it was'


def let_days_pass(days, *schemas):
    """Lets the last full refresh of some tables be so many days ago."""
    bench.server.stop()
    with contextlib.closing(sqlite3.connect(os.path.join(bench.server.folder, 'state.sqlite'))) as state, state:
        for schema in schemas:
            changed = state.execute("UPDATE records SET doc = json_set(doc, '$.last_full_refresh_at', "
                                    "strftime('%Y-%m-%dT%H:%M:%SZ', json_extract(doc, '$.last_full_refresh_at'), ?)) "
                                    'WHERE id = ?', (f'-{days} days', schema))
            assert changed.rowcount == 1
    bench.server.start()


def test_a_periodic_full_refresh():
    sources = {}
    for method, cursor in (('incremental', 'updated_at'), ('append', 'created_at'), ('xmin', None)):
        table = f'periodic_{method}'
        sources[table] = source = bench.source(ROWS.format(table), table, method, cursor)
        run(CHANGES.format(table, ''))
        patched = source.patch(table, full_refresh_interval_days=7)
        assert patched['next_full_refresh_at'] > patched['last_synced_at'], patched
        assert source.sync(table) == (20 if method == 'xmin' else 10), 'a week has not passed'
        assert not source.same(table)[0], 'deleted rows stay until then'
    assert source.patch(table, full_refresh_time_of_day='03:30:00')['next_full_refresh_at'].endswith('T03:30:00Z')
    let_days_pass(8, *[source.schema(table)['id'] for table, source in sources.items()])
    for table, source in sources.items():
        source.type_password()
        assert source.sync(table) == 1000 + 10 - DELETED
        source.assert_same(table)
        assert source.schema(table)['next_full_refresh_at'] > source.schema(table)['last_synced_at']
        assert source.sync(table) == 0, 'and on from there'


def test_another_method_begins_anew():
    source = bench.source(ROWS.format('methods'), 'methods', 'incremental', 'updated_at')
    source.patch('methods', sync_type='full_refresh')
    assert source.sync('methods') == 1000
    # What a full refresh wrote has no key to merge by, and the cursor of before says nothing about it.
    source.patch('methods', sync_type='incremental')
    assert source.sync('methods') == 1000
    run("UPDATE methods SET updated_at = now() WHERE id <= 10")
    assert source.sync('methods') == 10
    source.patch('methods', incremental_field='created_at')
    assert source.sync('methods') == 1000
    source.assert_same('methods')


def test_another_key_begins_anew():
    source = bench.source('CREATE TABLE keys (id int, code text, updated_at timestamptz DEFAULT now()); '
                          "INSERT INTO keys (id, code) SELECT i, 'code ' || i FROM generate_series(1, 10) i",
                          'keys', 'incremental', 'updated_at')
    source.patch('keys', primary_key_columns=['code'])
    assert source.sync('keys') == 10
    run("UPDATE keys SET id = id + 1, updated_at = now() WHERE id >= 5")
    assert source.sync('keys') == 6
    source.assert_same('keys')


def test_another_history_of_transactions():
    """Rows by their xmin when transaction numbers pass 2³¹, wrap at 2³² and, after a restore, run backwards."""
    postgres = bench.postgres
    postgres.sql('UPDATE pg_database SET datallowconn = true')
    source = bench.source(ROWS.format('old_rows'), 'old_rows', 'xmin')

    def freeze():
        for (name,) in postgres.sql('SELECT datname FROM pg_database'):
            postgres.sql('VACUUM (FREEZE)', name)

    def change():
        run("UPDATE old_rows SET body = body || '!' WHERE id % 100 = 50; "
            "INSERT INTO old_rows SELECT m + i, 'new', now(), now() FROM generate_series(1, 10) i, "
            '(SELECT max(id) FROM old_rows) AS ids (m)')

    # More than 2³¹ transactions after the first sync; PostgreSQL itself lives on because it freezes old rows.
    postgres.restart_at(2_000_000_000 // 32768 * 32768)
    freeze()
    postgres.restart_at(3_000_000_000 // 32768 * 32768)
    change()
    assert source.sync('old_rows') == 20
    source.assert_same('old_rows')
    assert source.sync('old_rows') == 0

    # Over the wrap: the last page of numbers before 2³² is used up between two syncs.
    freeze()
    postgres.restart_at(2 ** 32 - 32768)
    change()
    assert source.sync('old_rows') == 20
    run('CREATE TABLE burnt (n int)')
    run('DO $$ BEGIN FOR i IN 1 .. 33000 LOOP BEGIN INSERT INTO burnt VALUES (i); '
        'EXCEPTION WHEN division_by_zero THEN NULL; END; END LOOP; END $$')
    assert postgres.run('SELECT pg_current_xact_id()::text::bigint >> 32') == [['1']]
    change()
    assert source.sync('old_rows') == 20
    source.assert_same('old_rows')
    assert source.sync('old_rows') == 0

    # After a full turn the numbers of the rows of a turn ago come round. Nobody can tell them from new ones: they are
    # read once more, and merged.
    freeze()
    postgres.restart_at(2 ** 31 - 32768, epoch=1)
    assert source.sync('old_rows') == 990
    assert source.sync('old_rows') == 0
    source.assert_same('old_rows')

    # From a backup of some time ago: the numbers since then are given out a second time, and what they wrote is new.
    postgres.restart_at(2 ** 30, epoch=1)
    change()
    assert source.sync('old_rows') == 1040, 'all is read, because nobody can say what is new'
    source.assert_same('old_rows')
    assert source.sync('old_rows') == 0


main(globals(), bench.close)
