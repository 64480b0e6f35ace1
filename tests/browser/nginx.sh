#!/bin/sh
# Make sure that nginx and supervisor are there for the tests of several servers behind one address: installed, or Debian's.
PATH="$PATH:/usr/sbin"
command -v nginx >/dev/null 2>&1 && command -v supervisord >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && [ -f /etc/debian_version ]; then
    # Installed, not started: the packages would take port 80.
    printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d && chmod +x /usr/sbin/policy-rc.d
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nginx-light supervisor >/dev/null
    done=$?
    rm -f /usr/sbin/policy-rc.d
    [ $done = 0 ] && exit 0
fi
echo "The tests of several servers start nginx and supervisor. Install both (for example: apt install nginx-light supervisor)." >&2
exit 1
