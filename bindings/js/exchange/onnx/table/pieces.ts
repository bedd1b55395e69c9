import type { Pieces } from '../../table-cells.js';
import type { GraphBuilder, Name } from '../graph-builder.js';
import { INTEGER } from '../messages.js';

/**
 * Nodes for what a piecewise linear function is at x, N doubles: each of its values, N doubles. It is NaN at
 * NaN.
 * @param name Of the function, which keeps its constants apart from those of others.
 */
export function atPieces<Value extends string>(
  graph: GraphBuilder,
  name: string,
  { knots, origins, values }: Pieces<Value>,
  x: Name,
): Record<Value, Name> {
  const bounds = graph.constant(`${name}.knots`, [knots.length], knots);
  const column = graph.unsqueeze(x, 1);
  const count = (comparison: string) => {
    const reached = graph.node(comparison, [column, bounds]);
    return graph.sum(graph.cast(reached, INTEGER), 1);
  };
  const piece = graph.add(count('GreaterOrEqual'), count('Greater'));
  const own = (what: string, numbers: Float64Array) =>
    graph.node('Gather', [graph.constant(`${name}.${what}`, [numbers.length], numbers), piece]);
  const over = graph.subtract(x, own('origins', origins));
  const entries = Object.entries<Pieces<Value>['values'][Value]>(values);
  return Object.fromEntries(
    entries.map(([value, { at, slope }]) => {
      const grown = graph.multiply(over, own(`${value}.slope`, slope));
      return [value, graph.add(own(`${value}.at`, at), grown)];
    }),
  ) as Record<Value, Name>;
}
