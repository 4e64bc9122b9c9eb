"""What the page of reminders shows beside the RW themselves."""

from dataclasses import dataclass

from .contacts import whatsapp_url
from .reminders import LateRW


@dataclass(frozen=True)
class Summary:
    """`sendable`: RW of which an account waits for today's reminder. `example`: the words of the first of them."""

    total: int
    without_account: int
    sendable: int
    example: LateRW | None


def summary_of(late):
    waiting = [one for one in late if one.waiting]
    return Summary(
        total=len(late),
        without_account=sum(not one.officers for one in late),
        sendable=len(waiting),
        example=next(iter(waiting), None),
    )


class Addresses:
    """Prepared chats with the officers, in the name of whoever asks."""

    def __init__(self, request):
        self.request = request

    def of(self, late):
        """[(LateRW, [(officer, chat)])]"""
        return [(one, [(officer, self.chat(one, officer)) for officer in one.officers]) for one in late]

    def chat(self, one, officer):
        link = self.request.build_absolute_uri(one.path)
        return whatsapp_url(officer, one.message(officer, link, self.request.user))
