"""The library for programs: the snippets that README shows, run as they stand there."""

import asyncio
import base64
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client
from mcp.types import TextContent

from e2e.conftest import START_TIMEOUT_S, served
from rag import Library, Settings
from rag.sign_in import Users

ROOT = Path(__file__).parent.parent.parent
PLACE = "http://127.0.0.1:7860/"


def snippet(language: str, word: str) -> str:
    """Returns the block of README in a language that holds a word."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(rf"^```{language}\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)
    return next(str(one) for one in blocks if word in one)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over the samples that offers its endpoints as tools too."""
    with served(tmp_path_factory.mktemp("endpoints") / "library", "--mcp") as url:
        yield url


@pytest.fixture
def client(address: str) -> Client:
    return Client(address, verbose=False, httpx_kwargs={"timeout": START_TIMEOUT_S})


def test_the_python_snippet_prints_a_cited_answer(address: str) -> None:
    code = snippet("py", "gradio_client").replace(PLACE, address)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "grounded" in done.stdout
    assert "#p" in done.stdout


def test_the_javascript_snippet_prints_a_cited_answer(
    address: str, packages: Path, tmp_path: Path
) -> None:
    (tmp_path / "node_modules").symlink_to(packages)
    (tmp_path / "ask.mjs").write_text(snippet("js", "@gradio/client").replace(PLACE, address))
    done = subprocess.run(
        ["node", "ask.mjs"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=START_TIMEOUT_S,
    )
    assert done.returncode == 0, done.stderr
    assert "grounded" in done.stdout


def test_the_endpoints_add_find_and_sum_up(client: Client) -> None:
    text = "The Quennel viaduct opened on 3 May 2025, the council said."
    added = client.predict(title="Viaduct opens", text=text, source="Post", api_name="/add")
    again = client.predict(title="Viaduct opens", text=text, source="Post", api_name="/add")
    assert added["added"] == again["kept"]
    (best,) = client.predict(query="Quennel viaduct", top=1, api_name="/search")
    assert best["text"] == text
    summary = client.predict(articles=added["added"], words=60, api_name="/summarize")
    assert "3 May 2025" in summary["text"]


def test_a_wrong_call_is_an_error_in_words(client: Client) -> None:
    with pytest.raises(AppError, match="'June' is not a date"):
        client.predict(question="Who?", since="June", api_name="/ask")
    with pytest.raises(AppError, match="question is empty"):
        client.predict(question=" ", api_name="/ask")


def test_the_names_of_the_endpoints_are_those_four(client: Client) -> None:
    named = client.view_api(return_format="dict", print_info=False)["named_endpoints"]
    assert set(named) == {"/ask", "/search", "/summarize", "/add"}


def test_the_address_book_says_what_each_endpoint_takes(client: Client) -> None:
    named = client.view_api(return_format="dict", print_info=False)["named_endpoints"]
    names = [one["parameter_name"] for one in named["/ask"]["parameters"]]
    assert names == ["question", "since", "until", "sources"]


async def told(url: str, question: str, **headers: str) -> tuple[set[str], str]:
    """Returns the names of the tools at an address, and what /ask says as a tool."""
    async with (
        httpx.AsyncClient(headers=headers, timeout=START_TIMEOUT_S) as http,
        streamable_http_client(url, http_client=http) as (read, write, _),
        ClientSession(read, write) as session,
    ):
        await session.initialize()
        tools = await session.list_tools()
        result = await session.call_tool("ask", {"question": question})
    content = result.content[0]
    assert isinstance(content, TextContent)
    return {one.name for one in tools.tools}, content.text


def signed_in(name: str, password: str) -> dict[str, str]:
    pair = base64.b64encode(f"{name}:{password}".encode()).decode()
    return {"Authorization": f"Basic {pair}"}


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of tools behind a sign-in, and the library that they serve."""
    folder = tmp_path_factory.mktemp("tools")
    users = Users(folder / "users")
    users.add("ilse", "correct horse")
    with served(
        folder / "library", "--mcp", "--auth", str(users.path), RAG_EMBEDDER="hashing"
    ) as url:
        yield f"{url}gradio_api/mcp/", folder / "library"


def test_an_assistant_asks_through_mcp_and_gets_json(address: str) -> None:
    names, text = asyncio.run(told(f"{address}gradio_api/mcp/", "Who pays for the sea wall?"))
    (_, empty) = asyncio.run(told(f"{address}gradio_api/mcp/", " "))
    assert names == {"ask", "search", "summarize", "add"}
    answer = json.loads(text)
    assert answer["status"] in ("grounded", "partly_grounded")
    assert answer["sentences"][0]["citations"][0]["address"]
    assert "The question is empty; ask something." in empty


def test_an_assistant_signs_in_and_what_it_asks_is_kept_for_its_user(
    guarded: tuple[str, Path],
) -> None:
    url, folder = guarded
    question = "Who pays for the sea wall?"
    _, text = asyncio.run(told(url, question, **signed_in("ilse", "correct horse")))
    assert json.loads(text)["question"] == question
    library = Library.open(settings=Settings(library=folder, embedder="hashing"))
    assert [one.question for one in library.for_user("ilse").history()] == [question]
    assert library.history() == []


@pytest.mark.parametrize(
    "headers",
    [
        {},
        signed_in("ilse", "wrong horse"),
        signed_in("nobody", "correct horse"),
        {"Authorization": "Bearer correct horse"},
        {"Authorization": "Basic %%%"},
    ],
)
def test_the_tools_are_closed_to_strangers(
    guarded: tuple[str, Path], headers: dict[str, str]
) -> None:
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    accept = {"Accept": "application/json, text/event-stream"}
    answer = httpx.post(guarded[0], json=call, headers=accept | headers, timeout=START_TIMEOUT_S)
    assert answer.status_code == 401
    assert "basic auth" in answer.text
