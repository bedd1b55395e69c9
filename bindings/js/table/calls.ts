// What is loaded with the first table: all that TableVAE and inferSchema() call.
export { loadedTable, writeAttachment } from './attachment.js';
export { generateTable } from './generate-table.js';
export { impute } from './impute.js';
export { decodeTable, reconstructTable, scoreColumns } from './table-reading.js';
export { tableCells } from './table-cells.js';
export { inferredSchema, tableTraining } from './table-training.js';
