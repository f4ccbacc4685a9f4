"""What a record holds, shown: the report, the lists, the export. Nothing here changes a record."""
