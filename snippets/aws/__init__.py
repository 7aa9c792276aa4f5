"""The partnership with AWS."""
