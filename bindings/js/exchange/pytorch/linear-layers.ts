// The linear layers of a state dict, taken tensor after tensor, each of the shape that those before leave it.
import { show } from '../../errors/show.js';
import type { Tensor } from '../file/model-file.js';
import { refused } from '../safetensors/header.js';

/** A layer as PyTorch has it: weights are outputs x inputs. */
export interface LinearLayer {
  readonly weight: Tensor;
  readonly bias: Tensor;
}

/** Takes the tensors of a state dict out of those that are left. */
export class StateDict {
  readonly #left: Map<string, Tensor>;

  constructor(tensors: ReadonlyMap<string, Tensor>) {
    this.#left = new Map(tensors);
  }

  get names(): string[] {
    return [...this.#left.keys()];
  }

  /** @throws ERR_MODEL_FILE if it is not there, or has another shape or values that are not finite */
  take(name: string, shape: readonly (number | undefined)[]): Tensor {
    const tensor = this.#left.get(name);
    const form = `[${shape.map((length) => length ?? 'any').join(', ')}]`;
    if (!tensor) throw refused(`lacks the tensor ${show(name)} of shape ${form}`);
    const fits = (length: number, i: number) => length > 0 && length === (shape[i] ?? length);
    if (tensor.shape.length !== shape.length || !tensor.shape.every(fits))
      throw refused(
        `has a tensor ${show(name)} of shape [${tensor.shape.join(', ')}], where the layers beside it ` +
          `need ${form}`,
      );
    const at = tensor.values.findIndex((value) => !Number.isFinite(value));
    if (at >= 0) throw refused(`has a tensor ${show(name)} with ${tensor.values[at]} in it`);
    this.#left.delete(name);
    return tensor;
  }

  /** The layers of these modules, one after another. */
  takeLayers(modules: readonly string[], inputs?: number, outputs?: number): LinearLayer[] {
    let width = inputs;
    return modules.map((module, k) => {
      const last = k === modules.length - 1 ? outputs : undefined;
      const weight = this.take(`${module}.weight`, [last, width]);
      width = weight.shape[0]!;
      return { weight, bias: this.take(`${module}.bias`, [width]) };
    });
  }

  /** @throws ERR_MODEL_FILE if a tensor is left */
  end(): void {
    const [left] = this.#left.keys();
    if (left !== undefined)
      throw refused(`has a tensor ${show(left)}, which its description does not name`);
  }
}
