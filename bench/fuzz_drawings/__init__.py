"""Broken drawings by the thousand: whatever the bytes, a report or the reader's own refusal comes out.

seeds.py      small drawings with everything in them
mutations.py  what is done to their bytes
running.py    one case after the other, in processes that may die
"""
