"""Small widgets that pages are made of; they import nothing of data, networks, attacks or runs."""
