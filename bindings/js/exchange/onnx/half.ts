import { layerForm, outputsOf } from '../file/layer-forms.js';
import type { ModelParts } from '../file/model-file.js';
import type { Layers } from '../file/sections.js';
import type { GraphBuilder, Name } from './graph-builder.js';
import { imageHalf } from './image-half.js';
import { allOf, denseHalf } from './network.js';

/** Nodes for the layers of a half that sees rows, N x inputs, whole. */
export function half(graph: GraphBuilder, parts: ModelParts, name: keyof Layers, rows: Name): Name {
  if (parts.descriptions.image) return imageHalf(graph, parts, name, rows);
  return denseHalf(graph, parts, name, [allOf(parts, `${name}.0`, rows)]);
}

/** Nodes for the decoder's outputs at several latents of each row, N x K x L. */
export function outputsOfDraws(graph: GraphBuilder, parts: ModelParts, z: Name): Name {
  const { image, layers, options } = parts.descriptions;
  if (!image) return half(graph, parts, 'decoder', z);
  // A convolution has one axis of rows.
  const latents = graph.node('Reshape', [z, graph.integers(-1, options.latentDim)]);
  const last = layerForm(layers.decoder.at(-1)!);
  const draws = graph.slice(graph.node('Shape', [z]), 0, 2);
  const shape = graph.concat([draws, graph.integers(outputsOf(last))], 0);
  return graph.node('Reshape', [half(graph, parts, 'decoder', latents), shape]);
}
