"""Holds ONNX files against the schema: python check_onnx.py FILE ..."""

import sys

import onnx

for path in sys.argv[1:]:
    model = onnx.load(path)
    onnx.checker.check_model(model, full_check=True)
    domains = {entry.domain: entry.version for entry in model.opset_import}
    used = {node.domain for node in model.graph.node}
    known = {'': 17, 'ai.onnx.ml': 2}
    assert model.ir_version == 8 and domains == {name: known[name] for name in sorted(used | {''})}, path
    # Sizes of the outputs that do not follow from the graph would be lost on an inference that is not strict.
    onnx.shape_inference.infer_shapes(model, check_type=True, strict_mode=True)
    known = onnx.load(path)
    known.DiscardUnknownFields()
    assert known.SerializeToString(deterministic=True) == model.SerializeToString(deterministic=True), path
    values = [*model.graph.input, *model.graph.output]
    assert all(value.doc_string for value in values) and model.graph.doc_string, path
    print(
        model.graph.name,
        ' '.join(
            f'{value.name}[{",".join(d.dim_param or str(d.dim_value) for d in value.type.tensor_type.shape.dim)}]'
            for value in values
        ),
    )
