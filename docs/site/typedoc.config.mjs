import { PAGES } from './pages.mjs';

/** @type {Partial<import('typedoc').TypeDocOptions>} */
export default {
  name: 'VAE1',
  entryPoints: ['../../bindings/js/index.ts'],
  tsconfig: '../../tsconfig.json',
  out: '../../build/docs',
  plugin: ['./plugin.mjs'],
  readme: '../../README.md',
  projectDocuments: PAGES.map(({ path }) => path),
  favicon: '../../web/icon.svg',
  customCss: './site.css',
  includeVersion: true,
  excludeExternals: true,
  disableSources: true,
  hideGenerator: true,
  highlightLanguages: ['bash', 'javascript', 'typescript', 'tsx', 'html', 'json', 'python'],
  searchInComments: true,
  searchInDocuments: true,
  // A page answers more than the many members that have the same word in their comments.
  searchGroupBoosts: { Guide: 4, 'Pages and deployment': 4, Reference: 2 },
  sort: ['source-order'],
  sortEntryPoints: false,
  groupOrder: [
    ...new Set(PAGES.map(({ group }) => group)),
    ...['Classes', 'Functions', 'Constructors', 'Methods', 'Accessors', '*'],
  ],
  navigation: { includeGroups: true },
  // They work by style elements, which a strict policy blocks.
  visibilityFilters: {},
  headings: { readme: false },
  validation: { notExported: true, invalidLink: true, notDocumented: true },
  treatWarningsAsErrors: true,
  logLevel: 'Warn',
};
