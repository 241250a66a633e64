"""Accounts as whoever keeps them manages them through the pages."""

import json

import pytest

from api.accounts.models import Account, Grant, Role
from api.state.state import State
from tests.api.forum.people import person
from tests.api.pages.admin.conftest import Enter, trail
from tests.api.pages.owned import words

CSV = (
    "username,name,email,role,bidang\nfajar,Fajar,fajar@contoh.go.id,operator,mutasi\nfajar,,,admin,pensiun\n"
)


def test_the_start_page_names_what_somebody_may_manage_and_nothing_else(
    enter: Enter, sri: Account, citra: Account, dodi: Account, eva: Account, ani: Account
) -> None:
    def parts(account: Account) -> list[str]:
        return [str(one["href"]) for one in enter(account).get("/kelola").select(".part a")]

    assert parts(sri) == [
        "/kelola/akun",
        "/kelola/bidang",
        "/kelola/beban",
        "/kelola/libur",
        "/kelola/audit",
        "/kelola/pekerjaan",
    ]
    assert parts(citra) == [
        "/kelola/bidang",
        "/kelola/petugas",
        "/kelola/beban",
        "/kelola/balasan",
        "/kelola/pekerjaan",
    ]
    assert parts(dodi) == ["/kelola/petugas"]
    assert parts(eva) == ["/kelola/audit"]
    enter(ani).get("/kelola", 403)
    for who in (sri, citra, dodi, eva):
        browser = enter(who)
        for url in parts(who):
            browser.get(url)


def test_the_menu_leads_to_management_where_there_is_something_to_manage(
    enter: Enter, sri: Account, dodi: Account, ani: Account
) -> None:
    for who, led in ((sri, True), (dodi, True), (ani, False)):
        assert bool(enter(who).get("/akun").select(".me-menu a[href='/kelola']")) is led


def test_accounts_are_found_by_words_role_bidang_and_state(
    enter: Enter, state: State, sri: Account, ani: Account, citra: Account, eka: Account
) -> None:
    browser = enter(sri)

    def found(query: str) -> list[str]:
        cells = browser.get(f"/kelola/akun?{query}").select(".rows td[data-label='Nama pengguna']")
        return [words(one) for one in cells]

    assert found("") == ["ani", "citra", "eka", "sri"]
    assert found("q=LESTARI") == ["ani"]
    assert found("peran=admin") == ["citra", "eka"]
    assert found("peran=admin&bidang=pensiun") == ["eka"]
    state.accounts.deactivate(ani.id, by="sri")
    assert found("status=nonaktif") == ["ani"]
    assert found("") == ["citra", "eka", "sri"]
    assert found("status=semua") == ["ani", "citra", "eka", "sri"]
    assert found("q=siapa") == []
    assert found("peran=raja&hal=tidak") == ["citra", "eka", "sri"]
    for number in range(20):
        person(state, f"orang-{number:02}")
    page = browser.get("/kelola/akun?q=orang-&hal=1")
    assert not page.select(".paging")
    assert len(found("hal=2")) == 3
    assert [one["href"] for one in browser.get("/kelola/akun?hal=2").select("a[rel=prev]")] == [
        "/kelola/akun"
    ]


def test_an_account_is_made_with_a_password_that_is_shown_once(
    enter: Enter, state: State, sri: Account
) -> None:
    browser = enter(sri)
    form = {
        "nama": "Fajar",
        "lengkap": "Fajar Nugraha",
        "email": "",
        "peran": "operator@mutasi",
        "masuk": "sandi",
    }
    made = browser.post("/kelola/akun/baru", form)
    assert made.status_code == 201
    assert made.headers["cache-control"] == "no-store"
    password = made.text.partition('id="rahasia" type="text" value="')[2].partition('"')[0]
    fajar = state.accounts.authenticate("fajar", password)
    assert fajar is not None
    assert fajar.must_change
    assert fajar.grants == (Grant(role=Role.OPERATOR, bidang="mutasi"),)
    assert trail(state, "account.created")[0][:2] == ("sri", "account.created")
    page = browser.get(f"/kelola/akun/{fajar.id}")
    assert password not in str(page)
    assert "Belum mengganti kata sandi" in words(page.main)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("nama", "a b", "Nama pengguna terdiri atas"),
        ("nama", "sri", "sudah dipakai"),
        ("lengkap", "", "Nama harus diisi"),
        ("email", "bukan", "e-mail tidak sah"),
        ("peran", "raja", "Peran “raja” tidak ada"),
        ("peran", "admin@bulan", "Bidang “bulan” tidak ada"),
        ("peran", "admin", "memerlukan bidang"),
    ],
)
def test_a_wrong_form_comes_back_with_what_was_typed(
    enter: Enter, state: State, sri: Account, field: str, value: str, said: str
) -> None:
    form = {"nama": "fajar", "lengkap": "Fajar", "email": "f@contoh.go.id", "peran": "asn"} | {field: value}
    refused = enter(sri).post("/kelola/akun/baru", form)
    assert refused.status_code == 422
    assert said in refused.text
    assert 'value="' + (form["email"] or form["nama"]) in refused.text
    assert state.accounts.list()[1] == 1


