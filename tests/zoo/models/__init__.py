from tests.zoo.models.columns import *  # noqa: F403 - Django looks for all models here
from tests.zoo.models.inheritance import *  # noqa: F403
from tests.zoo.models.keys import *  # noqa: F403
from tests.zoo.models.references import *  # noqa: F403
from tests.zoo.models.saving import *  # noqa: F403
from tests.zoo.models.servers import *  # noqa: F403
