"""Which thing of one version is which of the other: by keys, else all together by content and surroundings."""
