"""How likely each motion is to be adopted, by scenario."""

from __future__ import annotations

from ishizue.briefs.chances import Chances, by_scenario
from ishizue.briefs.material import Material
from ishizue.briefs.parts import Paragraph, Section
from ishizue.briefs.wording import say

ADOPTION = "decision.adoption"


def adoption(material: Material) -> Section:
    """Probability of adoption per motion and scenario."""
    opening = say(
        "Each member is given a probability of agreeing in time; the rule says which "
        "combinations of members suffice. Dots are medians over draws, bars 90% "
        "intervals."
    )
    motions = {motion: motion for motion in material.rows("motions")}
    chances = Chances(
        id="adoption",
        outcome=ADOPTION,
        dim="motion",
        names=material.names.distinct("motions", motions),
        title=say("Probability that each motion is adopted, by scenario"),
        head=say("Motion"),
        axis=say("Probability of adoption"),
    )
    chart = by_scenario(chances, material)
    return Section("adoption", say("Adoption of motions"), (Paragraph(opening), chart))
