"""Numbers of both languages, in digits and in words, and what differs between two texts."""
