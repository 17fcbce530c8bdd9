"""Forms made from settings classes: `SettingsForm` for one class, `OneOfForm` for any class of a registry."""

from .form import OneOfForm, SettingsForm

__all__ = ["OneOfForm", "SettingsForm"]
