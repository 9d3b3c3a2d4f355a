"""Make the database that DATABASE_URL names ready: reachable, with its extensions.

Prints nothing when all is well; otherwise says on standard error what to do, and ends with 1.
"""

import os
import sys
from pathlib import Path

import psycopg2
from psycopg2 import errors

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from config import environment

EXTENSIONS = ("postgis", "btree_gist")


def connection(url: str) -> "psycopg2.extensions.connection":
    """Return a connection to the database as Django will see it."""
    named = environment.database(url)
    return psycopg2.connect(
        dbname=named["NAME"],
        user=named["USER"] or None,
        password=named["PASSWORD"] or None,
        host=named["HOST"] or None,
        port=named["PORT"] or None,
        connect_timeout=10,
    )


def missing_extensions(database: "psycopg2.extensions.connection") -> list[str]:
    """Return the extensions that are wanted and not yet in the database."""
    with database.cursor() as cursor:
        cursor.execute("SELECT extname FROM pg_extension")
        present = {name for (name,) in cursor.fetchall()}
    return [name for name in EXTENSIONS if name not in present]


def make_extensions(database: "psycopg2.extensions.connection") -> None:
    """Create what is missing, or give up with the statements for the server's administrator."""
    missing = missing_extensions(database)
    statements = "".join(f"CREATE EXTENSION {name};\n" for name in missing)
    if not statements:
        return
    try:
        with database, database.cursor() as cursor:
            cursor.execute(statements)
    except errors.InsufficientPrivilege:
        sys.exit(f"This account may not create extensions. Ask a superuser to run:\n{statements}")
    except psycopg2.Error as error:
        sys.exit(
            f"The server has no {' or no '.join(missing)}: {error}"
            "Install PostGIS and the contrib package on the server, then run:\n" + statements
        )


def main() -> None:
    try:
        database = connection(os.environ["DATABASE_URL"])
    except psycopg2.OperationalError as error:
        sys.exit(
            f"DATABASE_URL does not lead to a database: {error}"
            "Create the database, correct the address, or unset DATABASE_URL for one of our own."
        )
    make_extensions(database)
    database.close()


if __name__ == "__main__":
    main()
