from seedplot.registry import Registry

toy = Registry("toy")
