import { VAEError } from '../errors/errors.js';
import { show } from '../errors/show.js';
import { ONNX_GRAPHS, type OnnxGraph, type ScoreMethod } from './choices.js';
import { readOptions } from './options.js';

export type CheckedExport = { readonly signal: AbortSignal | undefined } & (
  | { readonly format: 'safetensors' }
  | {
      readonly format: 'onnx';
      readonly graph: OnnxGraph;
      readonly method: Exclude<ScoreMethod, 'neighbours'>;
    }
);

/**
 * Checks the options of export(), some of which belong to one format.
 * @throws ERR_OPTION
 */
export function exportOptions(given: unknown): CheckedExport {
  const { format, graph, method, signal } = readOptions('export()', given);
  const refuse = (name: string, reason: string) => {
    throw new VAEError('ERR_OPTION', `${name} of export() ${reason}.`);
  };
  if (method !== undefined && graph !== 'score')
    refuse('method', `is for the graph 'score' alone, not for ${show(graph ?? format)}`);
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
  return { format, graph, method: method ?? 'likelihood', signal };
}
