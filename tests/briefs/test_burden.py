"""The section on who pays, from the toy."""

from ishizue.briefs.parts import plain


def section(brief):
    return next(s for s in brief.sections if s.id == "burden")


def block(brief, name):
    return next(b for b in section(brief).blocks if getattr(b, "id", "") == name)


def rows(table):
    return [[plain(cell, "en") for cell in row] for row in table.rows]


def test_the_largest_economy_comes_first_and_rules_stand_side_by_side(brief):
    table = next(
        b.table
        for b in section(brief).blocks
        if hasattr(b, "specs") and "league" in b.id
    )
    assert [plain(c, "en") for c in table.head] == [
        "Member",
        "Share of spending",
        "Share of GDP",
        "Beyond a division by GDP, USD bn",
        "Spending, % of GDP",
        "Agreed share of common funding",
        "If each gives what it wants alone",
        "Airport game",
        "Share of capabilities",
    ]
    first = rows(table)[0]
    assert first[:8] == [
        "Aldan",
        "57.1%",
        "55.6%",
        "0.111",
        "4.0%",
        "50.0%",
        "87.5%",
        "66.7%",
    ]


def test_who_pays_most_and_least_is_said(brief):
    said = [
        plain(sentence, "en")
        for b in section(brief).blocks
        if hasattr(b, "sentences")
        for sentence in b.sentences
    ]
    assert said[:2] == [
        "Pays most beyond its share of GDP: Cymra, with 14.3% of spending and 11.1% of "
        "GDP. Pays least against it: Borea, with 28.6% of spending and 33.3% of GDP.",
        "If each gave only what it wants for itself, most would come from: Aldan, "
        "87.5%. Its Shapley share of a defence as large as its own: 66.7%.",
    ]


def test_regions_are_set_apart_where_members_come_from_several(brief):
    ids = [getattr(b, "id", "") for b in section(brief).blocks]
    assert "burden-regions-league" not in ids
    table = block(brief, "burden-regions-council")
    assert [row[:4] for row in rows(table)] == [
        ["Europe", "41.2%", "47.4%", "−6.19"],
        ["Eurasia", "58.8%", "52.6%", "6.19"],
    ]


def test_who_gains_and_loses_when_a_member_leaves(brief):
    found = {tuple(row[:3]): row[3:] for row in rows(block(brief, "burden-shifts"))}
    assert found["Aldan", "League of the North", "Airport game"] == [
        "66.7%",
        "not a member",
    ]
    assert found["Borea", "League of the North", "Agreed share of common funding"] == [
        "30.0%",
        "60.0%",
    ]
