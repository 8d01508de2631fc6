from __future__ import annotations

from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from jsonschema import Draft202012Validator
from schemathesis.core.result import Ok
from starlette.testclient import TestClient

from rashomon.serving.app import create_app
from rashomon.serving.guard import Door
from rashomon.serving.room import Room
from rashomon.storing.library import Library

BOUNDED = settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def test_every_answer_is_as_described(library: Library) -> None:
    """Requests made from the description, right and wrong ones: no answer breaks it and none is a server's error.
    Requests that would have an address fetched are not made."""
    app = create_app(Room(library, Door(hosts=frozenset({"testserver", "localhost"}))))
    operations = [
        found.ok() for found in schemathesis.openapi.from_asgi("/api/openapi.json", app).get_all_operations() if isinstance(found, Ok)
    ]
    assert len(operations) > 12
    for operation in operations:

        @BOUNDED
        @given(case=operation.as_strategy())
        def asked(case: schemathesis.Case[Any]) -> None:
            if isinstance(case.body, dict) and "address" in case.body:
                return
            case.call_and_validate()

        asked()


def test_the_api_speaks_the_dossiers_words(client: TestClient, stories: dict[int, str]) -> None:
    listed = client.get("/api/stories").json()
    assert {row["id"] for row in listed} >= {stories[7]}
    dossier = client.get(f"/api/stories/{stories[7]}").json()
    assert dossier["schema"] == "rashomon.dossier/1"
    keys = client.get(f"/api/stories/{stories[7]}/findings").json()
    assert {"key", "kind", "id"} == set(keys[0])
    article = client.get(f"/api/articles/{dossier['articles'][0]['id']}").json()
    said = client.get("/api/utterances", params={"speaker": "brandt"}).json()
    assert said
    for span in (span for one in said for span in one["statement"]["content"]["spans"] if span["article"] == article["id"]):
        assert article["text"][span["start"] : span["end"]] == span["text"]
    described = client.get("/api/openapi.json").json()
    Draft202012Validator.check_schema(described["components"]["schemas"]["Statement"])
    assert client.get("/docs").status_code == 404


def test_a_correction_is_kept_and_undone_over_the_api(client: TestClient, stories: dict[int, str]) -> None:
    path = f"/api/stories/{stories[7]}/corrections"
    kept = client.post(path, json={"kind": "note", "payload": {"finding": "", "text": "Ask."}})
    assert kept.status_code == 201
    assert kept.json()["who"] == "Ada"
    assert client.post(path, json={"kind": "merge", "payload": {"actor": "p1"}}).status_code == 409
    assert client.post(f"/api/corrections/{kept.json()['id']}/undo").json() == {"undone": True}
    assert client.post(f"/api/corrections/{kept.json()['id']}/undo").status_code == 404
