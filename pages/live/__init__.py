"""The facilitator's page of a live workshop."""
