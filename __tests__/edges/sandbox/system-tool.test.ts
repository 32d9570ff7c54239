import { expect, it } from '@jest/globals';
import { accessSync, constants } from 'node:fs';
import { systemTool } from '../../../src/edges/sandbox/system-tool.js';

it('finds a tool of the operating system by its path', () => {
  const sh = systemTool('sh') ?? '';
  expect(sh).toMatch(/^(?:\/usr)?\/s?bin\/sh$/);
  expect(() => {
    accessSync(sh, constants.X_OK);
  }).not.toThrow();
});

it('knows no tool that is not installed, and none that a PATH would find', () => {
  expect(systemTool('formative-is-no-tool')).toBeUndefined();
  expect(systemTool('jest')).toBeUndefined();
});
