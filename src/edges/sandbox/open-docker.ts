import { createHash, randomBytes } from 'node:crypto';
import { closeSync, chmodSync, mkdirSync, openSync } from 'node:fs';
import { z } from 'zod';
import { capture } from '../process/capture.js';
import { accountName } from './account-name.js';
import type { Opened } from './choose-sandbox.js';
import { ask, dockerClient, removeAllNow, type Answer, type DockerClient } from './docker-client.js';
import type { DockerTools } from './docker-script.js';
import { dockerSandbox } from './docker.js';
import type { Layout } from './layers.js';
import { isWithin } from './mount-points.js';
import type { RoomGuard } from './room-guard.js';
import { makeSkeleton } from './skeleton.js';
import { systemTool } from './system-tool.js';

export interface DockerGround {
  /** A folder of ours that no program sees. */
  readonly folder: string;
  readonly layout: Layout;
  readonly guard: RoomGuard;
  /** Who programs run as. */
  readonly uid: number;
  readonly gid: number;
  /** It is another user than ours, and folders must be its own. */
  readonly owns: boolean;
  /** The caller's DOCKER_HOST. */
  readonly host: string | undefined;
  /** Is told how to end and remove what is left. */
  readonly onClose: (close: () => void) => void;
}

const USUAL = 'unix:///var/run/docker.sock';
/** From this version on a client says otherwise that a mount leaves out what is mounted inside of it. */
const NEWER = 25;

export async function openDocker(name: string, ground: DockerGround): Promise<Opened> {
  const tools = findDockerTools();
  if (tools === undefined) return refused('it needs docker, setpriv, chmod, env, sh, tar and mkfifo of the system');
  const { host = USUAL, folder, layout } = ground;
  const socket = /^unix:\/\/(\/.+)$/.exec(host)?.[1];
  if (socket === undefined) return refused(`its daemon is not spoken to by a socket of this machine: ${host}`);
  if (layout.view.shown.some((path) => isWithin(socket, path))) return refused(`programs would see ${socket}`);
  const settings = `${folder}/settings`;
  mkdirSync(settings);
  const client = dockerClient(tools.docker, socket, settings);
  const why = await whyNot(client);
  if (why !== undefined) return refused(why);
  const image = await rootImage(client, tools, ground);
  if (image.kind === 'failed') return refused(image.why);
  const label = `formative=${randomBytes(8).toString('hex')}`;
  const sandbox = dockerSandbox(name, {
    ...{ client, tools, layout, guard: ground.guard, folder, label, image: image.text },
    account: { user: accountName('/etc/passwd', ground.uid), group: accountName('/etc/group', ground.gid) },
    ...(ground.owns && { owner: { uid: ground.uid, gid: ground.gid } }),
    alone: await mountsAlone(client),
    alive: await lifeline(tools.mkfifo, ground, () => {
      removeAllNow(client, label);
    }),
  });
  return { kind: 'opened', sandbox };
}

function findDockerTools(): (DockerTools & { readonly tar: string; readonly mkfifo: string }) | undefined {
  const names = ['docker', 'setpriv', 'chmod', 'env', 'sh', 'tar', 'mkfifo'] as const;
  const [docker, setpriv, chmod, env, sh, tar, mkfifo] = names.map(systemTool);
  if (docker === undefined || setpriv === undefined || chmod === undefined || env === undefined) return undefined;
  if (sh === undefined || tar === undefined || mkfifo === undefined) return undefined;
  return { docker, setpriv, chmod, env, sh, tar, mkfifo };
}

/** Where no daemon answers, older clients end well and say so in here. */
const Info = z.object({
  ServerErrors: z.array(z.string()).nullish(),
  SecurityOptions: z.array(z.string()).nullish(),
  PidsLimit: z.boolean().nullish(),
});

/** What speaks against a daemon before anything is tried with it. */
async function whyNot(client: DockerClient): Promise<string | undefined> {
  const answer = await ask(client, 'info', '--format', '{{json .}}');
  if (answer.kind === 'failed') return answer.why;
  const info = Info.safeParse(JSON.parse(answer.text));
  if (!info.success) return 'its daemon does not say what it can do';
  const [error] = info.data.ServerErrors ?? [];
  if (error !== undefined) return error;
  const has = (option: string): boolean =>
    (info.data.SecurityOptions ?? []).some((one) => one.split(',').includes(`name=${option}`));
  if (has('rootless') || has('userns')) return 'its daemon gives users other numbers than this machine does';
  if (!has('seccomp')) return 'its daemon has no filter on system calls';
  return info.data.PidsLimit === true ? undefined : 'its daemon cannot limit processes';
}

/**
 * An image without a single file: folders, and the links at the root. It has a name that comes of its content and is kept, so that
 * there is one on a machine, whatever ends us. Answers its digest.
 */
async function rootImage(
  client: DockerClient,
  { tar }: { readonly tar: string },
  { folder, layout }: DockerGround,
): Promise<Answer> {
  const { links } = layout.view;
  const name = `formative-root:${createHash('sha256').update(JSON.stringify(links)).digest('hex').slice(0, 16)}`;
  const known = await ask(client, 'image', 'inspect', '--format', '{{.Id}}', name);
  if (known.kind === 'said') return known;
  const [parent, archive] = [`${folder}/image`, `${folder}/image.tar`];
  mkdirSync(parent);
  const root = makeSkeleton(parent, { shown: [], masked: [], links, network: [] }, '/tmp');
  // What is mounted on a folder may get that folder's rights instead of its own.
  for (const open of ['/tmp', '/var/tmp']) chmodSync(`${root}${open}`, 0o1777);
  const argv = [tar, '--create', '--file', archive, '--owner=0', '--group=0', '--directory', root, '.'] as const;
  const packed = await capture(argv, { cwd: '/' });
  return packed.code === 0 ? ask(client, 'import', archive, name) : { kind: 'failed', why: packed.stderr.trim() };
}

async function mountsAlone(client: DockerClient): Promise<string> {
  const answer = await ask(client, 'version', '--format', '{{.Client.Version}}');
  const major = answer.kind === 'said' ? Number.parseInt(answer.text, 10) : 0;
  return major >= NEWER ? 'bind-recursive=disabled' : 'bind-nonrecursive';
}

/** A named pipe that this process alone holds open for writing: containers end when it closes, and it does whatever ends us. */
async function lifeline(mkfifo: string, { folder, onClose }: DockerGround, end: () => void): Promise<string> {
  const path = `${folder}/alive`;
  const made = await capture([mkfifo, path], { cwd: '/' });
  if (made.code !== 0) throw new Error(made.stderr.trim());
  // In a container root has no right over files of others. Nobody else finds it: the folder is ours.
  chmodSync(path, 0o666);
  const held = openSync(path, 'r+');
  onClose(() => {
    end();
    closeSync(held);
  });
  return path;
}

function refused(why: string): Opened {
  return { kind: 'refused', why };
}
