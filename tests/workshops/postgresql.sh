#!/bin/sh
# Make sure that PostgreSQL's server programs are there for the tests of the live workshops: installed, or Debian's package.
command -v initdb >/dev/null 2>&1 && exit 0
for programs in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin; do
    [ -x "$programs/initdb" ] && exit 0
done
if [ "$(id -u)" = 0 ] && [ -f /etc/debian_version ]; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql >/dev/null && exit 0
fi
echo "The tests of the live workshops start a PostgreSQL server of their own. Install it (for example: apt install postgresql)." >&2
exit 1
