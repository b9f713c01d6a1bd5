"""Every address of the installation."""

from django.urls import include, path

from config.views import health

urlpatterns = [
    path("healthz", health, name="health"),
    path("", include("messaging.urls")),
    path("", include("patients.urls")),
    path("", include("sharing.urls")),
]
handler400 = "config.errors.bad_request"
handler404 = "config.errors.absent"
handler500 = "config.errors.unexpected"
