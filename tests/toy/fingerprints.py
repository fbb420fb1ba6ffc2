"""Prints the fingerprint of each of the garden's stories, and leaves nothing behind.

python -m tests.toy.fingerprints [BATCH_SIZE]
"""

import json
import sys

import django


def main(batch_size: int) -> None:
    django.setup()

    from seedplot import registry
    from tests.toy.garden import seed

    garden = [each for each in registry.discover().values() if each.domain == "toy"]
    found = {each.name: seed(each, dry_run=True, batch_size=batch_size).fingerprint for each in garden}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
