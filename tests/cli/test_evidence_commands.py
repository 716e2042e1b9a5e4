"""From a pile of files to accepted claims, as a user meets the commands."""

import json
import shutil
import subprocess
import sys
from datetime import datetime

import pytest

import ishizue
from documents import document, hashed, proposal, reading
from ishizue.cli.claim_reports import ClaimsReport, DecisionsReport
from ishizue.cli.evidence_reports import ReadReport, SearchReport
from ishizue.evidence.store import open_store

ISHIZUE = [sys.executable, "-m", "ishizue.cli"]

LINES = (
    "News from Borea",
    "",
    "France will deploy 2,000 troops to Borea in May 2029.",
    "日本は抑止力を強める方針だ。",
)


@pytest.fixture
def news(tmp_path):
    path = tmp_path / "news.txt"
    path.write_text("\n".join(LINES) + "\n", "utf-8")
    return path


@pytest.fixture
def filled(study):
    """The study, with a document of two rival counts stored beside it."""
    texts = {
        "harbour": document("Borea has eight ships.", publisher="Straits Post"),
        "count": document("A count found nine ships in Borea.", publisher="Gazette"),
    }
    with open_store(study, create=True) as store:
        for name, words, value in (
            ("harbour", "eight ships", 8.0),
            ("count", "nine ships", 9.0),
        ):
            made = proposal(
                texts[name],
                1,
                words,
                object="ships",
                act="have",
                value=value,
                unit="units",
                as_of="2029",
            )
            store.enter(f"{name}.txt", reading(texts[name], made), name)
    return study


def proposed(call, study):
    _, out, _ = call("claims", study, "--status", "proposed", "--json")
    return ClaimsReport.model_validate_json(out).claims


def test_read_tells_what_it_found_with_places(call, study, news):
    code, out, err = call("read", study, news, "--json")
    report = ReadReport.model_validate_json(out)
    (told,) = report.documents
    assert (code, err) == (0, "")
    assert (told.file, told.path, told.status) == ("news.txt", str(news), "stored")
    assert told.sha256 == hashed(news.read_text("utf-8"))
    assert [(p.line, p.para, p.damage) for p in told.passages] == [
        (1, 1, []),
        (3, 2, []),
        (4, 3, []),
    ]
    assert told.passages[2].language == "ja"
    stripped = [line.strip() for line in LINES if line.strip()]
    for found in told.mentions:
        assert stripped[found.para - 1][found.start : found.end] == found.surface
    for claim in told.claims:
        assert stripped[claim.para - 1][claim.start : claim.end] == claim.quote
    assert ("actor", "fra", "France") in [
        (m.kind, m.value, m.surface) for m in told.mentions
    ]
    (troops,) = [m for m in told.mentions if m.kind == "quantity"]
    # What is known beyond the value stands beside it.
    assert troops.value == "2000"
    assert troops.model_extra["unit"]
    again = ReadReport.model_validate_json(call("read", study, news, "--json")[1])
    (repeated,) = again.documents
    assert repeated.status == "already stored"
    assert (repeated.mentions, repeated.claims) == (told.mentions, told.claims)


def test_read_reports_each_file_and_exits_3_if_one_was_refused(call, study, news):
    empty = news.with_name("empty.txt")
    empty.write_bytes(b"")
    code, out, err = call("read", study, empty, news, news.with_name("ghost.txt"))
    lines = out.splitlines()
    assert code == 3
    assert [line.split("  ")[0] for line in lines] == ["refused", "stored", "refused"]
    assert f"{news}: news; 3 passages" in lines[1]
    assert "2 of 3 documents refused" in err
    assert "Traceback" not in out + err


def test_read_tells_of_one_document_with_two_names(call, study, news):
    copy = shutil.copy(news, news.with_name("copy.txt"))
    _, out, _ = call("read", study, news, copy)
    assert "already stored" in out
    assert "one document with 2 names: ../news.txt, ../copy.txt" in out


