from apps.metrics.seeding.specification.comments import FILE
from seedplot.content import check_content


def test_file_keeps_to_its_schema():
    schema = FILE.parent / "schema" / "comments.schema.json"

    assert check_content(FILE, schema).content
