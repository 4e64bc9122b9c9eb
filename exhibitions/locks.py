"""Row locks that Django's ORM cannot express."""

from django.db import connection


def lock_for_share(queryset):
    """The one row of a queryset, or None, locked FOR SHARE until the transaction ends.

    Many may hold it at once; whoever wants the row FOR UPDATE waits for all of them, and they for it.
    """
    sql, params = queryset.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"{sql} FOR SHARE OF {connection.ops.quote_name(queryset.model._meta.db_table)}", params
        )
        row = cursor.fetchone()
    return None if row is None else queryset.model.from_db(queryset.db, loaded_fields(queryset), row)


def loaded_fields(queryset):
    return [field.attname for field in queryset.model._meta.concrete_fields]
