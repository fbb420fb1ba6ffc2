"""The fictional repositories, one module each."""

from . import checkout_api, identity_hub, insight_pipeline, rider_app, warehouse_core

REPOSITORIES = (
    checkout_api.REPOSITORY,
    rider_app.REPOSITORY,
    insight_pipeline.REPOSITORY,
    identity_hub.REPOSITORY,
    warehouse_core.REPOSITORY,
)
