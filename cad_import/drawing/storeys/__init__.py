"""What was read, as storeys: the plans on the sheet, each with its title; all else is named and left.

titles.py   what the words under a view say
ink.py      where there is ink, and the patches it forms
frames.py   drawing frames and their title blocks
views.py    patches and titles to views
twins.py    whether two plans are the same one drawn twice
layouts.py  what paper space adds: windows on the model, and plans that are drawn there
"""

from .splitting import Content, Split, storeys_of

__all__ = ["Content", "Split", "storeys_of"]
