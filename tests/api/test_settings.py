"""The settings and their documentation say the same."""

from pathlib import Path

from dotenv import dotenv_values
from pydantic import SecretStr

from api.settings import Settings

ROOT = Path(__file__).parents[2]


def shown(value: object) -> str:
    return value.get_secret_value() if isinstance(value, SecretStr) else str(value)


def test_env_example_lists_every_setting_with_its_default() -> None:
    defaults = {
        f"TANYA_{name.upper()}": shown(field.get_default(call_default_factory=True))
        for name, field in Settings.model_fields.items()
    }
    assert dotenv_values(ROOT / ".env.example") == defaults


def test_readme_names_every_setting() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    missing = [name for name in Settings.model_fields if f"TANYA_{name.upper()}" not in readme]
    assert missing == []


def test_every_setting_is_described() -> None:
    assert all(field.description for field in Settings.model_fields.values())
