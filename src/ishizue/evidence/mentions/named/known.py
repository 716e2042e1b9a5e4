"""Actors, organisations, frameworks and persons that stand in the tables of names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ishizue.evidence.mentions.mention import Kind, Mention
from ishizue.evidence.mentions.named import metonyms
from ishizue.evidence.mentions.named.abbreviations import abbreviations
from ishizue.evidence.mentions.named.articles import articles
from ishizue.evidence.mentions.named.guards import stands
from ishizue.evidence.mentions.named.scene import Cover, Scene
from ishizue.evidence.names.names import Hit

CITIES = frozenset({"metonym", "seat"})
PLAIN = frozenset({"name", "official"})


def known(scene: Scene) -> list[Mention]:
    """Every known name in a text; the longest of those that overlap wins."""
    chosen = _longest(scene, scene.hits)
    inner = _within(scene, chosen)
    closed = [hit for hit in chosen if not hit.alias.has("open")]
    mentions = [
        mention for hit in (*chosen, *inner) for mention in _mentions_of(hit, scene)
    ]
    mentions += [
        scene.mention("actor", short.start, short.end, key, {"alias": "abbreviation"})
        for short in abbreviations(
            scene, [(hit.start, hit.end) for hit in (*closed, *inner)]
        )
        for key in short.keys
    ]
    return _with_articles(scene, chosen, mentions)


def _longest(scene: Scene, hits: Iterable[Hit]) -> list[Hit]:
    """Hits that stand, none over another; what names nothing takes its place too."""
    taken = Cover(len(scene.text))
    chosen = []
    for hit in sorted(hits, key=_precedence):
        if not taken.touches(hit.start, hit.end) and stands(hit, scene):
            taken.take(hit.start, hit.end)
            chosen.append(hit)
    return chosen


def _precedence(hit: Hit) -> tuple[int, int, bool]:
    """Long before short, left before right; a city gives way to another meaning."""
    return (hit.start - hit.end, hit.start, hit.alias.use in CITIES)


def _within(scene: Scene, chosen: Iterable[Hit]) -> list[Hit]:
    """States within names that are open to them: ウクライナ in NATO・ウクライナ理事会."""
    return _longest(
        scene,
        (
            inner
            for hit in chosen
            if hit.alias.has("open")
            for start in range(hit.start, hit.end)
            for inner in scene.by_start.get(start, ())
            if inner.end <= hit.end
            and inner.alias.kind == "actor"
            and inner.alias.use not in CITIES
        ),
    )


def _mentions_of(hit: Hit, scene: Scene) -> Iterator[Mention]:
    alias, key = hit.alias, hit.alias.key
    if alias.kind == "none":
        return
    kind: Kind = alias.kind
    details = {}
    if alias.use in CITIES:
        if not metonyms.acts(hit, scene):
            return
        details["metonym"] = "yes"
        if alias.has("brussels"):
            kind, key = "framework", metonyms.body(hit, scene)
    elif alias.use not in PLAIN:
        details["alias"] = alias.use
    if alias.of:
        details["of"] = alias.of
    yield scene.mention(kind, hit.start, hit.end, key, details)


def _with_articles(
    scene: Scene, chosen: list[Hit], mentions: list[Mention]
) -> list[Mention]:
    """With the articles of treaties; one that begins with its treaty replaces it."""
    frameworks = [hit for hit in chosen if hit.alias.kind == "framework"]
    found = articles(scene, frameworks)
    replaced = {article.start for article in found if article.whole}
    kept = [
        mention
        for mention in mentions
        if not (mention.kind == "framework" and mention.start in replaced)
    ]
    return kept + [
        scene.mention("framework", article.start, article.end, article.key, {})
        for article in found
    ]
