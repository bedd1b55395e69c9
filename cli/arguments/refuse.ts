import { UsageError } from '../terminal/ends.js';
import { flagOf } from './flags.js';
import type { OptionName, Options } from './options.js';

/** @throws UsageError if one of these options is given, which do not apply to `what` */
export function refuse(options: Options, names: readonly OptionName[], what: string): void {
  const name = names.find((each) => options[each] !== undefined);
  if (name) throw new UsageError(`${flagOf(name)} does not apply to ${what}.`);
}
