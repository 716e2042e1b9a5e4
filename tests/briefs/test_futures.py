"""The section on futures, from the toy."""

from ishizue.briefs.parts import plain


def block(brief, name):
    section = next(s for s in brief.sections if s.id == "futures")
    return next(b for b in section.blocks if getattr(b, "id", "") == name)


def cells(table, lang="en"):
    return [[plain(cell, lang) for cell in row] for row in table.rows]


def test_futures_are_put_to_the_test_in_every_scenario(brief):
    chart = block(brief, "futures")
    assert cells(chart.table) == [
        ["Quiet drift", ">99%", ">99%", "0", "50.0%"],
        ["Armed vigilance", ">99%", ">99%", "0", "50.0%"],
        ["Idyll", "<1%", "<1%", "4", "0.0%"],
    ]
    assert "Idyll <1%" in plain(chart.alternative, "en")
    assert "現状" in plain(chart.caption, "ja")


def test_what_a_future_is_made_of_and_where_it_gives_way(brief):
    table = block(brief, "futures-made-of")
    assert [h.en for h in table.head] == [
        "Development",
        "Quiet drift",
        "Armed vigilance",
        "Idyll",
    ]
    assert cells(table)[1] == [
        "Unity of the League",
        "A loose League: 4",
        "A close League: 4",
        "A close League: \N{MINUS SIGN}4",
    ]


def test_states_are_open_or_closed(brief):
    rows = cells(block(brief, "states").table)
    assert rows[0] == ["The Straits", "Calm Straits", ">99%", "50%"]
    assert len(rows) == 6


def test_what_one_more_point_would_change(brief):
    table = block(brief, "judgements")
    first, *_ = cells(table)
    # One point less for calm from open trade breaks the tie of quiet drift.
    assert "→" in first[0]
    assert {row[3] for row in cells(table)} <= {"0", "1", "2"}
    assert all(row[3] != "0" or row[4] != "0" for row in cells(table))


def test_futures_without_a_name_stand_beside_the_others(brief_of, broken):
    folder = broken({"world/futures.csv": "future,name_en,name_ja,basis\n"})
    header = "future_variant,future,variant,basis\n"
    (folder / "world/future_variants.csv").write_text(header)
    table = block(brief_of(folder), "futures-made-of")
    assert [h.en for h in table.head] == ["Development", "Not named, 1", "Not named, 2"]
    assert cells(table)[0] == ["The Straits", "Calm Straits", "Tense Straits"]


def test_a_run_without_drift_says_what_it_can(brief_of, toy):
    brief = brief_of(toy.folder, lenses=["futures"])
    section = next(s for s in brief.sections if s.id == "futures")
    ids = [getattr(b, "id", "") for b in section.blocks]
    assert ids == ["", "futures", "futures-made-of"]
    assert cells(block(brief, "futures").table)[0] == [
        "Quiet drift",
        ">99%",
        ">99%",
        "0",
        "",
    ]
