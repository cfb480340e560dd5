#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A case that fails half way takes no other along: what it made and what it asked for is gone when the next one begins.

Run without arguments it runs itself as another module would be, with cases of which some are there to fail."""
import subprocess
import sys

from practice import Server, main

SOURCES = 'external_data_sources/'


def create(server, prefix, words=''):
    return server.post(SOURCES, {'source_type': 'Stripe', 'prefix': prefix, 'payload': {
        'auth_method': {'selection': 'api_key', 'stripe_secret_key': 'rk_live_x' + words},
        'schemas': [{'name': 'Customer', 'should_sync': True, 'sync_type': 'webhook'}]}})


def play():
    server = Server(sample=False)
    kept = create(server, 'kept_').json['id']
    at_first = (server.rules(), server.made())
    others = []

    def test_fails_with_all_that_can_be_left():
        source_id = create(server, 'left_', '+stall').json['id']
        for path in (f'{SOURCES}{kept}', f'{SOURCES}{source_id}'):
            assert server.post(f'{path}/create_webhook/', {}).json['success'] is True
        server.misbehave('GET */external_data_sources=status:502')
        server.behind('POST', 'conduct', {'rules': ['Stripe=billing-limit']})
        others.append(Server(sample=False))
        raise AssertionError('half way')

    def test_finds_things_as_they_were():
        assert (server.rules(), server.made()) == at_first
        assert not others[0].runs()
        assert create(server, 'left_').status == 201, 'the same prefix'

    def test_fails_for_what_the_server_said():
        return create(server, 'kept_').json['id']

    def test_fails_with_the_server_gone():
        server.process.kill()
        server.process.wait()
        raise AssertionError('half way')

    def test_finds_the_server():
        assert [source['prefix'] for source in server.get(SOURCES).json['results']] == ['left_', 'kept_']

    main(locals(), server.close)


def test_no_case_takes_another_along():
    result = subprocess.run([sys.executable, __file__, 'play'], stdout=subprocess.PIPE, text=True, check=False)
    went = [line.split() for line in result.stdout.splitlines() if 'ok ' in line[:7]]
    words = [' '.join(line) for line in went]
    assert words == ['not ok 1 test_fails_with_all_that_can_be_left', 'ok 2 test_finds_things_as_they_were',
                     'not ok 3 test_fails_for_what_the_server_said', 'not ok 4 test_fails_with_the_server_gone',
                     'ok 5 test_finds_the_server'], result.stdout
    assert result.returncode == 1
    assert "no 'id' in the answer {'message': " in result.stdout and 'already uses the prefix' in result.stdout, result.stdout


if __name__ == '__main__':
    if sys.argv[1:] == ['play']:
        del sys.argv[1:]
        play()
    else:
        main(globals())
