"""What a scored run looks like to people (HTML), to spreadsheets (CSV) and to build servers (JUnit)."""
