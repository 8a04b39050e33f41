"""The LLM writer, tested without a key: a scripted server, and an engine with a random model."""
