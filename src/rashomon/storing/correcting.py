"""People's corrections of who is who, applied to a gathered story before it is compared.

Actors are kept by name, since their ids count anew at every gathering. A correction whose actor is no longer in the story does nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rashomon.model.annotated import Addressee, AnnotatedArticle, Source, Statement
from rashomon.model.story import Actor, NameCount, Story
from rashomon.storing.records import Correction

ABOUT_ACTORS = ("merge", "split", "rename")


def corrected(story: Story, corrections: Iterable[Correction]) -> Story:
    """The story with the corrections of actors made, in their order."""
    for correction in corrections:
        if correction.kind not in ABOUT_ACTORS or correction.undone:
            continue
        actor = _named(story, correction.payload["actor"])
        if actor is None:
            continue
        if correction.kind == "rename":
            story = _with(story, actor, actor.model_copy(update={"name": correction.payload["name"]}))
        elif correction.kind == "merge":
            into = _named(story, correction.payload["into"])
            if into is not None and into.id != actor.id:
                story = _merged(story, actor, into)
        else:
            story = _split(story, actor, correction.payload["name"])
    return story


def _named(story: Story, name: str) -> Actor | None:
    return next((actor for actor in story.actors if actor.name == name), None)


def _with(story: Story, old: Actor, new: Actor) -> Story:
    return story.model_copy(update={"actors": tuple(new if actor.id == old.id else actor for actor in story.actors)})


def _merged(story: Story, actor: Actor, into: Actor) -> Story:
    counts = {name.text: name.count for name in into.names}
    for name in actor.names:
        counts[name.text] = counts.get(name.text, 0) + name.count
    joined = into.model_copy(
        update={
            "names": tuple(NameCount(text=t, count=n) for t, n in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))),
            "roles": (*into.roles, *(role for role in actor.roles if role not in into.roles)),
            "mentions": tuple(sorted({*into.mentions, *actor.mentions}, key=lambda span: span.key)),
        }
    )
    kept = tuple(joined if other.id == into.id else other for other in story.actors if other.id != actor.id)
    return _spoken(story.model_copy(update={"actors": kept}), {actor.id: into.id})


def _split(story: Story, actor: Actor, name: str) -> Story:
    """A new actor of those mentions, and those sources, that bear the name; the rest stays."""
    names = tuple(form for form in actor.names if form.text == name)
    mentions = tuple(span for span in actor.mentions if name in span.text)
    if not names or len(names) == len(actor.names):
        return story
    number = 1 + max(int(other.id[1:]) for other in story.actors if other.id[1:].isdigit())
    apart = Actor(id=f"p{number}", name=name, kind=actor.kind, names=names, mentions=mentions)
    left = actor.model_copy(
        update={
            "name": name_of(actor, names),
            "names": tuple(form for form in actor.names if form not in names),
            "mentions": tuple(span for span in actor.mentions if span not in mentions),
        }
    )
    story = _with(story, actor, left)
    story = story.model_copy(update={"actors": (*story.actors, apart)})
    return _spoken(story, {actor.id: apart.id}, name)


def name_of(actor: Actor, gone: Iterable[NameCount]) -> str:
    """The name of an actor that loses some of its forms: the one it has, or the longest that is left."""
    lost = {form.text for form in gone}
    if actor.name not in lost:
        return actor.name
    return max((form.text for form in actor.names if form.text not in lost), key=lambda text: (len(text), text), default=actor.name)


def _spoken(story: Story, ids: Mapping[str, str], only: str | None = None) -> Story:
    """The story with sources and addressees given other actors; with `only`, those alone whose words hold that name."""

    def other(part: Source) -> Source:
        if part.actor is None or part.actor not in ids or (only is not None and only not in (part.text or "")):
            return part
        return part.model_copy(update={"actor": ids[part.actor]})

    def to(part: Addressee | None) -> Addressee | None:
        if part is None or part.actor is None or part.actor not in ids or (only is not None and only not in (part.text or "")):
            return part
        return part.model_copy(update={"actor": ids[part.actor]})

    def statement(one: Statement) -> Statement:
        changed = {"source": other(one.source), "chain": tuple(map(other, one.chain)), "addressee": to(one.addressee)}
        return one.model_copy(update=changed)

    def article(one: AnnotatedArticle) -> AnnotatedArticle:
        return one.model_copy(update={"statements": tuple(map(statement, one.statements))})

    return story.model_copy(update={"articles": tuple(map(article, story.articles))})
