"""The figures, shares and phrases that a person stated: planning and proof both read them, nothing here derives any."""
