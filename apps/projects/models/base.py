"""What every row of this app carries: a UUID as its key, when it came and when it last changed."""

import uuid

from django.core.validators import FileExtensionValidator, RegexValidator
from django.db import models

from seedplot.timestamps import TimeStamped

validate_colour = RegexValidator(r"^#[0-9A-Fa-f]{6}\Z", "Give a colour as # and six hexadecimal digits.")
# An image is told by its name: looking inside would take an image library that nothing else here needs.
validate_image_name = FileExtensionValidator(["gif", "jpeg", "jpg", "png", "svg", "webp"])


class Entity(TimeStamped):
    """A row with a UUID as its key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True
