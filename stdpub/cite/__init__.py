"""Text to the references that stand in it: to standards and laws, to their clauses, and to places of the same document."""
