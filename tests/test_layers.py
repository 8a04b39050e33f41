"""Imports point one way, and each outside library has one home."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "rag"

# Each module imports only from those before it.
ORDER = """errors address types changes shelf filters settings prompts words sentences adjacent
    span question reprints fetch load split quantize export embed cross_encoder rerank support
    store distinct retrieve topic markers lines cite keys verify condense write stream repair
    answer summarize evidence standing lookup reopen search ingest health documents save chain
    suggest html library batch __init__ sign_in page terminal cli __main__""".split()

HOMES = {
    "chromadb": {"store"},
    "sqlite3": {"store"},
    "langchain": {"write"},
    "langchain_core": {"write", "chain"},
    "rensa": {"reprints"},
    "onnxruntime": {"embed", "export", "quantize"},
    "sentence_transformers": {"cross_encoder", "export"},
    "langchain_huggingface": {"write"},
    "tiktoken": {"write"},
    "torch": {"export"},
    "tokenizers": {"embed"},
    "trafilatura": {"load"},
    "httpx": {"fetch", "write"},
    "httpcore": {"fetch"},
    "feedparser": {"load"},
    "docx": {"load", "documents"},
    "jinja2": {"documents"},
    "pdfminer": {"load"},
    "markdown_it": {"load"},
    "typer": {"cli"},
    "watchfiles": {"cli"},
    "rich": {"terminal"},
    "gradio": {"page"},
    "mcp": {"page"},
    "bcrypt": {"sign_in"},
}


def _modules() -> list[tuple[str, Path]]:
    """Returns each file of the package with the name that it has in `ORDER`."""
    files = sorted(PACKAGE.rglob("*.py"))
    return [(path.relative_to(PACKAGE).parts[0].removesuffix(".py"), path) for path in files]


def _imports(path: Path) -> list[tuple[str, bool]]:
    """Returns each imported module, and whether it is imported inside a function."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    tree.body = [node for node in tree.body if not _is_for_types_only(node)]
    inside = {
        node
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
    }
    found: list[tuple[str, bool]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, node in inside) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"rag.{alias.name}" for alias in node.names] if node.module == "rag" else []
            found += [(name, node in inside) for name in names or [node.module]]
    return found


def _is_for_types_only(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def _part(module: str) -> str:
    """Returns the part of `rag` that a module name leads to."""
    return module.split(".")[1]


@pytest.mark.parametrize(("part", "path"), _modules(), ids=lambda value: str(value)[-30:])
def test_a_module_imports_only_from_those_before_it(part: str, path: Path) -> None:
    own = [(name, hidden) for name, hidden in _imports(path) if name.startswith("rag.")]
    later = [name for name, _ in own if ORDER.index(_part(name)) > ORDER.index(part)]
    assert not later
    assert not [name for name, hidden in own if hidden]


@pytest.mark.parametrize(("part", "path"), _modules(), ids=lambda value: str(value)[-30:])
def test_an_outside_library_is_imported_in_its_home_only(part: str, path: Path) -> None:
    roots = {name.split(".")[0] for name, _ in _imports(path)}
    strays = [root for root in roots & HOMES.keys() if part not in HOMES[root]]
    assert not strays


def test_every_module_stands_in_the_order() -> None:
    assert {part for part, _ in _modules()} == set(ORDER)


def test_the_app_imports_nothing_of_the_package_but_its_public_names() -> None:
    own = [name for name, _ in _imports(ROOT / "app.py") if name.startswith("rag.")]
    import rag

    assert {_part(name) for name in own} <= set(rag.__all__)
