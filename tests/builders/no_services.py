"""Settings by which the software house reaches no service: its vectors stay in the database."""

NO_SERVICES = {
    "AWS_STORAGE_BUCKET_NAME": "",
    "AWS_ACCESS_KEY_ID": "",
    "AWS_SECRET_ACCESS_KEY": "",
    "AWS_SESSION_TOKEN": "",
    "AWS_LOCATION": "datasets/",
    "AWS_S3_REGION_NAME": "us-east-1",
    "AWS_S3_ENDPOINT_URL": "",
    "AWS_DEFAULT_ACL": "private",
    "SEEDPLOT_VECTORS": "local",
    "SEEDPLOT_EMBEDDINGS": "hashing",
    "SEEDPLOT_MIN_SCORE": None,
    "PINECONE_API_KEY": "",
    "PINECONE_INDEX_HOST": "",
}
