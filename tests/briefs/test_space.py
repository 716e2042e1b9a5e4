"""The section on what is seen from space, from the toy."""

import numpy as np

from ishizue.briefs.parts import plain


def section(brief):
    return next(s for s in brief.sections if s.id == "space")


def block(brief, name):
    return next(b for b in section(brief).blocks if getattr(b, "id", "") == name)


def rows(table, lang="en"):
    return [[plain(cell, lang) for cell in row] for row in table.rows]


def test_sensors_have_their_charts_and_signals_have_none(brief):
    ids = [getattr(b, "id", "") for b in section(brief).blocks]
    assert "space-latitudes" in ids
    assert [i for i in ids if i.startswith("space-years")] == [
        "space-years-optical",
        "space-years-radar",
    ]
    assert [i for i in ids if i.startswith("space-owners-")] == [
        "space-owners-optical",
        "space-owners-radar",
        "space-owners-multispectral",
        "space-owners-mixed",
    ]


def test_what_one_owner_could_take_away_is_said(brief):
    points = next(b for b in section(brief).blocks if hasattr(b, "sentences"))
    said = [plain(s, "en") for s in points.sentences]
    assert len(said) == 2
    assert said[0].startswith("Cameras, The Straits: Borea could take away 100% of the")
    assert said[1].startswith("Radar, The Straits: Aldan could take away 100% of the")
    assert plain(points.sentences[1], "ja").startswith(
        "レーダー・海峡:2030年の共有通過の"
    )


def test_owners_stand_with_what_they_fly_and_what_goes_with_them(brief):
    radar = rows(block(brief, "space-owners-radar"))
    # Two lanterns; half of their passes are shared.
    assert radar == [["Aldan", "0.207"]]
    joint = rows(block(brief, "space-owners-multispectral"), "ja")
    assert joint[0][0] == "欧州共同"
    lost = rows(block(brief, "space-lost"))
    assert ["Aldan", "Radar", "100%"] in lost
    assert ["Dorn", "Undisclosed", "100%"] in lost


def test_passes_by_year_rise_with_the_launch(brief):
    chart = block(brief, "space-years-radar")
    (row,) = rows(chart.table)
    assert row[:2] == ["The Straits", "Baseline"]
    values = np.array([float(cell) for cell in row[2:]])
    np.testing.assert_allclose(values / values[0], [1, 1, 4, 5, 5], rtol=0.01)


def test_the_north_is_drawn_above_and_both_cases_are_joined(brief):
    chart = block(brief, "space-latitudes")
    drawn = chart.specs["en"]["data"]["values"]
    assert {row["case"] for row in drawn} == {
        "All that is shared",
        "European satellites alone",
    }
    assert {row["item"] for row in drawn} == {"The north"}
    assert [plain(c, "en") for c in chart.table.head][1:3] == [
        "Cameras · All that is shared",
        "Cameras · European satellites alone",
    ]
