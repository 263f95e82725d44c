"""Spreadsheets in and out: a MSEL read from any workbook, and written for people who use Excel."""