def test_an_account_without_a_password_signs_in_elsewhere(enter: Enter, state: State, sri: Account) -> None:
    form = {"nama": "sso.saja", "lengkap": "Lewat Penyedia", "peran": "asn", "masuk": "penyedia"}
    made = enter(sri).post("/kelola/akun/baru", form)
    assert "rahasia" not in made.text
    assert not state.accounts.line(state.accounts.by_username("sso.saja").id).has_password


def test_a_profile_is_changed_unless_somebody_else_was_first(
    enter: Enter, state: State, sri: Account, ani: Account
) -> None:
    browser, url = enter(sri), f"/kelola/akun/{ani.id}"
    form = {"lengkap": "Ani L.", "email": "", "versi": "1"}
    assert browser.post(url, form).headers["location"] == f"{url}?selesai=akun-ubah"
    stale = browser.post(url, {**form, "lengkap": "Lain"})
    assert stale.status_code == 409
    assert "baru saja diubah orang lain" in stale.text
    assert state.accounts.by_id(ani.id).name == "Ani L."
    assert browser.post(url, {**form, "versi": "2", "lengkap": " "}).status_code == 422


def test_roles_are_given_and_taken(enter: Enter, state: State, sri: Account, ani: Account) -> None:
    browser, url = enter(sri), f"/kelola/akun/{ani.id}"
    given = browser.post(f"{url}/peran/beri", {"peran": "admin@pensiun", "versi": "1"})
    assert given.headers["location"] == f"{url}?selesai=peran-beri"
    assert "Admin · " in words(browser.get(url).select_one(".grant-list"))
    assert browser.post(f"{url}/peran/cabut", {"peran": "asn", "versi": "1"}).status_code == 409
    assert browser.post(f"{url}/peran/cabut", {"peran": "asn", "versi": "2"}).status_code == 303
    assert state.accounts.by_id(ani.id).grants == (Grant(role=Role.ADMIN, bidang="pensiun"),)
    assert browser.post(f"{url}/peran/beri", {"peran": "admin", "versi": "3"}).status_code == 422
    last = browser.post(f"/kelola/akun/{sri.id}/peran/cabut", {"peran": "superadmin", "versi": "1"})
    assert last.status_code == 409
    assert "superadmin aktif yang terakhir" in last.text
    assert [one[:2] for one in trail(state, "account.")] == [
        ("sri", "account.revoked"),
        ("sri", "account.granted"),
    ]


def test_an_account_is_closed_and_opened_again(
    enter: Enter, state: State, sri: Account, ani: Account
) -> None:
    browser, url = enter(sri), f"/kelola/akun/{ani.id}"
    session = state.sessions.begin(ani)
    closed = browser.post(f"{url}/tutup", {"alasan": "pindah instansi", "versi": "1"})
    assert closed.headers["location"] == f"{url}?selesai=akun-tutup"
    assert state.sessions.account(session) is None
    assert "Nonaktif" in words(browser.get(url).select_one(".badges"))
    assert trail(state, "account.")[0] == ("sri", "account.deactivated", "pindah instansi")
    assert browser.post(f"{url}/buka", {"versi": "1"}).status_code == 409
    assert browser.post(f"{url}/buka", {"versi": "2"}).status_code == 303
    assert state.accounts.by_id(ani.id).active
    own = browser.post(f"/kelola/akun/{sri.id}/tutup", {"versi": "1"})
    assert own.status_code == 409
    assert state.accounts.by_id(sri.id).active


def test_a_password_is_reset_to_one_that_is_shown_once(
    enter: Enter, state: State, sri: Account, ani: Account
) -> None:
    browser, url = enter(sri), f"/kelola/akun/{ani.id}"
    reset = browser.post(f"{url}/sandi", {"versi": "1"})
    assert reset.status_code == 201
    password = reset.text.partition('id="rahasia" type="text" value="')[2].partition('"')[0]
    assert state.accounts.authenticate("ani", password) is not None
    assert password not in str(browser.get(url))
    assert browser.post(f"{url}/sandi", {"versi": "1"}).status_code == 409
    assert browser.post(f"/kelola/akun/{sri.id}/sandi", {"versi": "1"}).status_code == 409


def test_a_persons_data_is_given_out_for_a_reason_that_is_kept(
    enter: Enter, state: State, sri: Account, ani: Account
) -> None:
    browser, url = enter(sri), f"/kelola/akun/{ani.id}/data"
    assert "Ani Lestari" in words(browser.get(url).main)
    assert browser.post(f"{url}/unduh", {"alasan": " "}).status_code == 422
    assert trail(state, "account.exported") == []
    sent = browser.post(f"{url}/unduh", {"alasan": "surat 12/2026"})
    assert sent.headers["content-disposition"] == 'attachment; filename="data-ani.json"'
    assert sent.headers["cache-control"] == "no-store"
    assert json.loads(sent.text)["akun"]["email"] == "ani@contoh.go.id"
    assert trail(state, "account.exported") == [("sri", "account.exported", "surat 12/2026")]


