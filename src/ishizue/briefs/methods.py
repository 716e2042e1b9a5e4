"""Methods and what they leave out."""

from __future__ import annotations

from dataclasses import dataclass

from ishizue.briefs import likelihood
from ishizue.briefs.material import Material
from ishizue.briefs.wording import Text, say
from ishizue.lenses import lens_named


@dataclass(frozen=True)
class Method:
    """A lens, as it describes itself."""

    name: str
    title: Text
    question: Text
    method: Text
    leaves_out: Text


def methods(material: Material) -> tuple[Method, ...]:
    """The lenses of the run."""
    found = []
    for name in material.outcomes[material.reference]:
        lens = lens_named(name)
        found.append(
            Method(
                name,
                Text.of(lens.title),
                Text.of(lens.question),
                Text.of(lens.method),
                Text.of(lens.leaves_out),
            )
        )
    if material.cornerstones is not None:
        found.append(_cornerstones())
    return tuple(found)


def _cornerstones() -> Method:
    return Method(
        "cornerstones",
        say("Cornerstones"),
        say("What is each answer resting on?"),
        say(
            "Every document and ruling is withdrawn in turn, then every pair of the ten "
            "strongest and every pair that carries something between them. A ruling falls "
            "with the last claim it weighs, a figure made by several rulings with any of "
            "them; what then stands for a figure is the next claim about the same subject "
            "in the same unit, else the dictionary's zero or plausible range. Figures are "
            "compared by Sobol indices of the number the statement is about (Saltelli et "
            "al. 2010): the total index is the share of variance a figure has a part in, "
            "the first-order index the share it has on its own; intervals are 1.645 "
            "standard errors to either side. Figures of one source that act together are "
            "told apart by Shapley effects (Owen 2014). Doubt is p(1 - p), where p is the "
            "probability that the statement is true; what knowing a figure would remove "
            "of it is the value of partial perfect information under quadratic loss "
            "(Oakley and O'Hagan 2004). Turning points are found by holding one figure at "
            "a value while all others vary. The limits within which a statement holds are "
            "those of the patient rule induction method (Friedman and Fisher 1999; Bryant "
            "and Lempert 2010)."
        ),
        say(
            "Only what the study cites can be withdrawn: a source nobody has read, and "
            "the models themselves, are beyond this test. Documents that copy one another "
            "count as several. A ruling that sets many figures falls as a whole, so its "
            "weight says as much about how the study was written as about the world. "
            "Turning points move one figure at a time. Small differences between "
            "probabilities are within the error of so many draws."
        ),
    )


def conventions(material: Material) -> tuple[Text, ...]:
    """How numbers in the brief are to be read."""
    outcomes = material.outcomes
    told = [
        say(
            "Every uncertain figure is a random variable with the range and distribution "
            "that its source or ruling gives. The whole study is evaluated {n} times, "
            "each time with one draw of every figure; scenarios share the draws of the "
            "figures they share.",
            n=f"{outcomes.draws:,}",
        ),
        say(
            "A probability is the share of draws in which a statement is true. It is "
            "conditional on the figures, rulings, assumptions and models given here, and "
            "is not a forecast. Draws that all agree are reported as <1% or >99%, for "
            "agreement of draws is not certainty."
        ),
        say(
            "Words for probabilities follow US Intelligence Community Directive 203, "
            "Analytic Standards (2015), section D.6.e.(2): {scale}.",
            scale=likelihood.scale(),
        ),
        say(
            "An interval in brackets holds 90% of draws, from the 5th to the 95th "
            "percentile, around the median. A number without brackets does not vary."
        ),
        say(
            "Reliability of documents (A, reliable, to F, cannot be judged) and "
            "credibility of claims (1, confirmed, to 6, cannot be judged) are Admiralty "
            "grades."
        ),
    ]
    if outcomes.kept < outcomes.draws:
        told.append(
            say(
                "Headline answers count all {n} draws; all other numbers use the first "
                "{kept}, a sample like any other.",
                n=f"{outcomes.draws:,}",
                kept=f"{outcomes.kept:,}",
            )
        )
    return tuple(told)
