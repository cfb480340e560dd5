#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares tables of a PostgreSQL database with what the practice server's SQLite warehouse holds of them.

    PGPASSWORD=… compare-warehouse.py --host H --port P --database D --user U --warehouse FILE SCHEMA.TABLE=STORED…

Reads both sides itself, with psql and with Python's sqlite3, and knows nothing of Sluice. Per table it counts the rows
and hashes every column of every row in key order (in the order of all columns where there is no key). Prints a line a
table and ends with 1 if any differs. --where TABLE:CONDITION leaves rows out on both sides' account: those of
PostgreSQL that the condition does not hold for.
"""
import argparse
import hashlib
import os
import sqlite3
import subprocess
import sys

SETTINGS = ("SET TimeZone='UTC'; SET DateStyle='ISO, YMD'; SET IntervalStyle='postgres'; SET extra_float_digits=1; "
            "SET bytea_output='hex';")
ESCAPES = {'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', 'v': '\v', '\\': '\\'}


def quote(name):
    return '"' + name.replace('"', '""') + '"'


class Postgres:
    def __init__(self, args):
        self.command = ['psql', '-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-h', args.host, '-p', str(args.port),
                        '-U', args.user, '-d', args.database]
        self.env = dict(os.environ, PGCLIENTENCODING='UTF8', PGCONNECT_TIMEOUT='10')

    def copy(self, select):
        """Rows as tuples of text or None, one by one."""
        process = subprocess.Popen(self.command + ['-c', SETTINGS, '-c', f'COPY ({select}) TO STDOUT'], env=self.env,
                                   stdout=subprocess.PIPE)
        for line in process.stdout:
            yield tuple(unescape(field) for field in line.decode().rstrip('\n').split('\t'))
        if process.wait() != 0:
            raise SystemExit('psql failed')


def unescape(field):
    if field == '\\N':
        return None
    if '\\' not in field:
        return field
    out = []
    characters = iter(field)
    for character in characters:
        if character == '\\':
            character = next(characters)
            character = ESCAPES.get(character, character)
        out.append(character)
    return ''.join(out)


def columns_of(postgres, table):
    """(name, is it an integer) of all columns, and the names of the key's."""
    oid = "'" + table.replace("'", "''") + "'::regclass"
    columns = [(name, kind in ('20', '21', '23')) for name, kind in postgres.copy(
        f"SELECT attname, atttypid FROM pg_attribute WHERE attrelid = {oid} AND attnum > 0 AND NOT attisdropped "
        "ORDER BY attnum")]
    key = [name for (name,) in postgres.copy(
        "SELECT a.attname FROM pg_index i CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY k (n, place) "
        f"JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.n WHERE i.indisprimary AND i.indrelid = {oid} "
        "ORDER BY k.place")]
    return columns, key


def digest(rows):
    """How many rows, and a hash in which no two different tables look alike."""
    count = 0
    total = hashlib.sha256()
    for row in rows:
        count += 1
        total.update('\x1e'.join('\x00' if value is None else str(value) for value in row).encode())
        total.update(b'\x1d')
    return count, total.hexdigest()


def compare(postgres, sqlite, table, stored, where):
    columns, key = columns_of(postgres, table)
    integers = {name for name, is_integer in columns if is_integer}
    order = key or [name for name, _ in columns]
    schema, name = table.split('.', 1)
    names = ', '.join(quote(column) for column, _ in columns)
    pg_order = ', '.join((quote(c) if c in integers else f'{quote(c)}::text COLLATE "C"') + ' NULLS FIRST'
                         for c in order)
    lite_order = ', '.join(quote(c) if c in integers else f'CAST({quote(c)} AS TEXT)' for c in order)
    condition = f' WHERE {where}' if where else ''
    there = digest(postgres.copy(f'SELECT {names} FROM {quote(schema)}.{quote(name)}{condition} ORDER BY {pg_order}'))
    here = digest(sqlite.execute(f'SELECT {names} FROM {quote(stored)} ORDER BY {lite_order}'))
    return there, here


def main():
    parser = argparse.ArgumentParser()
    for option in ('host', 'port', 'database', 'user', 'warehouse'):
        parser.add_argument('--' + option, required=True)
    parser.add_argument('--where', action='append', default=[], metavar='TABLE:CONDITION')
    parser.add_argument('tables', nargs='+', metavar='SCHEMA.TABLE=STORED')
    args = parser.parse_args()
    conditions = dict(text.split(':', 1) for text in args.where)
    postgres = Postgres(args)
    sqlite = sqlite3.connect(f'file:{args.warehouse}?mode=ro', uri=True)
    different = 0
    for pair in args.tables:
        table, stored = pair.split('=', 1)
        (rows, there), (copied, here) = compare(postgres, sqlite, table, stored, conditions.get(table))
        same = rows == copied and there == here
        different += not same
        print(f"{'same' if same else 'DIFFERENT'} {table} {stored}: {rows} rows {there[:16]}, {copied} rows {here[:16]}")
    return 1 if different else 0


if __name__ == '__main__':
    sys.exit(main())
