# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# Where Rapport is built: on this machine when it has the libraries of the floor, and otherwise in
# a Debian 13 root that is made once and entered through bubblewrap. Sourced by ./dev, which sets
# `top`. Offers prepare SET (base, bench, fuzz), prepare_server and enter [--sealed|--open|--display] CMD...

suite=trixie
recipe=1 # raise it when the way the root is made changes
cache=${XDG_CACHE_HOME:-$HOME/.cache}/rapport-dev
lists=$top/.ci/packages

# Set by prepare: the root in use, empty when this machine itself will do.
root=

# What the tests call beside the compiler; a machine without them uses the root.
tools=(cc meson ninja pkg-config blueprint-compiler msgfmt clang-format desktop-file-validate
  appstreamcli glib-compile-schemas rsvg-convert pdftotext qpdf sqlite3 python3 Xvfb xdotool
  dbus-run-session gnome-keyring-daemon mutter convert chromium soffice khal node npm)

say () { printf 'dev: %s\n' "$*" >&2; }
die () { say "$*"; exit 1; }

# missing_here: names the first thing that keeps this machine from building natively.
missing_here () {
  local tool dependency version
  for tool in "${tools[@]}"; do
    command -v "$tool" >/dev/null || { echo "$tool"; return; }
  done
  version=$(blueprint-compiler --version)
  [ "$(printf '0.16\n%s\n' "$version" | sort -V | head -1)" = 0.16 ] || { echo "blueprint-compiler 0.16"; return; }
  while read -r dependency; do
    pkg-config --exists "$dependency" || { echo "$dependency"; return; }
  done < <(sed -nE "s/^[a-z0-9_]+ = dependency\('([^']+)', version: '([^']+)'.*/\1 \2/p" "$top/meson.build")
  while read -r dependency; do
    echo "#include <$dependency>" | cc -E - >/dev/null 2>&1 || { echo "$dependency"; return; }
  done < <(sed -nE "s/.*has_headers: '([^']+)'.*/\1/p" "$top/meson.build")
  python3 -c 'import gi; gi.require_version("Atspi", "2.0")' 2>/dev/null || { echo 'Atspi 2.0 for Python'; return; }
  has_russian || [ -e /usr/share/i18n/locales/ru_RU ] || echo 'ru_RU.UTF-8'
}

has_russian () {
  locale -a 2>/dev/null | grep -qi '^ru_RU\.utf-\?8$'
}

# make_russian: the tests speak Russian too; a machine whose people do not gets the language for
# them alone.
make_russian () {
  if has_russian || [ -d "$cache/locale/ru_RU.UTF-8" ]; then return; fi
  mkdir -p "$cache/locale"
  rm -rf "$cache/locale/making"
  if localedef --no-archive -i ru_RU -f UTF-8 "$cache/locale/making"; then
    mv "$cache/locale/making" "$cache/locale/ru_RU.UTF-8"
  else
    say "tests that speak Russian will fail: this machine has no ru_RU.UTF-8"
  fi
}

packages () {
  sed 's/#.*//' "$lists/base" "$([ "$1" = base ] && echo /dev/null || echo "$lists/$1")" | awk 'NF { print $1 }' | sort -u
}

# prepare SET: decides, and makes the root where one is needed.
prepare () {
  local missing
  mkdir -p "$cache/home" "$cache/ccache"
  case ${RAPPORT_DEV:-auto} in
    native) make_russian; return ;;
    root) ;;
    auto)
      missing=$(missing_here)
      [ -n "$missing" ] || { make_russian; return 0; }
      [ -e "$cache/said" ] || say "this machine has no $missing, so Rapport is built in a Debian 13 root"
      touch "$cache/said" ;;
    *) die "RAPPORT_DEV is native, root or auto" ;;
  esac

  local hash
  hash=$({ echo "$suite $recipe $1"; packages "$1"; } | sha256sum | cut -c 1-12)
  root=$cache/root-$1-$hash
  have_host_tools
  exec 8>"$cache/lock"
  if ! flock --nonblock 8; then
    say "another ./dev is making its root; waiting for it"
    flock 8
  fi
  [ -d "$root" ] || make_root "$1"
  exec 7>"$root.used" # held while the root is in use, and newer the later it was used
  flock --shared 7
  touch "$root.used"
  exec 8>&-
}

