import type { SetupFile } from '../doctor/setup.js';
import { isOurs, readWorkflow } from '../doctor/workflow.js';
import type { Wanted } from './deed.js';

/** The workflows as they are shipped: from a file's name to its text. */
export type Shipped = Readonly<Record<string, string>>;

/** Stands in them for a copy of the action, and the commit of it that was read. */
export const PLACEHOLDER = 'OWNER/formative@COMMIT';

/** `owner/formative@sha`: as asked for, and as this copy knows itself. */
export interface Actions {
  readonly asked?: string;
  readonly own?: string;
}

export interface WorkflowWishes {
  readonly folder: string;
  /** The default branch. */
  readonly branch: string;
  readonly actions: Actions;
}

/** Which copy of the action the workflows will start: what is asked for, else what they start already, else this copy. */
export function chosenAction(workflows: readonly SetupFile[], { asked, own }: Actions): string {
  return asked ?? startedIn(workflows).find((uses) => uses !== PLACEHOLDER) ?? own ?? PLACEHOLDER;
}

/** The shipped workflows, filled in for this repository. */
export function workflowFiles(
  shipped: Shipped,
  workflows: readonly SetupFile[],
  { folder, branch, actions }: WorkflowWishes,
): readonly Wanted[] {
  const chosen = chosenAction(workflows, actions);
  const others = [...startedIn(workflows), PLACEHOLDER].filter((action) => action !== chosen);
  const fill = (text: string, action: string): string =>
    text
      .replaceAll(PLACEHOLDER, action)
      .replace(/^( +)branches: \[main\]$/m, (_, space: string) => `${space}branches: [${yamlWord(branch)}]`)
      .replace(
        /^( +)mode: .*$/m,
        (line, space: string) => `${line}${folder === 'evals' ? '' : `\n${space}evals: ${folder}`}`,
      );
  return Object.entries(shipped).map(([name, text]) => ({
    path: pathOf(name),
    text: fill(text, chosen),
    earlier: others.map((action) => fill(text, action)),
  }));
}

/** Workflows of other names that start Formative: ours beside them would judge everything twice. */
export function othersIn(workflows: readonly SetupFile[], shipped: Shipped): readonly string[] {
  const ours = new Set(Object.keys(shipped).map(pathOf));
  return workflows.filter((file) => !ours.has(file.path) && startedIn([file]).length > 0).map(({ path }) => path);
}

function startedIn(workflows: readonly SetupFile[]): readonly string[] {
  const jobs = workflows.flatMap((file) => readWorkflow(file)?.jobs ?? []);
  return jobs.flatMap(({ steps }) => steps.filter(isOurs)).flatMap(({ uses }) => uses ?? []);
}

function pathOf(name: string): string {
  return `.github/workflows/${name}`;
}

function yamlWord(text: string): string {
  return /^[A-Za-z][\w./-]*$/.test(text) ? text : `'${text.replaceAll("'", "''")}'`;
}
