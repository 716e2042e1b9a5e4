"""Pages that the code already says are current, and name everything there is."""

import re
import runpy
from pathlib import Path

import pytest

import ishizue
from ishizue.cli import COMMANDS
from ishizue.lenses import LENSES
from ishizue.schema import dictionary

ROOT = Path(__file__).parents[1]
PAGES = runpy.run_path(str(ROOT / "docs" / "generate.py"))["PAGES"]


@pytest.mark.parametrize("name", PAGES)
def test_generated_page_is_current(name):
    written = (ROOT / "docs" / name).read_text("utf-8")
    assert written == PAGES[name](), "run: python docs/generate.py"


def test_every_lens_command_and_field_is_documented():
    lenses = (ROOT / "docs" / "lenses.md").read_text("utf-8")
    commands = (ROOT / "docs" / "commands.md").read_text("utf-8")
    fields = (ROOT / "docs" / "dictionary.md").read_text("utf-8")
    assert all(f"## {lens.name}\n" in lenses for lens in LENSES)
    assert all(f"## ishizue {name}\n" in commands for name in COMMANDS)
    assert all(
        f"| `{field}` |" in fields for table in dictionary() for field in table.fields
    )


def test_every_kind_of_change_and_distribution_is_documented():
    from ishizue.world.figure import DISTRIBUTIONS

    page = (ROOT / "docs" / "study-files.md").read_text("utf-8")
    for word in ("set", "scale", "remove", "add", *DISTRIBUTIONS):
        assert f"`{word}`" in page


@pytest.mark.parametrize("name", ["README.md", "README.ja.md"])
def test_python_of_the_readme_runs(name, tmp_path, monkeypatch):
    from ishizue.cli import _exit_code

    monkeypatch.chdir(tmp_path)
    assert _exit_code(["init", "my-study"]) == 0
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / name).read_text("utf-8"), re.S)
    assert len(blocks) == 2
    for block in blocks:
        exec(compile(block, name, "exec"), {})


def test_links_in_the_papers_lead_somewhere():
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_what_is_public_is_importable():
    assert all(hasattr(ishizue, name) for name in ishizue.__all__)
    assert re.search(
        rf"^version: {re.escape(ishizue.__version__)}$",
        (ROOT / "CITATION.cff").read_text("utf-8"),
        re.M,
    )


def test_locks_name_no_address_and_hash_everything():
    for lock in ROOT.glob("requirements*.lock"):
        text = lock.read_text("utf-8")
        assert "://" not in text
        pinned = re.findall(r"^[a-z0-9].*==", text, re.M)
        assert len(pinned) > 10
        assert text.count("--hash=sha256:") >= len(pinned)
