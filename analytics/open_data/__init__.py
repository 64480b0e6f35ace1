"""The atlas as open data: what its tables hold, addresses of figures, packages, feeds and answers for programs."""
