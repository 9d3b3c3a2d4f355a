"""What the surroundings say: read once by settings, free of Django."""

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

ROOT = Path(__file__).resolve().parent.parent


def is_on(name: str, *, default: bool = False) -> bool:
    """Return whether a switch such as FANGTU_DEBUG is set to 1, true, yes or on."""
    value = os.environ.get(name)
    return default if value is None else value.strip().lower() in {"1", "true", "yes", "on"}


def listed(name: str, *, default: str = "") -> list[str]:
    """Return a comma-separated value as a list without blanks."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def numbers(prefix: str) -> dict[str, int]:
    """Return the whole numbers whose names begin alike, by the rest of the name in small letters."""
    return {
        name.removeprefix(prefix).lower(): int(value)
        for name, value in os.environ.items()
        if name.startswith(prefix)
    }


def var_folder() -> Path:
    """Return the folder for everything that is not code: cluster, uploads, secret, logs."""
    return Path(os.environ.get("FANGTU_VAR", ROOT / "var"))


def database(url: str) -> dict[str, object]:
    """Return Django's settings for a postgresql:// URL; a `host` in the query names a socket folder.

    >>> database("postgresql:///fangtu?host=/run/pg&user=postgres")["HOST"]
    '/run/pg'
    """
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "config.database",
        "NAME": parts.path.lstrip("/") or "fangtu",
        "USER": unquote(parts.username or query.get("user", "")),
        "PASSWORD": unquote(parts.password or query.get("password", "")),
        "HOST": query.get("host", parts.hostname or ""),
        "PORT": str(parts.port or query.get("port", "")),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
    }


def secret_key() -> str:
    """Return the signing key from the environment or its file; one process's own when neither is."""
    if value := os.environ.get("FANGTU_SECRET_KEY"):
        return value
    path = Path(os.environ.get("FANGTU_SECRET_KEY_FILE", var_folder() / "secret_key"))
    return path.read_text().strip() if path.is_file() else secrets.token_urlsafe(50)


def gdal_library() -> str | None:
    """Return the libgdal inside pyogrio's wheel, which is newer than Debian's, when it is there."""
    import importlib.util

    spec = importlib.util.find_spec("pyogrio")
    if spec is None or spec.origin is None:
        return None
    libraries = Path(spec.origin).parent.parent / "pyogrio.libs"
    return next((str(found) for found in sorted(libraries.glob("libgdal*.so*"))), None)
