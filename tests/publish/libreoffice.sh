#!/bin/sh
# Make sure that LibreOffice and poppler are there for the tests that open what was written: installed, or Debian's packages.
command -v pdftoppm >/dev/null 2>&1 && { command -v soffice >/dev/null 2>&1 || command -v libreoffice >/dev/null 2>&1; } && exit 0
if [ "$(id -u)" = 0 ] && [ -f /etc/debian_version ]; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        libreoffice-impress libreoffice-calc libreoffice-writer poppler-utils >/dev/null && exit 0
fi
echo "The tests of slides and sheets open them in LibreOffice and look at the pages with pdftoppm. Install both (for example: apt install libreoffice-impress libreoffice-calc libreoffice-writer poppler-utils)." >&2
exit 1
