"""DWG through converters behind one interface, each bounded, each counted in and out.

contents.py    what goes in: the file's own index of objects, by type and place
converters.py  ODA File Converter, LibreDWG and the built-in one, each in a process of its own
oda.py         ODA File Converter through ezdxf's add-on
builtin.py     the built-in one
reasons.py     why a conversion is refused, in Chinese
counting.py    what came out, against what went in

A conversion that loses anything is refused. An empty or partial floor is worse than none.
"""

from .converters import converted, converters

__all__ = ["converted", "converters"]
