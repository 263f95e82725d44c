"""Everything Qt: windows, pages, item models, widgets and dialogs."""
