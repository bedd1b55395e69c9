import type { ColumnRule, ColumnSchema } from '../../data/schema.js';
import type { MissingValues } from '../cells/missing-values.js';
import { columnCoding } from '../column-coding.js';
import type { Work } from '../slices.js';
import type { TableView } from '../table-view.js';
import type { RuleColumn } from './candidate.js';
import { cellNumbers } from './cell-numbers.js';
import { findRules } from './find-rules.js';
import { isTruth, listed, toColumnRule } from './schema-rules.js';

/** Finds the rules between the columns of a table. `columns` are those of the view, in its order. */
export function* inferRules(
  view: TableView,
  columns: readonly ColumnSchema[],
  words: MissingValues,
): Work<ColumnRule[]> {
  const isVarying = ({ type }: ColumnSchema) => type !== 'constant' && type !== 'identifier';
  const places = [...columns.keys()].filter((place) => isVarying(columns[place]!));
  const seen = places.map((place): RuleColumn => {
    const column = columns[place]!;
    const { toNumber } = cellNumbers(columnCoding(column, false, 0, words));
    return {
      kind: kindOf(column),
      determines: listed(column).length > 0,
      value: (row) => toNumber(view.cell(row, place)),
    };
  });
  const varying = places.map((place) => columns[place]!);
  return (yield* findRules(seen, view.rows)).map((rule) => toColumnRule(rule, varying));
}

function kindOf(column: ColumnSchema): RuleColumn['kind'] {
  if (isTruth(column)) return 'truth';
  if ('categories' in column) return 'category';
  return column.type === 'date' ? 'date' : 'number';
}
