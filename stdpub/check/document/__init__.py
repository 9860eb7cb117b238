"""Rules on a document as a whole: its elements and their order, its front matter, foreword, scope, annexes and titles."""
