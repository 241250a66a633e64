"""What the documentation of accounts says holds."""

import re
from pathlib import Path

from api.accounts.models import Role
from api.accounts.permissions import GRANTED, Permission

DOC = Path(__file__).parents[3] / "docs" / "accounts.md"


def test_the_table_of_roles_is_what_roles_may() -> None:
    rows = [
        line.strip("|").split("|") for line in DOC.read_text(encoding="utf-8").splitlines() if "✓" in line
    ]
    header = next(line for line in DOC.read_text(encoding="utf-8").splitlines() if "| permission |" in line)
    roles = [Role(cell.strip()) for cell in header.strip("|").split("|")[1:]]
    told: dict[Role, set[Permission]] = {role: set() for role in roles}
    for first, *cells in rows:
        for name in re.findall(r"`(\w+)`", first):
            for role, cell in zip(roles, cells, strict=True):
                if "✓" in cell:
                    told[role].add(Permission(name))
    assert told == {role: set(granted) for role, granted in GRANTED.items()}
