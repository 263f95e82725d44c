"""Everything Qt: windows, pages, item models, widgets and dialogs."""

from desktop.ui.immortal_constants import make_constants_immortal

make_constants_immortal()
