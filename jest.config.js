import { availableParallelism } from 'node:os';

/** Tests run on the Node that real runners ship: see `npm test`. */
export default {
  testEnvironment: 'node',
  // A busy machine is no reason to fail: what must end has a limit of its own.
  testTimeout: 60_000,
  // End-to-end tests wait half of their time, for the second that GitHub asks for between posts above all. Jest knows no share above 100 %.
  maxWorkers: Math.ceil(1.5 * availableParallelism()),
  testSequencer: './scripts/slowest-first.mjs',
  testMatch: ['**/__tests__/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022', experimental: { keepImportAttributes: true } },
        module: { type: 'es6' },
      },
    ],
  },
};
