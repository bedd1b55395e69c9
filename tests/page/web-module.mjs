import { fileURLToPath } from 'node:url';
import { createRunnableDevEnvironment, resolveConfig } from 'vite';

/** Imports a TypeScript module of web/, by its path there. */
export const webModule = (path) => sourceModule(`web/${path}`);

/** Imports a TypeScript module by its path in the repository. What it imports later is found, too. */
export async function sourceModule(path) {
  const source = fileURLToPath(new URL(`../../${path}`, import.meta.url));
  return (await environment).runner.import(source);
}

const environment = open();

/** As Vite's runnerImport(), which closes what it imports with before modules can be loaded on demand. */
async function open() {
  const inline = {
    consumer: 'server',
    dev: { moduleRunnerTransform: true },
    // Packages are imported by Node itself.
    resolve: { external: true, mainFields: [], conditions: ['node', 'module-sync'] },
  };
  const config = await resolveConfig(
    { configFile: false, envDir: false, logLevel: 'error', environments: { inline } },
    'serve',
  );
  const environment = createRunnableDevEnvironment('inline', config, {
    runnerOptions: { hmr: { logger: false } },
    hot: false,
  });
  await environment.init();
  return environment;
}
