#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the certificates of tests/api/test-tls.c anew. Nobody trusts any of them, but a test that says so. Their keys
# are here for all to see, and that of each authority is thrown away. Wants OpenSSL 3.4.
set -eu
cd "$(dirname "$0")"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# authority NAME
authority() {
  openssl req -x509 -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -keyout "$folder/$1.key" -out "$1.pem" \
    -subj "/O=Sluice tests/CN=$1" -not_before 20200101000000Z -not_after 21200101000000Z \
    -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign 2>/dev/null
}

# server NAME AUTHORITY ALTERNATIVE_NAMES FROM TO
server() {
  openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -keyout "$folder/key" -out "$folder/request" \
    -subj "/CN=$1" 2>/dev/null
  printf 'subjectAltName=%s\nbasicConstraints=CA:FALSE\n' "$3" >"$folder/extensions"
  openssl x509 -req -in "$folder/request" -CA "$2.pem" -CAkey "$folder/$2.key" -extfile "$folder/extensions" \
    -not_before "$4" -not_after "$5" -out "$folder/certificate" 2>/dev/null
  cat "$folder/key" "$folder/certificate" >"$1.pem"
}

authority authority
authority stranger
here=IP:127.0.0.1,DNS:localhost
server good authority "$here" 20200101000000Z 21200101000000Z
server expired authority "$here" 20200101000000Z 20210203040506Z
server early authority "$here" 21100203040506Z 21200101000000Z
server elsewhere authority DNS:posthog.example.com 20200101000000Z 21200101000000Z
server unknown stranger "$here" 20200101000000Z 21200101000000Z
rm stranger.pem
