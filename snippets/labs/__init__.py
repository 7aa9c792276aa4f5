"""Labs: notebooks that ask the ledger."""
