"""``tanya mcp``: the library as tools for other assistants."""

from typing import Annotated

import typer

from api.cli.common import Home, ready_library, say


def mcp(
    home: Home = None,
    http: Annotated[bool, typer.Option("--http", help="Layani lewat HTTP, bukan stdio.")] = False,
    host: Annotated[str, typer.Option("--host", help="Alamat untuk --http.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Porta untuk --http.")] = 8001,
) -> None:
    """Jalankan server Model Context Protocol (MCP) untuk asisten lain."""
    # The SDK takes half a second to import, and no other command needs it.
    from api import serving
    from api.callers import Callers, secret_in
    from api.mcp.server import mcp_server
    from api.mcp.tools import Tools

    taken = serving.take_address(host, port) if http else []
    with ready_library(home) as library:
        state = library.state
        callers = Callers(state.owners, state.api_tokens, secret_in(library.home.alias_secret))
        tools = Tools(library, library.desk)
        server = mcp_server(tools, caller=callers.of_program, host=host, port=port)
        if not http:
            server.run("stdio")
            return
        say(f"Server MCP siap di {serving.shown_url(host, port)}/mcp (Ctrl+C untuk berhenti)")
        serving.serve(server.streamable_http_app(), taken, proxies=library.settings.proxies)
