"""Places of the world by name: a table that ships with onrecord, and tables that users add. Nothing is guessed here."""
