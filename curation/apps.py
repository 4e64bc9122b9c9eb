from django.apps import AppConfig


class CurationConfig(AppConfig):
    name = "curation"
    verbose_name = "Kurasi"

    def ready(self):
        from exhibitions import erasing

        from .erasing import erase_texts_of

        erasing.also(erase_texts_of)
