# The parts of bin/test and bin/check: each runs whatever the others did, and all are told at the end.
# shellcheck shell=bash

RESULTS=()
PARTS=0
FAILED=0

# part NAME COMMAND…
part() {
  local name=$1 began status verdict=ok
  shift
  PARTS=$((PARTS + 1))
  began=$(now_ms)
  printf '\n── %s\n' "$name"
  set +e
  "$@" </dev/null
  status=$?
  set -e
  if ((status != 0)); then
    verdict=FAILED
    FAILED=$((FAILED + 1))
  fi
  RESULTS+=("$(printf '%-7s %-22s %9s' "$verdict" "$name" "$(seconds_since "$began")")")
}

# Tell every part again and end: with 0 only when none failed.
conclude() {
  printf '\n── summary\n'
  printf '%s\n' "${RESULTS[@]}"
  if ((FAILED)); then
    printf '%d of %d parts failed.\n' "$FAILED" "$PARTS"
    exit 1
  fi
  printf 'All %d parts passed in %s.\n' "$PARTS" "$(seconds_since "$BEGAN")"
}

run() {
  "$PYTHON" -m "$@"
}

check_sources() {
  part "format" run ruff format --check --output-format concise .
  part "lint" run ruff check --output-format concise .
  part "types" run mypy
  part "architecture" "$VENV/bin/lint-imports" --no-logo
}

# The closing line is kept for a reader who looks at the end of a long log only.
test_with_pytest() {
  local log=$VAR/log/pytest.log status
  run pytest "$@" 2>&1 | tee "$log"
  status=${PIPESTATUS[0]}
  RESULTS+=("        $(tail -n 1 "$log" | tr -d '=' | sed 's/^ *//')")
  return "$status"
}
