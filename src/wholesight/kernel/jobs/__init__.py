"""Work that takes longer than an answer should: queued with the act that asks for it, done by workers."""
