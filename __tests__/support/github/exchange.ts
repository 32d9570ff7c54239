/** One request to the stand-in, and what it answers. */
export type Json = Readonly<Record<string, unknown>>;

export interface Ask {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** `http://127.0.0.1:PORT`, for links. */
  readonly origin: string;
  readonly token: string | undefined;
  readonly body: Json | undefined;
}

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** In place of a body: a file as it is. */
  readonly bytes?: Uint8Array;
}

/** Part of the stand-in: answers what it knows and leaves the rest to the next. */
export type Responder = (ask: Ask) => Promise<Reply | undefined> | Reply | undefined;

export interface Route {
  readonly method: string;
  readonly path: RegExp;
  /** `parts` are the groups of `path`, decoded. */
  readonly answer: (ask: Ask, parts: readonly string[]) => Promise<Reply | undefined> | Reply | undefined;
}

/** The routes of one repository: `path` is what comes after `/repos/OWNER/NAME`. */
export function routes(table: readonly Route[]): Responder {
  return (ask) => {
    for (const { method, path, answer } of table) {
      const match = method === ask.method ? path.exec(ask.path.replace(/^\/repos\/[^/]+\/[^/]+/, '')) : null;
      if (match !== null) return answer(ask, match.slice(1).map(decodeURIComponent));
    }
    return undefined;
  };
}

export const ok = (body: unknown): Reply => ({ status: 200, body });
export const created = (body: unknown): Reply => ({ status: 201, body });
export const refusal = (status: number, message: string, errors?: readonly unknown[]): Reply => ({
  status,
  body: { message, ...(errors && { errors }), documentation_url: 'https://docs.github.com/rest', status: `${status}` },
});
export const notFound = refusal(404, 'Not Found');
export const notForIntegrations = refusal(403, 'Resource not accessible by integration');

/** One page of a list as GitHub cuts it, with its `Link` header; `wrap` puts the items into an object. */
export function page<T>(ask: Ask, items: readonly T[], wrap: (items: readonly T[]) => unknown = (all) => all): Reply {
  const size = Math.min(Math.max(Number(ask.query.get('per_page') ?? 30), 1), 100);
  const at = Math.max(Number(ask.query.get('page') ?? 1), 1);
  const last = Math.max(Math.ceil(items.length / size), 1);
  const link = (to: number, rel: string): string => {
    const query = new URLSearchParams(ask.query);
    query.set('per_page', `${size}`);
    query.set('page', `${to}`);
    return `<${ask.origin}${ask.path}?${query.toString()}>; rel="${rel}"`;
  };
  const links = at < last ? [link(at + 1, 'next'), link(last, 'last')] : [];
  return {
    ...ok(wrap(items.slice((at - 1) * size, at * size))),
    headers: links.length ? { link: links.join(', ') } : {},
  };
}
