# Debian packages: which are missing, and their installation as root or with sudo.
# shellcheck shell=bash disable=SC2034

POSTGRESQL=(postgresql-15 postgresql-15-postgis-3 postgresql-15-postgis-3-scripts)
TEXT_AND_PAPER=(gettext fonts-noto-cjk libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 poppler-utils)

is_installed() {
  [[ $(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

# Print the first Python that is new enough, python3.11 before others; fail when there is none.
# It is run and not only looked up: a version manager's shim may stand for no Python at all.
python_new_enough() {
  local candidate
  for candidate in python3.11 /usr/bin/python3.11 python3 /usr/bin/python3; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$candidate"
      return
    fi
  done
  return 1
}

python_packages() {
  local python
  if ! python=$(python_new_enough); then
    printf '%s\n' python3 python3-venv
  elif ! "$python" -c 'import ensurepip' 2>/dev/null; then
    # Debian keeps ensurepip, which `python -m venv` needs, in a package of its own.
    "$python" -c 'import sys; print("python3.%d-venv" % sys.version_info[1])'
  fi
}

browser_packages() {
  echo libatomic1 # the driver inside Playwright's wheel is linked with it
  [[ -x /usr/bin/chromium ]] || echo chromium
  command -v node >/dev/null || echo nodejs
}

# missing_packages PACKAGE…
missing_packages() {
  local package
  for package in "$@"; do
    is_installed "$package" || echo "$package"
  done
}

as_root() {
  if ((EUID == 0)); then
    "$@"
  else
    sudo "$@"
  fi
}

# Debian's server package makes a cluster called main and starts it, now and at every boot.
# A note in postgresql-common's own folder says no while this installation lasts. Whatever
# was installed before is left as it is.
NO_MAIN_CLUSTER=/etc/postgresql-common/createcluster.d/fangtu.conf

refuse_a_main_cluster() {
  as_root mkdir -p "$(dirname "$NO_MAIN_CLUSTER")"
  as_root sh -c "echo 'create_main_cluster = false' >$NO_MAIN_CLUSTER"
}

allow_a_main_cluster() {
  as_root rm -f "$NO_MAIN_CLUSTER"
}

apt() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 "$@"
}

# install_packages PACKAGE…
install_packages() {
  trap allow_a_main_cluster EXIT
  refuse_a_main_cluster
  # A mirror that is down now may still have left a usable list from last time.
  apt update || echo "apt-get update failed; going on with the lists at hand."
  apt install -y --no-install-recommends "$@"
}

# need_packages PACKAGE…: a step that names what is missing, Python included, then installs it.
need_packages() {
  local -a missing
  if ! command -v dpkg-query >/dev/null; then
    step_skipped "Debian packages" "not Debian: $* are taken to be there"
    return
  fi
  mapfile -t missing < <(missing_packages "$@" && python_packages)
  if ((${#missing[@]} == 0)); then
    step_skipped "Debian packages" "all there"
    return
  fi
  printf 'Missing Debian packages, to be installed now:\n'
  printf '      %s\n' "${missing[@]}"
  if ((EUID != 0)) && ! command -v sudo >/dev/null; then
    die "Installing packages needs root, and there is no sudo here. Run as root:" \
      "apt-get install --no-install-recommends ${missing[*]}"
  fi
  # The password is asked for here, where it can be seen, and not behind a log file.
  ((EUID == 0)) || sudo -v || die "sudo refused; the packages above have to be installed by root."
  step "Debian packages" install_packages "${missing[@]}"
}
