#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Webhooks as section 12 of the contract has them, seen from both sides: PostHog's, and the service's own record of what
was registered at it. The bodies are written by hand from the contract."""
import json
import sqlite3

from practice import Server, main, wait_for

server = Server(sample=False)
SOURCES = 'external_data_sources/'
POLLED, ONLY, PLAIN = 'Customer', 'Discount', 'ShippingRate'
FIELD = 'signing_secret'
SECRET = 'whsec_of-a-person'


def vendor(path, method='GET', body=None):
    return server.call(method, '/_practice/vendor/' + path, body, root='', key=server.info['misbehave_token'])


def endpoints(url=None):
    found = vendor('endpoints?source_type=Stripe').json
    return [endpoint for endpoint in found if url is None or endpoint['url'] == url]


def emit(table, count=1):
    return vendor('events', 'POST', {'source_type': 'Stripe', 'table': table, 'count': count}).json['taken']


def table(name, method, **extra):
    return {'name': name, 'should_sync': True, 'sync_type': method, **extra}


def create(words='', tables=None, prefix=None):
    create.number = getattr(create, 'number', 0) + 1
    schemas = tables or [table(POLLED, 'webhook'), table(ONLY, 'webhook'), table(PLAIN, 'full_refresh')]
    answer = server.post(SOURCES, {'source_type': 'Stripe', 'prefix': prefix or f's{create.number}_', 'payload': {
        'auth_method': {'selection': 'api_key', 'stripe_secret_key': 'rk_live_x' + words}, 'schemas': schemas}})
    assert answer.status == 201, answer.raw
    server.wait_for_source(answer.json['id'])
    return answer.json['id']


def delete(source_id):
    assert server.call('DELETE', f'{SOURCES}{source_id}/').status == 204


def info(source_id):
    answer = server.get(f'{SOURCES}{source_id}/webhook_info/')
    assert answer.status == 200, answer.raw
    return answer.json


def register(source_id, body=None):
    answer = server.post(f'{SOURCES}{source_id}/create_webhook/', {} if body is None else body)
    assert answer.status == 200, answer.raw
    assert set(answer.json) == {'success', 'webhook_url', 'error', 'pending_inputs'}, answer.json
    return answer.json


def enter(source_id, **inputs):
    return server.post(f'{SOURCES}{source_id}/update_webhook_inputs/', {'inputs': inputs})


def schema_of(source_id, name):
    return next(s for s in server.source(source_id)['schemas'] if s['name'] == name)


def numbers(source_id, name):
    """The ids of the rows that are in the warehouse."""
    stored = schema_of(source_id, name)['table']
    if stored is None:
        return []
    with sqlite3.connect(server.warehouse) as database:
        return [number for (number,) in database.execute(f'SELECT id FROM "{stored['name']}" ORDER BY id')]


def wait_for_rows(source_id, name, count):
    wait_for(f'{count} rows of {name}', lambda: len(numbers(source_id, name)) == count)


def test_a_type_without_webhooks():
    answer = server.post(SOURCES, {'source_type': 'Zendesk', 'prefix': '', 'payload': {
        'subdomain': 'acme', 'api_key': 'k', 'email_address': 'ada@example.com', 'schemas': []}})
    source_id = answer.json['id']
    assert info(source_id) == {
        'supports_webhooks': False, 'exists': False, 'auto_creation_blocked_reason': None, 'hog_function': None,
        'webhook_url': None, 'schema_mapping': {}, 'external_status': None}
    for action, body in (('create_webhook', {}), ('update_webhook_inputs', {'inputs': {FIELD: 'x'}}), ('delete_webhook', {})):
        answer = server.post(f'{SOURCES}{source_id}/{action}/', body)
        assert (answer.status, answer.json) == (400, {'message': 'This source type does not support webhooks'}), answer.raw
    assert server.source(source_id)['supports_webhooks'] is False
    delete(source_id)


def test_before_one_is_made():
    source_id = create()
    assert info(source_id) == {
        'supports_webhooks': True, 'exists': False, 'auto_creation_blocked_reason': None, 'hog_function': None,
        'webhook_url': None, 'schema_mapping': {}, 'external_status': None, 'inputs': {}, 'missing_events': []}
    assert server.source(source_id)['supports_webhooks'] is True
    assert endpoints() == []
    delete(source_id)


def test_success():
    source_id = create()
    made = register(source_id)
    url = made['webhook_url']
    assert made == {'success': True, 'webhook_url': url, 'error': None, 'pending_inputs': []}
    assert url.startswith('https://')
    known = info(source_id)
    customer, discount = (schema_of(source_id, name)['id'] for name in (POLLED, ONLY))
    assert set(known) == {'supports_webhooks', 'exists', 'auto_creation_blocked_reason', 'hog_function', 'webhook_url',
                          'schema_mapping', 'inputs', 'external_status', 'missing_events'}
    assert known['supports_webhooks'] is known['exists'] is True and known['auto_creation_blocked_reason'] is None
    assert set(known['hog_function']) == {'id', 'name', 'enabled', 'created_at', 'status'}
    assert known['hog_function']['name'] == 'Stripe webhook' and known['hog_function']['enabled'] is True
    assert known['hog_function']['status'] == {'state': 1, 'tokens': 10000}
    assert known['webhook_url'] == url and known['schema_mapping'] == {'customer': customer, 'discount': discount}
    assert known['inputs'] == {FIELD: {'secret': True}}, 'never the secret itself'
    status = known['external_status']
    assert set(status) == {'exists', 'url', 'enabled_events', 'status', 'description', 'created_at', 'api_version', 'error'}
    assert (status['exists'], status['url'], status['status'], status['error']) == (True, url, 'enabled', None)
    assert status['enabled_events'] == ['customer.created', 'customer.deleted', 'customer.discount.created',
                                        'customer.discount.deleted', 'customer.discount.updated', 'customer.updated']
    assert known['missing_events'] == []
    endpoint, = endpoints()
    assert (endpoint['url'], endpoint['status']) == (url, 'enabled')
    delete(source_id)
    assert endpoints() == [], 'the service forgets the webhook of a source that is deleted'


def test_rows_come_once_it_is_registered():
    source_id = create()
    first = len(numbers(source_id, POLLED))
    assert first > 0, 'the first load polls'
    assert numbers(source_id, ONLY) == [], 'nothing can be polled of what only webhooks bring'
    assert emit(POLLED, 2) == emit(ONLY, 2) == 0, 'nobody listens yet'
    register(source_id)
    # What happened before anybody listened is lost to a webhook; what happens from now on is not.
    wait_for_rows(source_id, ONLY, 3)
    wait_for_rows(source_id, POLLED, first + 3)
    assert emit(POLLED, 4) == 4 and emit(ONLY) == 1 and emit(PLAIN) == 0
    wait_for_rows(source_id, POLLED, first + 7)
    wait_for_rows(source_id, ONLY, 4)
    assert len(set(numbers(source_id, POLLED))) == first + 7, 'none twice'
    # Its rows are there a moment before it says so.
    wait_for('a table that says what it has', lambda: schema_of(source_id, POLLED)['status'] == 'Completed' and
             schema_of(source_id, POLLED)['table']['row_count'] == first + 7)
    schema = schema_of(source_id, POLLED)
    resync = server.post(f"external_data_schemas/{schema['id']}/resync/")
    assert resync.status == 200
    # To read all again brings what was missed.
    wait_for_rows(source_id, POLLED, first + 9)
    delete(source_id)


def test_a_second_webhook_delivers_everything_twice():
    source_id = create()
    first = len(numbers(source_id, POLLED))
    url = register(source_id)['webhook_url']
    wait_for_rows(source_id, POLLED, first + 3)
    again = register(source_id)
    assert again['webhook_url'] == url, 'the delivery function is the same'
    assert len(endpoints(url)) == 2, 'but the service was asked twice'
    wait_for_rows(source_id, POLLED, first + 9)
    assert len(set(numbers(source_id, POLLED))) == first + 6
    delete(source_id)
    assert endpoints() == []


def test_pending_inputs():
    source_id = create('+webhook-pending')
    first = len(numbers(source_id, POLLED))
    made = register(source_id)
    assert (made['success'], made['error'], made['pending_inputs']) == (True, None, [FIELD])
    assert info(source_id)['inputs'] == {}
    endpoint, = endpoints(made['webhook_url'])
    assert (endpoint['sent'], endpoint['refused']) == (0, 6), 'what is not signed does not get in'
    assert len(numbers(source_id, POLLED)) == first
    assert (enter(source_id, **{FIELD: SECRET}).status, enter(source_id, **{FIELD: SECRET}).json) == (200, {'success': True})
    assert info(source_id)['inputs'] == {FIELD: {'secret': True}}
    # The service tries again what was refused.
    wait_for_rows(source_id, POLLED, first + 3)
    wait_for_rows(source_id, ONLY, 3)
    assert SECRET not in json.dumps(info(source_id)) + json.dumps(server.source(source_id))
    delete(source_id)


def test_inputs_sent_along():
    source_id = create('+webhook-pending')
    assert register(source_id, {'inputs': {FIELD: SECRET}})['pending_inputs'] == []
    assert info(source_id)['inputs'] == {FIELD: {'secret': True}}
    delete(source_id)
    source_id = create('+webhook-forbidden')
    assert register(source_id, {'inputs': {FIELD: SECRET}})['success'] is False
    assert info(source_id)['inputs'] == {FIELD: {'secret': True}}, 'stored though the registration failed'
    for bad in ({'inputs': {'foo': 'x'}}, {'inputs': ['x']}, {'inputs': 'x'}):
        answer = server.post(f'{SOURCES}{source_id}/create_webhook/', bad)
        assert (answer.status, answer.json) == (400, {'message': 'Invalid webhook inputs'}), answer.raw
    delete(source_id)


def test_blocked():
    source_id = create('+webhook-blocked')
    reason = info(source_id)['auto_creation_blocked_reason']
    assert reason and info(source_id)['exists'] is False
    made = register(source_id)
    assert made == {'success': False, 'webhook_url': made['webhook_url'], 'error': reason, 'pending_inputs': []}
    assert made['webhook_url'] and endpoints() == [], 'the service is not even asked'
    known = info(source_id)
    assert known['exists'] is True and known['external_status']['exists'] is False and known['missing_events'] == []
    # By hand, as the instructions say: the address into the dashboard, its secret into the form.
    assert vendor('endpoints', 'POST', {'source_type': 'Stripe', 'url': made['webhook_url']}).status == 201
    assert enter(source_id, **{FIELD: SECRET}).json == {'success': True}
    known = info(source_id)
    assert known['external_status']['status'] == 'enabled' and known['missing_events'] == []
    assert known['external_status']['enabled_events'] == ['*']
    assert emit(ONLY, 2) == 2
    wait_for_rows(source_id, ONLY, 2)
    delete(source_id)
    # A key that may not make one may not remove one either: that is left to a person too.
    endpoint, = endpoints()
    assert vendor(f"endpoints/{endpoint['id']}", 'DELETE').status == 204


def test_the_service_refuses():
    source_id = create('+webhook-forbidden')
    assert info(source_id)['auto_creation_blocked_reason'] is None, 'nobody knows before it is tried'
    made = register(source_id)
    assert made == {'success': False, 'webhook_url': made['webhook_url'],
                    'error': 'The API key may not create webhook endpoints.', 'pending_inputs': [FIELD]}
    # PostHog's side is made before the service is asked: that it exists says nothing of the other.
    assert made['webhook_url'] and endpoints() == []
    known = info(source_id)
    assert known['exists'] is True and known['webhook_url'] == made['webhook_url']
    assert known['external_status'] == {'exists': False, 'url': None, 'enabled_events': None, 'status': None,
                                        'description': None, 'created_at': None, 'api_version': None, 'error': None}
    delete(source_id)


def test_what_the_service_says_later():
    source_id = create()
    url = register(source_id)['webhook_url']
    endpoint, = endpoints(url)
    assert vendor(f"endpoints/{endpoint['id']}", 'PATCH', {'status': 'disabled'}).status == 204
    assert info(source_id)['external_status']['status'] == 'disabled'
    assert emit(ONLY) == 0
    vendor(f"endpoints/{endpoint['id']}", 'PATCH', {'status': 'enabled', 'enabled_events': ['customer.created', 'x.y']})
    assert info(source_id)['missing_events'] == [
        'customer.deleted', 'customer.discount.created', 'customer.discount.deleted', 'customer.discount.updated',
        'customer.updated'], 'in order'
    assert vendor(f"endpoints/{endpoint['id']}", 'DELETE').status == 204
    known = info(source_id)
    assert known['exists'] is True and known['external_status']['exists'] is False and known['missing_events'] == []
    delete(source_id)
    for words, check in (
            ('+webhook-disabled', lambda s: s['external_status']['status'] == 'disabled'),
            ('+webhook-partial', lambda s: s['missing_events'] == ['customer.updated']),
            ('+webhook-unreadable', lambda s: s['external_status']['error'] and not s['external_status']['exists'])):
        source_id = create(words)
        assert register(source_id)['success'] is True
        assert check(info(source_id)), (words, info(source_id))
        delete(source_id)


def test_inputs_are_checked():
    source_id = create('+webhook-pending')
    path = f'{SOURCES}{source_id}/update_webhook_inputs/'
    missing = {'message': 'No webhook function found for this source. Create a webhook first.'}
    for body in ({}, {'inputs': {}}, {'client_secret': 'x', 'account_id': 'y'}, {'inputs': 'x'}):
        answer = server.post(path, body)
        assert (answer.status, answer.json) == (400, {'message': 'No inputs provided'}), answer.raw
    answer = enter(source_id, foo='x')
    assert (answer.status, answer.json) == (400, {'message': 'Invalid input keys: foo'})
    for blank in ('', '  '):
        answer = enter(source_id, **{FIELD: blank})
        assert (answer.status, answer.json) == (400, {'message': f'Missing required fields: {FIELD}'})
    answer = enter(source_id, **{FIELD: SECRET})
    assert (answer.status, answer.json) == (400, missing), answer.raw
    register(source_id)
    answer = enter(source_id, **{FIELD: 'wrong'})
    assert (answer.status, answer.json) == (400, {
        'success': False, 'error': 'Failed to update webhook on the external source.'}), answer.raw
    assert info(source_id)['inputs'] == {FIELD: {'secret': True}}, 'saved all the same'
    assert numbers(source_id, ONLY) == []
    assert enter(source_id, **{FIELD: SECRET}).json == {'success': True}
    wait_for_rows(source_id, ONLY, 3)
    delete(source_id)


def test_delete_webhook():
    source_id = create()
    register(source_id)
    path = f'{SOURCES}{source_id}/delete_webhook/'
    answer = server.post(path, {})
    assert (answer.status, answer.json) == (400, {'message': (
        f'Cannot delete webhook while tables are using webhook sync: {POLLED}, {ONLY}. Switch them to full refresh, '
        'incremental, or disable syncing first.')}), answer.raw
    patch = lambda name, body: server.call('PATCH', f"external_data_schemas/{schema_of(source_id, name)['id']}/", body)
    assert patch(POLLED, {'sync_type': 'append', 'incremental_field': 'created', 'incremental_field_type': 'integer'}).status == 200
    only = patch(ONLY, {'sync_type': 'full_refresh'})
    assert only.detail == f'{ONLY} can only be synced via webhooks — pick the Webhook sync method.', only.raw
    assert patch(ONLY, {'should_sync': False}).status == 200
    answer = server.post(path, {})
    assert (answer.status, answer.json) == (200, {'success': True, 'external_deleted': True, 'error': None}), answer.raw
    assert info(source_id)['exists'] is False and endpoints() == []
    delete(source_id)


def test_switching_a_table_registers_by_itself():
    source_id = create(tables=[table(POLLED, 'full_refresh'), table(ONLY, 'webhook'), {'name': PLAIN, 'should_sync': False}])
    url = register(source_id)['webhook_url']
    assert info(source_id)['external_status']['enabled_events'] == [
        'customer.discount.created', 'customer.discount.deleted', 'customer.discount.updated']
    patch = lambda name: server.call('PATCH', f"external_data_schemas/{schema_of(source_id, name)['id']}/", {'sync_type': 'webhook'})
    assert patch(POLLED).status == 200
    assert len(endpoints(url)) == 1 and info(source_id)['missing_events'] == []
    assert patch(PLAIN).detail == f'{PLAIN} cannot be synced via webhooks.'
    delete(source_id)
    source_id = create('+webhook-forbidden', tables=[table(POLLED, 'full_refresh'), table(PLAIN, 'full_refresh')])
    refused = patch(POLLED)
    assert refused.status == 400 and refused.detail == (
        'Failed to register webhook on your source: The API key may not create webhook endpoints.'), refused.raw
    assert schema_of(source_id, POLLED)['sync_type'] == 'full_refresh', 'nothing is saved then'
    bulk = server.call('PATCH', f'{SOURCES}{source_id}/bulk_update_schemas/', {'schemas': [
        {'id': schema_of(source_id, POLLED)['id'], 'sync_type': 'webhook'},
        {'id': schema_of(source_id, PLAIN)['id'], 'sync_frequency': '24hour'}]})
    assert (bulk.status, bulk.json['code']) == (400, 'bulk_schema_save_failed')
    assert bulk.detail == (
        'These schemas in the batch could not be saved: Customer (Failed to register webhook on your source: The API key may '
        'not create webhook endpoints.). Any other schemas in the batch were saved successfully — retry the ones listed here.')
    assert schema_of(source_id, PLAIN)['sync_frequency'] == '24hour'
    delete(source_id)


def test_methods_at_create():
    fields = {'auth_method': {'selection': 'api_key', 'stripe_secret_key': 'rk_live_x'}}
    send = lambda schemas: server.post(SOURCES, {'source_type': 'Stripe', 'prefix': 'm_', 'payload': {**fields, 'schemas': schemas}})
    assert send([table(ONLY, 'full_refresh')]).message == (
        f'{ONLY} can only be synced via webhooks — pick the Webhook sync method.')
    assert send([table(PLAIN, 'webhook')]).message == f'{PLAIN} cannot be synced via webhooks.'
    answer = send([])
    source = server.wait_for_source(answer.json['id'])
    states = {schema['name']: schema['should_sync'] for schema in source['schemas']}
    assert len(states) == 43 and not states[ONLY] and states[POLLED], 'what only webhooks bring is off by default'
    delete(source['id'])


def test_an_endpoint_needs_events():
    source_id = create(tables=[table(PLAIN, 'full_refresh')])
    made = register(source_id)
    assert made['success'] is False and made['webhook_url'] and endpoints() == []
    delete(source_id)


def test_the_record_is_not_for_everybody():
    for path in ('endpoints', 'events'):
        for key in ('', server.info['key'], 'x'):
            answer = server.call('GET', '/_practice/vendor/' + path, root='', key=key)
            assert answer.status == 401, (path, key)
    assert vendor('nothing').status == 404 and vendor('endpoints/nothing', 'DELETE').status == 404
    assert vendor('endpoints', 'POST', {'url': 7}).status == 400 and vendor('endpoints', 'POST', []).status == 400


def test_everything_outlives_a_restart():
    source_id = create('+webhook-pending')
    first = len(numbers(source_id, POLLED))
    url = register(source_id)['webhook_url']
    before, known = endpoints(), info(source_id)
    server.restart()
    assert endpoints() == before and info(source_id) == known
    assert enter(source_id, **{FIELD: SECRET}).json == {'success': True}
    wait_for_rows(source_id, POLLED, first + 3)
    server.restart()
    assert info(source_id)['inputs'] == {FIELD: {'secret': True}}
    assert emit(POLLED, 2) == 2
    wait_for_rows(source_id, POLLED, first + 5)
    assert len(endpoints(url)) == 1
    with open(f'{server.folder}/state.sqlite', 'rb') as file:
        assert SECRET.encode() not in file.read()
    delete(source_id)


def test_made_by_hand_only():
    by_hand = Server('--conduct', 'Github=webhook-manual', sample=False)
    call = lambda path, body: by_hand.post(SOURCES + path, body)
    types = by_hand.get(SOURCES + 'wizard/?source_type=Github,Stripe').json
    assert types['Github']['webhookManualOnly'] is True and types['Stripe']['webhookManualOnly'] is None
    assert by_hand.get(SOURCES + 'wizard/').json['Github'] == types['Github']
    source_id = call('', {'source_type': 'Github', 'prefix': '', 'payload': {
        'auth_method': {'selection': 'pat', 'personal_access_token': 'github_pat_x'}, 'repositories': ['acme/shop'],
        'schemas': [table('workflow_runs', 'webhook'), table('reviews', 'webhook')]}}).json['id']
    by_hand.wait_for_source(source_id)
    made = call(f'{source_id}/create_webhook/', {}).json
    assert made['success'] is False and made['webhook_url'] and made['pending_inputs'] == []
    known = by_hand.get(f'{SOURCES}{source_id}/webhook_info/').json
    assert known['exists'] is True and known['external_status'] is None and known['missing_events'] == []
    assert set(known['schema_mapping']) == {'workflow_run', 'pull_request_review'}
    assert known['auto_creation_blocked_reason'] == made['error']
    by_hand.close()


main(globals(), server.close)
