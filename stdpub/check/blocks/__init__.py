"""Rules on lists, tables, figures and formulas, and on the characters of Chinese text."""
