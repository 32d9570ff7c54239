import type { Fault } from './faults.js';

type Kind = Pick<Fault, 'status' | 'carriedOut' | 'headers' | 'message'>;
const LIMIT = { message: 'You have exceeded a secondary rate limit', headers: { 'retry-after': '1' } };

/** `passes`: that it is over after a second time, or a third, is what trying again is for. */
export const FAULTS: readonly (readonly [string, Kind, { readonly passes: boolean }])[] = [
  ['401', { status: 401 }, { passes: false }],
  ['403', { status: 403 }, { passes: false }],
  ['404', { status: 404 }, { passes: false }],
  ['422', { status: 422 }, { passes: false }],
  ['a rate limit', { status: 403, ...LIMIT }, { passes: false }],
  ['500', { status: 500 }, { passes: true }],
  ['502 although it was done', { status: 502, carriedOut: true }, { passes: true }],
  ['a cut connection', { status: 'cut' }, { passes: true }],
];
