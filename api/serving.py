"""Serve the application on an address that is taken, or refused in one clear line, before anything else."""

import contextlib
import errno
import signal
import socket

import uvicorn
from starlette.applications import Starlette

from corpus.errors import InvalidInput

GRACE = 10
"""Seconds that running requests get when the server is told to stop."""
BACKLOG = 2048


def take_address(host: str, port: int) -> list[socket.socket]:
    """Bind every address ``host`` stands for; connections are taken only when ``serve`` runs.

    Raises:
        InvalidInput: the port is in use or not allowed, or the host is not an address of this machine.
    """
    taken: list[socket.socket] = []
    try:
        for family, kind, protocol, _, address in socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        ):
            one = socket.socket(family, kind, protocol)
            taken.append(one)
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                # "localhost" and "::" would otherwise claim the same port twice.
                one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            one.bind(address)
    except (OSError, UnicodeError) as error:
        _give_back(taken)
        raise _refused(host, port, error) from error
    return taken


def serve(app: Starlette, taken: list[socket.socket], *, proxies: str) -> None:
    """Answer requests until SIGINT or SIGTERM; both end it in order.

    Args:
        proxies: addresses or networks, with commas, that may say for whom they ask.

    Raises:
        InvalidInput: another process began to listen on the same address meanwhile.
    """
    try:
        for one in taken:
            one.listen(BACKLOG)
    except OSError as error:
        host, port = taken[0].getsockname()[:2]
        _give_back(taken)
        raise _refused(host, port, error) from error
    # Left alone, SIGTERM would end the process before it lets go of the library.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    config = uvicorn.Config(
        app, log_level="warning", timeout_graceful_shutdown=GRACE, forwarded_allow_ips=proxies
    )
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=taken)


def shown_url(host: str, port: int) -> str:
    """The URL to open in a browser."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _give_back(taken: list[socket.socket]) -> None:
    for one in taken:
        one.close()


def _refused(host: str, port: int, error: OSError | UnicodeError) -> InvalidInput:
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return InvalidInput(
            f"Porta {port} di {host} sudah dipakai proses lain. Hentikan proses itu atau pilih --port lain."
        )
    if isinstance(error, PermissionError):
        return InvalidInput(
            f"Porta {port} tidak boleh dipakai pengguna ini. Pilih --port 1024 atau lebih besar."
        )
    return InvalidInput(
        f"Alamat “{host}” bukan alamat mesin ini. Periksa --host atau TANYA_HOST; bawaannya 127.0.0.1."
    )
