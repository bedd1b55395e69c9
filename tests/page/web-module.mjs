import { fileURLToPath } from 'node:url';
import { createRunnableDevEnvironment, resolveConfig } from 'vite';

/** Imports a TypeScript module of web/, by its path there. */
export const webModule = (path) => sourceModule(`web/${path}`);

/** Imports a TypeScript module by its path in the repository. */
export async function sourceModule(path) {
  const { runner } = await (opened ??= open());
  return runner.import(fileURLToPath(new URL(`../../${path}`, import.meta.url)));
}

/** Stays open, unlike Vite's runnerImport(): modules import others when they first need them. */
let opened;

async function open() {
  const environment = createRunnableDevEnvironment('tests', await config(), {
    runnerOptions: { hmr: false },
    hot: false,
  });
  await environment.init();
  return environment;
}

const config = () =>
  resolveConfig(
    {
      ...{ configFile: false, envDir: false, logLevel: 'error' },
      cacheDir: process.cwd(),
      environments: {
        tests: {
          consumer: 'server',
          dev: { moduleRunnerTransform: true },
          // What is in node_modules, and the package itself, is imported as any program would.
          resolve: { external: true, mainFields: [], conditions: ['node'] },
        },
      },
    },
    'serve',
  );
