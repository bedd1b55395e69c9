// The half of a network of images as nodes of a graph: src/layers, docs/model-file.md. Between layers are
// rows, N x size with channels last, or maps, N x channels x height x width, as the operators of ONNX
// take them.
import {
  type ConvolutionForm,
  type GroupNormForm,
  layerForm,
  type LayerForm,
  type ResidualForm,
  type TranspositionForm,
} from '../file/layer-forms.js';
import type { ModelParts, Tensor } from '../file/model-file.js';
import type { Layers } from '../file/sections.js';
import { type Maps, sizeOf } from '../../options/images/maps.js';
import { toTorch } from '../safetensors/torch-layout.js';
import type { GraphBuilder, Name } from './graph-builder.js';
import { activated, affine, allOf, tensorOf } from './network.js';

/** That of torch.nn.GroupNorm and of src/layers/group_norm.cpp. */
const EPSILON = 1e-5;

/** What a layer gives, as rows, or as maps if `maps` says so. */
interface Between {
  readonly name: Name;
  readonly maps: Maps | undefined;
}

/** Nodes for the layers of a half, from rows N x size to rows. */
export function imageHalf(
  graph: GraphBuilder,
  parts: ModelParts,
  half: keyof Layers,
  rows: Name,
): Name {
  const forms = parts.descriptions.layers[half].map(layerForm);
  const start: Between = { name: rows, maps: undefined };
  const end = forms.reduce((input, form, k) => layer(`${half}.${k}`, form, input), start);
  return asRows(end);

  function layer(name: string, form: LayerForm, input: Between): Between {
    switch (form.kind) {
      case 'dense':
      case 'masked': {
        const seen = allOf(parts, name, asRows(input));
        const made = affine(graph, parts, name, [seen]);
        return { name: activated(graph, form.activation, made), maps: undefined };
      }
      case 'convolution':
      case 'transposedConvolution':
        return convolution(name, form, input);
      case 'groupNorm':
        return groupNorm(name, form, input);
      case 'transposition':
        return transposition(form, input);
      case 'residual':
        return residual(name, form, input);
    }
  }

  function convolution(name: string, form: ConvolutionForm, input: Between): Between {
    const { image, maps, kernel, stride, top, left, bottom, right } = form.shape;
    const isTransposed = form.kind === 'transposedConvolution';
    // Lines and columns of the image that lie under no kernel.
    const rest = [
      image.height + top + bottom - kernel[0] - stride * (maps.height - 1),
      image.width + left + right - kernel[1] - stride * (maps.width - 1),
    ];
    const attributes = {
      kernel_shape: [...kernel],
      strides: [stride, stride],
      pads: [top, left, bottom, right],
      ...(isTransposed && rest.some((size) => size > 0) && { output_padding: rest }),
    };
    const bias = tensorOf(parts, `${name}.bias`);
    const inputs = [
      asMaps(input, isTransposed ? maps : image),
      weightOf(name, form),
      graph.constant(bias.name, bias.shape, bias.values),
    ];
    const made = graph.node(isTransposed ? 'ConvTranspose' : 'Conv', inputs, attributes);
    return {
      name: activated(graph, form.activation, made),
      maps: isTransposed ? image : maps,
    };
  }

  function weightOf(name: string, { shape }: ConvolutionForm): Name {
    const [height, width] = shape.kernel;
    const kernel = { height, width, channels: shape.image.channels };
    const weight = toTorch(tensorOf(parts, `${name}.weight`), kernel);
    return graph.constant(weight.name, weight.shape, weight.values);
  }

  /** Spelled out, since GroupNormalization needs opset 18. */
  function groupNorm(name: string, form: GroupNormForm, input: Between): Between {
    const { positions, channels, groups } = form;
    const maps = input.maps ?? { height: positions, width: 1, channels };
    const shape = [maps.channels, maps.height, maps.width];
    const members = (positions * channels) / groups;
    const grouped = reshaped(asMaps(input, maps), groups, members);
    const centred = graph.subtract(grouped, mean(grouped));
    const variance = graph.add(mean(graph.multiply(centred, centred)), graph.number(EPSILON));
    const deviation = graph.node('Sqrt', [variance]);
    const normalised = reshaped(graph.node('Div', [centred, deviation]), ...shape);
    const [weight, bias] = [`${name}.weight`, `${name}.bias`].map((each) => perChannel(each));
    const made = graph.add(graph.multiply(normalised, weight!), bias!);
    return { name: activated(graph, form.activation, made), maps };
  }

  /** Over the members of a group, whose axis stays. */
  function mean(grouped: Name): Name {
    return graph.node('ReduceMean', [grouped], { axes: [2], keepdims: 1 });
  }

  function perChannel(name: string): Name {
    const { values }: Tensor = tensorOf(parts, name);
    return graph.constant(name, [values.length, 1, 1], values);
  }

  function residual(name: string, { maps, inner }: ResidualForm, input: Between): Between {
    const before: Between = { name: asMaps(input, maps), maps };
    const added = inner.reduce((each, form, k) => layer(`${name}.${k}`, form, each), before);
    return { name: graph.add(before.name, added.name), maps };
  }

  function transposition({ rows, columns, block }: TranspositionForm, input: Between): Between {
    const cells = reshaped(asRows(input), rows, columns, block);
    const turned = graph.node('Transpose', [cells], { perm: [0, 2, 1, 3] });
    return { name: reshaped(turned, rows * columns * block), maps: undefined };
  }

  function asMaps(input: Between, maps: Maps): Name {
    const { height, width, channels } = maps;
    if (input.maps?.height === height && input.maps.width === width) return input.name;
    const images = reshaped(asRows(input), height, width, channels);
    return graph.node('Transpose', [images], { perm: [0, 3, 1, 2] });
  }

  function asRows({ name, maps }: Between): Name {
    if (!maps) return name;
    const images = graph.node('Transpose', [name], { perm: [0, 2, 3, 1] });
    return reshaped(images, sizeOf(maps));
  }

  /** N rows in another shape. */
  function reshaped(name: Name, ...shape: number[]): Name {
    return graph.node('Reshape', [name, graph.integers(0, ...shape)]);
  }
}