# prepare_server: the packages of tests/server, fetched once for each lock file by npm, this machine's
# own where there is one, as that knows its registry. Where that fails, the tests that need them say so
# and are skipped; after an hour it is tried again.
prepare_server () {
  local lock=$top/tests/server/package-lock.json folder making
  folder=$cache/npm/$(sha256sum <"$lock" | cut -c 1-12)
  export RAPPORT_TEST_SERVER_MODULES=$folder/node_modules
  [ ! -d "$folder" ] || return 0
  mkdir -p "$cache/npm"
  exec 9>"$cache/npm/lock"
  flock 9
  making=$cache/npm/making
  if [ ! -d "$folder" ] && [ -z "$(find "$folder.failed" -mmin -60 2>/dev/null)" ]; then
    rm -rf --one-file-system "$making"
    mkdir "$making"
    cp "$top"/tests/server/{package.json,package-lock.json,.npmrc} "$making"
    if (cd "$making" && fetch_packages >"$folder.log" 2>&1); then
      mv "$making" "$folder"
      rm -f "$folder.failed" "$folder.log"
    else
      touch "$folder.failed"
      say "npm can't fetch the packages of tests/server, so the tests that need a server are skipped; see $folder.log"
    fi
  fi
  exec 9>&-
}

fetch_packages () {
  local npm=(npm ci --ignore-scripts --no-audit --no-fund --fetch-retries=1 --fetch-timeout=30000)
  if command -v npm >/dev/null; then
    timeout 300 "${npm[@]}"
  else
    enter --open timeout 300 "${npm[@]}"
  fi
}

