"""Lines of a PDF page that wide spaces break in pieces, as justified narrow columns have them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

# Of the height of a line: no space between two words of a line is wider, and how far up and down
# the lines are looked at to tell such a space from the one between two columns.
WIDEST_SPACE = 4.0
AROUND = 12.0
NEXT_LINE = 1.7
# So many pieces that begin at the same place stand at the edge of a column.
FEWEST_AT_EDGE = 3
SAME_PLACE = 1.0
MOST_DIFFERENT = 0.2


# pdfminer's lines are Any here: they are read and made, never kept.
def joined(pieces: Sequence[Any], *, word_margin: float) -> list[Any]:
    """Returns the lines of a page, each in one piece; columns stay apart."""
    rows: list[list[Any]] = []
    for piece in sorted(pieces, key=lambda one: one.x0):
        before = [row for row in rows if _goes_on(row[-1], piece, pieces)]
        if before:
            max(before, key=lambda row: row[-1].x1).append(piece)
        else:
            rows.append([piece])
    whole = {id(row[0]): _one_line(row, word_margin) for row in rows}
    # As they are drawn, for the order tells pdfminer what stands together.
    return [whole[id(piece)] for piece in pieces if id(piece) in whole]


def _goes_on(left: Any, right: Any, pieces: Sequence[Any]) -> bool:
    """Says whether a piece goes on behind a space, in the same line of the same column."""
    overlap = min(left.y1, right.y1) - max(left.y0, right.y0)
    gap = right.x0 - left.x1
    if 2 * overlap < max(left.height, right.height) or not 0 < gap < WIDEST_SPACE * right.height:
        return False
    if abs(left.height - right.height) > MOST_DIFFERENT * right.height:
        return False
    return not (_is_edge(left, right, pieces) or _is_beside_edge(left, right, pieces))


def _is_edge(left: Any, right: Any, pieces: Sequence[Any]) -> bool:
    """Says whether several lines around begin at one place in the space between two pieces."""
    begins = [
        one.x0
        for one in pieces
        if left.x1 < one.x0 <= right.x0 + SAME_PLACE
        and abs(one.y0 - right.y0) < AROUND * right.height
    ]
    at_edge = (sum(abs(one - edge) <= SAME_PLACE for one in begins) for edge in begins)
    return max(at_edge, default=0) >= FEWEST_AT_EDGE


def _is_beside_edge(left: Any, right: Any, pieces: Sequence[Any]) -> bool:
    """Says whether the next line begins where the right piece does, and none crosses the space."""
    near = [
        one
        for one in pieces
        if one is not right and abs(one.y0 - right.y0) < NEXT_LINE * right.height
    ]
    is_crossed = any(one.x0 <= left.x1 and one.x1 >= right.x0 for one in near)
    return not is_crossed and any(abs(one.x0 - right.x0) <= SAME_PLACE for one in near)


def _one_line(pieces: Sequence[Any], word_margin: float) -> Any:
    from pdfminer.layout import LTChar, LTTextLineHorizontal

    if len(pieces) == 1:
        return pieces[0]
    line = LTTextLineHorizontal(word_margin)
    for character in (one for piece in pieces for one in piece if isinstance(one, LTChar)):
        line.add(character)
    return line
