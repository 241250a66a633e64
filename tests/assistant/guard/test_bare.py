"""Who asks takes no part in the search."""

import pytest

from assistant.guard.bare import bare

NIP = "198503122010011003"


@pytest.mark.parametrize(
    ("asked", "searched"),
    [
        ("Berapa hari cuti tahunan?", "Berapa hari cuti tahunan?"),
        (f"Nama saya Budi Santoso, NIP {NIP}, HP 0812-3456-7890. Berapa hari cuti?", "Berapa hari cuti?"),
        (f"Berapa hari cuti? Terima kasih, Bapak Budi Santoso, NIP {NIP}.", "Berapa hari cuti?"),
        (f"Saya Budi Santoso (NIP {NIP}). Berapa hari cuti?", "Berapa hari cuti?"),
        (f"Apakah Ibu Siti Rahma (NIP {NIP}) berhak cuti?", "Apakah berhak cuti?"),
        (NIP, NIP),
        ("Anaknya Raffi Ahmad ada berapa?", "Anaknya Raffi Ahmad ada berapa?"),
        ("Nama saya Budi Santoso. Berapa hari cuti?", "Berapa hari cuti?"),
    ],
)
def test_what_only_says_who_asks_is_not_searched_for(asked: str, searched: str) -> None:
    assert bare(asked) == searched
