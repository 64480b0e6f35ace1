"""Trade microdata made into the tables that pages read: CEPII's BACI and Eurostat's Comext, by DuckDB or Spark Connect.

Nothing here needs pandas or pandera, so that it runs in the small environment of requirements-spark.txt.
"""
