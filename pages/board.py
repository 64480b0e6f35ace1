"""What does the room ask for?"""

from ui import board_parts, room

if details := room.enter():
    board_parts.show(details)
else:
    board_parts.ask()
