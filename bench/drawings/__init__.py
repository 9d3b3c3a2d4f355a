"""How well rooms are read: plans of known truth in every manner of drawing, and a scoreboard.

plans.py    floors by an architect's logic: rooms, walls, doors, windows; the truth
styles.py   manners of drawing one floor, each with what a person could read of it
drawing.py  a floor in a manner, as a DXF
scoring.py  rooms read against rooms that are there
"""