def test_a_person_is_deleted_by_name_and_for_a_reason(
    enter: Enter, state: State, sri: Account, ani: Account
) -> None:
    browser, url = enter(sri), f"/kelola/akun/{ani.id}/data/hapus"
    form = {"nama": "ani", "alasan": "surat 13/2026", "versi": "1"}
    for wrong, status in (({"nama": "budi"}, 422), ({"alasan": ""}, 422), ({"versi": "7"}, 409)):
        assert browser.post(url, form | wrong).status_code == status
    assert browser.post(f"/kelola/akun/{sri.id}/data/hapus", form | {"nama": "sri"}).status_code == 409
    gone = browser.post(url, form)
    assert gone.headers["location"] == "/kelola/akun?selesai=akun-hapus-orang"
    assert [line.account.username for line in state.accounts.list()[0]] == ["sri"]
    assert trail(state, "account.deleted") == [("sri", "account.deleted", "surat 13/2026")]


def test_a_table_is_shown_first_and_made_when_confirmed(enter: Enter, state: State, sri: Account) -> None:
    browser = enter(sri)
    form = {"isi": CSV, "masuk": "sandi"}
    tried = browser.post("/kelola/akun/impor", form | {"tahap": "periksa"})
    assert tried.status_code == 200
    assert "1 akun akan dibuat dengan kata sandi sekali pakai" in tried.text
    assert state.accounts.list()[1] == 1
    done = browser.post("/kelola/akun/impor", form | {"tahap": "simpan"})
    assert done.status_code == 201
    line = done.text.partition("username,password\n")[2].partition("\n")[0]
    fajar = state.accounts.authenticate(*line.split(","))
    assert fajar is not None
    assert fajar.bidang_as(Role.OPERATOR, Role.ADMIN) == {"mutasi", "pensiun"}
    again = browser.post("/kelola/akun/impor", form | {"tahap": "simpan"})
    assert again.status_code == 422
    assert "sudah dipakai" in again.text


def test_every_wrong_row_is_shown_and_nothing_is_made(enter: Enter, state: State, sri: Account) -> None:
    table = "username,name,email,role,bidang\nfajar,Fajar,,,\nx,Pendek,,,\ngita,Gita,,admin,bulan\n"
    page = enter(sri).post("/kelola/akun/impor", {"isi": table, "tahap": "simpan"})
    assert page.status_code == 422
    assert "2 kesalahan" in page.text
    assert "Nama pengguna terdiri atas" in page.text
    assert "Bidang “bulan” tidak ada" in page.text
    assert state.accounts.list()[1] == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Pilih berkas, atau tempel isinya"),
        (b"nama\nani\n", "Baris pertama harus berisi kolom"),
        ("username,name,email,role,bidang\nani,Jos\xe9,,,\n".encode("latin-1"), "bukan teks UTF-8"),
        (b"username,name,email,role,bidang\n" + b"ab1,Ani,,,\n" * 301, "paling banyak 300 baris"),
    ],
)
def test_what_is_no_table_is_told(enter: Enter, sri: Account, content: bytes, said: str) -> None:
    browser = enter(sri)
    (field,) = browser.get("/kelola/akun/impor").select("main input[name=csrf]")
    sent = browser.send(
        "POST",
        "/kelola/akun/impor",
        data={"csrf": str(field["value"]), "tahap": "periksa"},
        files={"berkas": ("akun.csv", content, "text/csv")},
        headers={"origin": browser.base, "accept": "text/html"},
    )
    assert sent.status_code == 422
    assert said in sent.text


def test_nobody_else_keeps_accounts(
    enter: Enter, state: State, citra: Account, dodi: Account, eva: Account, ani: Account
) -> None:
    for who in (citra, dodi, eva, ani):
        browser = enter(who)
        browser.get("/kelola/akun", 403)
        browser.get(f"/kelola/akun/{ani.id}", 403)
        assert browser.post(f"/kelola/akun/{who.id}/peran/beri", {"peran": "superadmin"}).status_code == 403
        assert browser.post(f"/kelola/akun/{ani.id}/data/unduh", {"alasan": "ingin"}).status_code == 403
        assert browser.post("/kelola/akun/impor", {"isi": CSV, "tahap": "simpan"}).status_code == 403
    assert trail(state) == []


def test_a_form_of_another_site_is_refused(enter: Enter, state: State, sri: Account, ani: Account) -> None:
    browser = enter(sri)
    url = f"/kelola/akun/{ani.id}/tutup"
    assert browser.post(url, {"versi": "1"}, origin="http://jahat.test").status_code == 403
    assert browser.post(url, {"versi": "1", "csrf": "salah"}).status_code == 403
    assert browser.post("/kelola/akun/impor", {"isi": CSV, "csrf": "salah"}).status_code == 403
    assert state.accounts.by_id(ani.id).active
