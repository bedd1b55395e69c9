import type { CategoryForm, OnnxGraph } from '../../options/choices.js';
import type { GraphMethod } from './score.js';

/** Which graph, and how. */
export interface GraphChoice {
  readonly graph: OnnxGraph;
  readonly method: GraphMethod;
  /** Of a table. */
  readonly categories: CategoryForm;
}
