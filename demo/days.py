"""Moments of the demo, counted in whole days and minutes from midnight WIB of the day it is made."""

from datetime import datetime, time, timedelta

from django.utils import timezone


class Days:
    """`today` is day 0. No moment lies later than the full hour in which the demo is made."""

    def __init__(self, now):
        local = timezone.localtime(now)
        self.today = local.date()
        self.latest = local.replace(minute=0, second=0, microsecond=0)

    def date(self, day):
        return self.today + timedelta(days=day)

    def at(self, day, minutes):
        """That minute of the day, 0 for its midnight."""
        midnight = timezone.make_aware(datetime.combine(self.date(day), time.min))
        return min(midnight + timedelta(minutes=minutes), self.latest)
