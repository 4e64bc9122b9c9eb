from .audit_events import AuditEvent
from .import_drafts import ImportDraft
from .invitations import Invitation
from .notices import Notice
from .people import PHONE_SHAPE, DemoMark, Duty, Role, User

__all__ = [
    "PHONE_SHAPE",
    "AuditEvent",
    "DemoMark",
    "Duty",
    "ImportDraft",
    "Invitation",
    "Notice",
    "Role",
    "User",
]
