"""The library for assistants: the endpoints as MCP tools, behind the same sign-in as the page."""

from __future__ import annotations

import base64
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from functools import wraps
from typing import TYPE_CHECKING, Any

from starlette.authentication import (
    AuthCredentials,
    AuthenticationBackend,
    AuthenticationError,
    SimpleUser,
)
from starlette.concurrency import run_in_threadpool
from starlette.middleware.authentication import AuthenticationMiddleware
from starlette.requests import HTTPConnection, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount
from starlette.types import ASGIApp

from rag.library import Library
from rag.page.endpoints import Endpoints

if TYPE_CHECKING:
    from mcp.server.fastmcp import FastMCP

PATH = "/gradio_api/mcp"
TOOLS = ("ask", "search", "summarize", "add")
HOW_TO_SIGN_IN = "Sign in as on the page: send the name and the password by HTTP basic auth."

SignIn = Callable[[str, str], bool]


def tools(library: Library, *, host: str, sign_in: SignIn | None) -> dict[str, Any]:
    """Returns what Gradio's app takes, so that it serves the tools beside the page."""
    from mcp.server.fastmcp import FastMCP  # half a second, which the page alone need not wait

    server: FastMCP[Any] = FastMCP(
        "Footnote",
        instructions="Ask a library of articles; every sentence of an answer is cited and checked.",
        host=host,
        log_level="ERROR",
        stateless_http=True,
        json_response=True,
        streamable_http_path="/",
    )
    for name in TOOLS:
        server.add_tool(_tool(server, library, name), name=name)
    served: ASGIApp = server.streamable_http_app()
    if sign_in:
        served = AuthenticationMiddleware(served, backend=_Basic(sign_in), on_error=_refused)

    def running(_: object) -> AbstractAsyncContextManager[None]:
        return server.session_manager.run()

    return {"routes": [Mount(PATH, app=served)], "lifespan": running}


def _tool(server: FastMCP[Any], library: Library, name: str) -> Callable[..., Any]:
    """Returns an endpoint as a tool, which keeps what is asked for whoever is signed in."""

    @wraps(getattr(Endpoints(library), name))
    async def called(**given: Any) -> Any:
        request = server.get_context().request_context.request
        user = request.scope.get("user") if isinstance(request, Request) else None
        own = Endpoints(library.for_user(user.display_name if user else None))
        return await run_in_threadpool(getattr(own, name), **given)

    return called


class _Basic(AuthenticationBackend):
    """Lets in whom the sign-in of the page would."""

    def __init__(self, sign_in: SignIn) -> None:
        self._sign_in = sign_in

    async def authenticate(self, conn: HTTPConnection) -> tuple[AuthCredentials, SimpleUser]:
        scheme, _, encoded = conn.headers.get("authorization", "").partition(" ")
        try:
            name, _, password = base64.b64decode(encoded, validate=True).decode().partition(":")
        except ValueError as error:  # no base64, or no text in it
            raise AuthenticationError(HOW_TO_SIGN_IN) from error
        is_basic = scheme.lower() == "basic"
        if not (is_basic and name and await run_in_threadpool(self._sign_in, name, password)):
            raise AuthenticationError(HOW_TO_SIGN_IN)
        return AuthCredentials(["authenticated"]), SimpleUser(name)


def _refused(_: HTTPConnection, error: Exception) -> Response:
    headers = {"WWW-Authenticate": 'Basic realm="Footnote"'}
    return PlainTextResponse(str(error), status_code=401, headers=headers)
