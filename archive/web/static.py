"""The stylesheet and fonts, each at an address that names its content, so that browsers may keep them for good."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qs

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOR_GOOD = "public, max-age=31536000, immutable"
A_WEEK = "public, max-age=604800"


def fingerprints(folder: Path) -> dict[str, str]:
    """For each file below `folder`, by its path there: a short digest of what it holds."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()[:12] for path in files}


def addresses(folder: Path) -> Callable[[str], str]:
    """A function from a file's path below `folder` to its address; KeyError where there is no such file."""
    prints = fingerprints(folder)

    def address(path: str) -> str:
        return f"/static/{path}?v={prints[path]}"

    return address


class Static(StaticFiles):
    """Files of one folder: kept for good under an address that names a digest, else for a week (fonts name none)."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, with how long it may be kept."""
        response = await super().get_response(path, scope)
        if response.status_code in (200, 304):
            named = b"v" in parse_qs(scope.get("query_string", b""))
            response.headers["Cache-Control"] = FOR_GOOD if named else A_WEEK
        return response
