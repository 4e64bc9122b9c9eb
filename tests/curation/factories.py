"""What curators type, and what people see on the pages of curation."""

import re
import time

from django.db import connection
from django.test.utils import CaptureQueriesContext

from curation.models import Panel, PanelState, SheetRevision
from curation.sheets import submit
from exhibitions.models import Status
from tests.exhibitions.factories import found, html, words
from tests.factories import complete_draft, make_entry, rw_of, sheet_of
from tests.refusals import rows
from tests.together import LONGEST_WAIT


def panel_of(exhibition, category="tpt"):
    return Panel.objects.select_related("rubric", "category", "count", "exhibition__edition").get(
        exhibition=exhibition, category__slug=category
    )


def make_verified(exhibition, kelurahan, *numbers, category="tpt"):
    """A verified entry of each RW, named after it: "Selendang RW 05"."""
    return [
        make_entry(
            exhibition,
            rw_of(kelurahan, number),
            category,
            Status.VERIFIED,
            name=f"Selendang RW {number:02d}",
            business_name=f"Rumah {number:02d}",
            phone=f"+6281200000{number:03d}",
        )
        for number in numbers
    ]


def typed(sheet, value=4, n=None, **changes):
    """A complete sheet as a browser sends it: `value` for every criterion, `n` as on a page opened now."""
    draft = complete_draft(sheet, value)
    fields = {code: str(given) for code, given in draft["values"].items()}
    fields |= {f"note_{code}": note for code, note in draft["notes"].items()}
    fields |= {"strength": draft["strength"], "advice": draft["advice"]}
    fields["n"] = str(sheet.draft_n if n is None else n)
    return {name: given for name, given in (fields | changes).items() if given is not None}


def post_sheet(client, sheet, act="", **changes):
    """Answer of saving the draft, or of sending it with act="kirim/"."""
    return client.post(f"/lembar/{sheet.pk}/{act}", typed(sheet, **changes))


def send(sheet, curator, value=4, seen="now", **values):
    """Submit a complete draft with `value` throughout but for those named; the Receipt."""
    return submit(
        sheet,
        complete_draft(sheet, value, **values),
        seen=sheet.draft_n if seen == "now" else seen,
        by=curator,
    )


def revisions_of(sheet):
    return list(SheetRevision.objects.filter(sheet=sheet).order_by("n").values_list("n", "late", "source"))


def grid_row(sheet, **changes):
    """The fields of one row of the grid as it stands now, with the values in `changes`."""
    values = dict(zip(sheet.panel.rubric.codes, sheet.values, strict=True))
    prefix = f"lembar-{sheet.pk}-"
    fields = {prefix + code: str(value) for code, value in (values | changes).items()}
    fields[prefix + "n"] = str(sheet.draft_n)
    fields[prefix + "was"] = ",".join(str(value) for value in values.values())
    return fields


def links_of(response):
    """The words of the rows' links on a list, in order."""
    return found(response, r'class="row__main"[^>]*>(.*?)</(?:a|p)>')


def table_rows(response):
    """[[cells of a row]] of every table's body, as words."""
    bodies = re.findall(r"<tbody>(.*?)</tbody>", html(response), re.DOTALL)
    rows = [row for body in bodies for row in re.findall(r"<tr.*?</tr>", body, re.DOTALL)]
    return [
        [words(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)] for row in rows
    ]


def notices_of(response):
    return found(response, r'class="notice[^"]*"[^>]*>(.*?)</div>')


def marked_on(response):
    return found(response, r"<mark>(.*?)</mark>")


def own_sheets(curator, *entries):
    return [sheet_of(entry, curator) for entry in entries]


def lock(panel):
    """As the recap of a later day does it."""
    panel.state = PanelState.LOCKED
    panel.save(update_fields=["state"])


def counted(act):
    """What the act answers, and the statements it ran besides those of transactions."""
    with CaptureQueriesContext(
        connection,
    ) as captured:
        answer = act()
    frame = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
    return answer, [query["sql"] for query in captured if not query["sql"].startswith(frame)]


def wait_for_a_waiter():
    """Until another transaction of this database waits for a lock of this one."""
    for _ in range(LONGEST_WAIT * 20):
        if rows(
            "SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))"
        ):
            return
        time.sleep(0.05)
    raise AssertionError("nobody waits")
