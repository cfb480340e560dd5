#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Near-real-time: what a second sync reads out of PostgreSQL's log, what the warehouse holds then, and what becomes of
the slot."""
import uuid
from urllib.parse import quote

from counted import DATABASE, READER, Counted
from practice import Server, entry, main, stored, wait_for

postgres = Counted('wal_level=logical')
server = Server(sample=False)
run = postgres.run
run(f'ALTER ROLE {READER} REPLICATION; GRANT CREATE ON DATABASE {DATABASE} TO {READER}')

# Values that a log could get wrong: a text too large for its row, quotes, NULL, numbers, times, bytes, arrays.
ROWS = ('CREATE TABLE {0} (id bigint PRIMARY KEY, body text, large text, price numeric(12,4), at timestamptz, raw bytea, '
        'tags text[], ratio double precision); '
        'ALTER TABLE {0} ALTER large SET STORAGE EXTERNAL; '
        "INSERT INTO {0} SELECT i, 'it''s row ' || i, repeat('x', 10000) || i, i / 3.0, "
        "'2026-01-01 00:00:00.000001+00'::timestamptz + i * interval '1 minute', decode('00ff', 'hex'), "
        "ARRAY['a', NULL, '{{\"\\'], 1.0 / i FROM generate_series(1, 1000) i; "
        f'ALTER TABLE {{0}} OWNER TO {READER}; ')


class Source:
    def __init__(self, *tables, **settings):
        self.prefix = 's' + uuid.uuid4().hex[:8] + '_'
        fields = {**postgres.reader, 'port': str(postgres.port)}
        found = server.post('external_data_sources/database_schema/', {'source_type': 'Postgres', **fields}).json
        chosen = [next(one for one in found if one['table'] == name) for name in tables]
        assert all(table['cdc_available'] is True for table in chosen), chosen
        answer = server.create([entry(table, 'cdc') for table in chosen], self.prefix,
                               {**fields, 'cdc_enabled': True, **settings})
        assert answer.status == 201, answer.raw
        self.id = answer.json['id']
        self.wait()

    def wait(self):
        source = server.wait_for_source(self.id)
        assert source['status'] == 'Completed', [schema['latest_error'] for schema in source['schemas']]
        return source

    @property
    def inputs(self):
        return server.source(self.id)['job_inputs']

    def schema(self, name):
        return next(schema for schema in server.source(self.id)['schemas'] if schema['name'] == name)

    def job(self, name):
        return server.get(f'external_data_sources/{self.id}/jobs/?schemas={quote(name)}').json[0]

    def sync(self, name):
        """Syncs one table; gives how many rows the person is told."""
        before = self.job(name)['id']
        assert server.post(f"external_data_schemas/{self.schema(name)['id']}/reload/").status == 200
        job = wait_for('the sync', lambda: (j := self.job(name))['id'] != before and j['status'] != 'Running' and j)
        assert job['status'] == 'Completed', job
        return job['rows_synced']

    def assert_same(self, *names):
        pairs = [f'{name}={stored(name, self.prefix)}' for name in names]
        status, report = server.compare(*pairs, login=postgres.login(DATABASE))
        assert status == 0, report

    def status(self):
        return server.get(f'external_data_sources/{self.id}/cdc_status/').json

    def delete(self):
        assert server.call('DELETE', f'external_data_sources/{self.id}/').status == 204


def slots():
    return [slot for slot, in run('SELECT slot_name FROM pg_replication_slots')]


def publications():
    return [name for name, in run('SELECT pubname FROM pg_publication')]


def test_only_the_changes_are_read():
    run(ROWS.format('followed'))
    source = Source('public.followed')
    assert source.job('public.followed')['rows_synced'] == 1000
    source.assert_same('public.followed')

    # One transaction of 10 changed, 10 new and 5 deleted rows, and one that moves a row's key and empties a value.
    run("BEGIN; UPDATE followed SET body = NULL, price = price + 1 WHERE id % 100 = 50; "
        "INSERT INTO followed SELECT i, 'new', 'small', 0, now(), '', '{}', 'NaN' FROM generate_series(1001, 1010) i; "
        "DELETE FROM followed WHERE id <= 5; COMMIT")
    run("BEGIN; UPDATE followed SET id = 5000 WHERE id = 900; UPDATE followed SET large = '' WHERE id = 901; COMMIT")
    postgres.forget()
    assert source.sync('public.followed') == 27
    # Two beginnings, two ends, and what the table looks like.
    assert postgres.changes_read('followed') == 27 + 5
    source.assert_same('public.followed')

    postgres.forget()
    assert source.sync('public.followed') == 0
    assert postgres.changes_read('followed') == 0
    source.assert_same('public.followed')
    source.delete()


def test_what_happens_to_a_table_happens_in_its_order():
    run(ROWS.format('ordered'))
    source = Source('public.ordered')
    # The same row again and again, rolled back work, a savepoint, a truncation, and a column that is new.
    run("INSERT INTO ordered (id, body) VALUES (2000, 'a'); UPDATE ordered SET body = 'b' WHERE id = 2000; "
        "DELETE FROM ordered WHERE id = 2000; INSERT INTO ordered (id, body) VALUES (2000, 'c')")
    run("BEGIN; DELETE FROM ordered; ROLLBACK")
    run("BEGIN; INSERT INTO ordered (id) VALUES (2001); SAVEPOINT s; DELETE FROM ordered; ROLLBACK TO s; COMMIT")
    assert source.sync('public.ordered') == 5
    source.assert_same('public.ordered')
    run("TRUNCATE ordered; INSERT INTO ordered (id, body) VALUES (1, 'after')")
    assert source.sync('public.ordered') == 2
    source.assert_same('public.ordered')
    run("ALTER TABLE ordered ADD extra int; INSERT INTO ordered (id, extra) VALUES (2, 7); "
        "UPDATE ordered SET extra = 8 WHERE id = 1")
    assert source.sync('public.ordered') == 2
    source.assert_same('public.ordered')
    source.delete()


def test_tables_of_one_slot_do_not_take_from_each_other():
    """Each has its own place in the log; the slot waits for the last one, and then lets the log go."""
    run('CREATE SCHEMA "Odd One"; '
        f'GRANT USAGE ON SCHEMA "Odd One" TO {READER}')
    names = ('public.first', 'Odd One.Second "t"')
    for name in ('public.first', '"Odd One"."Second ""t"""'):
        run(f'CREATE TABLE {name} (id int PRIMARY KEY, body text); INSERT INTO {name} SELECT i FROM generate_series(1, 20) i; '
            f'ALTER TABLE {name} OWNER TO {READER}')
    source = Source(*names)
    for body in ('one', 'two', 'three'):
        run(f"UPDATE first SET body = '{body}'; UPDATE \"Odd One\".\"Second \"\"t\"\"\" SET body = '{body}' WHERE id = 1")
    held = source.status()['lag_bytes']
    assert source.sync(names[0]) == 60
    assert source.sync(names[0]) == 0
    assert source.status()['lag_bytes'] >= held, 'what the second table has not read yet was let go'
    assert source.sync(names[1]) == 3
    source.assert_same('public.first')
    assert run('SELECT body FROM "Odd One"."Second ""t""" WHERE id = 1') == [['three']]
    sql = f'SELECT body FROM postgres.{source.prefix.strip("_")}."Odd One"."Second ""t""" WHERE id = 1'
    answer = server.post('query/', {'query': {'kind': 'HogQLQuery', 'query': sql}})
    assert answer.status == 200 and answer.json['results'] == [['three']], answer.raw
    assert source.sync(names[0]) == 0
    assert source.status()['lag_bytes'] < held
    source.delete()


