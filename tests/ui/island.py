# SPDX-License-Identifier: GPL-3.0-or-later
"""A database that only an SSH server can reach.

PostgreSQL listens to the loopback of a network namespace and to nothing else, no socket in a folder either. A connection
to the SSH server comes in from this side, on a port of the real loopback, and is handed to an sshd that runs in that
namespace, as inetd would: so it is OpenSSH's own server, with its own host key and its own users, and what it forwards
begins on the other side. Only there, too, does the database's name mean anything.

As root the namespaces are plain ones, and the SSH server's user is another user than this one. As anybody else a user
namespace is made for them, and whoever runs the test is whom the SSH server knows under that user's name: an sshd that
is not root lets only its own user in. Where the system forbids such namespaces there is no island, and OBSTACLE says so.
"""
import atexit
import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading

from postgres import LIMIT, Postgres, _bindir, free_port

NAME = 'database.internal'
USER = 'bastion'
PASSWORD = 'Tr0ub4dor&3 ümläut"'
PASSPHRASE = 'correct horse battery staple'
SSHD = '/usr/sbin/sshd'
ROOT = os.geteuid() == 0

# Loopback is down in a new network, and not every system has a program to change that.
LOOPBACK = ('import fcntl, socket, struct; '
            'fcntl.ioctl(socket.socket(), 0x8914, struct.pack("16sh14x", b"lo", 1))')
SETUP = f"""set -e
{sys.executable} -c '{LOOPBACK}'
mount --make-rprivate / 2>/dev/null || true
mount -t tmpfs none /run
mkdir -m 755 /run/sshd
for name in passwd group shadow hosts; do mount --bind "$1/$name" "/etc/$name"; done
echo ready
exec cat
"""


def _unshare():
    return ['unshare', '--mount', '--net'] if ROOT else ['unshare', '--user', '--map-root-user', '--mount', '--net']


def _find_obstacle():
    if not os.access(SSHD, os.X_OK):
        return 'there is no sshd'
    tried = subprocess.run([*_unshare(), 'sh', '-c', 'mount -t tmpfs none /run'], stdout=subprocess.DEVNULL,
                           stderr=subprocess.PIPE, text=True, check=False)
    return f'this system gives no namespaces: {tried.stderr.strip()}' if tried.returncode != 0 else None


OBSTACLE = _find_obstacle()


def _write(path, text, mode=0o644):
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)
    os.chmod(path, mode)
    return path


def _run(*command, **kwargs):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, **kwargs).stdout


