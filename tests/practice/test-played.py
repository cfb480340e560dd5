#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What no server on this computer can reach is played: its tables are the catalogue's, its rows invented, and it says so."""
import json
import os

from practice import Server, main

server = Server('--rows', 'none')
CREDENTIALS = "We couldn't validate those credentials."


def discover(source_type, **fields):
    return server.post('external_data_sources/database_schema/', {'source_type': source_type, **fields})


def zendesk(**changes):
    return {'subdomain': 'acme', 'api_key': 'k', 'email_address': 'ada@example.com', **changes}


def create(source_type, fields, schemas=None, prefix=''):
    payload = {**fields, **({'schemas': schemas} if schemas is not None else {})}
    return server.post('external_data_sources/', {'source_type': source_type, 'prefix': prefix, 'payload': payload})


def test_tables_are_the_catalogues():
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, '../../src/practice/catalogue/zendesk-tables.json')) as file:
        wanted = json.load(file)
    answer = discover('Zendesk', **zendesk())
    assert answer.status == 200 and answer.json == wanted, answer.raw


def test_a_database_has_a_shop():
    fields = {'host': 'db.example.com', 'port': '3306', 'database': 'd', 'user': 'u', 'password': 'p',
              'using_ssl': 'true', 'verify_server_certificate': 'true'}
    tables = discover('MySQL', **fields).json
    assert [table['table'] for table in tables] == ['customers', 'orders', 'events'], tables
    assert all(table['xmin_available'] is None and table['rows'] is None for table in tables)
    assert discover('MySQL', **{**fields, 'host': 'a b'}).message.startswith('Enter a single hostname')
    assert discover('MySQL', **{**fields, 'host': '10.0.0.5'}).message.startswith('This host points to an internal')


def test_the_word_wrong_is():
    assert discover('Zendesk', **zendesk(api_key='wrong')).message.startswith(CREDENTIALS)
    nested = {'auth_method': {'selection': 'api_key', 'stripe_secret_key': 'wrong'}}
    assert discover('Stripe', **nested).message.startswith(CREDENTIALS)
    assert create('Stripe', nested).message.startswith(CREDENTIALS)
    assert 'Required field' in discover('Zendesk', subdomain='acme').message


def test_rows_are_invented_and_can_be_queried():
    answer = create('Zendesk', zendesk(), [
        {'name': 'organizations', 'should_sync': True, 'sync_type': 'incremental', 'incremental_field': 'updated_at',
         'incremental_field_type': 'datetime'},
        {'name': 'groups', 'should_sync': True, 'sync_type': 'full_refresh'},
        {'name': 'brands', 'should_sync': False}])
    assert answer.status == 201, answer.raw
    source_id = answer.json['id']
    server.wait_for_source(source_id)
    source = server.source(source_id)
    states = {schema['name']: schema['status'] for schema in source['schemas']}
    assert states['organizations'] == states['groups'] == 'Completed', states
    result = server.post('query/', {'query': {'kind': 'HogQLQuery', 'query': 'SELECT * FROM zendesk_organizations'}}).json
    assert {'id', 'name', 'updated_at'} <= set(result['columns']), result['columns']
    assert len(result['results']) >= 40
    assert all(row[result['columns'].index('name')].startswith('invented ') for row in result['results'])
    assert 'k' not in json.dumps(source['job_inputs'].get('api_key') or ''), 'a secret came back'
    assert create('Zendesk', zendesk(), []).message.startswith('You already have a source of this type.')
    assert create('Zendesk', zendesk(), [{'name': 'nowhere', 'should_sync': True}], 'b_').message == \
        'Schemas given do not exist in source'


def test_an_account_is_connected():
    accounts = server.get('integrations/?kind=hubspot').json['results']
    assert [(account['id'], account['kind']) for account in accounts] == [(72, 'hubspot')], accounts
    assert server.get('integrations/').json['results'] == []


main(globals(), server.close)
