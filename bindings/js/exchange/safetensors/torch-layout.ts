// Tensors as PyTorch has them, and as the model does.
import type { Tensor } from '../file/model-file.js';
import { transposed } from '../transposed.js';

/** Of a kernel: its weights are a matrix of height x width x channels rows, and of as many columns as maps. */
export interface KernelForm {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** A tensor of a network. */
export interface TensorForm {
  readonly name: string;
  /** As the model has it: weights are inputs x outputs. */
  readonly shape: readonly number[];
  readonly kernel: KernelForm | undefined;
}

/**
 * Weights of torch.nn.Linear are outputs x inputs, those of Conv2d and of ConvTranspose2d maps x channels x
 * height x width: the latter go from the maps to the image.
 */
export function torchShape({ shape, kernel }: Omit<TensorForm, 'name'>): number[] {
  if (!kernel) return shape.toReversed();
  return [shape[1]!, kernel.channels, kernel.height, kernel.width];
}

export function toTorch({ name, shape, values }: Tensor, kernel?: KernelForm): Tensor {
  if (shape.length < 2) return { name, shape, values };
  const [rows, columns] = shape as [number, number];
  const turned = transposed(values, rows, columns);
  const swapped = kernel ? ofEach(turned, columns, taps(kernel), kernel.channels) : turned;
  return { name, shape: torchShape({ shape, kernel }), values: swapped };
}

/** The inverse. */
export function fromTorch({ name, shape, values }: Tensor, kernel?: KernelForm): Tensor {
  if (shape.length < 2) return { name, shape, values };
  const columns = shape[0]!;
  const rows = values.length / columns;
  const swapped = kernel ? ofEach(values, columns, kernel.channels, taps(kernel)) : values;
  return { name, shape: [rows, columns], values: transposed(swapped, columns, rows) };
}

const taps = ({ height, width }: KernelForm) => height * width;

/** The transposes of `count` matrices, one after another. */
function ofEach(
  values: Float32Array<ArrayBuffer>,
  count: number,
  rows: number,
  columns: number,
): Float32Array<ArrayBuffer> {
  const out = new Float32Array(values.length);
  const size = rows * columns;
  for (let at = 0; at < count * size; at += size)
    out.set(transposed(values.subarray(at, at + size), rows, columns), at);
  return out;
}
