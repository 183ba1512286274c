"""What all rooms stand on: pages, people, links, search and the doors between rooms."""
