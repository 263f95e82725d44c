"""A plan that travels: plan files, merging, seals, spreadsheets and calendars."""
