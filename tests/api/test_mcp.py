"""The tools of the Model Context Protocol, called by the SDK's own client over each way of carrying them."""

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import Request
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.memory import create_connected_server_and_client_session
from mcp.types import CallToolResult
from typer.testing import CliRunner

from api import cli
from api.accounts.models import Role
from api.callers import Callers
from api.library import Library
from api.mcp.server import mcp_server
from api.mcp.tools import Tools
from assistant.followup import Turn
from assistant.models import Answer, Question
from corpus.errors import InvalidInput
from tests.api.people import person
from tests.chromium import served
from tests.databases import environment_of
from tests.workbench import CUTI

NAMES = ["ask", "check_citation", "get_provision", "search_regulations"]
Use = Callable[[ClientSession], Awaitable[Any]]


def nobody(_: Request) -> str:
    return ""


@pytest.fixture
def tools(library: Library) -> Tools:
    return Tools(library, library.desk)


def used(tools: Tools, use: Use) -> Any:
    """What ``use`` gives, of a client that is connected in memory."""

    async def run() -> Any:
        async with create_connected_server_and_client_session(
            mcp_server(tools, caller=nobody)._mcp_server
        ) as session:
            return await use(session)

    return asyncio.run(run())


def call(tools: Tools, name: str, **arguments: object) -> dict[str, Any]:
    """The structured result of a tool."""
    result: CallToolResult = used(tools, lambda session: session.call_tool(name, arguments))
    assert not result.isError, result.content
    assert result.structuredContent is not None
    return result.structuredContent


def refused(tools: Tools, name: str, **arguments: object) -> str:
    """Why a tool gives nothing."""
    result: CallToolResult = used(tools, lambda session: session.call_tool(name, arguments))
    assert result.isError
    return str(getattr(result.content[0], "text", ""))


def test_every_tool_tells_that_it_only_reads(tools: Tools) -> None:
    listed = used(tools, lambda session: session.list_tools()).tools
    assert sorted(tool.name for tool in listed) == NAMES
    for tool in listed:
        assert tool.annotations.readOnlyHint
        assert tool.description
        assert tool.outputSchema


def test_search_gives_passages_with_their_force(tools: Tools) -> None:
    found = call(tools, "search_regulations", question="berapa hari cuti tahunan", limit=2)["result"]
    assert len(found) == 2
    assert found[0]["label"] == "Pasal 2 ayat (1) PP Nomor 91 Tahun 2019"
    assert found[0]["legal_force"] == "berlaku"
    assert "12 (dua belas) hari kerja" in found[0]["text"]


@pytest.mark.parametrize(
    "name", ["pp-91-2019/pasal-3", "Pasal 3 PP 91/2019", "pasal 3 PP Nomor 91 Tahun 2019"]
)
def test_a_provision_is_found_by_either_name(tools: Tools, name: str) -> None:
    found = call(tools, "get_provision", provision=name)
    assert found["id"] == "pp-91-2019/pasal-3"
    assert found["text"].startswith("Pegawai yang sakit lebih dari 14")
    assert found["official_words"] is True


def test_a_provision_that_is_not_there_is_told_plainly(tools: Tools) -> None:
    assert "tidak ada" in refused(tools, "get_provision", provision="pp-91-2019/pasal-99")
    assert "bukan satu ketentuan" in refused(tools, "get_provision", provision="cuti")


def test_an_answer_carries_its_sources(tools: Tools) -> None:
    answer = call(tools, "ask", question="Berapa hari cuti tahunan pegawai contoh?")
    assert answer["status"] == "answered"
    assert answer["sources"][0]["label"] == "Pasal 2 ayat (1) PP Nomor 91 Tahun 2019"
    assert call(tools, "ask", question="resep rendang")["status"] == "out_of_scope"


def test_a_follow_up_is_completed_from_earlier_questions(tools: Tools) -> None:
    answer = call(
        tools,
        "ask",
        question="kalau tahun 2018?",
        earlier_questions=["Berapa hari cuti tahunan pegawai contoh?"],
    )
    assert answer["understood_as"] == "Berapa hari cuti tahunan pegawai contoh pada tahun 2018?"


