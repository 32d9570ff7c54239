import { type Document, OpenAPIBackend } from 'openapi-backend';

import description from '../../fixtures/github/openapi.json' with { type: 'json' };
import type { Ask } from './exchange.js';

/** What GitHub's own description of its API says against a request; undefined: nothing. */
export type Objection = (ask: Ask) => string | undefined;

export async function openDescription(): Promise<Objection> {
  const api = new OpenAPIBackend({
    definition: description as unknown as Document,
    quick: true,
    coerceTypes: true,
    ajvOpts: { strict: false, validateFormats: false, unicodeRegExp: false },
  });
  await api.init();
  return ({ method, path, query, body }) => {
    const request = {
      method: method.toLowerCase(),
      path: asOneSegment(path),
      query: Object.fromEntries(query),
      headers: { 'content-type': 'application/json' },
      body,
    };
    if (api.router.matchOperation(request) === undefined) return `GitHub describes no ${method} ${path}`;
    const { valid, errors } = api.validateRequest(request);
    return valid ? undefined : (errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`).join('; ');
  };
}

/** Paths and refs hold slashes, which the description writes as one part. */
function asOneSegment(path: string): string {
  return path.replace(/\/(contents|git\/refs?|git\/matching-refs)\/(.+)$/, (_, room: string, rest: string) => {
    return `/${room}/${rest.replaceAll('/', '%2F')}`;
  });
}
