#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is connected or entered in the browser: the page for it, and what the API says afterwards (contract, 15)."""
import html
import html.parser
import json
import os
import urllib.error
import urllib.parse
import urllib.request

from practice import Answer, Server, main

server = Server(sample=False)
empty = None
SOURCES = 'external_data_sources/'


class Page(html.parser.HTMLParser):
    """A page as a browser has it: what is read, and what its form would send."""

    def __init__(self, url, text):
        super().__init__()
        self.url, self.text, self.words = url, text, []
        self.fields, self.buttons, self.labels = {}, {}, []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == 'input' and (attrs.get('type') not in ('radio', 'checkbox') or 'checked' in attrs):
            self.fields[attrs['name']] = attrs.get('value', '')
        elif tag == 'select':
            self.select = attrs['name']
        elif tag == 'option' and ('selected' in attrs or self.select not in self.fields):
            self.fields[self.select] = attrs['value']
        elif tag == 'button':
            self.buttons[attrs['value']] = attrs['name']
        elif tag == 'textarea':
            self.fields[attrs['name']] = ''

    def handle_data(self, data):
        self.words.append(data)

    def press(self, button, **values):
        sent = {**self.fields, self.buttons[button]: button, **values}
        return visit(self.url, urllib.parse.urlencode(sent).encode())


def visit(url, data=None):
    request = urllib.request.Request(url, data=data)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            got = Answer(answer.status, answer.headers, answer.read())
    except urllib.error.HTTPError as error:
        got = Answer(error.status, error.headers, error.read())
    got.page = Page(url, got.raw.decode())
    return got


def link(source_type, at=None):
    answer = (at or server).get(f'{SOURCES}connect_link/?source_type={source_type}')
    assert answer.status == 200, answer.raw
    return answer.json


def open_page(source_type, at=None):
    answer = visit(link(source_type, at)['connect_url'])
    assert answer.status == 200, answer.raw
    return answer.page


def accounts(kind, at=None):
    return (at or server).get(f'integrations/?kind={kind}').json['results']


def credentials(source_type, at=None):
    return (at or server).get(f'{SOURCES}stored_credentials/?source_type={source_type}').json


def test_a_link_says_what_is_done_there():
    assert link('Hubspot')['auth_method'] == 'oauth'
    assert link('Github')['auth_method'] == 'oauth'
    assert link('Zendesk')['auth_method'] == 'credentials'
    for name, words in (('', 'Missing required parameter'), ('?source_type=Foo', 'Unknown source_type')):
        assert server.get(f'{SOURCES}connect_link/{name}').message.startswith(words)


def test_no_secret_is_in_a_link():
    url = link('Hubspot')['connect_url']
    assert server.info['key'] not in url and server.info['misbehave_token'] not in url
    assert urllib.parse.urlparse(url).query == 'kind=Hubspot', url


def test_the_page_says_what_it_is():
    page = open_page('Hubspot')
    said = ' '.join(page.words)
    assert 'practice server' in said and 'nothing leaves this computer' in said
    assert page.buttons == {'connect': 'answer', 'decline': 'answer'}
    answer = visit(page.url)
    policy = answer.headers['Content-Security-Policy']
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
    assert answer.headers['Cache-Control'] == 'no-store'


def test_an_account_is_connected_there():
    before = accounts('hubspot')
    assert [account['id'] for account in before] == [72], before
    answer = open_page('Hubspot').press('connect', name='Ada & <sons>')
    assert answer.status == 200 and 'Connected' in answer.page.words, answer.raw
    after = accounts('hubspot')
    assert [account['display_name'] for account in after] == ['Ada & <sons>', 'Practice account (hubspot)'], after
    assert after[0]['id'] not in (72, 0) and accounts('salesforce')[0]['id'] == 73
    # What was typed is text on the next page, whatever it looks like.
    assert '<sons>' not in open_page('Hubspot').text and html.escape('<sons>') in open_page('Hubspot').text


def test_connecting_again_adds_none_and_shows():
    before = {account['id']: account for account in accounts('salesforce')}
    open_page('Salesforce').press('connect', account='73')
    after = {account['id']: account for account in accounts('salesforce')}
    assert before.keys() == after.keys()
    assert before[73] != after[73] and before[73]['display_name'] == after[73]['display_name']
    again = {account['id']: account for account in accounts('salesforce')}
    assert again == after, 'an account changed by itself'


def test_declining_connects_nothing():
    answer = open_page('GoogleAds').press('decline')
    assert answer.status == 200 and 'Declined' in answer.page.words
    assert [account['id'] for account in accounts('google-ads')] == [74]
    assert credentials('GoogleAds') == []


def test_another_site_cannot_answer():
    page = open_page('Stripe')
    for sent in ({'answer': 'connect'}, {'answer': 'connect', 'ticket': 'x'}):
        assert visit(page.url, urllib.parse.urlencode(sent).encode()).status == 403
    other = open_page('Hubspot')
    assert visit(page.url, urllib.parse.urlencode({**other.fields, 'answer': 'connect'}).encode()).status == 403
    assert page.press('decline').status == 200
    assert page.press('connect').status == 403, 'a page can be answered twice'
    assert [account['id'] for account in accounts('stripe')] == [71]


