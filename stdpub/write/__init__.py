"""Turn a standard into XML, JSON, HTML, PDF and text; reads nothing."""
