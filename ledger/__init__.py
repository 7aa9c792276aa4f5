"""A ledger of sourced numbers: facts, values computed from them, the pages that quote both, and their gates.

It knows nothing of its subject: `ledger.book.open_book` is told where facts, snippets and pages are.
"""
