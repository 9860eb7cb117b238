"""Rules on provisions: the words that make them, where they may stand, and what no provision should say."""