def test_status_and_settings():
    run('CREATE TABLE told (id int PRIMARY KEY); '
        f'ALTER TABLE told OWNER TO {READER}')
    source = Source('public.told', cdc_slot_name='told_slot', cdc_publication_name='Told "pub"',
                    cdc_lag_warning_threshold_mb=5, cdc_lag_critical_threshold_mb=6, cdc_auto_drop_slot=False)
    status = source.status()
    lag = status.pop('lag_bytes')
    assert isinstance(lag, int) and lag >= 0
    assert status == {'enabled': True, 'management_mode': 'posthog', 'slot_name': 'told_slot',
                      'publication_name': 'Told "pub"', 'lag_warning_threshold_mb': 5, 'lag_critical_threshold_mb': 6,
                      'schedule_paused': False, 'slot_exists': True, 'publication_exists': True,
                      'published_tables': ['public.told']}, status
    assert source.inputs['cdc_enabled'] is True and source.inputs['cdc_auto_drop_slot'] is False
    # A new password leaves them as they are, and a frequency can be set for a table that is followed.
    assert server.call('PATCH', f'external_data_sources/{source.id}/',
                       {'job_inputs': {'password': postgres.PASSWORD}}).status == 200
    assert source.inputs['cdc_slot_name'] == 'told_slot'
    assert server.call('PATCH', f"external_data_schemas/{source.schema('public.told')['id']}/",
                       {'sync_frequency': '5min'}).status == 200
    run('INSERT INTO told VALUES (1)')
    assert source.sync('public.told') == 1
    source.delete()


