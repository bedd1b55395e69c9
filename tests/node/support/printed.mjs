/**
 * What an example says that it prints: the comment after each `console.log()`, `...` being anything.
 * A comment with "such as" states nothing.
 * @param {string} code
 * @returns {RegExp} for the whole output
 */
export function statedOutput(code) {
  const said = [...code.matchAll(/^ *console\.log\(.*\); \/\/ (.*)$/gm)]
    .map(([, text]) => text)
    .filter((text) => !text.includes('such as'))
    .map((text) => {
      const literal = (piece) => piece.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
      return `^${text.split('...').map(literal).join('[^]*?').replaceAll(' ', '\\s+')}$`;
    });
  return new RegExp(said.join('[^]*?'), 'm');
}
