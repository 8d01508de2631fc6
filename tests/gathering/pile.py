"""Hand-made articles for the tests of story gathering: short texts written here, in words of a few invented events."""

from __future__ import annotations

from datetime import date

from rashomon.gathering.events import Features, features
from rashomon.model.annotated import NameKind
from tests.comparing.build import Found, account

BRIDGE = (
    "The old bridge at Kelmouth collapsed into the river on Thursday and two cars fell with it. Divers searched the river for the cars.",
    "Two cars fell into the river when the bridge at Kelmouth collapsed, the fire service said. It was closed for repairs last year.",
    "Divers have found a second car in the river below the collapsed bridge of Kelmouth. The mayor spoke of the old bridge's repairs.",
)
MARKET = (
    "Shares in the dairy group Alderholt fell by a fifth after it cut its forecast for milk and cheese. Traders sold the shares all day.",
    "The dairy group Alderholt cut its forecast for cheese, and its shares fell by a fifth. Milk prices have halved, traders said.",
    "Alderholt, the maker of cheese, lost a fifth of its value as traders sold shares after the forecast for milk was cut.",
)
FIRE_NORTH = (
    "A fire destroyed a paper warehouse in Norhaven and three firefighters were hurt. Captain Ilse Brandt led the crews at the warehouse.",
    "Three firefighters were hurt as a paper warehouse burned down in Norhaven. The fire began in a lift, Ilse Brandt said.",
    "Norhaven's paper warehouse burned to the ground. Ilse Brandt, who led the crews, said three of her firefighters were hurt.",
)
FIRE_SOUTH = (
    "A fire destroyed a furniture warehouse in Sudbrook and a guard died. Chief Omar Feld led the crews at the warehouse.",
    "A guard died as a furniture warehouse burned down in Sudbrook. The fire began in a kitchen, Omar Feld said.",
    "Sudbrook's furniture warehouse burned to the ground. Omar Feld, who led the crews, said a guard had died in it.",
)


def article(text: str, outlet: str, published: str | None = None) -> Features:
    """The features of a short text."""
    names: dict[str, NameKind] = {name: "person" for name in ("Ilse Brandt", "Omar Feld") if name in text}
    return features(account(text, Found(names=names), outlet=outlet, published=published))


def pile(*stories: tuple[str, ...], first: str = "2024-05-02") -> list[Features]:
    """Each text as an article of an outlet of its own, a day after the one before it in its story."""
    start = date.fromisoformat(first).toordinal()
    return [
        article(text, f"Outlet {number}{at}", date.fromordinal(start + at).isoformat())
        for number, story in enumerate(stories)
        for at, text in enumerate(story)
    ]
