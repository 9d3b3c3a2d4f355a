# The Python environment: .venv, holding exactly what the hashed locks name.
# shellcheck shell=bash

VENV=$ROOT/.venv
PYTHON=$VENV/bin/python

# Chinese in any locale, words as they come, and no settings left over in the caller's shell.
export PYTHONUTF8=1 PYTHONUNBUFFERED=1 DJANGO_SETTINGS_MODULE=config.settings

# An environment that was copied or moved here, or whose Python is gone, cannot be mended.
venv_belongs_here() {
  [[ -x $PYTHON ]] && grep -qF -- "$VENV" "$VENV/pyvenv.cfg" &&
    "$PYTHON" -c 'import pip' 2>/dev/null
}

lock_fingerprint() {
  { stat -Lc '%n %s %Y' "$PYTHON"; cat "$1"; } | sha256sum | cut -d' ' -f1
}

lock_is_installed() {
  local note=$VENV/installed-$1
  [[ -f $note && $(<"$note") == "$(lock_fingerprint "$ROOT/$1")" ]]
}

locks_are_installed() {
  local lock
  venv_belongs_here || return 1
  for lock in "$@"; do
    lock_is_installed "$lock" || return 1
  done
}

install_locks() {
  local lock python
  exec 9>"$VAR/venv.lock"
  flock 9 # one installer at a time, should demo and test be started together
  if ! venv_belongs_here; then
    python=$(python_new_enough) || die "Python 3.11 or newer is needed. On Debian: apt-get install python3"
    "$python" -m venv --clear "$VENV"
  fi
  for lock in "$@"; do
    lock_is_installed "$lock" && continue
    "$PYTHON" -m pip install --require-hashes --no-input --disable-pip-version-check \
      --progress-bar off -r "$ROOT/$lock"
    lock_fingerprint "$ROOT/$lock" >"$VENV/installed-$lock"
  done
}

# need_locks LOCK…: a step that fills .venv, or says that nothing has changed.
need_locks() {
  if locks_are_installed "$@"; then
    step_skipped "Python packages" "as locked"
  else
    step "Python packages, $(cat "${@/#/$ROOT/}" | grep -c '==') from the lock, about a minute" install_locks "$@"
  fi
}
