from django.db import migrations

PLACES = """
CREATE FUNCTION check_entry_of_its_panel() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM curation_panel p
    JOIN exhibitions_entry e ON e.exhibition_id = p.exhibition_id AND e.category_id = p.category_id
    WHERE p.id = NEW.panel_id AND e.id = NEW.entry_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the entry lies in another exhibition or category than the panel'
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_ARGV[0];
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER assignment_in_its_panel BEFORE INSERT OR UPDATE OF panel_id, entry_id ON curation_assignment
    FOR EACH ROW EXECUTE FUNCTION check_entry_of_its_panel('assignment_in_its_panel');
CREATE TRIGGER result_in_its_panel BEFORE INSERT OR UPDATE OF panel_id, entry_id ON curation_result
    FOR EACH ROW EXECUTE FUNCTION check_entry_of_its_panel('result_in_its_panel');

CREATE FUNCTION refuse_move_of_judged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.exhibition_id, NEW.category_id) IS NOT DISTINCT FROM (OLD.exhibition_id, OLD.category_id) THEN
        RETURN NEW;
    END IF;
    IF TG_TABLE_NAME = 'exhibitions_entry' THEN
        PERFORM 1 FROM curation_result WHERE entry_id = OLD.id
            UNION ALL SELECT 1 FROM curation_assignment WHERE entry_id = OLD.id;
    ELSE
        PERFORM 1 FROM curation_result WHERE panel_id = OLD.id
            UNION ALL SELECT 1 FROM curation_assignment WHERE panel_id = OLD.id;
    END IF;
    IF FOUND THEN
        RAISE EXCEPTION 'what is judged stays in its exhibition and category'
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_ARGV[0];
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER judged_entry_stays BEFORE UPDATE OF exhibition_id, category_id ON exhibitions_entry
    FOR EACH ROW EXECUTE FUNCTION refuse_move_of_judged('judged_entry_stays');
CREATE TRIGGER judging_panel_stays BEFORE UPDATE OF exhibition_id, category_id ON curation_panel
    FOR EACH ROW EXECUTE FUNCTION refuse_move_of_judged('judging_panel_stays');
"""

PLACES_BACK = """
DROP TRIGGER judging_panel_stays ON curation_panel;
DROP TRIGGER judged_entry_stays ON exhibitions_entry;
DROP FUNCTION refuse_move_of_judged();
DROP TRIGGER result_in_its_panel ON curation_result;
DROP TRIGGER assignment_in_its_panel ON curation_assignment;
DROP FUNCTION check_entry_of_its_panel();
"""

# Named are the sources that only the curator's own pages write: one that others key in, as from paper, is no concern here.
SENDERS = """
CREATE FUNCTION check_revision_sender() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    scores bigint;
    closed timestamptz;
BEGIN
    SELECT a.curator_id, d.closed_at INTO scores, closed
    FROM curation_scoresheet s
    JOIN curation_assignment a ON a.id = s.assignment_id
    JOIN curation_panel p ON p.id = a.panel_id
    JOIN exhibitions_exhibition x ON x.id = p.exhibition_id
    JOIN exhibitions_edition d ON d.id = x.edition_id
    WHERE s.id = NEW.sheet_id;
    IF NEW.source IN ('layar', 'tinjauan') AND NEW.by_id IS DISTINCT FROM scores THEN
        RAISE EXCEPTION 'a revision from the curator''s own page is by the assigned curator'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'revision_by_its_curator';
    END IF;
    IF closed IS NOT NULL THEN
        RAISE EXCEPTION 'no revision is taken once the edition is closed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'revision_edition_open';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER check_revision_sender BEFORE INSERT ON curation_sheetrevision
    FOR EACH ROW EXECUTE FUNCTION check_revision_sender();
"""

SENDERS_BACK = """
DROP TRIGGER check_revision_sender ON curation_sheetrevision;
DROP FUNCTION check_revision_sender();
"""


class Migration(migrations.Migration):
    """What is judged lies in its panel's exhibition and category; a revision is by its curator, in an open edition."""

    dependencies = [
        ("curation", "0004_sheet_rules"),
        ("exhibitions", "0004_edition_closed_by"),
    ]

    operations = [
        migrations.RunSQL(PLACES, PLACES_BACK),
        migrations.RunSQL(SENDERS, SENDERS_BACK),
    ]
