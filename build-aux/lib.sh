# SPDX-License-Identifier: GPL-3.0-or-later
# What build-aux/dev, ./run and ./check share. Sourced, with $project set; the lower half works inside build-aux/dev only.

say () {
  printf '%s\n' "$*" >&2
}

fail () {
  say "$*"
  exit 1
}

# quiet NAME COMMAND…: what the command prints goes to NAME.log, and is shown only when it fails.
quiet () {
  log=$SLUICE_BUILD/$1.log
  shift
  if ! "$@" >"$log" 2>&1 </dev/null; then
    tail -n 40 "$log" >&2
    say "That failed; all of it is in $log"
    return 1
  fi
}

# configure FOLDER OPTION…: sets up a build folder; again when packages were installed since, for what is found then,
# and from nothing when the project has moved.
configure () {
  folder=$1
  shift
  if [ "$(cat "$folder/configured" 2>/dev/null)" != "$project" ]; then
    say "Configuring…"
    rm -rf "$folder"
    quiet configure meson setup "$@" "$folder" "$project" || return
  elif [ -n "$(find /var/lib/dpkg/status /var/lib/pacman/local /usr/lib/sysimage/rpm \
                 -maxdepth 0 -newer "$folder/configured" 2>/dev/null)" ]; then
    say "Configuring again, since packages were installed…"
    quiet configure meson setup --reconfigure "$@" "$folder" "$project" || return
  else
    return 0
  fi
  printf '%s\n' "$project" >"$folder/configured"
}

# Builds Sluice and installs it in the prefix of this environment: schemas, translations and D-Bus files are real.
build_and_install () {
  configure "$SLUICE_BUILD/build" -Dprofile=development --prefix="$SLUICE_BUILD/prefix" --libdir=lib || return
  say "Building…"
  quiet build ninja -C "$SLUICE_BUILD/build" || return
  # What a batch of Blueprint files compiles to has no names in the build: a second look finds what the first one made.
  quiet build ninja -C "$SLUICE_BUILD/build" || return
  quiet install meson install -C "$SLUICE_BUILD/build" --no-rebuild --only-changed
}
