"""Apache Spark on this machine, and the roll-up of trade microdata on three engines."""
