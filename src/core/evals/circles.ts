type Graph = ReadonlyMap<string, readonly string[]>;

/** The circles of a graph, each once and from its smallest name on; without recursion, so that a long chain is no danger. */
export function circles(graph: Graph): readonly (readonly string[])[] {
  const found: (readonly string[])[] = [];
  let rest = withoutEnds(graph);
  while (rest.size > 0) {
    const circle = follow(rest);
    found.push(circle);
    rest = withoutEnds(new Map([...rest].filter(([name]) => !circle.includes(name))));
  }
  return found;
}

/** Drops, again and again, whatever points at nothing that is left: what stays holds or reaches a circle. */
function withoutEnds(graph: Graph): Graph {
  const pointing = new Map<string, string[]>();
  const open = new Map<string, number>();
  for (const [name, targets] of graph) {
    const inside = new Set(targets.filter((target) => graph.has(target)));
    open.set(name, inside.size);
    for (const target of inside) pointing.set(target, [...(pointing.get(target) ?? []), name]);
  }
  const ends = [...open].filter(([, count]) => count === 0).map(([name]) => name);
  for (const end of ends) {
    open.delete(end);
    for (const name of pointing.get(end) ?? []) {
      const count = (open.get(name) ?? 0) - 1;
      open.set(name, count);
      if (count === 0) ends.push(name);
    }
  }
  return new Map([...graph].filter(([name]) => open.has(name)));
}

/** Walks from the smallest name until one comes again. */
function follow(graph: Graph): readonly string[] {
  const steps: string[] = [];
  let name = [...graph.keys()].sort()[0];
  while (name !== undefined && !steps.includes(name)) {
    steps.push(name);
    name = graph.get(name)?.find((target) => graph.has(target));
  }
  const circle = steps.slice(name === undefined ? 0 : steps.indexOf(name));
  const smallest = [...circle].sort()[0] ?? '';
  const turn = circle.indexOf(smallest);
  return [...circle.slice(turn), ...circle.slice(0, turn)];
}
