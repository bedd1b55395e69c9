// A model as ONNX graphs: docs/guide/exporting.md.
import { readModelFile, servedTensors } from '../file/model-file.js';
import type { TableCells } from '../table-cells.js';
import { modelProto } from './messages.js';
import { graphOfNumbers } from './number-graphs.js';
import type { GraphChoice } from './graph-choice.js';
import { graphOfTable } from './table/table-graphs.js';

/**
 * @param file From save().
 * @param cells Of a table.
 * @throws ERR_OPTION for a model that has no such graph.
 */
export function onnxOf(
  file: Uint8Array<ArrayBuffer>,
  choice: GraphChoice,
  cells: TableCells | undefined,
): Uint8Array<ArrayBuffer> {
  const parts = readModelFile(file);
  const served = { ...parts, tensors: servedTensors(parts) };
  const graph = cells
    ? graphOfTable(served, choice, cells)
    : graphOfNumbers(served, choice.graph, choice.method);
  return modelProto(graph.graph());
}
