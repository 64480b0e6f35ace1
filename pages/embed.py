"""One chart for another web page: title, picture, source and the way to the atlas, without navigation."""

from ui import embed_parts

embed_parts.show()
