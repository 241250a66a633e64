"""Accounts from a table: all or none."""

import pytest

from api.accounts.importing import AccountImport, grant_of
from api.accounts.models import Grant, Role
from api.state.state import State
from corpus.errors import InvalidInput
from tests.api.accounts.test_accounts import bidang, trail

HEAD = "username,name,email,role,bidang\n"
GOOD = HEAD + ('ani,Ani Wulandari,ani@contoh.go.id,,\nbudi,"Budi, S.H.",,admin,mutasi\nbudi,,,evaluator,\n')


@pytest.fixture
def importer(state: State) -> AccountImport:
    bidang(state, "mutasi")
    return AccountImport(state.database, state.accounts)


def test_every_row_becomes_an_account_or_a_further_role(state: State, importer: AccountImport) -> None:
    tried = importer.run("\ufeff" + GOOD, by="sri", dry_run=True)
    assert (tried.usernames, tried.errors) == (("ani", "budi"), ())
    assert state.accounts.list()[1] == 0
    done = importer.run(GOOD, by="sri")
    assert (done.usernames, done.errors, done.passwords) == (("ani", "budi"), (), {})
    budi = state.accounts.by_username("budi")
    assert (budi.name, budi.email, budi.must_change) == ("Budi, S.H.", "", False)
    assert set(budi.grants) == {Grant(role=Role.ADMIN, bidang="mutasi"), Grant(role=Role.EVALUATOR)}
    assert state.accounts.by_username("ani").grants == (Grant(role=Role.ASN),)
    assert trail(state) == [
        ("sri", "account.created", "ani", "asn, diimpor"),
        ("sri", "account.created", "budi", "admin di mutasi, evaluator, diimpor"),
    ]


def test_each_gets_a_one_time_password_where_that_is_asked_for(state: State, importer: AccountImport) -> None:
    given = importer.run(GOOD, by="sri", with_passwords=True).passwords
    assert set(given) == {"ani", "budi"}
    ani = state.accounts.authenticate("ani", given["ani"])
    assert ani is not None
    assert ani.must_change
    assert given["budi"] != given["ani"]


def test_wrong_rows_are_all_named_and_nothing_is_made(state: State, importer: AccountImport) -> None:
    state.accounts.create("lama", name="Lama", by="sri")
    text = HEAD + (
        "baik,Baik,,,\n"
        "x,Nama,,,\n"
        "tanpa.nama,,,,\n"
        "surat,Surat,bukan-alamat,,\n"
        "peran,Peran,,raja,\n"
        "operator,Operator,,operator,\n"
        "evaluator,Evaluator,,evaluator,mutasi\n"
        "gaji,Gaji,,admin,gaji\n"
        "LAMA,Lama,,,\n"
    )
    done = importer.run(text, by="sri")
    assert [one.line for one in done.errors] == [3, 4, 5, 6, 7, 8, 9, 10]
    reasons = " ".join(one.reason for one in done.errors)
    for part in ("3 sampai 64", "Nama harus", "e-mail", "“raja”", "memerlukan bidang", "“gaji”", "“lama”"):
        assert part in reasons
    assert state.accounts.list()[1] == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Baris pertama"),
        ("nama;peran\n", "Baris pertama"),
        (HEAD + 'ani,"Ani\n', "bukan CSV"),
    ],
)
def test_what_is_no_such_table_is_told(importer: AccountImport, text: str, message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        importer.run(text, by="sri")


def test_roles_are_read_as_they_are_typed() -> None:
    assert grant_of("operator", "mutasi") == Grant(role=Role.OPERATOR, bidang="mutasi")
    with pytest.raises(InvalidInput, match="tanpa bidang"):
        grant_of("asn", "mutasi")
