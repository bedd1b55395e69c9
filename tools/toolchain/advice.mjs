/** What to do where set-up cannot fetch a tool itself. */
export const EMSCRIPTEN_ADVICE =
  'Install the Emscripten SDK (https://emscripten.org/docs/getting_started/downloads.html), ' +
  'activate it in this shell and run this command again.';

export const EIGEN_ADVICE =
  'Install Eigen (macOS: "brew install eigen"; else take a release from https://libeigen.gitlab.io ' +
  'and set EIGEN3_INCLUDE_DIR to its folder) and run this command again.';
