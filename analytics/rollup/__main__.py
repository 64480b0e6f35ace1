"""`python -m analytics.rollup`: the roll-up alone, in the small environment of the Spark client."""

from __future__ import annotations

import argparse
import sys

from analytics.rollup.command import add_arguments

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m analytics.rollup", description=__doc__)
    add_arguments(parser)
    asked = parser.parse_args()
    sys.exit(asked.run(asked))
