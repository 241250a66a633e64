"""Drafting by a language model whose every sentence is checked before anybody sees it."""
