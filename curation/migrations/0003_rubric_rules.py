from django.db import migrations

WEIGHTS = """
CREATE FUNCTION rubric_weights_sum_to_100() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched bigint[];
    wrong record;
BEGIN
    IF TG_TABLE_NAME = 'curation_rubric' THEN
        touched := ARRAY[NEW.id];
    ELSE
        touched := ARRAY[OLD.rubric_id, NEW.rubric_id];
    END IF;
    SELECT r.id, coalesce(sum(c.weight), 0) AS total INTO wrong
    FROM curation_rubric r LEFT JOIN curation_criterion c ON c.rubric_id = r.id
    WHERE r.id = ANY (touched) GROUP BY r.id HAVING coalesce(sum(c.weight), 0) <> 100 LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'the weights of rubric % sum to %, not to 100', wrong.id, wrong.total
            USING ERRCODE = 'check_violation', CONSTRAINT = 'rubric_weights_sum_to_100';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER rubric_weights_sum_to_100 AFTER INSERT ON curation_rubric
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION rubric_weights_sum_to_100();
CREATE CONSTRAINT TRIGGER criterion_weights_sum_to_100 AFTER INSERT OR UPDATE OR DELETE ON curation_criterion
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION rubric_weights_sum_to_100();
"""

WEIGHTS_BACK = """
DROP TRIGGER criterion_weights_sum_to_100 ON curation_criterion;
DROP TRIGGER rubric_weights_sum_to_100 ON curation_rubric;
DROP FUNCTION rubric_weights_sum_to_100();
"""

# Takes the rubric FOR SHARE: freezing, an UPDATE of that row, and editing wait for one another.
FROZEN = """
CREATE FUNCTION refuse_change_of_frozen_rubric() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched bigint[];
    rubric record;
BEGIN
    IF TG_TABLE_NAME = 'curation_rubric' THEN
        touched := ARRAY[OLD.id];
    ELSIF TG_TABLE_NAME = 'curation_criterion' THEN
        touched := ARRAY[OLD.rubric_id, NEW.rubric_id];
    ELSE
        SELECT array_agg(c.rubric_id) INTO touched FROM curation_criterion c
        WHERE c.id IN (OLD.criterion_id, NEW.criterion_id);
    END IF;
    FOR rubric IN SELECT r.frozen_at FROM curation_rubric r WHERE r.id = ANY (touched) FOR SHARE LOOP
        IF rubric.frozen_at IS NOT NULL THEN
            RAISE EXCEPTION 'a frozen rubric does not change'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'rubric_frozen';
        END IF;
    END LOOP;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER rubric_frozen BEFORE UPDATE OR DELETE ON curation_rubric
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_frozen_rubric();
CREATE TRIGGER criterion_frozen BEFORE INSERT OR UPDATE OR DELETE ON curation_criterion
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_frozen_rubric();
CREATE TRIGGER level_frozen BEFORE INSERT OR UPDATE OR DELETE ON curation_leveldescriptor
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_frozen_rubric();
"""

FROZEN_BACK = """
DROP TRIGGER level_frozen ON curation_leveldescriptor;
DROP TRIGGER criterion_frozen ON curation_criterion;
DROP TRIGGER rubric_frozen ON curation_rubric;
DROP FUNCTION refuse_change_of_frozen_rubric();
"""

CATEGORY = """
ALTER TABLE curation_rubric ADD CONSTRAINT rubric_id_category UNIQUE (id, category_id);
ALTER TABLE curation_panel ADD CONSTRAINT panel_rubric_of_its_category
    FOREIGN KEY (rubric_id, category_id) REFERENCES curation_rubric (id, category_id)
    DEFERRABLE INITIALLY DEFERRED;
"""

CATEGORY_BACK = """
ALTER TABLE curation_panel DROP CONSTRAINT panel_rubric_of_its_category;
ALTER TABLE curation_rubric DROP CONSTRAINT rubric_id_category;
"""


class Migration(migrations.Migration):
    """Weights sum to 100, a frozen rubric stays as it is, a panel uses a rubric of its own category."""

    dependencies = [("curation", "0002_write_once_rows")]

    operations = [
        migrations.RunSQL(WEIGHTS, WEIGHTS_BACK),
        migrations.RunSQL(FROZEN, FROZEN_BACK),
        migrations.RunSQL(CATEGORY, CATEGORY_BACK),
    ]
