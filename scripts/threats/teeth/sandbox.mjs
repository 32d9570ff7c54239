const SANDBOXES = 'src/edges/sandbox/open-sandboxes.ts';
const UNSHARE = 'src/edges/sandbox/unshare.ts';
const BWRAP = 'src/edges/sandbox/bwrap.ts';
const LAYERS = 'src/edges/sandbox/layers.ts';
const PLAN = 'src/edges/sandbox/mount-plan.ts';
const LAUNCH = 'src/edges/sandbox/launch-script.ts';

/** Refuses a sandbox that does not hold, so it covers every other defence of it. */
const SELF_TEST = {
  file: SANDBOXES,
  from: 'const fails = await whatFails(opened.sandbox, options.temporary);',
  to: 'const fails: readonly string[] = [];',
};
const OWN_PROCESSES = { file: UNSHARE, from: "['--mount', '--pid', ", to: "['--mount', " };
/** The machine's temporary files, in which are the checkout, homes and files of the runner, lie open. */
const OPEN_TMP = [
  { file: LAYERS, from: "['/tmp', '/var/tmp', ", to: "['/var/tmp', " },
  { file: LAYERS, from: '[...view.shown, ', to: "[...view.shown, '/tmp', " },
];
const WRITABLE = [
  { file: PLAN, from: "'bind,ro,nosuid,X-mount.mkdir'", to: "'bind,nosuid,X-mount.mkdir'" },
  { file: BWRAP, from: "['--ro-bind-try', path, path]", to: "['--bind-try', path, path]" },
];

/** Programs speak to whatever the machine speaks to. */
const HOST_NETWORK = [
  { file: UNSHARE, from: "program.network ? [] : ['--net']", to: 'program.network ? [] : []' },
  { file: BWRAP, from: "program.network ? [] : ['--unshare-net']", to: 'program.network ? [] : []' },
];

/** What lies between a program and the machine. */
export const SANDBOX_TEETH = [
  {
    id: 'R1',
    defence: "a program's environment is made from nothing",
    shows: 'sentinel-4f1c2a',
    file: 'src/core/run/environment.ts',
    from: 'return { PATH: path,',
    to: 'return { ...process.env, PATH: path,',
  },
  {
    id: 'R2',
    defence: 'a process namespace of its own and a hidden process table; the self-test, which covers both, is off too',
    ...OWN_PROCESSES,
    also: [{ file: PLAN, from: ',hidepid=2', to: '' }, SELF_TEST],
  },
  {
    id: 'R3',
    defence: 'nothing is run where no sandbox holds',
    file: 'src/edges/sandbox/choose-sandbox.ts',
    from: "if (wanted === 'preferred')",
    to: "if (wanted !== 'off')",
  },
  {
    id: 'R8',
    defence: 'temporary files of others are out of sight, what is shown is read-only; the self-test is off too',
    ...SELF_TEST,
    also: [...OPEN_TMP, ...WRITABLE],
  },
  {
    id: 'R13',
    defence: 'temporary files of others are out of sight; the self-test is off too',
    ...SELF_TEST,
    shows: 'sentinel-c0ffee',
    also: OPEN_TMP,
  },
  {
    id: 'R14',
    defence: 'a network namespace of its own; the self-test is off too',
    ...SELF_TEST,
    shows: 'reached',
    also: HOST_NETWORK,
  },
  {
    id: 'R15',
    defence: 'programs can gain no privileges (bwrap itself cannot do without); the self-test is off too',
    ...SELF_TEST,
    shows: 'NoNewPrivs',
    also: [{ file: LAUNCH, from: '--clear-groups --no-new-privs ', to: '--clear-groups ' }],
  },
  {
    id: 'R15',
    defence: 'programs are nobody (bwrap itself cannot do without); the self-test is off too',
    ...SELF_TEST,
    shows: 'uid',
    also: [{ file: LAUNCH, from: '--reuid ${user} --regid ${group} ', to: '' }],
  },
  {
    id: 'R16',
    defence: 'a tree, home and temporary folder are made clean before their next trial',
    file: 'src/edges/trees/pool.ts',
    from: '(await this.#mendIdle()) ??',
    to: 'this.#idle.pop() ??',
  },
  {
    id: 'R17',
    defence: "a network namespace of its own, so the runner's cache is out of reach; the self-test is off too",
    ...SELF_TEST,
    shows: 'GET /',
    also: HOST_NETWORK,
  },
  {
    id: 'R24',
    defence: 'the host ends what takes too long',
    file: 'src/edges/process/watch.ts',
    from: 'setTimeout(expire, ',
    to: 'setTimeout(() => undefined, ',
  },
  {
    id: 'R29',
    defence: 'a process namespace of its own and the sweep after each program; the self-test is off too',
    ...OWN_PROCESSES,
    also: [
      SELF_TEST,
      {
        file: 'src/edges/process/end.ts',
        from: "export async function sweep(trace: Trace): Promise<void> {\n  if (process.platform !== 'linux')",
        to: 'export async function sweep(trace: Trace): Promise<void> {\n  if (process.platform)',
      },
    ],
  },
  {
    id: 'R30',
    defence: 'who takes most of disk, memory or processes is ended before others miss them',
    file: 'src/edges/sandbox/room-guard.ts',
    from: 'if (scarce === undefined) return',
    to: 'if (scarce === undefined || room.tasks >= 0) return',
  },
  {
    id: 'R30',
    defence: 'an output without end is ended',
    shows: 'output limit',
    file: 'src/edges/process/output.ts',
    from: 'limits.flooded();',
    to: 'size -= 0;',
  },
  {
    id: 'R33',
    defence: 'temporary files of others are out of sight, what is shown is read-only; the self-test is off too',
    ...SELF_TEST,
    also: [...OPEN_TMP, ...WRITABLE],
  },
  {
    id: 'R34',
    defence: "nothing of the caller's environment goes to what only the pull request asks for",
    shows: 'hunter2-9c1d',
    file: 'src/app/propose.ts',
    from: 'openStage({ ...world, callerEnv: {} }, {',
    to: 'openStage(world, {',
  },
];
