import { VAEError } from '../errors/errors.js';
import { show } from '../errors/show.js';
import { type CategoryForm, ONNX_GRAPHS, type OnnxGraph, type ScoreMethod } from './choices.js';
import { readOptions } from './options.js';

export type CheckedExport = { readonly signal: AbortSignal | undefined } & (
  | { readonly format: 'safetensors' }
  | {
      readonly format: 'onnx';
      readonly graph: OnnxGraph;
      readonly method: Exclude<ScoreMethod, 'neighbours'>;
      readonly categories: CategoryForm;
    }
);

/**
 * Checks the options of export(), some of which belong to one format, or to tables.
 * @throws ERR_OPTION
 */
export function exportOptions(given: unknown, ofTable: boolean): CheckedExport {
  const { format, graph, method, categories, signal } = readOptions('export()', given);
  const refuse = (name: string, reason: string) => {
    throw new VAEError('ERR_OPTION', `${name} of export() ${reason}.`);
  };
  if (method !== undefined && graph !== 'score')
    refuse('method', `is for the graph 'score' alone, not for ${show(graph ?? format)}`);
  if (categories !== undefined && (!ofTable || format !== 'onnx'))
    refuse('categories', `is for the format 'onnx' of tables alone`);
  if (format === 'safetensors') {
    if (graph !== undefined) refuse('graph', `is for the format 'onnx' alone`);
    return { format, signal };
  }
  if (graph === undefined)
    return refuse(
      'graph',
      `must be one of ${ONNX_GRAPHS.map(show).join(', ')} for the format 'onnx'`,
    );
  if (method === 'neighbours')
    return refuse('method', `must not be 'neighbours': a graph has no training rows`);
  return {
    ...{ format, graph, signal },
    method: method ?? 'likelihood',
    categories: categories ?? 'texts',
  };
}
