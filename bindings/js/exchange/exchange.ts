// What exchange.js of the package has: the formats of other programs.
import type { CheckedExport } from '../options/export-options.js';
import type { TableCells } from './table-cells.js';
import { onnxOf } from './onnx/onnx.js';
import { safetensorsOf } from './safetensors/model-tensors.js';

export { codingOf } from './coding.js';
export { modelFileOfStateDict } from './pytorch/state-dict.js';
export { modelFileOf } from './safetensors/model-tensors.js';

/**
 * A model in the format of other programs.
 * @param file From save().
 * @param cells Of a table.
 */
export function exported(
  file: Uint8Array<ArrayBuffer>,
  options: CheckedExport,
  cells?: TableCells,
): Uint8Array<ArrayBuffer> {
  return options.format === 'onnx' ? onnxOf(file, options, cells) : safetensorsOf(file);
}
