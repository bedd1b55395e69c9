// A model as a safetensors file, and from it: docs/guide/exporting.md.
import { messageOf } from '../../errors/message-of.js';
import { show } from '../../errors/show.js';
import { decodeUtf8, encodeUtf8 } from '../../host/utf8.js';
import { descriptionsFrom } from '../file/descriptions.js';
import { jsonNumber } from '../file/fields.js';
import { type ModelParts, readModelFile, servedTensors, type Tensor } from '../file/model-file.js';
import { freshModelFile } from '../file/fresh-model-file.js';
import type { DescriptionName } from '../file/sections.js';
import { refused } from './header.js';
import { readSafetensors, writeSafetensors } from './safetensors.js';
import { tensorForms } from './tensor-forms.js';
import { fromTorch, toTorch, torchShape } from './torch-layout.js';

/** Of the names and the metadata. */
const VERSION = '1';
/** The metadata key of the version, and the start of all others. */
const KEY = 'vae1';
const keyOf = (name: DescriptionName | 'references' | 'table') => `${KEY}.${name}`;
const REFERENCES = 'referenceRows';

/** @param file From save(). */
export function safetensorsOf(file: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const parts = readModelFile(file);
  const { descriptions, references, attachment } = parts;
  // Adam's moments stay behind, so that a further training begins to average them anew.
  descriptions.state.optimiserSteps = 1;
  const served = new Map(servedTensors(parts).map((tensor) => [tensor.name, tensor]));
  const weights = tensorForms(descriptions).map(({ name, kernel }) =>
    toTorch(served.get(name)!, kernel),
  );
  const metadata: Record<string, string> = { format: 'pt', [KEY]: VERSION };
  for (const [name, description] of Object.entries(descriptions))
    metadata[keyOf(name as DescriptionName)] = JSON.stringify(description, jsonNumber);
  if (references) {
    const { most, rows } = references;
    const { features } = descriptions.options;
    metadata[keyOf('references')] = JSON.stringify({ most });
    if (rows.length > 0)
      weights.push({ name: REFERENCES, shape: [rows.length / features, features], values: rows });
  }
  if (attachment) metadata[keyOf('table')] = decodeUtf8(attachment);
  return writeSafetensors(weights, metadata);
}

/**
 * The model file of a model whose weights are those of a safetensors file. Its optimiser starts anew.
 * @throws ERR_MODEL_FILE for a file that is not one, has no model of VAE1, or lacks a tensor or has
 *   one that the model has not.
 */
export function modelFileOf(file: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const { metadata, tensors } = readSafetensors(file);
  requireVersion(metadata[KEY]);
  const json = (name: Parameters<typeof keyOf>[0]): unknown => {
    const text = metadata[keyOf(name)];
    try {
      return text === undefined ? undefined : JSON.parse(text);
    } catch (cause) {
      const reason = messageOf(cause).replace(/\.$/, '');
      throw refused(`has metadata "${keyOf(name)}" that are not JSON: ${reason}`, { cause });
    }
  };
  const place = (name: DescriptionName) => `${keyOf(name)} of the safetensors file`;
  const descriptions = descriptionsFrom(json, place);
  const weights = tensorForms(descriptions).map((form) =>
    fromTorch(take(tensors, form.name, torchShape(form)), form.kernel),
  );
  const references = referencesOf(json('references'), descriptions.options.features, tensors);
  const [unknown] = tensors.keys();
  if (unknown !== undefined)
    throw refused(`has a tensor ${show(unknown)}, which its model has not`);
  const table = metadata[keyOf('table')];
  const attachment = table === undefined ? undefined : encodeUtf8(table);
  return freshModelFile({ descriptions, references, attachment, tensors: weights }, place);
}

function requireVersion(version: string | undefined): void {
  if (version === undefined)
    throw refused(
      `is not one of export(): its metadata have no ${show(KEY)}; VAE.import() takes weights of PyTorch`,
    );
  if (version !== VERSION)
    throw refused(`has version ${show(version)} of VAE1's metadata; this library reads ${VERSION}`);
}

/** Takes the tensor out of those that are left. */
function take(tensors: Map<string, Tensor>, name: string, shape: readonly number[]): Tensor {
  const tensor = tensors.get(name);
  const form = (of: readonly number[]) => `[${of.join(', ')}]`;
  if (!tensor) throw refused(`lacks the tensor ${show(name)} of shape ${form(shape)}`);
  if (form(tensor.shape) !== form(shape))
    throw refused(
      `has a tensor ${show(name)} of shape ${form(tensor.shape)}; its model's has ${form(shape)}`,
    );
  tensors.delete(name);
  return tensor;
}

function referencesOf(
  json: unknown,
  features: number,
  tensors: Map<string, Tensor>,
): ModelParts['references'] {
  if (json === undefined) return undefined;
  const { most } = Object(json) as { most: number };
  const rows = tensors.get(REFERENCES);
  if (!rows) return { most, rows: new Float32Array() };
  return { most, rows: take(tensors, REFERENCES, [rows.shape[0]!, features]).values };
}
