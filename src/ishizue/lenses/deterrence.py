"""When does a threat deter, and what does it risk?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import xarray as xr

from ishizue.errors import LensError
from ishizue.lenses import brinkmanship
from ishizue.lenses.brinkmanship import EQUILIBRIA, FIGURES, POSTURES, RISKS
from ishizue.lenses.confrontations import behind
from ishizue.lenses.lens import Lens, Outcome, outcomes, wants
from ishizue.lenses.rows import along, listed
from ishizue.models.contest import contest_success
from ishizue.models.unilateral import KINDS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

BY_YEAR = ("confrontation", "year")
BY_POSTURE = ("confrontation", "posture", "year")
BY_EQUILIBRIUM = ("confrontation", "equilibrium")

WRITES = outcomes(
    Outcome(
        "credibility",
        ("confrontation",),
        "probability",
        "Probability that the defender is Hard: that help comes",
        "防衛側が強硬である確率(支援が来る確率)",
    ),
    Outcome(
        "denial",
        BY_YEAR,
        "probability",
        "Probability that an attack fails if it is resisted",
        "抵抗を受けた攻撃が失敗する確率",
    ),
    Outcome(
        "pr_attack",
        BY_POSTURE,
        "probability",
        "Probability of attack under the posture",
        "その態勢の下で攻撃が起こる確率",
    ),
    Outcome(
        "pr_disaster",
        BY_POSTURE,
        "probability",
        "Probability of disaster within a year under the posture",
        "その態勢の下で1年以内に破局に至る確率",
    ),
    Outcome(
        "value",
        BY_POSTURE,
        "stakes",
        "Value of the posture to the defender; the status quo is worth 0",
        "防衛側にとっての態勢の価値(現状維持を0とする)",
    ),
    Outcome(
        "best",
        BY_YEAR,
        "index",
        "Brinkmanship, from 0 to 1, of the posture of the greatest value",
        "価値が最大となる態勢の瀬戸際度(0~1)",
    ),
    Outcome(
        "robust",
        BY_YEAR,
        "index",
        "Brinkmanship, from 0 to 1, of the posture of the least regret over types of "
        "challenger",
        "挑戦側の類型を通じて後悔が最小となる態勢の瀬戸際度(0~1)",
    ),
    Outcome(
        "window",
        BY_YEAR,
        "flag",
        "Whether no posture below the maximal deters",
        "最大未満のどの態勢でも抑止できないか",
    ),
    Outcome(
        "exists",
        BY_EQUILIBRIUM,
        "flag",
        "Whether there is an equilibrium of the kind",
        "その種の均衡が存在するか",
    ),
    Outcome(
        "pr_challenge",
        BY_EQUILIBRIUM,
        "probability",
        "Probability of a challenge in the equilibrium; 0 where there is none",
        "均衡において挑戦が起こる確率(均衡がなければ0)",
    ),
    Outcome(
        "pr_war",
        BY_EQUILIBRIUM,
        "probability",
        "Probability of conflict in the equilibrium; 0 where there is none",
        "均衡において衝突に至る確率(均衡がなければ0)",
    ),
    Outcome(
        "risk_needed",
        BY_YEAR,
        "probability",
        "Least risk of disaster that deters a challenger who can be deterred; 0 where "
        "denial is enough",
        "抑止しうる挑戦側を思いとどまらせる最小の破局リスク(拒否力だけで足りれば0)",
    ),
    Outcome(
        "risk_acceptable",
        BY_YEAR,
        "probability",
        "Risk of disaster up to which the defender would rather threaten than give way",
        "防衛側が譲歩よりも威嚇を選ぶ破局リスクの上限",
    ),
)


def ask(e: xr.Dataset) -> xr.Dataset:
    """What deters in every confrontation, and at what risk."""
    sizes = {dim: e.sizes[dim] for dim in ("draw", "confrontation", "posture", "year")}
    sizes["equilibrium"] = len(KINDS)
    result = {
        name: np.zeros([sizes[dim] for dim in ("draw", *outcome.dims)])
        for name, outcome in WRITES.items()
    }
    rows = listed(e, *(f"confrontation{x}" for x in ("", "_contingency", "_defender")))
    for n, (name, contingency, defender) in enumerate(rows):
        strength = _strength(e, name, defender)
        with brinkmanship.naming(name):
            for outcome, values in _answers(e, n, contingency, strength):
                result[outcome][:, n] = values
    return xr.Dataset(
        {
            name: (("draw", *WRITES[name].dims), values)
            for name, values in result.items()
        },
        coords={
            **along(e, "draw", "confrontation", "posture", "year"),
            "equilibrium": np.array(KINDS),
        },
    )


def _answers(
    e: xr.Dataset, n: int, contingency: str, strength: Array
) -> Iterator[tuple[str, Array]]:
    """Outcomes of one confrontation, by draw."""
    figures = {field: e.variables[field].values[:, n] for field in FIGURES}
    place = e.variables["contingency"].values.tolist().index(contingency)
    credibility = e.variables["help"].values[:, place]
    denial = contest_success(
        strength,
        figures["adversary_strength"][:, None],
        figures["decisiveness"][:, None],
    )
    yield "credibility", credibility
    yield "denial", denial
    if wants(e, *POSTURES):
        scale = e.variables["brinkmanship"].values
        found = brinkmanship.postures(figures, credibility, denial, scale)
        yield from found.items()
    if wants(e, *EQUILIBRIA):
        yield from brinkmanship.equilibria(figures, credibility).items()
    if wants(e, *RISKS):
        yield from brinkmanship.risks(figures, denial).items()


def _strength(e: xr.Dataset, confrontation: str, defender: str) -> Array:
    """How far the needs of a framework are covered on average, by draw and year."""
    needs = np.flatnonzero(e["requirement_framework"].values == defender)
    if not needs.size:
        raise LensError(
            f"confrontation '{confrontation}': nothing is known of what '{defender}' "
            "needs, and so of its strength. Fix: add rows to world/requirements.csv."
        )
    coverage = e.variables["coverage"].values
    total = np.zeros((e.sizes["draw"], e.sizes["year"]))
    for need in needs:
        total += coverage[:, need]
    return total / len(needs)


LENS = Lens(
    name="deterrence",
    title={"en": "Deterrence", "ja": "抑止"},
    question={
        "en": "When does a threat deter, and what does it risk?",
        "ja": "威嚇はどのような場合に抑止となり、どのような危険を伴うのか。",
    },
    method={
        "en": "Unilateral Deterrence Game with all its perfect Bayesian equilibria "
        "(Zagare and Kilgour), probabilistic threats (Schelling; Dixit and Skeath), "
        "contest success as denial (Hirshleifer), and a reconstruction that weighs "
        "postures against a greedy and a fearful challenger (after Jervis and Schelling)",
        "ja": "一方向抑止ゲームの完全ベイズ均衡の列挙(ザガリー=キルゴア)、確率的威嚇"
        "(シェリング、ディキシット=スキース)、拒否力としての競争成功関数(ハーシュライファー)、"
        "拡張志向と安全志向の挑戦側に対する態勢の比較(ジャーヴィスとシェリングに基づく再構成)",
    },
    leaves_out={
        "en": "These are abstract games of two sides in one round: crises that unfold, "
        "signals, learning, arms races, separate choices of allies and the challenger's "
        "own posture are left out. Credibility is the probability that help is agreed "
        "on, nothing else; denial is the mean coverage of the defender's needs against "
        "one number for the challenger. A posture changes neither. Utilities are "
        "conventions, relative to what is at stake, and probabilities of attack are for "
        "comparing postures and scenarios, not forecasts.",
        "ja": "二者が一度だけ対峙する抽象的なゲームであり、危機の進展、シグナル、学習、軍拡競争、"
        "同盟国ごとの選択、挑戦側自身の態勢は扱わない。信頼性は支援が合意される確率のみを、拒否力は"
        "防衛側の必要量の平均充足率と挑戦側の戦力の対比のみを表し、態勢はそのいずれも変えない。"
        "効用は争われる利益に対する相対的な取り決めである。攻撃の確率は態勢やシナリオを比べるための"
        "もので、予測ではない。",
    },
    reads=(
        "requirements.framework",
        "postures.brinkmanship",
        "confrontations.contingency",
        "confrontations.defender",
        *(f"confrontations.{figure}" for figure in FIGURES),
    ),
    writes=WRITES,
    ask=ask,
    behind=behind,
    builds_on=("obligations.help", "capability.coverage"),
)
