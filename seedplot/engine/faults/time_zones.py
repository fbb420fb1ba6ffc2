"""The time zones of a MySQL or MariaDB server, which its installation leaves out."""

from __future__ import annotations

from django.conf import settings
from django.db import connections

from seedplot.errors import SeedError


def refuse_without_time_zone(using: str) -> None:
    """SeedError if the database cannot convert moments to the project's time zone, by which pages count weeks."""
    connection = connections[using]
    if connection.vendor != "mysql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT CONVERT_TZ('2001-01-01 01:00:00', 'UTC', %s)", [settings.TIME_ZONE])
        [converted] = cursor.fetchone()
    if converted is None:
        raise SeedError(
            f"The database server has no time zone {settings.TIME_ZONE}, by which pages group moments. Load all of "
            "them: mariadb-tzinfo-to-sql /usr/share/zoneinfo | mariadb -u root mysql (on MySQL: mysql_tzinfo_to_sql)"
        )