def test_a_slot_goes_with_its_source():
    run('CREATE TABLE gone (id int PRIMARY KEY); '
        f'ALTER TABLE gone OWNER TO {READER}')
    source = Source('public.gone')
    inputs = source.inputs
    assert inputs['cdc_slot_name'] in slots() and inputs['cdc_publication_name'] in publications()
    source.delete()
    assert inputs['cdc_slot_name'] not in slots() and inputs['cdc_publication_name'] not in publications()


def test_what_somebody_else_manages_stays():
    run(f'CREATE TABLE theirs (id int PRIMARY KEY); GRANT SELECT ON theirs TO {READER}; '
        'CREATE PUBLICATION theirs FOR TABLE theirs')
    run("SELECT pg_create_logical_replication_slot('theirs', 'pgoutput')")
    source = Source('public.theirs', cdc_management_mode='self_managed', cdc_slot_name='theirs',
                    cdc_publication_name='theirs')
    run('INSERT INTO theirs VALUES (1), (2)')
    assert source.sync('public.theirs') == 2
    source.assert_same('public.theirs')
    source.delete()
    assert 'theirs' in slots() and 'theirs' in publications()
    run("SELECT pg_drop_replication_slot('theirs'); DROP PUBLICATION theirs")


def test_slots_go_with_the_server_and_come_again():
    """Nobody would read from them. Then all is copied again, and followed from there."""
    run(ROWS.format('restarted'))
    source = Source('public.restarted')
    server.stop()
    assert slots() == [] and publications() == []
    run("UPDATE restarted SET body = 'while it was off' WHERE id <= 7")
    server.start()
    assert server.call('PATCH', f'external_data_sources/{source.id}/',
                       {'job_inputs': {'password': postgres.PASSWORD}}).status == 200
    assert source.sync('public.restarted') == 1000
    source.assert_same('public.restarted')
    run("UPDATE restarted SET body = 'later' WHERE id <= 3")
    postgres.forget()
    assert source.sync('public.restarted') == 3
    assert postgres.changes_read('restarted') == 3 + 3
    source.assert_same('public.restarted')

    # Killed, it could not drop the slot: what came meanwhile is in it, once.
    server.process.kill()
    server.process.wait()
    run("UPDATE restarted SET body = 'while it was dead' WHERE id <= 4")
    server.start()
    assert server.call('PATCH', f'external_data_sources/{source.id}/',
                       {'job_inputs': {'password': postgres.PASSWORD}}).status == 200
    assert source.sync('public.restarted') == 4
    source.assert_same('public.restarted')
    source.delete()
    assert slots() == []


if __name__ == '__main__':
    main(globals(), server.close, postgres.close)
