"""What the examples use of onnxruntime, by onnxruntime-web in Node: run_graph.mjs beside this file."""

import json
import os
import subprocess
from types import SimpleNamespace

import numpy

PROGRAM = os.path.join(os.path.dirname(__file__), 'run_graph.mjs')
TYPES = {'float32': 'tensor(float)', 'float64': 'tensor(double)', 'int64': 'tensor(int64)', 'string': 'tensor(string)'}


class InferenceSession:
    def __init__(self, graph, providers=None):
        self.graph = bytes(graph).hex()
        self.inputs = [
            SimpleNamespace(name=each['name'], type=TYPES[each['type']], shape=each['shape'])
            for each in self._call({})['inputs']
        ]

    def get_inputs(self):
        return self.inputs

    def run(self, outputs, feeds):
        known = {each.name: each.type for each in self.get_inputs()}
        given = {}
        for name, values in feeds.items():
            # As strict as onnxruntime is.
            dtype = 'tensor(string)' if values.dtype == object else TYPES[str(values.dtype)]
            assert dtype == known[name], f'{name} is {dtype}, not {known[name]}'
            data = [None if each != each else each for each in values.flatten().tolist()]
            given[name] = {'data': data, 'shape': list(values.shape)}
        made = self._call({'feeds': given})['outputs']
        return [numpy.array(made[name], dtype=numpy.float32) for name in outputs]

    def _call(self, request):
        text = json.dumps({'graph': self.graph, **request})
        done = subprocess.run(['node', PROGRAM], input=text, capture_output=True, text=True, check=True)
        return json.loads(done.stdout)
