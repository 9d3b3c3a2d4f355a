# What Django has to do before it can serve: words, static files, tables, the demo, its findings.
# shellcheck shell=bash
# Each step is skipped when its stamp says that it was done for the same input.

manage() {
  "$PYTHON" "$ROOT/manage.py" "$@"
}

make_secret_key() {
  local key=${FANGTU_SECRET_KEY_FILE:-$VAR/secret_key}
  [[ -n ${FANGTU_SECRET_KEY:-} || -s $key ]] && return 0
  (umask 077 && head -c 48 /dev/urandom | base64 -w 0 >"$key")
}

# Message files whose compiled form is missing or older.
stale_messages() {
  find "$ROOT" \( -name .venv -o -name var -o -name node_modules -o -name .git \) -prune \
    -o -name '*.po' -print | while read -r po; do
    [[ ${po%.po}.mo -nt $po ]] || echo "$po"
  done
}

need_messages() {
  if [[ -z $(stale_messages) ]]; then
    step_skipped "Translations" "up to date"
  else
    step "Translations" manage compilemessages --ignore=.venv --ignore=var
  fi
}

need_static_files() {
  local made_of
  made_of=$(fingerprint "$ROOT"/*/static "$ROOT/maps/vendor" "$ROOT/requirements.txt" \
    "$ROOT/config/settings.py" "$ROOT/config/static.py")
  if [[ -d $VAR/static ]] && is_stamped static "$made_of"; then
    step_skipped "Static files" "up to date"
  else
    step "Static files" manage collectstatic --noinput
    stamp static "$made_of"
  fi
}

# Stamps speak of the private cluster. A server of the user's own can change behind their back,
# so there nothing is skipped and nothing noted.
is_in_database() {
  [[ -z $OWN_SERVER ]] && is_stamped "$@"
}

note_in_database() {
  [[ -n $OWN_SERVER ]] || stamp "$@"
}

need_tables() {
  local made_of
  made_of=$(fingerprint "$ROOT"/*/migrations "$ROOT/requirements.txt")
  if is_in_database migrations "$made_of"; then
    step_skipped "Tables" "up to date"
  else
    step "Tables" manage migrate --noinput
    note_in_database migrations "$made_of"
  fi
}

# Asking the same files twice costs a second; an older demo is brought up to newer files.
need_demo() {
  local made_of
  made_of=$(fingerprint "$ROOT/fixtures" "$ROOT"/*/management/commands/load_demo.py)
  if is_in_database demo "$made_of"; then
    step_skipped "Demo campus" "kept as it is"
  else
    step_aloud "Demo campus: regions, standards, people, drawings" manage load_demo
    note_in_database demo "$made_of"
    rm -f "$STAMPS/assessment"
  fi
}

# Rooms become idle with time alone, so every day is assessed anew.
need_assessment() {
  local today
  today=$(date +%F)
  if is_in_database assessment "$today"; then
    step_skipped "Assessment" "made today"
  else
    step_aloud "Assessment" manage assess
    note_in_database assessment "$today"
  fi
}
