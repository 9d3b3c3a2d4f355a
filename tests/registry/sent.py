"""What a phone sends, for the tests of inspections by their addresses."""

from __future__ import annotations

import io
import json
import uuid
from typing import Any

from django.test import Client
from django.urls import reverse
from PIL import Image

from tests.registry.inspected import World

UID = str(uuid.UUID(int=7))


def told(world: World, **what: Any) -> dict[str, Any]:
    return {
        "uid": UID,
        "visit": world.visit.pk,
        "answer": "confirmed",
        "person": "",
        "note": "",
        "a": "4.000",
        "b": "5.000",
        "verdict": "over",
        "seen_at": "2026-07-01T12:00:00Z",
        "sent_at": "2026-07-01T12:00:00Z",
    } | what


def post(client: Client, body: Any) -> Any:
    text = body if isinstance(body, str) else json.dumps(body)
    return client.post(reverse("onsite-observe"), text, content_type="application/json")


def picture(kind: str = "JPEG", **saved: Any) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "#446688").save(made, kind, **saved)
    return made.getvalue()


def send_photo(client: Client, content: bytes, **what: str) -> Any:
    photo = io.BytesIO(content)
    photo.name = "x.jpg"
    known = {"uid": str(uuid.UUID(int=9)), "observation": UID, "photo": photo}
    return client.post(reverse("onsite-photo"), known | what)
