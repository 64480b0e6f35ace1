"""What do you need? Say it in your own words."""

from analytics.workshops.errors import Refused, UnknownDevice
from ui import devices, join_parts, room

details = room.enter()
token = devices.token(details.code) if details else ""
try:
    if details and token:
        join_parts.take_part(details, token)
    else:
        join_parts.come_in(details)
except UnknownDevice:
    join_parts.come_in(details)
except Refused as refusal:
    room.say(refusal)
