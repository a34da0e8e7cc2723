"""The roster's students as Morango keeps them: the fields that the hand-off's bench fills, no others."""

# mypy: disable-error-code="import-not-found, misc"

from django.db import models
from morango.models.core import SyncableModel


class Student(SyncableModel):
    morango_profile = "township"
    morango_model_name = "student"

    school = models.CharField(max_length=2)
    name = models.CharField(max_length=40)
    sex = models.CharField(max_length=1)
    born_on = models.CharField(max_length=10)
    id_number = models.CharField(max_length=18)
    nation = models.CharField(max_length=2)
    stage = models.CharField(max_length=1)
    cohort = models.IntegerField()
    address = models.CharField(max_length=100)

    def calculate_source_id(self) -> str:
        return str(self.id_number)

    def calculate_partition(self) -> str:
        return f"school{self.school}:"
