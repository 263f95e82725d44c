"""Everything Qt: windows, pages, item models, widgets and dialogs."""

from desktop.ui.immortal_none import make_none_immortal

make_none_immortal()
