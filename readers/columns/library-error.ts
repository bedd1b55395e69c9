/**
 * What a library says is wrong with a file, as the end of a sentence; '' for the errors of the engine,
 * which libraries run into when a file is damaged and which say nothing to a person.
 */
export function libraryReason(error: unknown): string {
  if (!(error instanceof Error) || error instanceof TypeError || error instanceof RangeError)
    return '';
  return `: ${error.message.replace(/\.$/, '')}`;
}
