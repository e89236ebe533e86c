"""Spark on two threads."""

import os
import sys

from pyspark.sql import SparkSession
from pyspark.sql.types import BooleanType, DoubleType, LongType, StringType, StructField, StructType

from driver import serve, tables

# The conversation is on standard output, whatever Spark has to say goes elsewhere.
answers = os.dup(1)
os.dup2(2, 1)
sys.stdout = os.fdopen(answers, "w")

session = (
    SparkSession.builder.master("local[2]")
    .config("spark.ui.enabled", "false")
    .config("spark.sql.shuffle.partitions", "2")
    .config("spark.sql.session.timeZone", "UTC")
    .config("spark.log.level", "ERROR")
    .getOrCreate()
)
TYPES = {"integer": LongType, "decimal": DoubleType, "boolean": BooleanType, "text": StringType}


def load(path):
    for name, columns, rows in tables(path):
        schema = StructType([StructField(column, TYPES[kind]()) for column, kind in columns])
        session.createDataFrame(rows, schema).coalesce(1).createOrReplaceTempView(f"`{name}`")


def run(sql):
    frame = session.sql(sql)
    return frame.columns, [tuple(row) for row in frame.collect()]


serve(load, run)
