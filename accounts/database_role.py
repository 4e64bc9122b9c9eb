"""The rights of the application's database role: it owns nothing and changes no row that is written once."""

from psycopg2.sql import SQL, Identifier

WRITE_ONCE_TABLES = """
SELECT DISTINCT c.relname
FROM pg_trigger t
JOIN pg_class c ON c.oid = t.tgrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_proc p ON p.oid = t.tgfoid
WHERE p.proname IN ('refuse_change', 'refuse_change_except_forgetting') AND n.nspname = 'public'
"""

RIGHTS = (
    "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}",
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role}",
    "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}",
)


def grant_application(cursor, role):
    """Idempotent; run as the owner of the tables."""
    for statement in RIGHTS:
        cursor.execute(SQL(statement).format(role=Identifier(role)))
    cursor.execute(WRITE_ONCE_TABLES)
    for (table,) in cursor.fetchall():
        revoke = SQL("REVOKE UPDATE, DELETE ON {table} FROM {role}")
        cursor.execute(revoke.format(table=Identifier(table), role=Identifier(role)))
