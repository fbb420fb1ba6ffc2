"""The scenarios of the library by name: the engine's registry, bound to this domain."""

from seedplot.registry import Registry

notices = Registry("notices")
register_scenario = notices.register
