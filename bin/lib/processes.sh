# Processes that were started here: found again, and stopped, only when they are still the same.
# shellcheck shell=bash
# `return` is always given its value here: in a trap a bare one means the status before the trap.

RUN=$VAR/run

# A process number is given out again after its owner is gone; with the moment of its start
# it is not. The moment is the 22nd field, counted after the name, which may hold anything.
started_at() {
  local stat
  { stat=$(<"/proc/$1/stat"); } 2>/dev/null || return 1
  set -f
  # shellcheck disable=SC2086
  set -- ${stat##*) }
  set +f
  [[ $1 != Z ]] && echo "${20}"
}

# note_process NAME PID
note_process() {
  mkdir -p "$RUN"
  printf '%s %s\n' "$2" "$(started_at "$2")" >"$RUN/$1"
}

# Print the number of a noted process while it is alive and the same; fail otherwise.
noted_process() {
  local pid moment
  [[ -f $RUN/$1 ]] || return 1
  read -r pid moment <"$RUN/$1" || return 1
  [[ $pid =~ ^[0-9]+$ && -n $moment && $(started_at "$pid") == "$moment" ]] && echo "$pid"
}

# start_process NAME COMMAND…: detached, in a session of its own, its words in var/log/NAME.log.
start_process() {
  local name=$1
  shift
  setsid "$@" >"$VAR/log/$name.log" 2>&1 </dev/null &
  note_process "$name" $!
}

# stop_process NAME: politely, then, after ten seconds, with its whole session.
# Succeeds when there was something to stop.
stop_process() {
  local name=$1 pid tries
  if ! pid=$(noted_process "$name"); then
    rm -f "$RUN/$name"
    return 1
  fi
  kill -TERM "$pid" 2>/dev/null || true
  for ((tries = 0; tries < 100; tries++)); do
    noted_process "$name" >/dev/null || break
    sleep 0.1
  done
  if noted_process "$name" >/dev/null; then kill -KILL -- "-$pid" || true; fi
  rm -f "$RUN/$name"
}

port_is_taken() {
  (: <"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# answers PORT PATH: whether a page is served there. In a subshell, which closes the connection.
answers() (
  line=
  exec 2>/dev/null
  exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
  printf 'GET %s HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n' "$2" >&3
  read -r -t 10 line <&3
  [[ $line == *" 200 "* ]]
)
