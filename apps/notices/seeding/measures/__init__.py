"""The measures of the library's promises: each lists, as texts, the faults that it finds in a block's rows."""