# have_host_tools: bubblewrap and mmdebstrap, installed by apt where we may.
have_host_tools () {
  local need=()
  command -v bwrap >/dev/null || need+=(bubblewrap)
  if [ ! -d "$root" ]; then
    command -v mmdebstrap >/dev/null || need+=(mmdebstrap)
    [ -e /usr/share/keyrings/debian-archive-keyring.gpg ] || need+=(debian-archive-keyring)
    [ "$(id -u)" = 0 ] || command -v newuidmap >/dev/null || need+=(uidmap)
  fi
  if [ ${#need[@]} -gt 0 ]; then
    command -v apt-get >/dev/null || die "please install ${need[*]} with your package manager and try again"
    [ "$(id -u)" = 0 ] || die "please run this once, then try again:  sudo apt-get install ${need[*]}"
    say "installing ${need[*]} with apt-get"
    apt-get update >&2
    DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "${need[@]}" >&2
  fi
  bwrap --ro-bind / / true 2>/dev/null || explain_namespaces
}

# explain_namespaces: says what refuses user namespaces, and how to allow them.
explain_namespaces () {
  local knob
  say "bubblewrap can't make a namespace here:"
  bwrap --ro-bind / / true 2>&1 | sed 's/^/dev:   /' >&2 || true
  for knob in kernel.unprivileged_userns_clone=1 user.max_user_namespaces=65536 kernel.apparmor_restrict_unprivileged_userns=0; do
    local file=/proc/sys/${knob%%=*}
    file=${file//.//}
    [ -e "$file" ] || continue
    case ${knob%%=*} in
      kernel.apparmor*) [ "$(cat "$file")" = 0 ] || say "to allow it:  sudo sysctl -w $knob" ;;
      *) [ "$(cat "$file")" != 0 ] || say "to allow it:  sudo sysctl -w $knob" ;;
    esac
  done
  say "in a container, it has to be started with the right to make namespaces"
  exit 1
}

# make_root SET: in a temporary folder, renamed when it is whole.
make_root () {
  local making=$cache/making-$1 log=$cache/making-$1.log include began=$SECONDS status=0
  rm -rf --one-file-system "$cache"/making-*
  include=$(packages "$1" | paste -sd,)
  say "making the Debian 13 root \"$1\" in $root (once; some minutes)"
  local options=(
    --variant=apt --include="$include"
    --aptopt='Acquire::Retries "5"'
    --dpkgopt='path-exclude=/usr/share/man/*'
    --dpkgopt='path-exclude=/usr/share/doc/*'
    --dpkgopt='path-include=/usr/share/doc/*/copyright'
    --dpkgopt='path-exclude=/usr/share/locale/*'
    --dpkgopt='path-include=/usr/share/locale/ru/*'
    --dpkgopt='path-include=/usr/share/locale/locale.alias'
    --customize-hook='echo "ru_RU.UTF-8 UTF-8" >"$1/etc/locale.gen"; chroot "$1" locale-gen'
    --customize-hook='chroot "$1" fc-cache --system-only'
  )
  if [ "$(id -u)" = 0 ]; then
    mmdebstrap "${options[@]}" "$suite" "$making" 2>&1 | tee "$log" >&2 || status=$?
  else
    # Unpacked with every file owned by the user, so that one user id is all that it takes to use
    # the root and to throw it away.
    grep -q "^$(id -un):\|^$(id -u):" /etc/subuid 2>/dev/null \
      || die "please run this once, then try again:  sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 $(id -un)"
    local unpacking
    unpacking=$(make_room)
    mkdir "$making"
    { TMPDIR=$unpacking mmdebstrap --mode=unshare --format=tar "${options[@]}" "$suite" - 2> >(tee "$log" >&2) \
      | tar --extract --directory "$making" --no-same-owner --exclude './dev/*'; } || status=$?
    clear_room "$unpacking"
    [ $status != 0 ] || name_user "$making"
  fi
  if [ $status != 0 ]; then
    rm -rf --one-file-system "$making"
    die "the root couldn't be made; the log is $log"
  fi
  mv "$making" "$root"
  rm -f "$log"
  say "made in $((SECONDS - began)) s, $(du -sh "$root" | cut -f 1)B"
  remove_old_roots "$1"
}

# make_room: an empty folder that the user's other ids can write to, as the home need not be.
make_room () {
  local room
  room=/var/tmp/rapport-dev-$(id -u)
  clear_room "$room"
  mkdir "$room"
  chmod 1777 "$room"
  echo "$room"
}

# clear_room FOLDER: what mmdebstrap left when it was killed belongs to those ids, so that only they
# can remove it.
clear_room () {
  [ -e "$1" ] || return 0
  [ -O "$1" ] || die "$1 belongs to someone else"
  mmdebstrap --unshare-helper rm -rf --one-file-system "$1"/mmdebstrap.* 2>/dev/null || true
  rm -rf --one-file-system "$1"
}

# name_user ROOT: the user has a name inside as well.
name_user () {
  echo "rapport:x:$(id -u):$(id -g)::/tmp:/bin/bash" >>"$1/etc/passwd"
  echo "rapport:x:$(id -g):" >>"$1/etc/group"
}

# remove_old_roots SET: keeps the one just made and the last used before it (another branch may
# use that one), and any that is in use.
remove_old_roots () {
  local old
  for old in $(ls -1td "$cache/root-$1-"*.used 2>/dev/null | grep -vF "$root.used" | tail -n +2); do
    if flock --nonblock --exclusive "$old" rm -rf --one-file-system "${old%.used}"; then
      rm -f "$old"
      say "removed the old root ${old%.used}"
    fi
  done
}

# enter KIND CMD...: runs a command where Rapport is built, in the current folder.
#   --sealed   for builds and tests: sees the source tree and the cache only; no network, no
#              privileges, even for root
#   --open     sees the folders of this machine that hold its user's files, and the network
#   --display  as --open, with the screen and session of the user
enter () {
  local kind=$1
  shift
  if [ -z "$root" ]; then
    local own=(env)
    if [ "$kind" = --sealed ]; then
      own+=(-u LC_ALL -u LANGUAGE LANG=C.UTF-8)
      if [ -d "$cache/locale" ]; then own+=("LOCPATH=$cache/locale:/usr/lib/locale"); fi
    fi
    "${own[@]}" CCACHE_DIR="$cache/ccache" "$@"
    return
  fi

  local args=(--die-with-parent --bind "$root" / --dev /dev --perms 0755 --tmpfs /run --perms 1777 --tmpfs /tmp)
  args+=(--clearenv --setenv PATH /usr/lib/ccache:/usr/bin:/usr/sbin:/bin --setenv HOME "$cache/home")
  args+=(--setenv LANG C.UTF-8 --setenv CCACHE_DIR "$cache/ccache" --setenv CCACHE_BASEDIR "$top")
  args+=(--setenv CCACHE_NOHASHDIR 1 --setenv CCACHE_MAXSIZE 2G)
  pass_environment
  case $kind in
    --sealed) seal ;;
    --open) open_folders; speak ;;
    --display) open_folders; open_display; speak ;;
  esac
  bind_tree
  bwrap "${args[@]}" --chdir "$PWD" "$@"
}

