"""The benchmark: quality against a stock LangChain pipeline, answers, speed and size, in one run."""
