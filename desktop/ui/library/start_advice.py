"""What a planner wants to hear about a start date before the plan is made."""

from __future__ import annotations

from datetime import date, timedelta

from desktop.language import _, ngettext, spoken
from desktop.planning.holidays_of_both import holidays_between, is_working_day, moved_to_working_day
from desktop.planning.terms import COUNTRIES

USUAL_LEAD_DAYS = {"tabletop": 90, "functional": 180, "full-scale": 365, "field-training": 365}
"""Days from the concept to STARTEX by type, as FEMA's HSEEP (2020) suggests."""
WORKSHOP_LEAD_DAYS = 90


def usual_lead(plan_type: str) -> int:
    """Return how many days before the start planning usually begins."""
    return USUAL_LEAD_DAYS.get(plan_type, WORKSHOP_LEAD_DAYS)


def suggested_start(plan_type: str, today: date) -> date:
    """Return a Monday that leaves the usual time to plan and is no holiday."""
    day = today + timedelta(days=usual_lead(plan_type))
    day += timedelta(days=-day.weekday() % 7)
    return moved_to_working_day(day)


def start_advice(start: date, plan_type: str, today: date) -> list[str]:
    """Return sentences about a start in the past, on a holiday or weekend, or soon."""
    advice = []
    if start < today:
        advice.append(_("This date is past. A plan for the record may start then."))
    for holiday in holidays_between(start, start):
        country = _(COUNTRIES.get(holiday.country, holiday.country))
        name = holiday.name.best(spoken())
        advice.append(_("Holiday in {country}: {name}.").format(country=country, name=name))
    if start.weekday() >= 5:
        advice.append(_("This is a weekend."))
    elif not is_working_day(start) and not advice:
        advice.append(_("This is no working day in both nations."))
    days, usual = (start - today).days, usual_lead(plan_type)
    if 0 <= days < usual // 2:
        left = ngettext("{count} day is left", "{count} days are left", days).format(count=days)
        advice.append(
            _("{left}; plans of this type usually take about {months} months.").format(
                left=left, months=round(usual / 30)
            )
        )
    return advice
