"""The course of an entry through registration: its steps with their days, and what each version held."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from exhibitions.models import Action, Status
from exhibitions.models.statuses import MOVES

from . import words
from .goods import Goods, before_change, faulty, with_gaps

START, SUBMIT, CHANGE = Action.START, Action.SUBMIT, Action.CHANGE
ACCEPT, RETURN, REFUSE, WITHDRAW = Action.ACCEPT, Action.RETURN, Action.REFUSE, Action.WITHDRAW

# Status -> (how many of ten go this way, the steps).
COURSES = {
    Status.DRAFT: [(10, [START])],
    Status.SUBMITTED: [
        (7, [START, SUBMIT]),
        (2, [START, SUBMIT, RETURN, SUBMIT]),
        (1, [START, SUBMIT, ACCEPT, CHANGE]),
    ],
    Status.RETURNED: [(7, [START, SUBMIT, RETURN]), (3, [START, SUBMIT, RETURN, SUBMIT, RETURN])],
    Status.VERIFIED: [
        (7, [START, SUBMIT, ACCEPT]),
        (2, [START, SUBMIT, RETURN, SUBMIT, ACCEPT]),
        (1, [START, SUBMIT, ACCEPT, CHANGE]),
    ],
    Status.INELIGIBLE: [(10, [START, SUBMIT, REFUSE])],
    Status.WITHDRAWN: [(5, [START, SUBMIT, WITHDRAW]), (5, [START, SUBMIT, ACCEPT, WITHDRAW])],
}
EARLIEST_DAY = -40
RECENT_DAYS = 5
DAYS_FROM_DEADLINE_TO_EXHIBITION = 3


@dataclass(frozen=True)
class Step:
    """`version`: the number of the version it wrote or decided about, 0 for none."""

    action: str
    was: str
    became: str
    at: datetime
    by: User
    version: int = 0
    reason: str = ""


@dataclass(frozen=True)
class Course:
    """`versions`: the goods of each version in turn; `goods`: as they are now."""

    goods: Goods
    steps: list
    versions: list

    @property
    def started_at(self):
        return self.steps[0].at

    @property
    def submitted_at(self):
        """Of the newest version that was submitted, or None."""
        return next((step.at for step in reversed(self.steps) if step.action == SUBMIT), None)


def course_of(plan, goods, cast, days):
    rng = plan.chance("course")
    ways = COURSES[plan.fate]
    actions = rng.choices([way for _, way in ways], [weight for weight, _ in ways])[0]
    reasons = [reason_for(action, rng) for action in actions]
    versions = versions_of(plan, goods, actions, reasons)
    now = versions[-1] if versions else with_gaps(goods, rng)
    times = times_of(plan, actions, days, rng)
    return Course(now, steps_of(plan, actions, reasons, times, cast, rng), versions)


def reason_for(action, rng):
    """(text, what it mends) of a decision; ("", "") where no reason is given."""
    if action == RETURN:
        return words.return_reason(rng)
    if action == REFUSE:
        return words.ineligible_reason(rng), ""
    return (words.withdrawal_reason(rng), "") if action == WITHDRAW else ("", "")


def versions_of(plan, goods, actions, reasons):
    """What each submission held: with its fault where it was returned, older where it was changed afterwards."""
    versions = []
    for position, action in enumerate(actions):
        if action not in {SUBMIT, CHANGE}:
            continue
        following = actions[position + 1 :]
        if following[:1] == [RETURN]:
            versions.append(faulty(goods, reasons[position + 1][1]))
        elif following[-1:] == [CHANGE]:
            versions.append(before_change(goods, plan.fate))
        else:
            versions.append(goods)
    return versions


def times_of(plan, actions, days, rng):
    """A rising moment for each step, all before the day of the exhibition and before today."""
    held = plan.place.held
    last = -1 if held is None else min(held - DAYS_FROM_DEADLINE_TO_EXHIBITION, -1)
    is_fresh = plan.fate in {Status.DRAFT, Status.SUBMITTED}
    latest = last - len(actions)
    day = rng.randint(latest - RECENT_DAYS if is_fresh else EARLIEST_DAY, latest)
    minute = rng.randint(8 * 60, 20 * 60)
    times = []
    for action in actions:
        if action == SUBMIT and len(times) == 1:
            day, minute = later_that_day(day, minute, rng)
        elif times:
            day, minute = day + 1, working_minute(action, rng)
        times.append(days.at(day, minute))
    return times


def later_that_day(day, minute, rng):
    """Most send at once, some gather photo and consent first."""
    if rng.random() < 0.3:
        return day + 1, rng.randint(8 * 60, 20 * 60)
    return day, minute + rng.randint(6, 55)


def working_minute(action, rng):
    office = action in {ACCEPT, RETURN, REFUSE}
    return rng.randint(8 * 60, 15 * 60 + 30) if office else rng.randint(8 * 60, 20 * 60)


def steps_of(plan, actions, reasons, times, cast, rng):
    author, operator = cast.author_of(plan), cast.operator_beside(plan, rng)
    steps, was, version = [], "", 0
    for action, (reason, _), at in zip(actions, reasons, times, strict=True):
        became = status_after(action, plan.fate)
        version += action in {SUBMIT, CHANGE}
        decides = action in {ACCEPT, RETURN, REFUSE}
        shown = version if action in {SUBMIT, CHANGE, ACCEPT} else 0
        steps.append(Step(action, was, became, at, operator if decides else author, shown, reason))
        was = became
    return steps


def status_after(action, fate):
    if action == START:
        return Status.DRAFT
    return fate if action == CHANGE else MOVES[action][1]
