"""What conclusions stand on, in words and tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import click

from ishizue.cli.tables import UNVERIFIED, percent, print_table, selected
from ishizue.world.checks import SCENARIO_BASIS

if TYPE_CHECKING:
    from ishizue.cornerstones import Cornerstones, Finding
    from ishizue.cornerstones.explain import Explanation
    from ishizue.cornerstones.findings import Flip, Share, Withdrawal
    from ishizue.cornerstones.robustness import Robustness, Standing
    from ishizue.pipeline import Study

NAMED = 60  # characters of a title or ruling that are shown
PARTS = 4  # sources, and assumptions, named for a difference

WORDS = {
    "overturned": {"en": "overturned without", "ja": "除くと結論が覆る"},
    "unsupported": {"en": "cannot be said without", "ja": "除くと判断できない"},
    "together": {"en": "overturned without both", "ja": "両方を除くと結論が覆る"},
    "lost": {"en": "cannot be said without both", "ja": "両方を除くと判断できない"},
    "none": {
        "en": "no single source overturns it",
        "ja": "単独で結論を覆す資料はない",
    },
    "strongest": {"en": "most moved without", "ja": "除いたときの変化が最大"},
    "graded": {"en": "sources graded B2 or better only", "ja": "B2以上の資料のみ"},
    "verified": {"en": "without unverified rulings", "ja": "未確認の裁定を除く"},
    "stays": {"en": "as before", "ja": "変わらない"},
    "owes": {"en": "owes its uncertainty to", "ja": "不確実性の主因"},
    "turns": {"en": "turns round at", "ja": "結論が反転する値"},
    "now": {"en": "now", "ja": "現在の値"},
    "inside": {"en": "inside its range", "ja": "範囲内"},
    "outside": {"en": "outside its range", "ja": "範囲外"},
    "exact": {"en": "taken as exact", "ja": "範囲の記載なし"},
    "check": {
        "en": "doubt removed by checking",
        "ja": "確認により解消する不確かさ",
    },
    "holds": {"en": "holds where", "ja": "成り立つ領域"},
    "coverage": {"en": "coverage", "ja": "被覆率"},
    "density": {"en": "density", "ja": "密度"},
    "more": {"en": "and {} more", "ja": "ほか{}件"},
    "due": {"en": "due to it", "ja": "寄与"},
    "left": {"en": "left without", "ja": "除いた差"},
    "regret": {
        "en": "Options over uncertain futures: greatest mean regret (and where)",
        "ja": "不確実な将来における選択肢：平均後悔の最大値(その将来)",
    },
    "idle": {"en": "nothing done", "ja": "何もしない"},
    "least": {"en": "least regret", "ja": "後悔が最小"},
    "dominated": {"en": "{} is dominated by {}", "ja": "{}は{}に支配される"},
}


def print_cornerstones(found: Cornerstones, study: Study, lang: str, most: int) -> None:
    """Each conclusion, and under each scenario what it stands on."""
    teller = _Teller(study, lang, most)
    for number, (key, conclusion) in enumerate(study.conclusions.items(), start=1):
        findings = [f for (c, _), f in found.findings.items() if c == key]
        if not findings:
            continue
        click.echo(f"\n{number}. {getattr(conclusion.statement, lang)} [{key}]")
        for finding in findings:
            title = getattr(study.scenarios[finding.scenario].title, lang)
            click.echo(f"\n  {title}: {percent(finding.probability)}")
            first, *rest = teller.lines(finding)
            print_table(first, rest)
    if found.robustness is not None:
        _print_robustness(found.robustness, study, lang)


def _print_robustness(found: Robustness, study: Study, lang: str) -> None:
    """Options against measures: the greatest mean regret, and where that is."""
    names = {name: getattr(s.title, lang) for name, s in study.scenarios.items()}
    # The baseline as an option is to do nothing.
    options = {o: names[o] for o in found.options} | {"baseline": WORDS["idle"][lang]}
    click.echo(f"\n{WORDS['regret'][lang]}")
    head = ["  ", *options.values(), WORDS["least"][lang]]
    rows = []
    for measure in found.measures:
        cells = [found.standings[measure, option] for option in found.options]
        rows.append(
            [
                "  " + getattr(study.conclusions[measure].short, lang),
                *(_regret(cell, names) for cell in cells),
                ", ".join(options[o] for o in found.minimax[measure]),
            ]
        )
    print_table(head, rows)
    for option, better in found.dominated.items():
        by = ", ".join(options[o] for o in better)
        click.echo("  " + WORDS["dominated"][lang].format(options[option], by))


def _regret(standing: Standing, names: Mapping[str, str]) -> str:
    if standing.greatest is None:
        return "-"
    where = f" ({names[standing.future]})" if standing.greatest > 0 else ""
    return f"{standing.greatest:.3g}{where}"


def print_explanations(
    explanations: Iterable[Explanation], study: Study, lang: str
) -> None:
    """Differences, and under each what it is due to."""
    for explanation in explanations:
        difference = explanation.difference
        parts = [*explanation.assumptions[:PARTS], *explanation.sources[:PARTS]]
        if not parts:
            continue
        what = selected(difference.selection)
        click.echo(f"\n{difference.outcome} {what}: {difference.change:+.3g}")
        print_table(
            [WORDS["due"][lang], WORDS["left"][lang], ""],
            [
                [
                    f"{100 * min(1.0, part.explains):.0f} %",
                    "?" if part.change is None else f"{part.change:+.3g}",
                    source_named(part.source, study, lang),
                ]
                for part in parts
                if part.explains > 0
            ],
        )


class _Teller:
    """Puts findings into words."""

    def __init__(self, study: Study, lang: str, most: int) -> None:
        self.study = study
        self.lang = lang
        self.most = most

    def lines(self, finding: Finding) -> Iterator[tuple[str, str, str]]:
        """Label, how much, and what; a label stands once for what follows."""
        told = ""
        for label, how, what in self._said(finding):
            yield "    " + (self._word(label) if label != told else ""), how, what
            told = label

    def _said(self, finding: Finding) -> Iterator[tuple[str, str, str]]:
        yield from self._withdrawals(finding)
        for label, without in (
            ("graded", finding.graded),
            ("verified", finding.verified),
        ):
            how = self._effect(finding, without) if without.falls else ""
            yield (
                label,
                how,
                without.unsupported or ("" if how else self._word("stays")),
            )
        for share in finding.figures[: self.most]:
            yield "owes", _index(share), share.name
        for share in finding.sources[: self.most]:
            yield "owes", _index(share), self._source(share.name)
        for flip in finding.flips[: self.most]:
            yield "turns", f"{flip.at:.4g}", f"{flip.path}, {self._now(flip)}"
        yield from self._checks(finding)
        yield from self._region(finding)

    def _withdrawals(self, finding: Finding) -> Iterator[tuple[str, str, str]]:
        fatal = finding.cornerstones
        silent = [w for w in fatal if w.unsupported]
        yield from self._some("overturned", [w for w in fatal if w.overturns], finding)
        yield from self._some("unsupported", silent, finding)
        pairs = [w for w in finding.pairs if w.together]
        yield from self._some("together", [w for w in pairs if w.overturns], finding)
        yield from self._some("lost", [w for w in pairs if w.unsupported], finding)
        if not fatal:
            yield "none", "", ""
            moving = [w for w in finding.withdrawals if w.falls]
            yield from self._some("strongest", moving, finding)

    def _some(
        self, label: str, withdrawals: list[Withdrawal], finding: Finding
    ) -> Iterator[tuple[str, str, str]]:
        for withdrawal in withdrawals[: self.most]:
            names = " + ".join(map(self._source, withdrawal.sources))
            reason = f" ({withdrawal.unsupported})" if withdrawal.unsupported else ""
            yield label, self._effect(finding, withdrawal), names + reason
        left = len(withdrawals) - self.most
        if left > 0:
            yield label, "", self._word("more").format(left)

    def _effect(self, finding: Finding, withdrawal: Withdrawal) -> str:
        before = percent(finding.probability)
        if withdrawal.probability is None:
            return f"{before} -> ?"
        return f"{before} -> {percent(withdrawal.probability)}"

    def _now(self, flip: Flip) -> str:
        where = "exact"
        if flip.low is not None:
            where = "inside" if flip.inside else "outside"
        return f"{self._word('now')} {flip.value:.4g} ({self._word(where)})"

    def _checks(self, finding: Finding) -> Iterator[tuple[str, str, str]]:
        doubt = finding.probability * (1 - finding.probability)
        worth: Iterable[Share] = sorted(
            (s for s in finding.figures if s.checking >= 0.01 * doubt > 0),
            key=lambda share: -share.checking,
        )
        for share in list(worth)[: self.most]:
            # An estimate may come out above what there is to remove.
            yield "check", percent(min(1.0, share.checking / doubt)), share.name

    def _region(self, finding: Finding) -> Iterator[tuple[str, str, str]]:
        if finding.region is None:
            return
        for path, (low, high) in finding.region.limits.items():
            least = "" if low is None else f"{low:.4g} <= "
            greatest = "" if high is None else f" <= {high:.4g}"
            yield "holds", "", f"{least}{path}{greatest}"
        region = finding.region
        coverage, density = percent(region.coverage), percent(region.density)
        words = (
            f"{self._word('coverage')} {coverage}, {self._word('density')} {density}"
        )
        yield "holds", "", words

    def _source(self, name: str) -> str:
        return source_named(name, self.study, self.lang)

    def _word(self, name: str) -> str:
        return WORDS[name][self.lang]


def source_named(name: str, study: Study, lang: str) -> str:
    """A document, ruling or assumption by its id and in its own words."""
    ledger = study.ledger
    if name in ledger.documents:
        document = ledger.documents[name]
        return f"{name}: {_short(document.title)} [{document.reliability}]"
    if name in ledger.rulings:
        ruling = ledger.rulings[name]
        mark = UNVERIFIED if ruling.status == "unverified" else ""
        return f"{name}{mark}: {_short(getattr(ruling, f'why_{lang}'))}"
    if name.startswith(SCENARIO_BASIS):
        scenario, _, number = name.removeprefix(SCENARIO_BASIS).partition("#")
        why = study.scenarios[scenario].changes[int(number) - 1].why
        return f"{name}: {_short(getattr(why, lang))}"
    return name


def _index(share: Share) -> str:
    return f"{share.total:.2f} +/- {share.total_error:.2f}"


def _short(text: str) -> str:
    return text if len(text) <= NAMED else f"{text[:NAMED]}..."