@pytest.mark.parametrize(
    ("citation", "quote", "found", "verbatim", "in_force"),
    [
        ("Pasal 3 PP 91/2019", "wajib melampirkan\n surat keterangan dokter", True, True, True),
        ("Pasal 3 PP 91/2019", "dapat melampirkan surat keterangan dokter", True, False, True),
        ("Pasal 3 PP 91/2019", "", True, None, True),
        ("Pasal 33 PP 91/2019", "apa saja", False, None, None),
        ("Pasal 1 UU 5/2014", "apa saja", False, None, None),
    ],
)
def test_a_citation_is_checked(
    tools: Tools, citation: str, quote: str, found: bool, verbatim: bool | None, in_force: bool | None
) -> None:
    verdict = call(tools, "check_citation", citation=citation, quote=quote)
    assert (verdict["found"], verdict["verbatim"], verdict["in_force"]) == (found, verbatim, in_force)


def test_a_citation_is_checked_for_the_day_asked_about(tools: Tools) -> None:
    verdict = call(tools, "check_citation", citation="Pasal 3 PP 91/2019", on="2018-05-01")
    assert verdict["in_force"] is False
    assert verdict["legal_force"] == "belum-berlaku"


def test_bad_arguments_are_refused(tools: Tools) -> None:
    assert refused(tools, "search_regulations", question="")
    assert refused(tools, "search_regulations", question="cuti", limit=1000)
    assert refused(tools, "ask", question="cuti", on="kemarin")


def test_it_is_served_over_http(tools: Tools) -> None:
    async def list_tools(address: str) -> list[str]:
        async with (
            streamable_http_client(f"{address}/mcp") as (reading, writing, _),
            ClientSession(reading, writing) as session,
        ):
            await session.initialize()
            return sorted(tool.name for tool in (await session.list_tools()).tools)

    with served(mcp_server(tools, caller=nobody).streamable_http_app(), lifespan="on") as address:
        assert asyncio.run(list_tools(address)) == NAMES


def test_what_is_asked_over_http_is_counted_for_the_account_of_the_token(
    library: Library, tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    state, asked = library.state, []
    ani = person(state, "ani", Role.ASN)
    _, secret = state.api_tokens.create(ani, "asisten", days=30)
    answer = library.desk.answer

    def noted(question: Question, *, history: Sequence[Turn] = (), user: str = "") -> Answer:
        asked.append(user)
        return answer(question, history=history, user=user)

    monkeypatch.setattr(library.desk, "answer", noted)
    callers = Callers(state.owners, state.api_tokens, b"rahasia")
    server = mcp_server(tools, caller=callers.of_program)

    async def ask(address: str, token: str) -> CallToolResult:
        sent = {"authorization": f"Bearer {token}"} if token else {}
        async with (
            httpx.AsyncClient(headers=sent) as client,
            streamable_http_client(f"{address}/mcp", http_client=client) as (reading, writing, _),
            ClientSession(reading, writing) as session,
        ):
            await session.initialize()
            return await session.call_tool("ask", {"question": "Berapa hari cuti tahunan pegawai contoh?"})

    with served(server.streamable_http_app(), lifespan="on") as address:
        assert not asyncio.run(ask(address, secret)).isError
        assert not asyncio.run(ask(address, "")).isError
        refused = asyncio.run(ask(address, f"{secret[:-4]}AAAA"))
    assert asked == [ani.owner.id, ""]
    assert refused.isError
    assert "tidak berlaku lagi" in str(getattr(refused.content[0], "text", ""))


def test_it_is_served_over_stdio(tmp_path: Path) -> None:
    law = tmp_path / "cuti.md"
    law.write_text(CUTI, encoding="utf-8")
    home = tmp_path / "rumah"
    program = str(Path(sys.executable).with_name("tanya"))
    ingest = [program, "ingest", "--no-starter", "--no-vectors", "--home", str(home), str(law)]
    environment = {**os.environ, **environment_of(home)}
    subprocess.run(ingest, check=True, env=environment)

    async def ask() -> CallToolResult:
        server = StdioServerParameters(command=program, args=["mcp", "--home", str(home)], env=environment)
        async with stdio_client(server) as (reading, writing), ClientSession(reading, writing) as session:
            await session.initialize()
            return await session.call_tool(
                "check_citation", {"citation": "Pasal 4 PP 91/2019", "on": date(2020, 1, 1).isoformat()}
            )

    assert (asyncio.run(ask()).structuredContent or {})["found"] is True


def test_a_port_that_is_taken_is_told_before_the_library_is_opened(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        told = CliRunner().invoke(
            cli.application(), ["mcp", "--http", "--port", port, "--home", str(tmp_path / "baru")]
        )
    assert isinstance(told.exception, InvalidInput)
    assert f"Porta {port}" in str(told.exception)
    assert not (tmp_path / "baru").exists()
