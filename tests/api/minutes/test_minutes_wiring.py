"""An installation as it is: its own reader, understanding and verifier, from an upload to a signed file."""

import io
from pathlib import Path

from docx import Document
from fastapi.testclient import TestClient

from api.accounts.recognised import SESSION_COOKIE
from api.jobs.worker import Worker
from api.minutes.meetings import KIND
from tests.api.pages.work_desk import work_desk

SPOKEN = """WEBVTT

00:00:01.000 --> 00:00:06.000
<v Gita Sari>Selamat pagi, hari ini kita membahas jadwal cuti pegawai.

00:00:07.000 --> 00:00:12.000
<v Ani Lestari>Ada 24 pegawai yang belum mengajukan cuti tahunan.

00:00:13.000 --> 00:00:19.000
<v Gita Sari>Baik, kita putuskan jadwal cuti disusun per bidang.

00:00:20.000 --> 00:00:27.000
<v Gita Sari>Bu Ani tolong menyusun jadwal cuti paling lambat tanggal 30 November.
"""


def test_an_upload_becomes_a_notula_that_is_edited_signed_and_saved(tmp_path: Path) -> None:
    with work_desk(tmp_path) as work:

        def program(username: str) -> TestClient:
            return TestClient(work.app, cookies={SESSION_COOKIE: work.session(username)})

        citra, gita = program("citra"), program("gita")
        form = (
            '{"title": "Rapat cuti", "held_on": "2026-11-23", "chair": "Gita Sari", '
            '"chair_username": "gita", "participants": [{"name": "Ani Lestari"}], '
            '"invited": ["ani"], "agenda": ["Jadwal cuti"]}'
        )
        file = {"file": ("rapat.vtt", SPOKEN.encode(), "text/vtt")}
        made = citra.post("/api/v1/meetings/files", data={"form": form}, files=file)
        assert made.status_code == 201, made.text
        url = f"/api/v1/meetings/{made.json()['id']}"
        making = work.app.state.minutes.making
        assert Worker(work.state.jobs, {KIND: making}, given_up={KIND: making.given_up}).run_ready() == 1
        lines = citra.get(f"{url}/minutes").json()["notula"]["lines"]
        (decision,) = [line for line in lines if line["section"] == "keputusan"]
        (action,) = [line for line in lines if line["section"] == "tindak_lanjut"]
        assert decision["utterances"] == ["u3"]
        assert (action["pic"], action["deadline"], action["utterances"]) == (
            "Ani Lestari",
            "2026-11-30",
            ["u3"],
        )

        page = citra.get(f"/notula/{made.json()['id']}", headers={"accept": "text/html"})
        assert page.status_code == 200
        version = citra.get(url).json()["version"]
        changed = [
            {name: line[name] for name in line.keys() - {"standing", "problems", "confirmed_by"}}
            for line in lines
        ]
        next(one for one in changed if one["id"] == decision["id"])["text"] = "Jadwal cuti disusun 99 bidang."
        body = {"version": version, "reason": "Uji", "lines": changed}
        version = citra.put(f"{url}/minutes", json=body).json()["version"]
        assert citra.post(f"{url}/signatures", json={"version": version}).status_code == 409
        version = citra.post(f"{url}/restore", json={"version": version, "number": 1}).json()["version"]
        for who in (citra, gita):
            signed = who.post(f"{url}/signatures", json={"version": version})
            assert signed.status_code == 201, signed.text
            version = signed.json()["version"]
        (item,) = program("ani").get("/api/v1/meetings/actions?own=true").json()["items"]
        assert item["due"] == "2026-11-30"
        saved = Document(io.BytesIO(citra.get(f"{url}/export").content))
        words = "\n".join(paragraph.text for paragraph in saved.paragraphs)
        assert "Ditandatangani secara elektronik oleh Gita Sari selaku pimpinan rapat" in words
