"""A spreadsheet over the rows of one table of a plan.

Declare the columns, put the table on a page, and pass on what the page is told:

    self.table = RecordTable(
        desk,
        Milestone,
        (
            DayColumn("day_offset", N_("Day"), 80),
            TextColumn("title", N_("Title"), 320),
            ChoiceColumn("kind", N_("Kind"), 180, choices=MILESTONE_KINDS),
            ReferenceColumn("responsible_id", N_("Responsible"), 140, table=Organization,
                            label=lambda row: row.acronym),
            ComputedColumn("date", N_("Date"), 120, compute=date_of_row),
        ),
        page="milestones",
        noun=N_("milestone"),
        make=lambda: Milestone(kind="other"),
    )
    self.table.row_chosen.connect(self.form.show_row)   # a row, or None
    ...
    def refresh(self, changes):
        self.table.refresh(changes)

    def reveal(self, place):
        self.table.select(place.row_id, place.field)

`rows` gives the rows to show when they are not all rows of the table; `make` returns a new
row, without it rows are neither added nor pasted. Titles and nouns are message ids. Typing,
pasting, filling down, moving, adding and removing are each one undo step.

`table.narrow(test)` hides rows beside what the filter hides, `table.group(order, title)` keeps
rows together below bands; columns that are `frozen` stay in sight when scrolled sideways.
"""
