import re
from pathlib import Path

import pytest

from rag.errors import SettingsError
from rag.prompts import VARIABLES, prompt


@pytest.mark.parametrize("name", VARIABLES)
def test_every_prompt_loads_with_its_variables(name: str) -> None:
    filled = prompt(name).format(**dict.fromkeys(VARIABLES[name], "filled"))
    assert "{" not in filled


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{conversation}", "lacks {question}"),
        ("{conversation} {question} {mood}", "has {mood}, which nothing fills"),
        ("{conversation} {question", "cannot be used"),
    ],
)
def test_a_wrong_variable_fails_at_load(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "condense.md").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=re.escape(message)):
        prompt("condense", folder=tmp_path)


def test_a_missing_prompt_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"condense\.md cannot be used"):
        prompt("condense", folder=tmp_path)
