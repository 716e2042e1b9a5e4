"""The section on industry, from the toy."""

from ishizue.briefs.parts import charts_in, plain


def section(brief):
    return next(s for s in brief.sections if s.id == "industry")


def block(brief, name):
    return next(b for b in section(brief).blocks if getattr(b, "id", "") == name)


def rows(table):
    return [[plain(cell, "en") for cell in row] for row in table.rows]


def said(brief):
    return [
        plain(sentence, "en")
        for b in section(brief).blocks
        if hasattr(b, "sentences")
        for sentence in b.sentences
    ]


def test_what_is_made_is_held_against_demand_and_rival(brief):
    assert said(brief)[:2] == [
        "Shells · League of the North: 40 a month in 2030, 80% of what is wanted and 0.50 "
        "times what is made by: Dorn. Held back by: Charges.",
        "Rockets · League of the North: 8 a month in 2030, 80% of what is wanted. Held "
        "back by: Charges.",
    ]
    assert rows(block(brief, "industry-outputs"))[0] == [
        "Shells · League of the North",
        "40",
        "80%",
        "0.50",
        "Charges",
        "0.56",
        "67%",
    ]


def test_flows_show_what_goes_in_above_what_comes_out(brief):
    chart = block(brief, "industry-flow-league-shell")
    assert rows(chart.table) == [
        ["Charges", "Aldan", "64"],
        ["Charges", "Cymra", "40"],
        ["Shells", "Aldan", "40"],
        ["Shells", "Borea", "20"],
    ]
    bars = chart.spec("en")["data"]["values"]
    # Two charges make a shell.
    assert [bar["value"] for bar in bars] == [32, 20, 40, 20]


def test_losses_come_with_months_of_supply_and_of_recovery(brief):
    table = block(brief, "industry-losses").table
    assert rows(table)[0] == [
        "Shells · League of the North",
        "Aldan",
        "62%",
        "1",
        "6",
        ">99%",
    ]
    partners = rows(block(brief, "industry-partners"))
    assert partners == [["Dorn", "2"]]


def test_shortfalls_worth_of_capacity_and_places(brief):
    chart = block(brief, "industry-shortfall")
    assert rows(chart.table)[0][:5] == [
        "Shells · League of the North",
        "Baseline",
        "0%",
        "23%",
        "26%",
    ]
    assert rows(block(brief, "industry-capacity"))[-1][0] == "Charges"
    assert (
        "League of the North: 13 points more of demand met on average, for a budget of "
        "USD 40 m, in: Borea · Charges."
    ) in said(brief)
    # The Council has no budget.
    assert rows(block(brief, "industry-sites"))[0] == [
        "Borea · Charges",
        "26",
        "40",
        "<1%",
        "",
        "chosen",
    ]


def test_every_chart_has_words_and_numbers(brief):
    charts = list(charts_in(section(brief).blocks))
    assert len(charts) >= 4
    for chart in charts:
        assert chart.alternative["ja"] != chart.alternative["en"]
        assert chart.table.rows
