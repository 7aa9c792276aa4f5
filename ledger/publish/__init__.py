"""Everything that a build publishes beside the pages: entries, bibliographies, galleries, files, indexes."""
