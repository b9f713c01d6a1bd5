"""Runs the site: Django's pages in a few threads and its sockets on one loop, behind one port."""
