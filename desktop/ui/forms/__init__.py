"""The form for one row of the plan, as the inspector shows it.

Fields are declared like the columns of a table, most of them with the same columns:

    self.inspector = self.form = RecordForm(
        desk,
        Milestone,
        (
            PairField("title", N_("Title")),
            LineField(DayColumn("day_offset", N_("Day"))),
            PickField(ChoiceColumn("kind", N_("Kind"), choices=MILESTONE_KINDS)),
            PickField(organization_column("responsible_id", N_("Responsible"))),
            TickField(BoolColumn("avoid_holidays", N_("Move off weekends and holidays"))),
            PairField("purpose", N_("Purpose"), lines=3),
            LinksField(N_("Organizations"), link=ScheduleOrganization, owner="item_id",
                       target="organization_id", table=Organization, label=acronym_of),
            SaidField(N_("Date"), said=date_in_words),
        ),
        title=lambda row: row.title.best(spoken()),
        empty=_("Select a milestone to see it here."),
    )
    self.form.show_row(row)          # or None
    self.form.refresh(changes)       # from Page.refresh
    self.form.focus_field("title")   # from Page.reveal

What is typed is written when the focus leaves, when typing pauses, and when the desk
settles; all typing of one visit to a field is one undo step. The findings of the review
about the row stand at the bottom.
"""
