// What a row of a table adds to its score that the core does not know of.
import type { CategoryForm } from '../../../options/choices.js';
import type { CodedTable } from '../../table-cells.js';
import type { GraphBuilder, Name } from '../graph-builder.js';
import { constantSurprise, type GivenRows } from './given-rows.js';

/** Nodes for it, N floats, or one for all. Columns that were constant are inputs of the graph. */
export function surprises(
  graph: GraphBuilder,
  table: CodedTable,
  { nats, values }: GivenRows,
  form: CategoryForm,
): Name {
  const terms = table.constants.map((column) => constantSurprise(graph, table, column, form));
  for (const { names, surprise } of table.orders) {
    const [lesser, greater] = names.map((name) => values.get(name)!) as [Name, Name];
    const isBroken = graph.node('Greater', [lesser, greater]);
    terms.push(graph.where(isBroken, graph.number(surprise), graph.number(0)));
  }
  return graph.add(nats ?? graph.number(0), ...terms);
}
