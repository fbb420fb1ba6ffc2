from apps.metrics.seeding.specification.commits import FILE
from seedplot.content import check_content


def test_file_keeps_to_its_schema():
    schema = FILE.parent / "schema" / "commits.schema.json"

    assert check_content(FILE, schema).content
