"""The project's settings with nothing kept between requests: for what is measured afresh."""

from config.settings import *  # noqa: F403

CACHES = {
    name: {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    for name in CACHES  # noqa: F405
}
