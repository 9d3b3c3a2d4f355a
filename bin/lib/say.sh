# Words on the terminal: numbered steps with their seconds, and one way to give up.
# shellcheck shell=bash
# Sourced after ROOT and VAR are set.

LOG=${LOG:-$VAR/log/setup.log}
STEP=0
STEPS=0

now_ms() {
  local now=${EPOCHREALTIME/[.,]/}
  echo $((now / 1000))
}

# seconds_since MILLISECONDS → "1.1 s"
seconds_since() {
  local gone=$(($(now_ms) - $1))
  printf '%d.%d s' $((gone / 1000)) $((gone % 1000 / 100))
}

die() {
  printf '\n%s: %s\n' "$(basename "$0")" "$1" >&2
  shift
  local line
  for line in "$@"; do printf '    %s\n' "$line" >&2; done
  exit 1
}

number_the_step() {
  STEP=$((STEP + 1))
  printf '[%d/%d] %s' "$STEP" "$STEPS" "$1"
}

# Run a command with its words kept in the log; show their end only when it fails.
# The subshell stands outside any `if`, or bash would switch `set -e` off inside it.
quietly() {
  local began_at status
  began_at=$(wc -l <"$LOG")
  set +e
  (
    set -e
    "$@"
  ) >>"$LOG" 2>&1 </dev/null
  status=$?
  set -e
  ((status == 0)) && return 0
  printf 'failed\n'
  tail -n "+$((began_at + 1))" "$LOG" | tail -n 20 | sed 's/^/      /'
  die "This step failed; all of its words are in $LOG."
}

# step TITLE COMMAND…: a step whose words nobody needs when it goes well.
step() {
  local began
  began=$(now_ms)
  number_the_step "$1 … "
  shift
  quietly "$@"
  seconds_since "$began"
  printf '\n'
}

# step_aloud TITLE COMMAND…: a step whose words are worth reading as they come.
step_aloud() {
  local began status
  began=$(now_ms)
  number_the_step "$1 …"
  printf '\n'
  shift
  set +e
  "$@" 2>&1 </dev/null | tee -a "$LOG" | sed -u 's/^/      /'
  status=${PIPESTATUS[0]}
  set -e
  ((status == 0)) || die "This step failed; its words are above and in $LOG."
  printf '      … '
  seconds_since "$began"
  printf '\n'
}

# step_skipped TITLE REASON
step_skipped() {
  number_the_step "$1 … $2"
  printf '\n'
}
