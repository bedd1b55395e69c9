import { BEST, type ModelParts, OPTIMISER, type Tensor, writeModelFile } from './model-file.js';
import type { DescriptionName } from './sections.js';

/**
 * The model file of a model whose optimiser starts anew.
 * @param parts With the weights as tensors, in the order of the file.
 * @param place The name of a description in errors.
 * @throws ERR_MODEL_FILE for a description that no model can have.
 */
export function freshModelFile(
  parts: ModelParts,
  place: (name: DescriptionName) => string,
): Uint8Array<ArrayBuffer> {
  const { descriptions, tensors: weights } = parts;
  const moments = OPTIMISER.flatMap((prefix) =>
    weights.map(({ name, shape, values }): Tensor => {
      return { name: prefix + name, shape, values: new Float32Array(values.length) };
    }),
  );
  const served = descriptions.best.epoch === 0 ? [] : weights;
  const best = served.map((tensor) => ({ ...tensor, name: BEST + tensor.name }));
  return writeModelFile({ ...parts, tensors: [...weights, ...moments, ...best] }, place);
}
