"""The Nordic Cluster Atlas without its screen: contracts, warehouse, questions, charts and publishing."""
