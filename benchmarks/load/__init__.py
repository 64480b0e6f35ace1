"""A bounded crowd: phones over plain HTTP and visitors of pages over the browser's own protocol."""
