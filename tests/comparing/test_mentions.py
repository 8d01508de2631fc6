"""Names and roles are found by place, those that stick out of a stretch not."""

from __future__ import annotations

from rashomon.comparing.mentions import Mentions
from rashomon.model.story import Actor, NameCount, Role
from tests.comparing.build import account


def test_only_what_stands_wholly_inside_is_told_in_the_storys_order() -> None:
    one = account("Mara Lind met the harbour master Otto Brandt. Lind left.")
    span = one.article.span
    lind = Actor(id="p1", name="Mara Lind", kind="person", names=(NameCount(text="Lind", count=2),), mentions=(span(0, 9), span(46, 50)))
    role = Role(text="harbour master", spans=(span(18, 32),))
    brandt = Actor(id="p2", name="Otto Brandt", kind="person", names=(), roles=(role,), mentions=(span(33, 44),))
    mentions = Mentions((lind, brandt))
    found = mentions.inside([span(46, 55), span(0, 40)])
    assert [(actor.id, [s.start for s in told.names], [text for text, _ in told.roles]) for actor, told in found] == [
        ("p1", [46, 0], []),
        ("p2", [], ["harbour master"]),
    ]
    assert mentions.inside([]) == []
