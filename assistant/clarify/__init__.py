"""A question that lacks a fact: asked back, or answered for each of the kinds it may mean."""
