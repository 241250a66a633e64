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
    from api.mcp.server import mcp_server
    from api.mcp.tools import Tools

    with ready_library(home) as library:
        server = mcp_server(Tools(library, library.desk), host=host, port=port)
        if http:
            say(f"Server MCP siap di http://{host}:{port}/mcp (Ctrl+C untuk berhenti)")
        server.run("streamable-http" if http else "stdio")
