"""What the lens on industry writes."""

from __future__ import annotations

from ishizue.lenses.lens import Outcome, outcomes
from ishizue.lenses.shocks import LONGEST

BY_YEAR = ("demand", "year")
BY_ACTOR = ("demand", "actor")

WRITES = outcomes(
    Outcome(
        "produced",
        BY_YEAR,
        "units per month",
        "Output the pool reaches, limited by its scarcest input",
        "最も不足する投入財に制約された共同の月間生産量",
    ),
    Outcome(
        "demand_met",
        BY_YEAR,
        "share",
        "Share of what is wanted that the pool can make",
        "必要量のうち共同で生産できる割合",
    ),
    Outcome(
        "rate_ratio",
        BY_YEAR,
        "times",
        "Output against the rival's; 0 where no rate of a rival is known",
        "相手の生産量に対する倍率(相手の生産量が不明なら0)",
    ),
    Outcome(
        "input_limit",
        ("demand", "product"),
        "units per month",
        "Output that this item alone would allow, first year; 0 where it is not needed",
        "その品目だけを制約とした場合の月間生産量(初年、不要な品目は0)",
    ),
    Outcome(
        "output_concentration",
        ("demand",),
        "index",
        "Concentration of final production (HHI), first year; 0 where there is none",
        "最終製品の生産の集中度(HHI、初年、生産がなければ0)",
    ),
    Outcome(
        "largest_share",
        ("demand",),
        "share",
        "Largest share of one country in the product or any of its inputs, first year",
        "製品または投入財のいずれかで一国が占める最大の割合(初年)",
    ),
    Outcome(
        "loss_without",
        BY_ACTOR,
        "share",
        "Share of output lost when the country drops out, first year; 0 for outsiders",
        "その国が抜けた場合に失われる生産の割合(初年、域外国は0)",
    ),
    Outcome(
        "gain_with",
        BY_ACTOR,
        "units per month",
        "Output added when the country joins, first year; 0 for members and the rival",
        "その国が加わった場合に増える月間生産量(初年、構成国と相手国は0)",
    ),
    Outcome(
        "survival",
        BY_ACTOR,
        "months",
        "Months of full supply from stocks and the others when the country makes "
        f"nothing; {LONGEST} stands for longer, 0 also for outsiders",
        "その国の生産が途絶した場合に在庫と他国の生産で全量を供給できる月数"
        f"({LONGEST}はそれ以上、域外国は0)",
    ),
    Outcome(
        "recovery_time",
        BY_ACTOR,
        "months",
        "Months until the country makes as much again; 0 for outsiders",
        "その国の生産が元に戻るまでの月数(域外国は0)",
    ),
    Outcome(
        "exposed",
        BY_ACTOR,
        "flag",
        "Whether supply gives out before the country recovers; 0 for outsiders",
        "その国の生産が回復する前に供給が尽きるか(域外国は0)",
    ),
    Outcome(
        "shortfall",
        ("demand", "quarter"),
        "share",
        "Share of the quarter's demand that the best plan leaves unmet (best estimates)",
        "最適計画でも満たせない当該四半期の需要の割合(最良推定値による)",
    ),
    Outcome(
        "capacity_value",
        ("framework", "product"),
        "percentage points",
        "Demand met more by a tenth more capacity, at the margin of the best plan",
        "生産能力を1割増やすことで満たされる需要の増分(最適計画の限界価値)",
    ),
    Outcome(
        "sited",
        ("framework", "licence"),
        "flag",
        "Whether licensed production goes there, within the budget (best estimates)",
        "予算の範囲でライセンス生産を置くか(最良推定値による)",
    ),
    Outcome(
        "siting_gain",
        ("framework",),
        "percentage points",
        "Demand met more with the places chosen, mean over products (best estimates)",
        "選ばれた拠点によって満たされる需要の増分(品目平均、最良推定値による)",
    ),
    Outcome(
        "supplied",
        ("industry", "year"),
        "units",
        "Units of a capability that the output stands for, as far as inputs reach",
        "生産量が表す能力の量(投入財が足りる範囲)",
    ),
)
