"""WSGI entry: ``app`` serves the store named by ``KG_STORE``, and logs where ``KG_LOG`` says."""

from kg.settings import Settings
from kg.web import create_app
from kg.web.logs import open_logs

settings = Settings.from_environment()
open_logs(settings.log)
app = create_app(settings)
