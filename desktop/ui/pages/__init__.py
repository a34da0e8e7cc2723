"""Pages whose work has a shape that the ordinary ledger page does not serve."""
