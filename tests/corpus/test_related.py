"""Which entries belong together: counted out by hand."""

from datetime import date

from corpus.models import FaqEntry, ForumAnswer, SopEntry, SourceKind
from corpus.related import MOST_RELATED, EntryHeading, RelatedEntries
from corpus.rows import AnyEntry

SHARED = {"bidang": "mutasi", "checked": date(2026, 1, 1), "review_by": date(2026, 7, 1)}


def faq(name: str, *basis: str, topic: str = "Cuti") -> AnyEntry:
    given = {"id": f"faq/{name}", "topic": topic, "legal_basis": basis}
    return FaqEntry.model_validate({**given, "question": f"Apa {name}?", "answer": "Ya.", **SHARED})


def sop(name: str, *basis: str, topic: str = "Cuti") -> AnyEntry:
    given = {"title": f"Mengurus {name}", "purpose": "-", "requirements": (), "steps": ("Kirim.",)}
    rest = {"duration": "-", "cost": "-", "unit": "-"}
    return SopEntry.model_validate(
        {"id": f"sop/{name}", "topic": topic, "legal_basis": basis, **given, **rest} | SHARED
    )


def forum(name: str, *basis: str) -> AnyEntry:
    days = {"asked_on": date(2026, 1, 1), "answered_on": date(2026, 1, 2)}
    words = {"title": name, "question": f"{name}?", "answer": "Ya."}
    return ForumAnswer.model_validate(
        {"id": f"forum/{name}", "topic": "Cuti", "legal_basis": basis, **days, **words} | SHARED
    )


def related(*entries: AnyEntry) -> RelatedEntries:
    return RelatedEntries((entry, "sumber") for entry in entries)


def ids(found: tuple[EntryHeading, ...]) -> list[str]:
    return [one.id for one in found]


def test_a_shared_pasal_relates_and_procedures_come_first() -> None:
    shelf = related(
        faq("a", "pp-1-2020/pasal-1/ayat-1"),
        faq("b", "pp-1-2020/pasal-1/ayat-2"),
        sop("c", "pp-1-2020/pasal-1"),
        faq("d", "pp-1-2020/pasal-9", topic="Pensiun"),
    )
    assert ids(shelf.related("faq/a")) == ["sop/c", "faq/b"]
    assert ids(shelf.procedures("faq/a")) == ["sop/c"]
    assert shelf.procedures("sop/c") == ()
    assert shelf.related("faq/d") == ()


def test_the_rarer_pasal_counts_for_more() -> None:
    # All rest on pasal 1; a and z also on pasal 2, which says more than the alphabet would.
    shelf = related(
        faq("a", "pp-1-2020/pasal-1", "pp-1-2020/pasal-2"),
        *(faq(name, "pp-1-2020/pasal-1") for name in "bc"),
        faq("z", "pp-1-2020/pasal-1", "pp-1-2020/pasal-2"),
    )
    assert ids(shelf.related("faq/a")) == ["faq/z", "faq/b", "faq/c"]


def test_a_procedure_of_the_topic_without_a_common_pasal_is_left_out() -> None:
    shelf = related(faq("a", "pp-1-2020/pasal-1"), sop("b", "pp-1-2020/pasal-2"))
    assert shelf.related("faq/a") == ()


def test_across_topics_a_little_in_common_is_not_enough() -> None:
    many = [f"pp-1-2020/pasal-{number}" for number in range(2, 40)]
    shelf = related(
        faq("a", "pp-1-2020/pasal-1"), sop("b", "pp-1-2020/pasal-1", *many, topic="Gaji"), faq("x", many[0])
    )
    # 1 of 39 pasal in common: a cosine of about 0.1.
    assert "sop/b" not in ids(shelf.related("faq/a"))


def test_no_more_than_five_and_two_procedures() -> None:
    basis = "pp-1-2020/pasal-1"
    shelf = related(*(faq(name, basis) for name in "abcdefgh"), *(sop(name, basis) for name in "xyz"))
    found = ids(shelf.related("faq/a"))
    assert found == ["sop/x", "sop/y", "faq/b", "faq/c", "faq/d"]
    assert len(found) == MOST_RELATED


def test_nearness_of_meaning_orders_what_the_basis_leaves_equal() -> None:
    entries = [(faq(name, "pp-1-2020/pasal-1"), "sumber") for name in "abc"]
    near = {"faq/a": {"faq/c": 0.9, "faq/b": 0.8}}
    assert ids(RelatedEntries(entries).related("faq/a")) == ["faq/b", "faq/c"]
    assert ids(RelatedEntries(entries, lambda one: near[one]).related("faq/a")) == ["faq/c", "faq/b"]


def test_what_is_withheld_is_not_shown() -> None:
    shelf = related(faq("a", "pp-1-2020/pasal-1"), faq("b", "pp-1-2020/pasal-1"))
    assert shelf.related("faq/a", without={"faq/b"}) == ()
    assert ids(shelf.citing("pp-1-2020/pasal-1", without={"faq/b"})) == ["faq/a"]


def test_the_way_back_from_any_part_and_wording_of_a_pasal() -> None:
    shelf = related(
        faq("b", "pp-1-2020/pasal-1@2022-01-01/ayat-2"),
        forum("a", "pp-1-2020/pasal-1"),
        sop("z", "pp-1-2020/pasal-1"),
        faq("n", "pp-1-2020/pasal-11"),
    )
    for asked in ("pp-1-2020/pasal-1", "pp-1-2020/pasal-1/ayat-3", "pp-1-2020/pasal-1@2022-01-01"):
        found = shelf.citing(asked)
        assert ids(found) == ["sop/z", "faq/b", "forum/a"]
    assert [one.kind for one in found] == [SourceKind.SOP, SourceKind.FAQ, SourceKind.FORUM]
    assert shelf.citing("pp-9-2020/pasal-1") == ()


def test_an_unknown_entry_has_none() -> None:
    assert related().related("faq/x") == ()