class Place:
    """The namespaces, as long as this exists."""

    def __init__(self, folder):
        self.process = subprocess.Popen([*_unshare(), 'sh', '-c', SETUP, 'sh', folder], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        assert self.process.stdout.readline() == 'ready\n', 'the namespaces could not be set up'

    def command(self, *words):
        """What runs a command there, as whoever runs the test."""
        pid = str(self.process.pid)
        if ROOT:
            return ['nsenter', '-t', pid, '-m', '-n', '--', *words]
        return ['nsenter', '-t', pid, '-U', '--preserve-credentials', '-m', '-n', '--', 'unshare', '--user',
                f'--map-user={os.getuid()}', f'--map-group={os.getgid()}', '--', *words]

    def close(self):
        self.process.stdin.close()
        self.process.wait(LIMIT)


class Database(Postgres):
    """A PostgreSQL in such a place, with TLS that can be turned off."""

    def __init__(self, place, *settings):
        self.place = place
        super().__init__(*settings)

    def _init(self):
        super()._init()
        certificate = os.path.join(self.data, 'server.crt')
        key = os.path.join(self.data, 'server.key')
        _run('openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', f'/CN={NAME}', '-keyout',
             key, '-out', certificate, stderr=subprocess.DEVNULL)
        os.chmod(key, 0o600)
        with open(os.path.join(self.data, 'postgresql.conf'), 'a', encoding='utf-8') as file:
            file.write('ssl = on\n')
        if ROOT:
            shutil.chown(key, 'postgres', 'postgres')
            shutil.chown(certificate, 'postgres', 'postgres')

    def start(self):
        become = ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups'] if ROOT else []
        settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', *self.settings]
        options = [word for setting in settings for word in ('-c', setting)]
        with open(self.log, 'ab') as log:
            self.server = subprocess.Popen(
                self.place.command(*become, f'{_bindir()}/postgres', '-D', self.data, '-p', str(self.port), *options),
                cwd='/', stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self._wait()

    def psql(self, database, *words):
        return self.place.command(f'{_bindir()}/psql', '-X', '-q', '-At', '-F', '\t', '-v', 'ON_ERROR_STOP=1', '-h',
                                  '127.0.0.1', '-p', str(self.port), '-U', self.USER, '-d', database, *words)

    def sql(self, text, database='postgres'):
        result = subprocess.run(self.psql(database, '-c', text), env={**os.environ, 'PGPASSWORD': self.PASSWORD},
                                check=True, capture_output=True, text=True)
        return [line.split('\t') for line in result.stdout.splitlines()]


class Bastion:
    """The SSH server. Its port stays the same; whether it listens, and with which host key, does not."""

    def __init__(self, place, folder, destination):
        self.place = place
        self.folder = folder
        self.destination = destination
        self.port = free_port()
        self.listener = None
        self.sessions = set()
        self.log = os.path.join(folder, 'sshd.log')
        self.make_host_key()
        self.up()

    def make_host_key(self, kind='ed25519'):
        """Another computer, as far as anybody can tell."""
        path = os.path.join(self.folder, 'host_key')
        for name in (path, path + '.pub'):
            with contextlib.suppress(FileNotFoundError):
                os.unlink(name)
        _run('ssh-keygen', '-q', '-t', kind, '-N', '', '-C', '', '-f', path)
        self.fingerprint = _run('ssh-keygen', '-lf', path + '.pub').split()[1]
        self.config = _write(os.path.join(self.folder, 'sshd_config'), f"""
HostKey {path}
AuthorizedKeysFile {self.folder}/authorized_keys
StrictModes no
UsePAM no
UseDNS no
PidFile none
AllowUsers {USER}
PasswordAuthentication yes
KbdInteractiveAuthentication no
PermitUserEnvironment no
PermitTTY no
AllowAgentForwarding no
AllowStreamLocalForwarding no
AllowTcpForwarding local
PermitOpen {self.destination} 127.0.0.1:1
X11Forwarding no
MaxStartups 100
LogLevel VERBOSE
""")

    def up(self):
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(('127.0.0.1', self.port))
        listener.listen(32)
        self.listener = listener
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()

    def down(self):
        """Nothing listens any more."""
        if self.listener is not None:
            with contextlib.suppress(OSError):
                self.listener.shutdown(socket.SHUT_RDWR)
            self.listener.close()
        self.listener = None

    def drop(self):
        """Every connection that there is breaks."""
        for connection in list(self.sessions):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def close(self):
        self.down()
        self.drop()

    def _accept(self, listener):
        while True:
            try:
                connection = listener.accept()[0]
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        self.sessions.add(connection)
        with connection, open(self.log, 'ab') as log:
            subprocess.run(self.place.command(SSHD, '-i', '-e', '-f', self.config), stdin=connection.fileno(),
                           stdout=connection.fileno(), stderr=log, check=False)
        self.sessions.discard(connection)


class Island:
    """The database, and the SSH server before it; and what a person types to get there."""

    def __init__(self, *settings):
        assert OBSTACLE is None, OBSTACLE
        self.folder = tempfile.mkdtemp(prefix='sluice-island-')
        atexit.register(self.close)
        os.chmod(self.folder, 0o755)
        self.place = self.database = self.bastion = None
        self._write_users()
        self.place = Place(self.folder)
        self.database = Database(self.place, *settings)
        self._make_keys()
        self.bastion = Bastion(self.place, self.folder, f'{NAME}:{self.database.port}')

    def _write_users(self):
        uid, gid = (65533, 65533) if ROOT else (os.getuid(), os.getgid())
        salted = _run('openssl', 'passwd', '-6', '-stdin', input=PASSWORD + '\n').strip()
        line = f'{USER}:x:{uid}:{gid}::/nonexistent:/bin/false\n'
        for name in ('passwd', 'group'):
            with open(f'/etc/{name}', encoding='utf-8') as file:
                known = file.read()
            own = line if name == 'passwd' else f'{USER}:x:{gid}:\n'
            # The first line of a number is the one that counts.
            _write(os.path.join(self.folder, name), own + known)
        _write(os.path.join(self.folder, 'shadow'), f'{USER}:{salted}:19000:0:99999:7:::\n', 0o600)
        _write(os.path.join(self.folder, 'hosts'), f'127.0.0.1 localhost {NAME}\n')

    def _make_keys(self):
        """In the formats that people have; they stay in memory, so that a search of the disk finds no copy of ours."""
        self.keys = {
            'openssh': self._make_key('-t', 'ed25519', '-N', ''),
            'protected': self._make_key('-t', 'ed25519', '-N', PASSPHRASE),
            'pem': self._make_key('-t', 'rsa', '-b', '2048', '-m', 'PEM', '-N', ''),
            'protected pem': self._make_key('-t', 'rsa', '-b', '2048', '-m', 'PEM', '-N', PASSPHRASE),
            'stranger': self._make_key('-t', 'ed25519', '-N', '', known=False),
        }

    def _make_key(self, *options, known=True):
        path = os.path.join(self.folder, 'key')
        _run('ssh-keygen', '-q', '-C', '', '-f', path, *options)
        with open(path, encoding='utf-8') as file:
            private = file.read()
        with open(path + '.pub', encoding='utf-8') as file:
            public = file.read()
        os.unlink(path)
        os.unlink(path + '.pub')
        if known:
            with open(os.path.join(self.folder, 'authorized_keys'), 'a', encoding='utf-8') as file:
                file.write(public)
        return private

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.close()

    def close(self):
        atexit.unregister(self.close)
        with contextlib.ExitStack() as stack:
            stack.callback(shutil.rmtree, self.folder, ignore_errors=True)
            for part in (self.place, self.database, self.bastion):
                if part is not None:
                    stack.callback(part.close)

    def login(self, database):
        """The database's, as it is known there."""
        return {**self.database.login(database), 'host': NAME, 'port': str(self.database.port)}

    def tunnel(self, auth=None, tls=True, **changes):
        """The value of ssh_tunnel."""
        auth = auth or {'selection': 'password', 'username': USER, 'password': PASSWORD}
        return {'enabled': True, 'host': '127.0.0.1', 'port': str(self.bastion.port), 'auth': auth,
                'require_tls': {'enabled': tls}, **changes}

    def with_key(self, name, passphrase='', **changes):
        return self.tunnel({'selection': 'keypair', 'username': USER, 'private_key': self.keys[name],
                            'passphrase': passphrase, **changes})
