"""Settings, routes and the WSGI entry of a running Wholesight."""
