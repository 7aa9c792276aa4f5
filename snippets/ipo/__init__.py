"""The listing and the accounts: filings, prices, results, customers."""
