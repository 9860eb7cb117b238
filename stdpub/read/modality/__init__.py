"""Words and grammar by which a sentence is found to be a provision, English and Chinese."""
