"""Who may do what in curation. Reach is `visible_to`; these are the powers."""

from accounts.permissions import is_curator, is_operator, is_staff, is_viewer


def can_score(user):
    return is_curator(user)


def can_open_exhibitions(user):
    return is_operator(user) or is_viewer(user) or is_staff(user)


def can_open_rankings(user):
    return is_operator(user) or is_viewer(user) or is_staff(user)


def can_run(user, exhibition):
    """Plan the day, number stands, start and close scoring: the operator of the kelurahan and staff."""
    if is_operator(user):
        return exhibition.kelurahan_id == user.kelurahan_id
    return is_staff(user) and exhibition.edition.kota_id == user.kota_id


def can_seat(user, panel):
    return is_staff(user) and panel.exhibition.edition.kota_id == user.kota_id


def can_see_numbers(user, panel):
    """Lurah and camat see numbers after closing; operator and staff see them as provisional before."""
    return panel.scoring_is_over or not is_viewer(user)


def can_open_editions(user):
    return is_staff(user)
