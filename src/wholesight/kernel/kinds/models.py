"""Companion models of the kernel's own kinds: the typed values by which lists are filtered. Written by the
projection alone."""

from __future__ import annotations

from django.db import models


class ActionFields(models.Model):
    page = models.OneToOneField("kernel.Page", models.CASCADE, primary_key=True, related_name="action_fields")
    status = models.CharField(max_length=20, null=True)
    due = models.DateField(null=True)


class LessonFields(models.Model):
    page = models.OneToOneField("kernel.Page", models.CASCADE, primary_key=True, related_name="lesson_fields")
    learned = models.DateField(null=True)


class MetricFields(models.Model):
    page = models.OneToOneField("kernel.Page", models.CASCADE, primary_key=True, related_name="metric_fields")
    unit = models.CharField(max_length=60, null=True)
    target = models.FloatField(null=True)
    better = models.CharField(max_length=10, null=True)
