# Stamps: what a step was done for, so that a second run can skip it.
# shellcheck shell=bash

STAMPS=$VAR/stamps

# fingerprint PATH…: one hash over the names and contents of files and folders.
fingerprint() {
  {
    printf '%s\n' "$ROOT"
    find "$@" -path "$VAR/*" -prune -o -type f -not -path '*/__pycache__/*' -print0 2>/dev/null |
      LC_ALL=C sort -z | xargs -0 -r sha256sum
  } | sha256sum | cut -d' ' -f1
}

# is_stamped NAME FINGERPRINT
is_stamped() {
  [[ -f $STAMPS/$1 && $(<"$STAMPS/$1") == "$2" ]]
}

# stamp NAME FINGERPRINT
stamp() {
  mkdir -p "$STAMPS"
  printf '%s\n' "$2" >"$STAMPS/$1"
}

# What was done in a database is gone with the database.
forget_the_database() {
  rm -f "$STAMPS/migrations" "$STAMPS/demo" "$STAMPS/assessment"
}
