"""What holds under a thread: who reads it, who writes, who waits; said by editions, sections and articles."""
