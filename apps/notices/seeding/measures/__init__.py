"""What the library's promises are measured by: each measure lists, as texts, what it finds wrong in a block's rows."""
