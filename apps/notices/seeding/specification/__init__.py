"""The library's stated facts: cast, formats, words and phrases. Planning and proof read them; nothing here decides."""
