"""Small widgets that pages are made of; each knows nothing of pages and session."""
