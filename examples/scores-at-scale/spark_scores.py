"""Scores the rows of a table in Spark, by the ONNX graph 'score' of a model.

    vae1 export people.vae1 --graph score -o score.onnx
    spark-submit spark_scores.py score.onnx people.parquet scores.parquet

It needs Spark 3.5, and on each executor numpy and onnxruntime. VAE1 and Node are not needed.
"""

import sys

import numpy

SAMPLES = 100
SEED = 0


def inputs_of(graph):
    """The graph's columns, in its order: their names, and whether they are numbers."""
    import onnxruntime

    inputs = onnxruntime.InferenceSession(graph, providers=['CPUExecutionProvider']).get_inputs()
    rows = [each for each in inputs if each.name.startswith('row.')]
    return {each.name[len('row.') :]: each.type == 'tensor(double)' for each in rows}


def predict_of(graph):
    """What predict_batch_udf() takes: a function that is called once in each Python worker."""

    def make():
        import onnxruntime

        session = onnxruntime.InferenceSession(graph, providers=['CPUExecutionProvider'])
        columns = inputs_of(graph)
        latent = next(each.shape[1] for each in session.get_inputs() if each.name == 'noise')
        # The same draws for every row and in every worker, so that equal rows have equal scores.
        noise = numpy.random.default_rng(SEED).standard_normal((SAMPLES, latent), dtype=numpy.float32)

        def predict(*values):
            rows = {f'row.{name}': cells(each, columns[name]) for name, each in zip(columns, values)}
            (scores,) = session.run(['score'], {**rows, 'noise': noise})
            return scores

        return predict

    return make


def cells(values, are_numbers):
    """A column as the graph takes it: NaN or an empty text is a gap."""
    if are_numbers:
        return numpy.asarray(values, dtype=numpy.float64)
    return numpy.array(['' if value is None or value != value else text(value) for value in values], dtype=object)


def text(value):
    """As the graph's categories are written: true, 2, 2.5. Whole numbers beside gaps come as floats."""
    if isinstance(value, (bool, numpy.bool_)):
        return str(value).lower()
    if isinstance(value, (float, numpy.floating)) and value.is_integer():
        return str(int(value))
    return str(value)


def main(path, source, target):
    from pyspark.ml.functions import predict_batch_udf
    from pyspark.sql import SparkSession
    from pyspark.sql.functions import col, unix_millis
    from pyspark.sql.types import DoubleType, FloatType

    with open(path, 'rb') as file:
        graph = file.read()
    rows = SparkSession.builder.getOrCreate().read.parquet(source)
    types = dict(rows.dtypes)

    def column(name, is_number):
        own = col(f'`{name}`')
        if not is_number:
            return own
        # Dates are milliseconds since 1970.
        if types[name] in ('date', 'timestamp', 'timestamp_ntz'):
            own = unix_millis(own.cast('timestamp'))
        return own.cast(DoubleType())

    score = predict_batch_udf(predict_of(graph), return_type=FloatType(), batch_size=10_000)
    columns = [column(*each) for each in inputs_of(graph).items()]
    rows.withColumn('score', score(*columns)).write.parquet(target)


if __name__ == '__main__':
    main(*sys.argv[1:])
