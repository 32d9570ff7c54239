import type { Program } from '../../app/ports.js';
import { MAX_PROCESSES } from './launch-script.js';
import { layersOf, MEMORY, type Layer, type Layout } from './layers.js';

/** Where a container keeps what is ours: a folder that nobody but its first process may enter. */
export const OURS = '/run/formative';
/** Files that Docker would put in the place of the machine's own, from which names are resolved. */
const OF_THE_MACHINE = ['/etc/hosts', '/etc/hostname', '/etc/resolv.conf'];
/** What the first process needs to give every right of root away, and to end what runs beside it. */
const RIGHTS = ['SETUID', 'SETGID', 'SETPCAP', 'KILL'];

export interface Container {
  readonly name: string;
  readonly label: string;
  /** By its digest: a name could be looked for on a registry. */
  readonly image: string;
  readonly sh: string;
  readonly hostname: string;
  /** How this client says that a mount leaves out what is mounted inside of it. */
  readonly alone: string;
  /** Our files by their names in the container. */
  readonly files: Readonly<Record<string, string>>;
}

/** Everybody may read a command line: it holds paths, and nothing of the program or its environment. */
export function dockerArguments(layout: Layout, program: Program, container: Container): readonly string[] {
  const { name, label, image, sh, hostname } = container;
  return [
    ...['run', '--rm', '--pull', 'never', '--name', name, '--label', label, '--log-driver', 'none'],
    ...[
      '--sig-proxy=false',
      '--network',
      program.network ? 'host' : 'none',
      '--ipc',
      'private',
      '--hostname',
      hostname,
    ],
    ...['--user', '0:0', '--read-only', '--cap-drop', 'ALL', ...RIGHTS.flatMap((right) => ['--cap-add', right])],
    ...['--security-opt', 'no-new-privileges', '--pids-limit', String(MAX_PROCESSES)],
    ...['--shm-size', String(MEMORY.shared), '--workdir', program.cwd],
    ...mountsOf(layout, program, container),
    ...[image, sh, `${OURS}/start`, name],
  ];
}

/** One mount for each path, as Docker refuses two: what comes later counts. */
function mountsOf(layout: Layout, program: Program, { files, alone }: Container): readonly string[] {
  const bind = (source: string, path: string, ...options: readonly string[]): Mount => [
    path,
    ['--mount', ['type=bind', `src=${source}`, `dst=${path}`, alone, ...options].map(quote).join(',')],
  ];
  const mountOf = ({ kind, path }: Layer): Mount => {
    if (kind === 'shown') return bind(path, path, 'readonly');
    return kind === 'memory' ? inMemory(path, '1777', MEMORY.temporary) : inMemory(path, '755', MEMORY.mask);
  };
  const mounts = new Map<string, readonly string[]>([
    inMemory('/sys', '755', MEMORY.mask),
    ...OF_THE_MACHINE.map((path) => bind(path, path, 'readonly')),
    ...layersOf(layout, program.network).map(mountOf),
    ...program.writable.map((path) => bind(path, path)),
    inMemory(OURS, '700', MEMORY.mask),
    ...Object.entries(files).map(([name, path]) => bind(path, `${OURS}/${name}`)),
  ]);
  return [...mounts.values()].flat();
}

type Mount = readonly [path: string, flags: readonly string[]];

function inMemory(path: string, mode: string, size: number): Mount {
  return [path, ['--tmpfs', `${path}:rw,exec,nosuid,nodev,mode=${mode},size=${size}`]];
}

/** The client reads a mount as a line of comma-separated values. */
function quote(field: string): string {
  return /[",\s]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
