"""What the benches share: processes and their memory, the sites that are measured, and the load client."""
