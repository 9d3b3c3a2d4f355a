"""Assessing a province: from scratch, kept up and for one organisation, beside a plain scan.

    python -m bench.assess [--quick] [--rooms N] [--keep]

The figures are ratios to a sequential scan of the room table in the same run, so that they mean
the same on any machine. Nothing is measured on fewer rules than the register applies.
"""
