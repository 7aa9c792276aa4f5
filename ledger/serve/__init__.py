"""What only the server needs: it builds what changed, the page being read first, and outlives mistakes."""
