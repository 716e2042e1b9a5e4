"""The data dictionary agrees with itself."""

import csv
import math
import re
from importlib import resources

import pytest

from ishizue.schema import DATED, KEY, Field, dictionary

FIELDS = [field for table in dictionary() for field in table.fields.values()]
FIGURES = [field for field in FIELDS if field.type == "figure"]
TYPES = {"key", "text", "date", "basis", "choice", "ref", "figure"}


def test_names_of_figures_are_unique_across_tables():
    found = [field.name for field in FIGURES]
    assert len(found) == len(set(found)) > 20
    assert [dictionary().figure(name) for name in found] == FIGURES


def test_every_line_of_the_file_is_one_field():
    text = resources.files("ishizue").joinpath("dictionary.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert len(rows) == len(FIELDS)
    # Rows of one table stand together, so the file reads as a list of tables.
    order = [row["table"] for row in rows]
    assert [t for i, t in enumerate(order) if i == 0 or order[i - 1] != t] == list(
        dictionary().tables
    )


def test_the_first_field_of_a_table_is_its_key_and_the_only_one():
    for table in dictionary():
        kinds = [field.type for field in table.fields.values()]
        assert kinds[0] == "key", table.name
        assert kinds.count("key") == 1, table.name
        assert kinds.count("basis") == 1, table.name
        assert table.key == next(iter(table.fields))
    keys = [table.key for table in dictionary()]
    assert len(keys) == len(set(keys))
    assert [dictionary().table_of_key(key) for key in keys] == list(dictionary())


def test_a_key_is_no_figure_and_no_reserved_dimension():
    keys = {table.key for table in dictionary()}
    assert keys.isdisjoint({field.name for field in FIGURES} | {"draw", "year"})


def test_columns_and_figures_divide_a_table():
    for table in dictionary():
        figures = [field.name for field in table.figures]
        assert sorted([*table.columns, *figures]) == sorted(table.fields)


@pytest.mark.parametrize("field", FIELDS, ids=lambda f: f"{f.table}.{f.name}")
def test_a_field_is_declared_in_full(field: Field):
    assert field.type in TYPES
    assert re.fullmatch(r"[a-z][a-z0-9_]*", field.name)
    assert set(field.description) == {"en", "ja"}
    assert field.description["en"].endswith(".")
    assert re.search(r"[ぁ-んァ-ヶ一-龯]", field.description["ja"])
    if field.type == "choice":
        assert len(field.options) >= 2
        assert len(set(field.options)) == len(field.options)
        assert all(KEY.fullmatch(option) for option in field.options)
    elif field.type == "ref":
        assert field.options
        assert set(field.options) <= set(dictionary().tables)
    else:
        assert field.options == ()


@pytest.mark.parametrize("field", FIGURES, ids=lambda f: f"{f.table}.{f.name}")
def test_a_figure_has_unit_range_and_a_stand_in_within_it(field: Field):
    assert field.unit
    assert not field.required
    assert math.isfinite(field.low)
    assert math.isfinite(field.high)
    assert field.low < field.high
    match field.missing:
        case "required":
            pass
        case "zero":
            assert field.low <= 0 <= field.high
        case (low, high):
            assert field.low <= low <= high <= field.high
        case other:
            pytest.fail(f"missing is {other!r}")


def test_only_figures_have_units_years_ranges_and_stand_ins():
    for field in FIELDS:
        if field.type != "figure":
            assert (field.unit, field.dated, field.missing) == ("", False, "")
            assert (field.low, field.high) == (-math.inf, math.inf)


def test_an_unknown_figure_is_a_key_error():
    with pytest.raises(KeyError, match="defexp"):
        dictionary().figure("defexp")


@pytest.mark.parametrize("text", ["2030", "2030-01", "2030-01-31"])
def test_dates_have_the_precision_of_a_year_a_month_or_a_day(text):
    assert DATED.fullmatch(text)


@pytest.mark.parametrize("text", ["", "30", "2030-1", "2030-01-", "1 May 2030"])
def test_other_dates_are_refused(text):
    assert not DATED.fullmatch(text)
