# Sourced by the commands: installs the Debian packages a purpose needs (tools/dev/packages.txt), and sets up the compiler cache.
# Promise: when nothing is missing it asks no network and takes a few milliseconds.

need() { # purpose...
  local purpose missing=()
  for purpose in "$@"; do
    local wanted
    wanted=$(sed -n "s/^$purpose: //p" tools/dev/packages.txt)
    # shellcheck disable=SC2086
    mapfile -t -O "${#missing[@]}" missing < <(comm -23 <(tr ' ' '\n' <<<"$wanted" | sort -u) \
      <(dpkg-query -W -f '${Package} ${db:Status-Status}\n' $wanted 2>/dev/null | sed -n 's/ installed$//p' | sort -u))
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  local as_root=()
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || { echo "missing packages, and not root: apt-get install ${missing[*]}" >&2; exit 1; }
    as_root=(sudo)
  fi
  echo "installing: ${missing[*]}" >&2
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq
  # Tests start what they need themselves: no name server, proxy or mail server begins on this machine because its package came.
  local policy=/usr/sbin/policy-rc.d failed=0
  [ -e "$policy" ] || { printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" install -m 755 /dev/stdin "$policy" && local ours=yes; }
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null || failed=$?
  [ -z "${ours:-}" ] || "${as_root[@]}" rm "$policy"
  return $failed
}

export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1 CCACHE_SLOPPINESS=time_macros,include_file_mtime,include_file_ctime

build() { # preset [target...]
  local preset=$1
  shift
  build_web || return
  [ "build/$preset/build.ninja" -nt CMakePresets.json ] || cmake --preset "$preset" >/dev/null  # flags count also where they change
  ninja -C "build/$preset" "$@"
}

. tools/dev/web.sh
