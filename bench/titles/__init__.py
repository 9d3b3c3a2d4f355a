"""What the register of titles costs with 200,000 units and all their history.

    python -m bench.titles [--quick] [--keep]

A made-up province is written in bulk into a database of its own on the server that DATABASE_URL
names; then pages are asked for as a signed-in officer asks for them.
"""
