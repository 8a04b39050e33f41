"""The library for programs: the snippets that README shows, run as they stand there."""

import ast
import asyncio
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import served  # type: ignore[attr-defined]
from gradio_client import Client
from gradio_client.exceptions import AppError
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client
from mcp.types import TextContent

ROOT = Path(__file__).parent.parent.parent
PLACE = "http://127.0.0.1:7860/"


def snippet(language: str, word: str) -> str:
    """Returns the block of README in a language that holds a word."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(rf"^```{language}\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)
    return next(str(one) for one in blocks if word in one)


@pytest.fixture
def client(address: str) -> Client:
    return Client(address, verbose=False)


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
        ["node", "ask.mjs"], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
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


async def told(url: str, question: str) -> tuple[set[str], str]:
    """Returns the names of the tools at an address, and what /ask says as a tool."""
    async with (
        streamable_http_client(url) as (read, write, _),
        ClientSession(read, write) as session,
    ):
        await session.initialize()
        tools = await session.list_tools()
        result = await session.call_tool("ask", {"question": question})
    content = result.content[0]
    assert isinstance(content, TextContent)
    return {one.name for one in tools.tools}, content.text


def test_an_assistant_asks_through_mcp_and_gets_cited_sentences(tmp_path: Path) -> None:
    with served(tmp_path / "library", "--mcp", RAG_EMBEDDER="hashing") as url:
        names, text = asyncio.run(told(f"{url}gradio_api/mcp/", "Who pays for the sea wall?"))
    assert names == {"ask", "search", "summarize", "add"}
    answer = ast.literal_eval(text)  # Gradio hands a tool's dictionary over as Python writes it
    assert answer["status"] in ("grounded", "partly_grounded")
    assert answer["sentences"][0]["citations"][0]["address"]
