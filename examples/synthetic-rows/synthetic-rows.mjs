// Synthetic rows from a CSV file: learns the table, generates as many rows, and reports how good they
// are. The CSV file needs a line of column names.
//     node synthetic-rows.mjs                                      learns orders.csv
//     node synthetic-rows.mjs mine.csv made.csv                    learns a table of your own
//     node synthetic-rows.mjs mine.csv made.csv zip=categorical    and says what a column is
import { readFile, writeFile } from 'node:fs/promises';
import Papa from 'papaparse';
import { compareTables, MISSING_VALUES, TableVAE } from 'vae1';

const [own, to = 'synthetic.csv', ...types] = process.argv.slice(2);
const from = own ?? new URL('orders.csv', import.meta.url);
// Order numbers tell rows apart: the model does not learn identifiers, it makes new ones.
const columns = own
  ? Object.fromEntries(types.map((type) => type.split('=')))
  : { order: 'identifier' };

const { data, errors } = Papa.parse(await readFile(from, 'utf8'), {
  header: true,
  skipEmptyLines: true,
});
if (errors.length > 0) throw new Error(`${from}: ${errors[0].message} (row ${errors[0].row})`);

// The model does not see a fifth of the rows. What it generates should be no closer to the rows that it
// has seen than to these.
const seen = data.filter((_, i) => i % 5 !== 0);
const holdout = data.filter((_, i) => i % 5 === 0);

// In a CSV file a word such as N/A is a gap in every column.
const model = new TableVAE({ columns, missingValues: MISSING_VALUES, seed: 1 });
await model.train(seen);
for (const { name, type } of model.schema.columns) console.log(`${name} is ${type}`);
for (const { message } of model.notices) console.log(message);

const rows = await model.generate(data.length);
await writeFile(to, Papa.unparse(rows));
const report = await compareTables(seen, rows, {
  holdout,
  columns,
  missingValues: MISSING_VALUES,
});
console.log(`${rows.length} rows in ${to}\n\n${report}`);
model.dispose();
