#!/bin/sh
# Make .venv and bring what it needs: `sh tools/bootstrap.sh publish` or `test`.
# Called by the Makefile before every job; with nothing to do it costs two short looks.
set -eu

purpose=${1:?publish or test}
cd "$(dirname "$0")/.."
case $purpose in
  publish) file=requirements/publish.txt ;;
  test) file=requirements/develop.txt ;;
  *) echo "bootstrap.sh: publish or test, not $purpose" >&2; exit 2 ;;
esac
venv_python=.venv/bin/python

# Print a Python of 3.11 or newer. The version is asked for by running it: a shim of pyenv
# stands on the path for versions that are not switched on.
find_python() {
  for candidate in ${MIDAD_PYTHONS:-python3.14 python3.13 python3.12 python3.11 python3}; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$candidate"
      return
    fi
  done
  return 1
}

is_root() { [ "${MIDAD_USER:-$(id -un)}" = root ]; }

system() {
  case ${MIDAD_PLATFORM:-$(uname -s)} in
    Darwin | darwin) echo macos ;;
    MINGW* | MSYS* | CYGWIN*) echo windows ;;
    *) sed -n 's/^ID\(_LIKE\)\{0,1\}=//p' "${MIDAD_OS_RELEASE:-/etc/os-release}" 2>/dev/null |
         tr -d '"' | tr ' ' '\n' | grep -x -m 1 -e debian -e ubuntu -e fedora || echo other ;;
  esac
}

no_python() {
  case ${LANGUAGE:-${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}} in
    ar*) echo "تحتاج مداد إلى بايثون 3.11 أو أحدث. اكتب هذا الأمر ثم أعد المحاولة:" ;;
    *) echo "Midad needs Python 3.11 or newer. Type, then try again:" ;;
  esac
  sudo="sudo "
  if is_root; then sudo=; fi
  debian="${sudo}apt-get update && ${sudo}apt-get install -y python3 python3-venv"
  fedora="${sudo}dnf install -y python3"
  case $(system) in
    debian | ubuntu) echo "  $debian" ;;
    fedora) echo "  $fedora" ;;
    macos) echo "  brew install python" ;;
    windows) echo "  wsl --install -d Debian" ;;
    *) echo "  Debian, Ubuntu: $debian"
       echo "  Fedora: $fedora"
       echo "  macOS: brew install python"
       echo "  Windows: wsl --install -d Debian" ;;
  esac
} >&2

ask_system() { # what pip cannot bring: libraries, fonts, programs
  PYTHONPATH=src "$1" -P -m midad.machine "$purpose"
}

# What is installed stands in a stamp: the requirement file, the project's own metadata and the
# folder (an editable install knows its folder by name). The stamp is written last.
wanted() { { cat "$1" pyproject.toml; pwd; } | cksum; }
is_current() { [ "$(cat "$2" 2>/dev/null)" = "$(wanted "$1")" ]; }

works() { [ -x "$venv_python" ] && "$venv_python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
if works; then
  if is_current requirements/develop.txt .venv/.midad-test ||
     { [ "$purpose" = publish ] && is_current "$file" .venv/.midad-publish; }; then
    ask_system "$venv_python"
    exit
  fi
fi

if ! python=$(find_python); then
  if is_root && command -v apt-get >/dev/null; then
    DEBIAN_FRONTEND=noninteractive
    export DEBIAN_FRONTEND
    { apt-get update -qq && apt-get install -y -qq python3 python3-venv; } >&2 || true
  fi
  python=$(find_python) || { no_python; exit 1; }
fi
ask_system "$python"

echo "Making .venv for $("$python" --version) from $file" >&2
if command -v uv >/dev/null; then
  works || uv venv --quiet --clear --python "$python" .venv
  uv pip install --quiet --python "$venv_python" --require-hashes -r "$file"
  uv pip install --quiet --python "$venv_python" --no-deps --no-build-isolation -e .
else
  works && "$venv_python" -m pip --version >/dev/null 2>&1 || "$python" -m venv --clear .venv
  pip="$venv_python -m pip --disable-pip-version-check install --quiet"
  $pip --require-hashes -r "$file"
  $pip --no-deps --no-build-isolation -e .
fi
wanted "$file" >".venv/.midad-$purpose"
