"""A talk as its page shows it: each slide with its chart and its picture.

It is no part of the page, whose module is made anew for every run and so remembers nothing.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from analytics.core.markdown import strip_markdown
from analytics.core.remembered import remembered
from analytics.publish import storyboard, thumbnail
from analytics.publish.storyboard import MINE, Scene, Storyboard

if TYPE_CHECKING:
    from analytics.core.chart import Chart


@dataclass(frozen=True)
class Drawn:
    """A slide with what it says of itself: its chart's title and sentence, empty where it has none."""

    scene: Scene
    chart: Chart | None = None

    @cached_property
    def picture(self) -> str:
        """The slide in small, an SVG in base 64."""
        return b64encode(thumbnail.drawn(self.scene, self.chart).encode()).decode()

    @property
    def title(self) -> str:
        """The title that the slide has on the screen."""
        return self.scene.title.said or self.chart_title

    @property
    def chart_title(self) -> str:
        """The title of its chart."""
        return strip_markdown(self.chart.title) if self.chart else ""

    @property
    def insight(self) -> str:
        """The sentence of its chart."""
        return self.chart.insight if self.chart else ""


def slides(board: Storyboard) -> list[Drawn]:
    """The slides with what their charts say. Raises StoryboardError."""
    if storyboard.shipped().get(board.id) == board:
        return list(_shipped(board.id))
    return _paired(board if board.id == MINE else storyboard.filled(board), board)


def pictures(board: Storyboard) -> list[str]:
    """The slides in small. Raises StoryboardError."""
    return [slide.picture for slide in slides(board)]


@remembered(32)
def _shipped(board_id: str) -> tuple[Drawn, ...]:
    board = storyboard.shipped()[board_id]
    return tuple(_paired(storyboard.filled(board), board))


def _paired(said: Storyboard, board: Storyboard) -> list[Drawn]:
    return [Drawn(scene, chart) for scene, chart in zip(said.slides, storyboard.charts(board), strict=True)]
