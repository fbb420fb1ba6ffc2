from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "apps.accounts"
    # Counters of wrong passwords are nobody's data: a database that has some is still one that only runs have filled.
    reference_models = ("accounts.LoginFailures",)
