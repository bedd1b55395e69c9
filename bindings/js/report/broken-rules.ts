import type { ColumnRule } from '../data/schema.js';
import { MOST_VALUES } from '../table/infer-few-values.js';
import type { RuleColumn } from '../table/rules/candidate.js';
import { findRules } from '../table/rules/find-rules.js';
import { isBroken, type NumberRule } from '../table/rules/number-rule.js';
import { CELLS, forEach, type Work } from '../table/slices.js';
import type { EncodedColumn } from './encoded-column.js';

/** A rule between columns that every real row keeps, and the synthetic rows that break it. */
export interface RuleComparison {
  /** The kind of rule, as in a schema. */
  readonly type: ColumnRule['type'];
  /** The columns' names, in the order of that kind of rule. */
  readonly columns: readonly string[];
  /** The number of synthetic rows that break it. */
  readonly broken: number;
  /** The share of synthetic rows that break it. */
  readonly share: number;
}

/** Finds the rules of the real table, and counts the synthetic rows that break each. */
export function* brokenRules(
  columns: readonly EncodedColumn[],
  rows: { readonly real: number; readonly synthetic: number },
): Work<RuleComparison[]> {
  const seen = (table: 'real' | 'synthetic') => columns.map((column) => ruleColumn(column, table));
  const rules = yield* findRules(seen('real'), rows.real);
  const synthetic = seen('synthetic');
  const compared: RuleComparison[] = [];
  for (const rule of rules) {
    let broken = 0;
    yield* forEach(rows.synthetic, CELLS, (row) => {
      if (isBroken(rule, (column) => synthetic[column]!.value(row))) broken++;
    });
    compared.push({ ...named(rule, columns), broken, share: broken / rows.synthetic });
  }
  return compared;
}

function named({ type, columns }: NumberRule, all: readonly EncodedColumn[]) {
  return { type, columns: columns.map((column) => all[column]!.name) };
}

function ruleColumn(
  { kind, isDate, trueLevel, ...tables }: EncodedColumn,
  table: 'real' | 'synthetic',
): RuleColumn {
  const cells = tables[table];
  const isNumeric = kind === 'numeric';
  if (trueLevel !== undefined)
    return {
      kind: 'truth',
      determines: true,
      value: (row) => (cells[row] === cells[row] ? Number(cells[row] === trueLevel) : NaN),
    };
  return {
    kind: isNumeric ? (isDate ? 'date' : 'number') : 'category',
    determines: !isNumeric || hasFewValues(tables.real),
    value: (row) => cells[row]!,
  };
}

/** Such a column of numbers may determine others, as one that has a list of its values does in a schema. */
function hasFewValues(cells: Float64Array): boolean {
  const values = new Set<number>();
  return cells.every((x) => x !== x || values.add(x).size <= MOST_VALUES);
}
