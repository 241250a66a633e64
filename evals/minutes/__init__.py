"""How good a notula is: meetings with gold, measures, baselines, and a counter of what nobody said."""
