#!/usr/bin/env bash
# The one command of this repository. It needs bash and, for the rest, installs or names
# what the machine lacks; then the Python in setup/ takes over.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")"

usage() {
    cat <<'TEXT'
./pact run [--port N]     Odoo with Pact Team and a phone to write from; Ctrl-C stops it
./pact test [PART]        everything, or one part: lint, rules, providers, simulator,
                          odoo, pact_team:TestWebhook, js, live, journeys
                          (--keep reuses the last Odoo test database)
./pact lint [--fix]       only the linters; --fix formats first
./pact translate          bring the lists of terms up to date, then translate them
./pact bench              measure against the peers
./pact shell              Python inside the database that ./pact run made
./pact help               this page
TEXT
}

usable_python() {
    local python
    for python in python3 /usr/bin/python3; do
        if "$python" -c 'import sys, venv, ensurepip
sys.exit(not (3, 10) <= sys.version_info < (3, 14))' 2>/dev/null; then
            echo "$python"
            return
        fi
    done
    return 1
}

has_font() { [ -n "$(find /usr/share/fonts -name "$1" -print -quit 2>/dev/null)" ]; }

missing_packages() {
    usable_python >/dev/null || echo python3 python3-venv
    [ -e /etc/ssl/certs/ca-certificates.crt ] || echo ca-certificates
    [ -n "${PGHOST:-}" ] || ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || echo postgresql
    command -v psql >/dev/null || echo postgresql-client
    [ "$command" != test ] || missing_for_browsers
}

missing_for_browsers() {
    command -v chromium >/dev/null || command -v google-chrome >/dev/null || echo chromium
    # What drives the browser comes without this one.
    ls /usr/lib/*/libatomic.so.1 >/dev/null 2>&1 || echo libatomic1
    # Odoo asks for Arial; without a relative of it, digits come from the emoji font.
    has_font 'LiberationSans-Regular.ttf' || echo fonts-liberation
    has_font 'NotoColorEmoji.ttf' || echo fonts-noto-color-emoji
}

install() {
    echo "Installing $* (about half a minute)"
    local log
    log=$(mktemp)
    export DEBIAN_FRONTEND=noninteractive
    # PostgreSQL's package would make and start a cluster of its own on port 5432.
    local no_cluster=/etc/postgresql-common/createcluster.d/pact.conf
    mkdir -p "${no_cluster%/*}"
    echo 'create_main_cluster = false' >"$no_cluster"
    if ! { apt-get update -qq &&
        apt-get install -y -qq --no-install-recommends "$@"; } >"$log" 2>&1; then
        cat "$log" >&2
        exit 1
    fi
    rm -f "$no_cluster" "$log"
}

prepare_machine() {
    local missing
    missing=$(missing_packages | tr '\n' ' ')
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" != 0 ]; then
        echo "This machine lacks some packages. Please run:" >&2
        echo "    sudo apt-get update" >&2
        echo "    sudo apt-get install --no-install-recommends ${missing% }" >&2
        exit 1
    fi
    # shellcheck disable=SC2086  # one word per package
    install $missing
}

command=${1:-help}
[ $# = 0 ] || shift
case $command in
    run | test | lint | translate | bench | shell)
        prepare_machine
        exec "$(usable_python)" -m "setup.$command" "$@"
        ;;
    help | -h | --help) usage ;;
    *)
        usage >&2
        exit 2
        ;;
esac
