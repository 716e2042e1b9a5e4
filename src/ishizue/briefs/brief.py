"""The brief: what a run found, cited, as data in both languages.

Renderers (HTML, and later PDF and Markdown) walk the same parts; nothing here knows
how they look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version

from ishizue.briefs.adoption import adoption
from ishizue.briefs.answers import Answer, answers
from ishizue.briefs.bargaining import bargaining
from ishizue.briefs.burden import burden
from ishizue.briefs.changes import scenarios as scenario_cards
from ishizue.briefs.coverage import coverage
from ishizue.briefs.decisions import decisions
from ishizue.briefs.deterrence import deterrence
from ishizue.briefs.differences import differences
from ishizue.briefs.futures import futures
from ishizue.briefs.industry import industry
from ishizue.briefs.maps import maps
from ishizue.briefs.material import BASELINE, Material
from ishizue.briefs.methods import Method, conventions, methods
from ishizue.briefs.names import Names
from ishizue.briefs.notes import Apparatus, Tracer
from ishizue.briefs.numbers import Key, Number
from ishizue.briefs.obligations import obligations
from ishizue.briefs.parts import Chart, Section, charts_in, numbers_in
from ishizue.briefs.providers import providers
from ishizue.briefs.quantum import quantum
from ishizue.briefs.regimes import regimes
from ishizue.briefs.resting.section import section as resting
from ishizue.briefs.roadmap import roadmap
from ishizue.briefs.space import space
from ishizue.briefs.technology import technology
from ishizue.briefs.wording import Text, say
from ishizue.cornerstones import Cornerstones
from ishizue.lenses import Conclusion
from ishizue.lenses.outcomes import Outcomes
from ishizue.scenarios import Scenario
from ishizue.world import Baseline


@dataclass(frozen=True)
class Reproduction:
    """What it takes to have the same numbers again.

    Attributes:
        draws, kept: Draws evaluated, and those of them held in full.
        worlds: By scenario, the id of the world it was run on.
    """

    command: str
    python: str
    seed: int
    draws: int
    kept: int
    as_of: date
    worlds: Mapping[str, str]
    version: str


@dataclass(frozen=True)
class Brief:
    """A cited report on a run.

    Attributes:
        about: What this is, in a sentence.
        scenarios: Titles, by name, of the scenarios run.
        sections: Everything between the headline answers and the methods.
        documents: How many documents the study holds; the brief lists those it cites.
    """

    title: Text
    as_of: date
    about: Text
    scenarios: Mapping[str, Text]
    answers: tuple[Answer, ...]
    sections: tuple[Section, ...]
    methods: tuple[Method, ...]
    conventions: tuple[Text, ...]
    apparatus: Apparatus
    documents: int
    reproduction: Reproduction

    @property
    def is_examined(self) -> bool:
        """Whether it is known of any answer what it rests on."""
        return any(j.resting is not None for a in self.answers for j in a.judgements)

    def numbers(self) -> Iterator[Number]:
        """Every number a reader sees, in order."""
        yield from numbers_in((self.answers, self.sections))

    def charts(self) -> Iterator[Chart]:
        """Every chart, in order."""
        yield from (answer.chart for answer in self.answers)
        for section in self.sections:
            yield from charts_in(section.blocks)

    def trace_keys(self) -> tuple[Key, ...]:
        """What every number is, each once; all of them can be traced."""
        keys = {key: None for number in self.numbers() for key in number.trace}
        return tuple(keys)


def compose(
    baseline: Baseline,
    scenarios: Mapping[str, Scenario],
    conclusions: Mapping[str, Conclusion],
    outcomes: Outcomes,
    *,
    cornerstones: Cornerstones | None = None,
) -> Brief:
    """The brief of a run.

    Args:
        baseline: The study's settings, ledger and world.
        scenarios: The study's scenarios, of which some or all were run.
        conclusions: The study's conclusions.
        outcomes: What the run found.
        cornerstones: What the conclusions were found to rest on, if examined.
    """
    material = _material(baseline, scenarios, conclusions, outcomes, cornerstones)
    answered = answers(material)
    sections = _sections(material)
    settings = baseline.settings
    apparatus = material.tracer.apparatus(material.names)
    return Brief(
        title=Text(settings.name_en, settings.name_ja),
        as_of=settings.as_of,
        about=say(
            "What the frameworks of this study can decide and do under {scenarios} "
            "scenarios, computed from {figures} figures. Every number leads to the "
            "documents, rulings and assumptions it rests on.",
            figures=f"{len(baseline.world.figures):,}",
            scenarios=len(material.scenarios),
        ),
        scenarios={name: material.title(name) for name in material.scenarios},
        answers=answered,
        sections=sections,
        methods=methods(material),
        conventions=conventions(material),
        apparatus=apparatus,
        documents=len(baseline.ledger.documents),
        reproduction=_reproduction(material),
    )


def _material(
    baseline: Baseline,
    scenarios: Mapping[str, Scenario],
    conclusions: Mapping[str, Conclusion],
    outcomes: Outcomes,
    cornerstones: Cornerstones | None,
) -> Material:
    order = sorted(outcomes, key=lambda name: name != BASELINE)
    worlds = {name: outcomes.worlds[name] for name in order}
    return Material(
        baseline=baseline,
        scenarios={name: scenarios[name] for name in order},
        order=tuple(scenarios),
        conclusions=conclusions,
        outcomes=outcomes,
        names=Names((baseline.world, *worlds.values()), scenarios),
        tracer=Tracer(worlds, baseline.ledger, scenarios),
        cornerstones=cornerstones,
    )


def _sections(material: Material) -> tuple[Section, ...]:
    answered, rows = material.answered, material.rows
    capable = answered("capability") and rows("requirements")
    deciding = answered("decision") and rows("motions")
    # In the order of the brief, each with what it takes to have something to say.
    parts: tuple[tuple[object, Callable[[Material], Section | None]], ...] = (
        (True, resting),
        (True, scenario_cards),
        (capable, coverage),
        (deciding, adoption),
        (answered("bargaining") and rows("agendas"), bargaining),
        (answered("obligations") and rows("contingencies"), obligations),
        (answered("deterrence") and rows("confrontations"), deterrence),
        (answered("roadmap") and rows("roadmaps"), roadmap),
        (answered("quantum") and (rows("migrations") or rows("goals")), quantum),
        (answered("futures") and material.world.tables["variants"], futures),
        (answered("space") and rows("areas"), space),
        (material.others and (capable or deciding), differences),
        (True, maps),
        (capable, providers),
        (answered("burden") and rows("requirements"), burden),
        (answered("technology") and rows("technologies"), technology),
        (answered("regimes") and rows("controls"), regimes),
        (answered("industry") and rows("demands"), industry),
        (answered("decision") and material.world.tables["rules"], decisions),
    )
    sections = [compose_part(material) for wanted, compose_part in parts if wanted]
    return tuple(section for section in sections if section is not None)


def _reproduction(material: Material) -> Reproduction:
    outcomes = material.outcomes
    names = list(material.scenarios)
    levers = f"draws={outcomes.draws}, seed={outcomes.seed}"
    return Reproduction(
        command=f"ishizue brief STUDY --draws {outcomes.draws} --seed {outcomes.seed}",
        python=f'ishizue.open("STUDY").run({names!r}, {levers})',
        seed=outcomes.seed,
        draws=outcomes.draws,
        kept=outcomes.kept,
        as_of=material.baseline.settings.as_of,
        worlds={name: outcomes.worlds[name].id for name in names},
        version=version("ishizue"),
    )
