"""The file: whole, closed to the network, and deaf to hostile text."""

import base64
import csv
import gzip
import hashlib
import io
import json
import re

import pytest

from ishizue.briefs import render_html
from ishizue.briefs.files import csv_of
from ishizue.briefs.html import UNVERIFIED, anchor
from ishizue.briefs.svg import drawing

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&{{7*7}}"
LOADING = {
    "audio",
    "base",
    "embed",
    "form",
    "frame",
    "iframe",
    "img",
    "link",
    "object",
    "source",
    "video",
}


@pytest.fixture(scope="module")
def files(html):
    """What the page has packed for those who ask for a file."""
    packed = re.search(r'<template id="files">(.*?)</template>', html)[1]
    return json.loads(gzip.decompress(base64.b64decode(packed)))


def test_nothing_is_loaded(page):
    assert not LOADING & {tag for tag, _ in page.elements}
    for tag, attributes in page.elements:
        assert not {"src", "srcset", "action", "poster", "background"} & set(attributes)
        address = attributes.get("href", "")
        if tag != "a":
            assert not address, (tag, address)
        assert not address.startswith(("//", "javascript:", "file:"))


def test_nothing_is_imported_by_style_or_drawing(html):
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)[1]
    assert "@import" not in style
    assert "url(" not in style
    drawn = "".join(re.findall(r"<svg .*?</svg>", html, re.DOTALL))
    assert set(re.findall(r"url\((?!#)[^)]*\)", drawn)) == set()
    assert "<image" not in drawn
    assert "<foreignObject" not in drawn


