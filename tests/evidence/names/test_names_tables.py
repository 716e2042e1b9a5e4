"""The tables of names are whole, and in step with the bundled study and with CLDR."""

import csv
import re
from importlib import resources

import pytest
from babel import Locale

from ishizue.evidence.mentions.named.guards import GUARDS
from ishizue.evidence.names import names
from ishizue.evidence.names.alias import compiled, read_aliases

USES = {
    "name",
    "official",
    "abbreviation",
    "adjective",
    "historical",
    "mistranslation",
    "metonym",
    "seat",
    "none",
}
# Territories of CLDR that are no actors of ours.
NO_ACTORS = re.compile(
    r"A[CIQSWX]|B[LMQV]|C[CPQWX]|DG|E[AUZ]|FK|G[FGPS]|HM|I[CMO]|JE|KY|M[FPQS]|NF|P[MN]"
    r"|QO|RE|S[HJX]|T[ACFK]|U[MN]|V[GI]|WF|X[AB]|YT|ZZ"
)


def table(name):
    """Rows of a table of the bundled study."""
    path = resources.files("ishizue").joinpath(f"studies/europe/world/{name}.csv")
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))


def test_every_alias_is_whole():
    broken = [
        alias
        for alias in names().aliases
        if alias.surface != alias.surface.strip()
        or not alias.surface
        or alias.lang not in {"ja", "en"}
        or alias.use not in USES
        or bool(alias.key) != (alias.kind != "none")
        or not re.fullmatch(r"[a-z0-9-]*", alias.key)
    ]
    assert broken == []


def test_every_guard_is_known_and_its_pattern_compiles():
    for alias in names().aliases:
        for name, argument in alias.guards:
            assert name in GUARDS, alias
            compiled(argument)


def test_one_surface_without_a_guard_names_one_thing():
    plain = {}
    for alias in names().aliases:
        if not alias.guards:
            plain.setdefault(alias.surface, set()).add((alias.kind, alias.key))
    assert {s: keys for s, keys in plain.items() if len(keys) > 1} == {}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_state_is_known_by_its_name_in_cldr(language):
    territories = Locale(language).territories
    unknown = {
        f"{code}: {territories[code]}"
        for code in territories
        if re.fullmatch("[A-Z]{2}", code)
        and not NO_ACTORS.fullmatch(code)
        and not names().key(plain(territories[code]), "actor")
    }
    assert unknown == set()


def plain(territory):
    """CLDR's name of a territory without the notes it adds."""
    return re.split(r" ?\(| SAR |特別行政区", territory.replace("中華人民共和国", ""))[
        0
    ]


@pytest.mark.real
@pytest.mark.parametrize(
    ("kind", "column", "rows"),
    [("actor", "actor", "actors"), ("framework", "framework", "frameworks")],
)
def test_whatever_the_bundled_study_is_about_has_a_name_in_both_languages(
    kind, column, rows
):
    for row in table(rows):
        langs = {a.lang for a in names().aliases_of(row[column]) if a.kind == kind}
        if row[column] != "aukus":
            assert langs == {"ja", "en"}, row[column]


def test_a_table_with_an_unknown_kind_is_refused(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(
        "key,kind,lang,alias,use,guard\nald,realm,en,Aldan,name,\n", "utf-8"
    )
    issues = []
    assert read_aliases(path, issues) == []
    assert "'realm' is no kind of name" in str(issues[0])


def test_one_key_names_one_kind_of_thing():
    kinds = {}
    for alias in names().aliases:
        if alias.key:
            kinds.setdefault(alias.key, set()).add(alias.kind)
    assert {key: kind for key, kind in kinds.items() if len(kind) > 1} == {}
