"""What a thing says, what of it binds, and all that it rests on, each as one hash."""
