# A PostgreSQL of our own: a folder with a socket in it, no port, no password, no service.
# shellcheck shell=bash

PG_VERSION=15
PG_BIN=/usr/lib/postgresql/$PG_VERSION/bin
PG_SOCKET=/.s.PGSQL.5432
LONGEST_SOCKET=107 # bytes in sockaddr_un.sun_path, less the closing zero

# PostgreSQL refuses to run as root, so root lends the work to Debian's user postgres. The
# environment is left behind: the caller's PGHOST or PGOPTIONS mean another server.
as_server() {
  local -a lend=()
  ((EUID == 0)) && lend=(setpriv --reuid=postgres --regid=postgres --init-groups)
  (cd / && "${lend[@]}" env -i PATH="$PG_BIN:/usr/bin:/bin" LC_ALL=C.UTF-8 "$@")
}

# A short folder outside the repository, one per repository, for what cannot live inside.
folder_outside() {
  local mark
  mark=$(printf '%s' "$VAR" | sha256sum | cut -c1-8)
  if ((EUID == 0)); then
    echo "/var/lib/postgresql/fangtu-$mark"
  else
    echo "${XDG_RUNTIME_DIR:-/tmp}/fangtu-$EUID-$mark"
  fi
}

# choose_cluster NAME fsync|nosync: say which cluster the functions below mean.
#   CLUSTER   the folder with data/ and server.log
#   SOCKETS   the folder with the socket, mostly the same
# Called by root, the repository may lie where user postgres cannot go, such as /root; the
# cluster then lives in the home of postgres with a link to it in var/. A path too long for a
# socket moves only the socket.
choose_cluster() {
  CLUSTER_NAME=$1
  CLUSTER_KEEPS=$2
  CLUSTER=$VAR/$1
  mkdir -p "$VAR"
  if ((EUID == 0)) && id -u postgres >/dev/null 2>&1 && ! as_server test -x "$VAR"; then
    CLUSTER=$(folder_outside)/$1
  fi
  SOCKETS=$CLUSTER
  if (($(printf '%s%s' "$CLUSTER" "$PG_SOCKET" | wc -c) > LONGEST_SOCKET)); then
    SOCKETS=$(folder_outside)/$1
  fi
}

cluster_url() {
  printf 'postgresql:///%s?host=%s&user=postgres' "$1" "$(percent_encoded "$SOCKETS")"
}

percent_encoded() {
  local LC_ALL=C text=$1 at letter
  for ((at = 0; at < ${#text}; at++)); do
    letter=${text:at:1}
    case $letter in
      [a-zA-Z0-9/._~-]) printf '%s' "$letter" ;;
      *) printf '%%%02X' "$((($(printf '%d' "'$letter") + 256) % 256))" ;;
    esac
  done
}

# A folder that only its owner may enter: on the socket anyone who gets in is superuser.
private_folder() {
  mkdir -p "$(dirname "$1")"
  [[ -d $1 ]] || mkdir -m 700 "$1"
  ((EUID != 0)) || chown postgres:postgres "$1"
  chmod 700 "$1" || die "$1 belongs to another user; run as that user, or remove it."
}

make_cluster() {
  private_folder "$CLUSTER"
  # Made beside and then moved, so that an interrupted start leaves nothing half done.
  as_server rm -rf "$CLUSTER/data.new"
  as_server initdb -D "$CLUSTER/data.new" -U postgres -A trust --no-sync -E UTF8 --locale=C.UTF-8
  echo "include = 'fangtu.conf'" | as_server tee -a "$CLUSTER/data.new/postgresql.conf"
  as_server mv "$CLUSTER/data.new" "$CLUSTER/data"
}

# Written anew at every start: the repository may have been moved.
cluster_settings() {
  printf "listen_addresses = ''\n"
  printf "unix_socket_directories = '\"%s\"'\n" "${SOCKETS//\'/\'\'}"
  printf 'unix_socket_permissions = 0700\n'
  printf "timezone = 'UTC'\n"
  if [[ $CLUSTER_KEEPS == nosync ]]; then
    printf 'fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n'
  fi
}

cluster_is_running() {
  local pid
  pid=$(as_server head -n 1 "$CLUSTER/data/postmaster.pid" 2>/dev/null) || return 1
  [[ -n $pid ]] && tr '\0' '\n' 2>/dev/null <"/proc/$pid/cmdline" | grep -qxF -- "$CLUSTER/data"
}

start_cluster() {
  [[ -x $PG_BIN/pg_ctl ]] || die "There is no PostgreSQL $PG_VERSION in $PG_BIN."
  forget_a_removed_clone
  if [[ -e $CLUSTER/data ]]; then
    local made_by
    made_by=$(as_server cat "$CLUSTER/data/PG_VERSION") ||
      die "$CLUSTER belongs to another user; run as that user, or remove it."
    [[ $made_by == "$PG_VERSION" ]] ||
      die "$CLUSTER was made by PostgreSQL $made_by, not $PG_VERSION; move it away and start again."
  else
    make_cluster
  fi
  cluster_is_running && return 0
  private_folder "$SOCKETS"
  # Left by a crash, its number may now be another process's, and the server would refuse to start.
  as_server rm -f "$CLUSTER/data/postmaster.pid"
  cluster_settings | as_server tee "$CLUSTER/data/fangtu.conf"
  as_server pg_ctl -s -w -t 60 -D "$CLUSTER/data" -l "$CLUSTER/server.log" start || {
    as_server tail -n 20 "$CLUSTER/server.log"
    die "The database server did not start; its words are above and in $CLUSTER/server.log."
  }
}

# A cluster outside is linked from var/, so that manage.py finds it at its usual place. One
# without its link was left by a clone that stood here before and has been removed.
forget_a_removed_clone() {
  [[ $CLUSTER == "$VAR/$CLUSTER_NAME" || -L $VAR/$CLUSTER_NAME ]] && return 0
  stop_cluster || true
  rm -rf "${CLUSTER:?}"
  ln -s "$CLUSTER" "$VAR/$CLUSTER_NAME"
}

# Succeeds when there was something to stop.
stop_cluster() {
  cluster_is_running || return 1
  # It may be gone by now, stopped from another terminal in the same moment.
  as_server pg_ctl -s -w -m fast -D "$CLUSTER/data" stop 2>>"$LOG" || ! cluster_is_running
}

in_database() {
  local database=$1
  shift
  as_server psql -X -q -v ON_ERROR_STOP=1 -h "$SOCKETS" -p 5432 -U postgres -d "$database" "$@"
}

has_database() {
  [[ $(in_database postgres -tA -c "SELECT 1 FROM pg_database WHERE datname = '$1'") == 1 ]]
}

make_database() {
  in_database postgres -c "CREATE DATABASE $1"
}

drop_database() {
  in_database postgres -c "DROP DATABASE IF EXISTS $1 WITH (FORCE)"
}

make_extensions() {
  in_database "$1" -c 'SET client_min_messages = warning' \
    -c 'CREATE EXTENSION IF NOT EXISTS postgis' -c 'CREATE EXTENSION IF NOT EXISTS btree_gist'
}