def test_the_policy_allows_these_scripts_and_no_request(html, page):
    (policy,) = (
        a["content"]
        for tag, a in page.elements
        if tag == "meta" and a.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "'unsafe-inline'; img-src data:" in policy
    assert "script-src 'unsafe-inline'" not in policy
    scripts = re.findall(r'<script type="module">(.*?)</script>', html, re.DOTALL)
    assert len(scripts) == 2
    for script in scripts:
        digest = hashlib.sha256(script.encode()).digest()
        assert f"'sha256-{base64.b64encode(digest).decode()}'" in policy


def test_every_link_within_the_page_has_a_target(page):
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    inner = {h[1:] for h in page.values("href") if h.startswith("#")}
    assert len(inner) > 50
    assert inner - set(ids) == set()


def test_every_reference_to_an_element_has_it(page):
    ids = set(page.values("id"))
    for attribute in ("aria-labelledby", "for"):
        assert set(page.values(attribute)) - ids == set()


def test_every_number_is_an_element_with_its_key_and_its_note(brief, page):
    shown = [a for _, a in page.elements if "data-trace" in a]
    assert {a["data-trace"] for a in shown} == {n.key for n in brief.numbers()}
    # Headline numbers stand in the overview as well.
    assert len(shown) >= len(list(brief.numbers()))
    for attributes in shown:
        assert re.fullmatch(r"#n\d+", attributes["href"])


def test_unverified_rulings_show_beside_the_number_in_its_note_and_by_name(brief, html):
    for number in brief.numbers():
        marked = bool(brief.apparatus.note(number).unverified)
        key = number.key.replace("&", "&amp;")
        element = re.search(
            rf'<a class="n"[^>]*data-trace="{re.escape(key)}"[^>]*>.*?</a>(.{{22}})',
            html,
            re.DOTALL,
        )
        assert (UNVERIFIED in element[1]) is marked, number.key
        footnote, place = brief.apparatus.of[number.note]
        note = re.search(
            rf'<section class="note" id="note-{place + 1}">.*?</section>',
            html,
            re.DOTALL,
        )[0]
        assert f'id="n{footnote}"' in note
        assert ('<a href="#u1">U1</a>' in note) is marked
    assert f'<b>U1<span class="u">{UNVERIFIED}</span></b>' in html
    assert "Unverified. To check: League white paper 2029" in html
    assert "未確認。照合すべき資料：League white paper 2029" in html


def test_both_languages_are_inside_and_the_one_asked_for_is_shown_first(brief, html):
    japanese = render_html(brief, lang="ja")
    assert '<html lang="en"' in html
    assert '<html lang="ja"' in japanese
    assert re.search(r'id="lang-ja"[^>]*checked', japanese)
    assert re.search(r'id="lang-en"[^>]*checked', html)
    for text in ("Headline answers", "主要な結論", "哨戒艦", "Patrol ships"):
        assert text in html
        assert text in japanese


def test_another_language_is_refused(brief):
    with pytest.raises(ValueError, match="'fr'"):
        render_html(brief, lang="fr")


def test_spans_of_both_languages_come_in_pairs(page):
    spans = [a.get("lang") for tag, a in page.elements if tag == "span"]
    assert spans.count("en") == spans.count("ja") > 100


def test_every_chart_has_drawing_words_table_and_files_in_both_languages(
    brief, page, files
):
    charts = list(brief.charts())
    drawings = [a for tag, a in page.elements if tag == "svg" and "role" in a]
    assert len(drawings) == 2 * len(charts)
    links = {a["download"]: a["href"] for _, a in page.elements if "download" in a}
    for chart in charts:
        assert chart.table.rows
        for lang in ("en", "ja"):
            assert chart.alternative[lang] in page.text
            name = f"{chart.id}-{lang}"
            for form in ("csv", "vl.json", "svg", "png"):
                assert links[f"{name}.{form}"] == f"#view-{name}"
            assert files[f"{name}.csv"] == csv_of(chart.table, lang)
            spec = json.loads(files[f"{name}.vl.json"])
            assert spec == json.loads(json.dumps(chart.spec(lang)))


def test_a_drawing_holds_its_labels_in_japanese(brief):
    chart = next(c for c in brief.charts() if c.id == "coverage-league")
    svg = drawing(chart.spec("ja"), "x")
    assert "哨戒艦" in svg
    assert "アルダン" in svg
    assert "Patrol" not in svg


def test_a_drawing_is_the_same_whatever_was_drawn_before(brief):
    chart = next(c for c in brief.charts() if "clip" in drawing(c.spec("en"), "x"))
    first, again = (drawing(chart.spec("en"), "x") for _ in range(2))
    assert first == again


def test_drawings_do_not_share_ids(page):
    ids = [i for i in page.values("id") if "clip" in i or "gradient" in i]
    assert len(ids) == len(set(ids))


def test_the_bibliographies_hold_the_documents(files):
    assert "@misc{almanac," in files["documents.bib"]
    assert "TI  - Almanac of the League" in files["documents.ris"]


def test_every_file_that_is_offered_is_packed_or_drawn(page, files):
    offered = set(page.values("download"))
    assert set(files) <= offered
    assert {name.rpartition(".")[2] for name in offered - set(files)} == {"png", "svg"}


def test_tables_as_csv_have_numbers_in_full_and_intervals_apart(brief):
    chart = next(c for c in brief.charts() if c.id == "coverage-league")
    text = csv_of(chart.table, "ja")
    assert text.startswith("\ufeff")
    head, ships, radars = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    assert head[:4] == ["能力", "現状", "現状(5%点)", "現状(95%点)"]
    assert ships[0] == "哨戒艦"
    low, high = float(ships[2]), float(ships[3])
    assert low < float(ships[1]) < high
    assert radars[1:4] == ["0.5", "0.5", "0.5"]


def test_a_csv_cell_does_not_run_as_a_formula(brief_of, broken):
    folder = broken(
        {
            "world/capabilities.csv": (
                "capability,name_en,name_ja,measure_en,measure_ja,basis\n"
                "ships,=1+1,=1+1,ships,隻,r-league\n"
                "radars,Radars,レーダー,radars,基,r-league\n"
                "lookouts,Lookouts,見張り,satellites,機,r-league\n"
                "munitions,Munitions,弾薬,shells,発,r-league\n"
            )
        }
    )
    chart = next(c for c in brief_of(folder).charts() if c.id == "coverage-league")
    assert "\n'=1+1," in csv_of(chart.table, "en")


def test_hostile_text_stays_text(brief_of, broken, toy_folder, read):
    actors = (toy_folder / "world" / "actors.csv").read_text(encoding="utf-8")
    quoted = '"' + HOSTILE.replace('"', '""') + '"'
    settings = (toy_folder / "study.toml").read_text(encoding="utf-8")
    scenario = (toy_folder / "scenarios" / "aldan-leaves.toml").read_text("utf-8")
    folder = broken(
        {
            "study.toml": settings.replace(
                '"The League of the North (fictional)"', json.dumps(HOSTILE)
            ),
            "world/actors.csv": actors.replace("Borea,ボレア", f"{quoted},{quoted}"),
            "scenarios/aldan-leaves.toml": scenario.replace(
                '"Aldan leaves"', json.dumps(HOSTILE)
            ),
            "documents.csv": (
                "document,title,publisher,date,language,licence,sha256,reliability,"
                f"locator\nalmanac,{quoted},{quoted},2029,en,,,B,javascript:alert(3)\n"
                "dispatch,Dispatch,Post,2029,en,,,C,https://post.example/\n"
            ),
        }
    )
    html = render_html(brief_of(folder), lang="en")
    page = read(html)
    tags = [tag for tag, _ in page.elements]
    assert tags.count("script") == 2
    assert "img" not in tags
    assert not [a for _, a in page.elements for name in a if name.startswith("on")]
    assert HOSTILE in page.text
    assert not [h for h in page.values("href") if h.startswith("javascript")]


def test_labels_become_ids():
    assert [anchor(x) for x in ("7.3", "R12", "U1", "S2.10", "P1")] == [
        "c7-3",
        "r12",
        "u1",
        "s2-10",
        "p1",
    ]