def test_read_shows_both_texts_of_a_passage_that_changed(call, study, news):
    call("read", study, news)
    claim = next(c for c in proposed(call, study) if c.para == 2)
    call("accept", study, claim.id, "--by", "A. Analyst")
    news.write_text(news.read_text("utf-8").replace("2,000", "3,000"), "utf-8")
    code, out, _ = call("read", study, news)
    assert code == 0
    assert "version 2" in out
    assert f"open again      {claim.id} (news)" in out
    assert "  was: France will deploy 2,000 troops to Borea in May 2029.\n" in out
    assert "  now: France will deploy 3,000 troops to Borea in May 2029.\n" in out
    _, out, _ = call("claims", study, "--status", "reopened", "--json")
    (case,) = ClaimsReport.model_validate_json(out).claims
    assert (case.id, case.passage, case.now) == (
        claim.id,
        LINES[2],
        LINES[2].replace("2,000", "3,000"),
    )
    _, out, _ = call("read", study, news, "--json")
    assert ReadReport.model_validate_json(out).reopened == []


def test_search_shows_each_place_in_its_context(call, study, news):
    call("read", study, news)
    code, out, err = call("search", study, "抑止")
    assert code == 0
    assert out.startswith("news, paragraph 3 (line 4, body): ?")
    assert "  日本は[抑止]力を強める方針だ。\n" in out
    assert err == "1 of 1 passages\n"
    _, out, _ = call("search", study, "フランス", "--json")
    report = SearchReport.model_validate_json(out)
    (hit,) = report.hits
    assert report.terms[0].names == ["fra"]
    assert [(p.start, p.end, p.quote) for p in hit.places] == [(0, 6, "France")]


def test_claims_stand_side_by_side_with_their_rivals(call, filled):
    code, out, _ = call("claims", filled, "--status", "proposed", "--lang", "en")
    eight, nine = proposed(call, filled)
    assert code == 0
    assert f"{eight.id}  proposed  capability  [F6]  harbour, paragraph 1" in out
    assert "  Borea has [eight ships].\n" in out
    assert f"  rival {nine.id}: 9 units (count, proposed)\n" in out
    assert (eight.corroboration, eight.publishers) == (1, ["Straits Post"])


def test_claims_are_listed_by_status_kind_and_language(call, filled):
    _, out, _ = call("claims", filled, "--kind", "statistic", "--lang", "ja")
    assert "アルダンの人口は2029年に600万人であった。" in out
    assert out.count("  accepted  ") == 1
    assert "A. Analyst, 2029-12-01" in out
    assert call("claims", filled, "--kind", "song")[0] == 2
    assert call("claims", filled, "--status", "sung")[0] == 2


def test_an_accepted_claim_can_carry_a_figure(call, filled):
    key = proposed(call, filled)[0].id
    code, out, err = call(
        *("accept", filled, key, "--by", "A. Analyst", "--why", "Seen."),
        *("--credibility", "2", "--reliability", "b", "--on", "2029-12-24"),
        *("--en", "Borea has eight ships.", "--ja", "ボレアの艦艇は8隻。"),
    )
    assert (code, out, err) == (0, f"{key}: accepted\n", "")
    path = filled / "figures.csv"
    rows = path.read_text("utf-8").replace("r-ships", key)
    path.write_text(rows, "utf-8")
    assert call("check", filled)[0] == 0
    claim = ishizue.open(filled).ledger.claims[key]
    assert (claim.paraphrase_ja, claim.credibility) == ("ボレアの艦艇は8隻。", 2)
    assert claim.reviewed_on == "2029-12-24"
    assert ishizue.open(filled).ledger.documents["harbour"].reliability == "B"


def test_the_day_of_a_decision_is_today_unless_said(call, filled):
    key = proposed(call, filled)[0].id
    before = datetime.now().astimezone().date()
    call("reject", filled, key, "--by", "A. Analyst")
    line = (filled / "claims/reviewed.jsonl").read_text("utf-8")
    assert json.loads(line)["reviewed_on"] in (
        before.isoformat(),
        datetime.now().astimezone().date().isoformat(),
    )


