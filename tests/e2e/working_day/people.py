"""Who works and asks in the agency of the day."""

from dataclasses import dataclass

PASSWORD = "hujan sore di alun-alun"
FIRST = "admin"
"""The superadmin, whom the first start makes."""
VISITOR = ""
"""In place of a username: nobody is signed in."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account; ``role`` and ``bidang`` as the table of accounts has them."""

    username: str
    name: str
    role: str
    bidang: str = ""


PEOPLE = {
    one.username: one
    for one in (
        Person("ani", "Ani Lestari", "asn"),
        Person("budi", "Budi Santoso", "asn"),
        Person("wati", "Wati Rahayu", "asn"),
        Person("citra", "Citra Dewi", "admin", "disiplin-kinerja"),
        Person("gita", "Gita Sari", "admin", "disiplin-kinerja"),
        Person("eka", "Eka Putra", "admin", "pensiun"),
        Person("fajar", "Fajar Nugraha", "admin", "kepangkatan"),
        Person("rani", "Rani Utami", "evaluator"),
        Person("mira", "Mira Hapsari", "knowledge_manager"),
    )
}
"""By username: three who ask, four admins of three bidang, an evaluator and a knowledge manager."""

ADMINS = {"disiplin-kinerja": ("citra", "gita"), "pensiun": ("eka",), "kepangkatan": ("fajar",)}


def table() -> str:
    """Everybody as the table that a superadmin imports."""
    rows = [f"{one.username},{one.name},,{one.role},{one.bidang}" for one in PEOPLE.values()]
    return "\n".join(["username,name,email,role,bidang", *rows, ""])
