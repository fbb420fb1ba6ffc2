"""Faults: errors of databases, drivers and scenarios, each told with its cause and its advice."""
