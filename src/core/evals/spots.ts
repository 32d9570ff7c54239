import { EVENT_ID, SCALAR_STYLE, getScalarValue, type parseEvents } from 'js-yaml';

type Event = ReturnType<typeof parseEvents>[number];
type NodeEvent = Extract<Event, { start: number } | { valueStart: number } | { type: typeof EVENT_ID.ALIAS }>;

/** Where a value stands in its file, and where the values inside it do. Offsets in the text. */
export interface Spot {
  readonly start: number;
  /** Where its key stands; for an item of a list, where the item does. */
  readonly key: number;
  readonly children: Map<string, Spot>;
}

interface Frame {
  readonly kind: 'map' | 'list' | 'document';
  readonly spot: Spot;
  items: number;
  pending?: { readonly name: string; readonly start: number } | undefined;
}

/** Builds the map of positions from the events of one valid document. */
export function spotsOf(events: readonly Event[], text: string): Spot {
  const root: Spot = { start: 0, key: 0, children: new Map() };
  const frames: Frame[] = [{ kind: 'document', spot: root, items: 0 }];
  for (const event of events) {
    const frame = frames.at(-1);
    if (event.type === EVENT_ID.DOCUMENT || frame === undefined) continue;
    if (event.type === EVENT_ID.POP) frames.pop();
    else if (frame.kind !== 'map' || frame.pending !== undefined) enter(frames, frame, event);
    else frame.pending = keyOf(event, frame.spot, text);
  }
  return root.children.get('0') ?? root;
}

/** The first spot whose key has a name, or undefined. */
export function spotNamed(root: Spot, name: string): Spot | undefined {
  const open = [root];
  for (let spot = open.pop(); spot !== undefined; spot = open.pop()) {
    const found = spot.children.get(name);
    if (found !== undefined) return found;
    for (const child of spot.children.values()) open.push(child);
  }
  return undefined;
}

/** The spot of a path, or of the nearest value around it. */
export function findSpot(root: Spot, path: readonly PropertyKey[]): Spot {
  let spot = root;
  for (const step of path) {
    const next = spot.children.get(String(step));
    if (next === undefined) break;
    spot = next;
  }
  return spot;
}

function enter(frames: Frame[], frame: Frame, event: NodeEvent): void {
  const start = startOf(event) ?? frame.pending?.start ?? frame.spot.start;
  const spot: Spot = { start, key: frame.pending?.start ?? start, children: new Map() };
  frame.spot.children.set(frame.pending?.name ?? String(frame.items), spot);
  frame.items += 1;
  frame.pending = undefined;
  if (event.type === EVENT_ID.MAPPING) frames.push({ kind: 'map', spot, items: 0 });
  if (event.type === EVENT_ID.SEQUENCE) frames.push({ kind: 'list', spot, items: 0 });
}

function keyOf(event: NodeEvent, around: Spot, text: string): NonNullable<Frame['pending']> {
  const name = event.type === EVENT_ID.SCALAR ? getScalarValue(text, event) : '';
  return { name, start: startOf(event) ?? around.start };
}

/** Absent for a value that is not written at all, as in `key:`. */
function startOf(event: NodeEvent): number | undefined {
  const start = offsetOf(event);
  return start < 0 ? undefined : start;
}

function offsetOf(event: NodeEvent): number {
  if (event.type === EVENT_ID.ALIAS) return event.anchorStart - 1;
  if (event.type !== EVENT_ID.SCALAR) return event.start;
  const quoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
  return event.valueStart - (quoted ? 1 : 0);
}
