"""Asks `versus mcp` by the Python client of the Model Context Protocol (`mcp` of PyPI), as an assistant does.

Usage: mcp_client.py PROGRAM, in a home directory with the fixtures' knowledge base. `tests/mcp/client.rs` runs it.
"""

import asyncio
import json
import os
import sys

from mcp import Client, StdioServerParameters

TOOLS = ["compare", "show", "search", "sql", "report_file"]


def told(result, is_error=False):
    """Returns what a tool answered: the same as text and as structured content, all of strangers' below `quoted`."""
    assert bool(result.is_error) == is_error, result
    (content,) = result.content
    answer = json.loads(content.text)
    assert answer == result.structured_content, result
    assert set(answer) <= {"notice", "quoted", "versus_says"}, answer
    assert "written by strangers" in answer["notice"], answer
    return answer["quoted"]


async def converse(program, mode):
    """Uses every tool, right and wrong. The client itself holds answers against the tools' schemas."""
    # It starts a server without the environment, but for what is named here.
    server = StdioServerParameters(command=program, args=["mcp"], env=dict(os.environ))
    async with Client(server, mode=mode) as client:
        listed = (await client.list_tools()).tools
        assert [tool.name for tool in listed] == TOOLS, listed
        for tool in listed:
            assert tool.annotations.read_only_hint == (tool.name != "report_file"), tool
            assert tool.annotations.open_world_hint is False, tool
        compared = told(await client.call_tool("compare", {"figures": ["stalin", "trotsky"], "diff": True}))
        assert compared["figures"] == ["Joseph Stalin", "Leon Trotsky"], compared
        assert any(row["attribute"] == "Foreign policy" for row in compared["rows"]), compared
        assert told(await client.call_tool("show", {"name": "stalin"}))["figure"] == "Joseph Stalin"
        assert told(await client.call_tool("search", {"words": "permanent revolution"}))["rows"]
        asked = told(await client.call_tool("sql", {"query": "SELECT count(*) AS documents FROM documents"}))
        assert asked["columns"] == ["documents"] and asked["rows"][0][0] > 1, asked
        denied = told(await client.call_tool("sql", {"query": "DELETE FROM documents"}), is_error=True)
        assert denied["error"] == "a query may not change anything", denied
        unknown = told(await client.call_tool("show", {"name": "trotzky"}), is_error=True)
        assert "Leon Trotsky" in unknown["hint"], unknown
        # Several at once.
        names = ["stalin", "trotsky"] * 10
        shown = await asyncio.gather(*(client.call_tool("show", {"name": name}) for name in names))
        assert [told(answer)["figure"].split()[-1].lower() for answer in shown] == names
        filed = {"figure": "stalin", "attribute": "foreign policy", "proposed": "Socialism in one country"}
        assert told(await client.call_tool("report_file", filed))["report"] == 1


async def main():
    # As clients of today speak to it, and as those of before.
    for mode in ["auto", "legacy"]:
        await converse(sys.argv[1], mode)


asyncio.run(main())
