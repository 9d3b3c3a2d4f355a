"""Papers and workbooks: what is printed or taken along."""