def test_pages_that_are_not_there():
    base = server.info['url']
    for path in ('/project/12345/data-warehouse/connect', '/project/12345/data-warehouse/connect?kind=Foo',
                 '/project/67890/data-warehouse/connect?kind=Hubspot'):
        answer = visit(base + path)
        assert answer.status == 404 and 'There Is Nothing Here' in answer.page.words, (path, answer.raw)


def test_what_is_stored_serves_once():
    open_page('Hubspot').press('connect', name='Once')
    stored = credentials('Hubspot')[0]
    assert stored['source_type'] == 'Hubspot' and 'payload' not in stored, stored
    number = accounts('hubspot')[0]['id']
    schemas = [{'name': 'contacts', 'should_sync': False}]

    def create(prefix, source_type='Hubspot'):
        return server.post(SOURCES, {'source_type': source_type, 'prefix': prefix,
                                     'payload': {'credential_id': stored['credential_id'], 'schemas': schemas}})

    assert create('a_', 'Zendesk').message == f"Stored credential '{stored['credential_id']}' is for 'Hubspot', not 'Zendesk'"
    schemas = [{'name': 'nowhere', 'should_sync': False}]
    assert create('a_').message == 'Schemas given do not exist in source'
    assert stored in credentials('Hubspot'), 'a failure used it up'
    schemas = [{'name': 'contacts', 'should_sync': False}]
    made = create('a_')
    assert made.status == 201, made.raw
    assert server.source(made.json['id'])['job_inputs']['hubspot_integration_id'] == number
    assert stored not in credentials('Hubspot')
    assert create('b_').message == f"Stored credential '{stored['credential_id']}' not found or expired"


def test_secrets_are_entered_there():
    page = open_page('Zendesk')
    assert {'subdomain', 'api_key', 'email_address'} <= set(page.fields), page.fields
    missing = page.press('connect', subdomain='acme')
    assert missing.status == 400 and "Required field 'api_key' is missing" in ' '.join(missing.page.words)
    assert missing.page.press('connect', subdomain='acme', api_key='s3cret', email_address='a@example.com').status == 200
    stored = credentials('Zendesk')
    assert len(stored) == 1 and 's3cret' not in json.dumps(stored)
    made = server.post(SOURCES, {'source_type': 'Zendesk', 'prefix': '', 'payload': {
        'credential_id': stored[0]['credential_id'], 'schemas': [{'name': 'groups', 'should_sync': False}]}})
    assert made.status == 201, made.raw
    inputs = server.source(made.json['id'])['job_inputs']
    assert inputs['subdomain'] == 'acme' and 's3cret' not in json.dumps(inputs), inputs


def test_nested_fields_are_read():
    page = open_page('Snowflake')
    answer = page.press('connect', account_id='a', database='d', warehouse='w', **{
        'auth_type': 'password', 'auth_type/user': 'u', 'auth_type/password': 'p'})
    assert answer.status == 200, answer.raw


def test_an_api_stores_too():
    body = {'source_type': 'Zendesk', 'payload': {'subdomain': 'acme', 'api_key': 'k', 'email_address': 'a@b.c'}}
    answer = server.post(f'{SOURCES}store_credentials/', body)
    assert answer.status == 201 and answer.json in credentials('Zendesk'), answer.raw
    assert server.post(f'{SOURCES}store_credentials/', {**body, 'payload': {}}).status == 400
    readonly = server.info['key'] + '_readonly'
    assert server.post(f'{SOURCES}store_credentials/', body, key=readonly).status == 403
    assert server.get(f'{SOURCES}stored_credentials/', key=readonly).status == 200


def test_accounts_that_a_connection_reaches():
    def reach(query, **kwargs):
        return server.get(f'{SOURCES}oauth_accounts/?{query}', **kwargs)

    everything = reach('source_type=GoogleAds&integration_id=74').json['accounts']
    assert len(everything) > 20 and len({account['value'] for account in everything}) == len(everything)
    some = reach('source_type=GoogleAds&integration_id=74&search=acme').json['accounts']
    assert 0 < len(some) < len(everything) and all('Acme' in account['display_name'] for account in some)
    assert any(account['is_primary'] for account in everything)
    repositories = reach('source_type=Github&integration_id=75&search=acme%2Fshop').json['accounts']
    assert [account['value'] for account in repositories] == ['acme/shop'], repositories
    for query in ('source_type=GoogleAds&integration_id=7', 'source_type=GoogleAds', 'source_type=Zendesk&integration_id=74'):
        assert reach(query).status == 400
    refused = reach('source_type=GoogleAds&integration_id=74', key=server.info['key'] + '_member')
    assert refused.status == 403 and refused.detail.startswith('You need admin access to this project'), refused.raw


def test_a_project_without_accounts():
    global empty
    empty = Server('--no-accounts', sample=False)
    assert accounts('hubspot', empty) == []
    open_page('Hubspot', empty).press('connect')
    assert [account['display_name'] for account in accounts('hubspot', empty)] == ['Acme']
    kept = accounts('hubspot', empty)
    empty.restart()
    assert accounts('hubspot', empty) == kept, 'what was connected is gone after a restart'


def test_nothing_of_it_is_in_a_file():
    open_page('Zendesk').press('connect', subdomain='acme', api_key='s3cret-in-no-file', email_address='a@example.com')
    for folder, _, names in os.walk(server.folder):
        for name in names:
            with open(os.path.join(folder, name), 'rb') as file:
                assert b's3cret-in-no-file' not in file.read(), name


main(globals(), server.close, lambda: empty and empty.close())
