"""Present: a whole talk of charts, shipped or one's own, on the screen, as PowerPoint, PDF or a web page."""

from analytics.core.language import _
from ui import frame, present_parts

frame.heading(
    _("Present"),
    _("Which story do the charts tell, and how do I take it on stage?"),
)
board = present_parts.choose()
slides = present_parts.slides(board)
if slides:
    present_parts.headline(board)
    present_parts.ways_out(board)
present_parts.show(board, slides)
present_parts.open_file()