def test_accepting_a_rival_warns_until_a_ruling_weighs_both(call, filled):
    eight, nine = (claim.id for claim in proposed(call, filled))
    code, out, err = call("accept", filled, eight, nine, "--by", "A. Analyst")
    assert code == 0
    assert out == f"{eight}: accepted\n{nine}: accepted\n"
    assert f"{eight} says 8 units, its rival {nine}: 9 units (count, accepted)" in err
    code, _, err = call("check", filled)
    assert code == 3
    assert "[rival_claims_are_weighed]" in err


def test_what_is_put_right_is_told(call, filled):
    key = proposed(call, filled)[0].id
    code, out, _ = call(
        *("accept", filled, key, "--by", "A. Analyst", "--set", "value=7", "--json")
    )
    (decided,) = DecisionsReport.model_validate_json(out).decided
    assert code == 0
    assert (decided.asked, decided.decision, decided.status) == (
        key,
        "edit",
        "accepted",
    )
    assert decided.id != key
    assert "7 units" in decided.paraphrase["en"]
    _, out, _ = call("accept", filled, decided.id, "--by", "A. Analyst")
    assert out == f"{decided.id}: already accepted\n"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["read", "STUDY"], 2, "FILE..."),
        (["read", "nowhere", "x.txt"], 3, "does not exist; a study is a folder"),
        (["read", __file__, "x.txt"], 3, "is a file; a study is a folder"),
        (["read", "STUDY", "x.txt", "--database", "junk"], 3, "is not the address"),
        (["search", "STUDY", "、"], 3, "holds nothing that can be looked for"),
        (["search", "STUDY", "\udcff"], 3, "holds nothing that can be looked for"),
        (["accept", "STUDY", "c-1"], 2, "--by"),
        (["accept", "STUDY", "c-1", "--by", "A"], 3, "c-1: no such claim"),
        (["accept", "STUDY", "\udcff", "--by", "A"], 3, "is no character of a text"),
        (["reject", "STUDY", "c-1", "--by", "A"], 3, "c-1: no such claim"),
        (["reject", "STUDY", "c-1", "--by", "A", "--on", "May"], 2, "--on"),
        (["accept", "STUDY", "c-1", "c-2", "--by", "A", "--en", "x"], 2, "give one ID"),
        (["accept", "STUDY", "c-1", "--by", "A", "--set", "x"], 2, "write field=value"),
    ],
)
def test_bad_input_gets_a_message_and_its_exit_code(
    call, study, arguments, code, words
):
    found, out, err = call(*(study if a == "STUDY" else a for a in arguments))
    assert (found, out) == (code, "")
    assert words in err
    assert "Traceback" not in err


def test_a_study_with_faults_elsewhere_can_be_read_and_reviewed(call, filled):
    (filled / "figures.csv").write_text("nonsense\n")
    assert call("check", filled)[0] == 3
    key = proposed(call, filled)[0].id
    assert call("accept", filled, key, "--by", "A. Analyst")[0] == 0


def test_commands_that_only_look_make_no_file(call, study):
    before = sorted(study.rglob("*"))
    for arguments in (
        ["search", study, "抑止"],
        ["claims", study],
        ["trace", study, "ships-half"],
    ):
        assert call(*arguments)[0] == 0
    assert sorted(study.rglob("*")) == before


def test_the_database_may_be_named_in_the_environment(
    call, study, news, tmp_path, monkeypatch
):
    monkeypatch.setenv("ISHIZUE_DATABASE", f"sqlite:///{tmp_path}/team.sqlite")
    call("read", study, news)
    assert (tmp_path / "team.sqlite").exists()
    assert not (study / "evidence.sqlite").exists()
    assert call("search", study, "抑止")[1] != ""


def test_results_cut_off_by_their_reader_are_no_error(filled):
    done = subprocess.run(
        ["sh", "-c", f"{' '.join(ISHIZUE)} claims {filled} --json | head -c 10"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
