"""Can the pooled base meet demand, and where does it break?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import xarray as xr

from ishizue.lenses import industry_plans, shocks
from ishizue.lenses.by_draw import by_draw, distinct, divided
from ishizue.lenses.industry_outcomes import WRITES
from ishizue.lenses.industry_plans import PLANNED
from ishizue.lenses.lens import Lens, wants
from ishizue.lenses.pools import Demand, Pool, added, pools
from ishizue.lenses.rows import READS as MEMBERSHIP
from ishizue.lenses.rows import along, listed
from ishizue.lenses.supply_chains import behind
from ishizue.models import supply

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

FIGURES = (
    "industries.output",
    "industries.stock_held",
    "products.recovery",
    "inputs.input_amount",
    "demands.wanted",
    "licences.licence_capacity",
    "licences.licence_cost",
    "licences.licence_barrier",
    "frameworks.siting_budget",
)


def ask(e: xr.Dataset) -> xr.Dataset:
    """What every pool makes against what it wants, and who it hangs on."""
    asked = list(pools(e))
    actors = sorted({actor for (actor,) in listed(e, "industry_actor")})
    products = [product for (product,) in listed(e, "product")]
    capabilities = _capabilities(e)
    serving = [row for row, capability in enumerate(capabilities) if capability]
    sizes = {
        **{str(dim): size for dim, size in e.sizes.items()},
        "industry": len(serving),
        "actor": len(actors),
        # What varies in no draw is worked out once for all.
        "draw": max(distinct(e, f.partition(".")[2]).shape[-1] for f in FIGURES),
    }
    result = {
        name: np.zeros([*(sizes[dim] for dim in outcome.dims), sizes["draw"]])
        for name, outcome in WRITES.items()
        if wants(e, name) and name not in PLANNED
    }
    columns = {"actor": actors, "product": products}
    for pool in asked:
        for demand in pool.demands:
            for name, label, values in _answers(e, pool, demand):
                place: tuple[int, ...] = (demand.place,)
                if label:
                    place += (columns[WRITES[name].dims[1]].index(label),)
                result[name][place] = values
    if "supplied" in result:
        for place_of, values in enumerate(_supplied(e, asked, serving)):
            result["supplied"][place_of] = values
    planned = {n: e[f"planned_{n}"].values[..., None] for n in PLANNED if wants(e, n)}
    return xr.Dataset(
        by_draw(result | planned, WRITES, e.sizes["draw"]),
        coords={
            **along(e, "draw", "demand", "product", "licence", "year"),
            **{n: cells[serving] for n, cells in along(e, "industry").items()},
            "industry_capability": (
                "industry",
                np.array([capabilities[row] for row in serving], dtype=np.str_),
            ),
            "framework": np.array([pool.framework for pool in asked], dtype=np.str_),
            "actor": np.array(actors, dtype=np.str_),
            "quarter": np.array(industry_plans.quarters(e), dtype=np.str_),
        },
    )


def _answers(
    e: xr.Dataset, pool: Pool, demand: Demand
) -> Iterator[tuple[str, str, Array]]:
    """Outcomes of one demand: name, actor or product if any, values by draw."""
    for name, values in _by_year(pool, demand):
        if wants(e, name):
            yield name, "", values
    makers = {item: pool.makers(item) for item in pool.needs[demand.product]}
    if wants(e, "output_concentration"):
        made = [output[0] for output in makers[demand.product].values()]
        yield "output_concentration", "", supply.concentration(made)
    if wants(e, "largest_share"):
        largest = np.zeros(1)
        for item, outputs in makers.items():
            for output in outputs.values():
                share = divided(output[0], pool.made[item][0])
                largest = np.maximum(largest, share)
        yield "largest_share", "", largest
    if wants(e, "input_limit"):
        for item in makers:
            limit = pool.fill(item, pool.made[item])[0] * demand.wanted[0]
            yield "input_limit", item, limit
    yield from _shocks(e, pool, demand)


def _by_year(pool: Pool, demand: Demand) -> Iterator[tuple[str, Array]]:
    filled = pool.filled(demand)
    produced = filled * demand.wanted
    rivals = pool.industry.output.get(demand.product, {})
    rival = rivals.get(demand.rival, np.zeros((1, 1)))
    yield "produced", produced
    yield "demand_met", np.where(demand.wanted > 0, np.minimum(filled, 1.0), 1.0)
    yield "rate_ratio", divided(produced, rival)


def _shocks(
    e: xr.Dataset, pool: Pool, demand: Demand
) -> Iterator[tuple[str, str, Array]]:
    found = (
        ("loss_without", shocks.losses),
        ("gain_with", shocks.gains),
        ("recovery_time", shocks.recoveries),
    )
    for name, by_actor in found:
        if wants(e, name):
            for actor, values in by_actor(pool, demand):
                yield name, actor, values
    if wants(e, "survival", "exposed"):
        recovery = dict(shocks.recoveries(pool, demand))
        for actor, months in shocks.survivals(pool, demand):
            exposed = np.where(months < recovery[actor], 1.0, 0.0)
            for name, values in (("survival", months), ("exposed", exposed)):
                if wants(e, name):
                    yield name, actor, values


def _capabilities(e: xr.Dataset) -> list[str]:
    """The capability that what each industry makes stands for, if any."""
    cells = (e.variables[f"product{x}"].values.tolist() for x in ("", "_capability"))
    known = dict(zip(*cells, strict=True))
    return [known[product] for (product,) in listed(e, "industry_product")]


def _supplied(e: xr.Dataset, asked: list[Pool], serving: list[int]) -> Iterator[Array]:
    """Units of a capability, by year and draw, as far as inputs of all pools reach."""
    output = distinct(e, "output")
    rows = list(listed(e, "industry_actor", "industry_product"))
    groups: dict[str, set[str]] = {}
    reach: dict[str, Array] = {}
    for product in dict.fromkeys(rows[row][1] for row in serving):
        wanting = [p for p in asked if any(d.product == product for d in p.demands)]
        groups[product] = {member for pool in wanting for member in pool.members}
        if wanting:
            reach[product] = _reach(wanting[0], product, sorted(groups[product]))
    for row in serving:
        actor, product = rows[row]
        if actor in groups[product]:
            yield output[row] * reach[product]
        else:
            yield np.zeros((1, 1))


def _reach(pool: Pool, product: str, group: list[str]) -> Array:
    """The part of a product's output that a group's inputs allow, at most all.

    Inputs are counted as if this product alone took them.
    """
    made_of = pool.industry.output
    reach = np.ones((1, 1))
    makers = made_of.get(product, {})
    wanted = added(makers[actor] for actor in group if actor in makers)
    for item, each in pool.bill.needs(product).items():
        outputs = made_of.get(item, {})
        made = added(outputs[actor] for actor in group if actor in outputs)
        # Where nothing is made, nothing is held back either.
        reach = np.minimum(reach, divided(made, each * wanted, otherwise=1.0))
    return reach


LENS = Lens(
    name="industry",
    title={"en": "Industry", "ja": "防衛産業"},
    question={
        "en": "Can the pooled base meet demand, and where does it break?",
        "ja": "生産力を持ち寄れば需要を満たせるか。どこが弱点か。",
    },
    method={
        "en": "Output limited by the scarcest input of a bill of materials; loss of a "
        "country and time to survive against time to recover (after Simchi-Levi et al. "
        "2015); a multi-period production plan by linear programming and the siting of "
        "licensed production by mixed-integer programming, both on best estimates; "
        "Herfindahl-Hirschman concentration",
        "ja": "部品表に基づき、最も不足する投入財で生産量を決める。一国が抜けた場合の損失、"
        "供給が続く期間と復旧に要する期間の比較(シムチ=レヴィら、2015年)、線形計画による多期間の"
        "生産計画、混合整数計画によるライセンス生産の立地(後二者は最良推定値による)、"
        "ハーフィンダール・ハーシュマン指数を用いる",
    },
    leaves_out={
        "en": "All output of a member is counted as serving the pool, also what is "
        "exported or kept at home. Industry is known by country only: plants, workers, "
        "prices and quality are left out, and so are machine tools, fuzes and raw "
        "materials that no row names. Inputs that several products take are divided by "
        "need, calibres are not told apart, and transport takes no time. Rates are "
        "published by governments and companies that have reasons to round up; goals "
        "are not taken for rates. A rival's stocks and imports are not counted.",
        "ja": "構成国の生産は、輸出分や自国向けも含めてすべて共同の供給に数える。産業は国単位でのみ"
        "扱い、工場、労働力、価格、品質は含めない。行のない工作機械、信管、原材料も扱わない。複数の"
        "製品が使う投入財は必要量に応じて配分し、口径は区別せず、輸送に時間はかからないとみなす。"
        "生産量は政府や企業の公表値であり、多めに示される動機がある。目標値は実績とみなさない。"
        "相手側の在庫や輸入は数えない。",
    },
    reads=(
        *MEMBERSHIP,
        "products.capability",
        "industries.actor",
        "industries.product",
        "inputs.product",
        "inputs.ingredient",
        "demands.framework",
        "demands.product",
        "demands.rival",
        "licences.actor",
        "licences.product",
        *FIGURES,
    ),
    writes=WRITES,
    ask=ask,
    behind=behind,
    plan=industry_plans.plan,
)
