"""The shell functions under bin/lib, one at a time."""

from pathlib import Path

import pytest

from config.environment import database
from tests.scripts.test_commands import ROOT, told


def shell(script: str, var: Path) -> str:
    """Return what a few lines print after the library is loaded."""
    library = "".join(
        f"source {ROOT}/bin/lib/{part}.sh\n" for part in ("say", "stamps", "packages", "cluster")
    )
    said = told("bash", "-euc", f"ROOT={ROOT} VAR=$FANGTU_VAR\n{library}{script}", var=var)
    assert said.returncode == 0, said.stderr
    return said.stdout


@pytest.mark.parametrize("folder", ["/sockets", "/tmp/房图 & co/50% it's+#?", "/a b"])
def test_django_reads_the_socket_folder_that_the_shell_wrote(folder, tmp_path):
    url = shell(f'SOCKETS="{folder}"; cluster_url fangtu', tmp_path)

    assert database(url)["HOST"] == folder
    assert (database(url)["NAME"], database(url)["USER"]) == ("fangtu", "postgres")


def test_a_folder_too_long_for_a_socket_keeps_its_data_and_lends_its_socket(tmp_path):
    #  107 bytes hold a socket's path; 库 takes three of them
    deep = tmp_path / ("库" * 40)

    told_folders = shell(f'VAR="{deep}"; choose_cluster cluster fsync; echo "$SOCKETS"', tmp_path)

    socket = f"{told_folders.strip()}/.s.PGSQL.5432"
    assert len(socket.encode()) <= 107
    assert "库" not in socket


def test_a_fingerprint_changes_with_contents_and_not_with_time(tmp_path):
    source = tmp_path / "static"
    source.mkdir()
    (source / "a.css").write_text("a")

    lines = shell(
        f'f() {{ fingerprint "{source}"; }}; f; touch -d 2001-01-01 {source}/a.css; f;'
        f" echo b >{source}/a.css; f",
        tmp_path / "var",
    ).split()

    assert lines[0] == lines[1] != lines[2]


def test_packages_that_are_there_are_not_missing(tmp_path):
    assert shell("missing_packages bash no-such-package-here", tmp_path) == "no-such-package-here\n"
