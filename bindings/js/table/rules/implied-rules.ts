import type { NumberRule } from './number-rule.js';

type Dependency = Extract<NumberRule, { type: 'dependency' }>;

/** Whether each value of the dependent column occurs with one value of the determinant, too. */
export function isOneToOne({ values }: Pick<Dependency, 'values'>): boolean {
  return new Set(values.values()).size === values.size;
}

/**
 * Drops rules that follow from others: of two columns that determine each other, all dependencies on the
 * second; a dependency or an order by way of a third column; and an order between columns of a sum or a
 * dependency.
 */
export function withoutImplied(rules: readonly NumberRule[]): NumberRule[] {
  let kept = [...rules];
  const drop = (isImplied: (rule: NumberRule) => boolean) => {
    for (const rule of rules)
      if (kept.includes(rule) && isImplied(rule)) kept = kept.filter((other) => other !== rule);
  };
  const leads = (type: NumberRule['type'], from: number, to: number) =>
    kept.some((rule) => rule.type === type && rule.columns[0] === from && rule.columns[1] === to);
  drop((rule) => {
    const [from, to] = rule.columns as [number, number];
    return (
      rule.type === 'dependency' && isOneToOne(rule) && from > to && leads(rule.type, to, from)
    );
  });
  drop(
    ({ type, columns: [column, to] }) =>
      type === 'dependency' &&
      kept.some(
        (other) =>
          other.type === type &&
          isOneToOne(other) &&
          other.columns[1] === column &&
          leads(type, other.columns[0], to),
      ),
  );
  drop(({ type, columns }) => {
    const [from, to] = columns as [number, number];
    if (type !== 'dependency' && type !== 'order') return false;
    return kept.some(
      ({ type: other, columns: [start, by] }) =>
        other === type && start === from && by !== to && leads(type, by, to),
    );
  });
  drop(
    ({ type, columns }) =>
      type === 'order' &&
      kept.some(
        (other) =>
          (other.type === 'sum' || other.type === 'dependency') &&
          columns.every((column) => (other.columns as readonly number[]).includes(column)),
      ),
  );
  return kept;
}
