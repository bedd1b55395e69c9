"""Scores batches by the function that the Spark example gives to predict_batch_udf: GRAPH BATCHES.json."""

import json
import sys

import numpy

import spark_scores

with open(sys.argv[1], 'rb') as file:
    graph = file.read()
names = list(spark_scores.inputs_of(graph))
predict = spark_scores.predict_of(graph)()
scores = []
for batch in json.load(open(sys.argv[2])):
    # As predict_batch_udf does: numpy arrays, of objects where there are texts or truth values with gaps.
    columns = [
        numpy.array(batch[name], dtype=object if any(isinstance(x, (str, bool)) for x in batch[name]) else float)
        for name in names
    ]
    scores += predict(*columns).tolist()
rng = numpy.random.default_rng(spark_scores.SEED)
noise = rng.standard_normal((spark_scores.SAMPLES, 2), dtype=numpy.float32)
print(json.dumps({'names': names, 'scores': scores, 'noise': noise.flatten().tolist()}))
