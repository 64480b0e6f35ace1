"""From a tidy frame to a `Chart`; nothing here asks the warehouse."""
