from django.db import migrations

REVISIONS = """
CREATE FUNCTION check_sheet_revision() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    panel_state text;
    wanted integer;
    newest integer;
BEGIN
    SELECT p.state, jsonb_array_length(r.snapshot -> 'criteria') INTO panel_state, wanted
    FROM curation_scoresheet s
    JOIN curation_assignment a ON a.id = s.assignment_id
    JOIN curation_panel p ON p.id = a.panel_id
    JOIN curation_rubric r ON r.id = p.rubric_id
    WHERE s.id = NEW.sheet_id;
    IF panel_state NOT IN ('dibuka', 'ditutup') THEN
        RAISE EXCEPTION 'no revision is taken while the panel is %', panel_state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'revision_panel_open';
    END IF;
    IF panel_state = 'ditutup' AND NOT NEW.late THEN
        RAISE EXCEPTION 'a revision after closing is late'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'revision_late_after_closing';
    END IF;
    IF wanted IS NULL OR coalesce(array_length(NEW.values, 1), 0) <> wanted
       OR array_position(NEW.values, NULL) IS NOT NULL
       OR NOT (1 <= ALL (NEW.values) AND 5 >= ALL (NEW.values)) THEN
        RAISE EXCEPTION 'a revision has one value of 1-5 for each criterion of the frozen rubric'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'revision_values';
    END IF;
    SELECT coalesce(max(n), 0) INTO newest FROM curation_sheetrevision WHERE sheet_id = NEW.sheet_id;
    IF NEW.n <> newest + 1 THEN
        RAISE EXCEPTION 'revision % does not follow revision %', NEW.n, newest
            USING ERRCODE = 'unique_violation', CONSTRAINT = 'revision_n_follows';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER check_sheet_revision BEFORE INSERT ON curation_sheetrevision
    FOR EACH ROW EXECUTE FUNCTION check_sheet_revision();
"""

REVISIONS_BACK = """
DROP TRIGGER check_sheet_revision ON curation_sheetrevision;
DROP FUNCTION check_sheet_revision();
"""

ASSIGNMENTS = """
CREATE FUNCTION refuse_assignment_at_home() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM accounts_user u JOIN exhibitions_entry e ON e.rw_id = u.home_rw_id
    WHERE u.id = NEW.curator_id AND e.id = NEW.entry_id;
    IF FOUND THEN
        RAISE EXCEPTION 'a curator does not score an entry of the own RW'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'assignment_not_at_home';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER refuse_assignment_at_home BEFORE INSERT OR UPDATE ON curation_assignment
    FOR EACH ROW EXECUTE FUNCTION refuse_assignment_at_home();
"""

ASSIGNMENTS_BACK = """
DROP TRIGGER refuse_assignment_at_home ON curation_assignment;
DROP FUNCTION refuse_assignment_at_home();
"""


class Migration(migrations.Migration):
    """A revision fits its frozen rubric and its panel's state; no curator scores the own RW."""

    dependencies = [("curation", "0003_rubric_rules")]

    operations = [
        migrations.RunSQL(REVISIONS, REVISIONS_BACK),
        migrations.RunSQL(ASSIGNMENTS, ASSIGNMENTS_BACK),
    ]