# pass_environment: what a developer may set from outside.
pass_environment () {
  local name
  for name in $(compgen -e); do
    case $name in
      CI | TERM | COLORTERM | TZ | G_MESSAGES_DEBUG | G_DEBUG | G_ENABLE_DIAGNOSTIC | \
        GDK_* | GSK_* | GTK_* | ADW_* | GSETTINGS_* | RAPPORT_* | ASAN_OPTIONS | LSAN_OPTIONS | UBSAN_OPTIONS | \
        MESON_* | NINJA_* | CC | CFLAGS | LDFLAGS) args+=(--setenv "$name" "${!name}") ;;
    esac
  done
}

# speak: the user's language, as far as the root has it.
speak () {
  case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
    ru*) args+=(--setenv LANG ru_RU.UTF-8) ;;
  esac
  if [ -n "${LANGUAGE:-}" ]; then args+=(--setenv LANGUAGE "$LANGUAGE"); fi
}

# seal: a network and processes of its own where the machine allows it (a container may not).
seal () {
  local isolation=()
  # A CouchDB that somebody has for the tests is reached by the network of this machine.
  if [ -z "${RAPPORT_TEST_COUCHDB:-}" ] && bwrap --ro-bind / / --unshare-net true 2>/dev/null; then
    isolation+=(--unshare-net)
  fi
  if bwrap --ro-bind / / --unshare-pid --proc /proc true 2>/dev/null; then
    isolation+=(--unshare-pid --proc /proc)
  else
    isolation+=(--bind /proc /proc)
  fi
  # Root would not notice a read-only file: without privileges the tests of bad files are true.
  if [ "$(id -u)" = 0 ] && [ -O "$top" ]; then isolation+=(--cap-drop ALL); fi
  # A real file system that is soon full, for the tests of a full disk.
  args+=("${isolation[@]}" --size 8388608 --tmpfs /run/small --setenv RAPPORT_TEST_SMALL_DIR /run/small)
}

# open_folders: every folder at the top of this machine that isn't a system's own, at its place.
open_folders () {
  local folder
  args+=(--bind /proc /proc --ro-bind-try /etc/resolv.conf /etc/resolv.conf --bind /tmp /tmp)
  for folder in /*; do
    case $folder in
      /bin | /boot | /dev | /etc | /lib* | /lost+found | /proc | /run | /sbin | /sys | /tmp | /usr | /var) ;;
      *) [ -L "$folder" ] || [ ! -d "$folder" ] || args+=(--bind "$folder" "$folder") ;;
    esac
  done
}

# open_display: X11 or Wayland, the session bus, the graphics card.
open_display () {
  local runtime=${XDG_RUNTIME_DIR:-/run/user/$(id -u)} bus
  args+=(--perms 0700 --dir "$runtime" --setenv XDG_RUNTIME_DIR "$runtime" --dev-bind-try /dev/dri /dev/dri)
  if [ -n "${DISPLAY:-}" ]; then args+=(--setenv DISPLAY "$DISPLAY"); fi
  if [ -n "${XAUTHORITY:-}" ]; then
    args+=(--ro-bind-try "$XAUTHORITY" "$XAUTHORITY" --setenv XAUTHORITY "$XAUTHORITY")
  elif [ -e "$HOME/.Xauthority" ]; then
    args+=(--ro-bind "$HOME/.Xauthority" /run/xauthority --setenv XAUTHORITY /run/xauthority)
  fi
  if [ -n "${WAYLAND_DISPLAY:-}" ]; then
    args+=(--ro-bind-try "$runtime/$WAYLAND_DISPLAY" "$runtime/$WAYLAND_DISPLAY" --setenv WAYLAND_DISPLAY "$WAYLAND_DISPLAY")
  fi
  bus=$(session_bus)
  if [ -n "$bus" ]; then
    args+=(--ro-bind "$bus" "$bus" --setenv DBUS_SESSION_BUS_ADDRESS "unix:path=$bus")
  fi
}

# session_bus: the socket of the user's message bus, if there is one.
session_bus () {
  local bus=${DBUS_SESSION_BUS_ADDRESS:-}
  bus=${bus#unix:path=}
  bus=${bus%%,*}
  [ ! -S "$bus" ] || echo "$bus"
}

# bind_tree: the sources and the cache at their own paths, and the repository of a worktree.
bind_tree () {
  local common
  args+=(--bind "$top" "$top" --bind "$cache/home" "$cache/home" --bind "$cache/ccache" "$cache/ccache")
  args+=(--ro-bind-try "$cache/npm" "$cache/npm")
  common=$(git -C "$top" rev-parse --path-format=absolute --git-common-dir 2>/dev/null) || return 0
  case $common in
    "$top"/*) ;;
    *) args+=(--ro-bind "$common" "$common") ;;
  esac
}
