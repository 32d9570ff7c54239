import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);

// src/edges/process/end.ts
import { spawnSync } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";

// src/edges/process/processes.ts
import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
var TICKS = 100;
var PAGE = 4096;
function processEntry(pid) {
  const line = readProc(`${pid}/stat`);
  const [state, parent, group, session, ...rest] = line.slice(line.lastIndexOf(")") + 2).split(" ");
  const started = rest[15];
  if (started === void 0) return void 0;
  return {
    pid,
    parent: Number(parent),
    group: Number(group),
    session: Number(session),
    started: Number(started) / TICKS,
    threads: Number(rest[13]),
    memory: Number(rest[17]) * PAGE,
    dead: state === "Z" || state === "X"
  };
}
function environmentOf(pid) {
  const text = readProc(`${pid}/environ`);
  return text === "" ? [] : text.split("\0");
}
function openFilesOf(pid) {
  const folder = `/proc/${pid}/fd`;
  return quietly(() => readdirSync(folder), []).map((fd) => quietly(() => readlinkSync(`${folder}/${fd}`), ""));
}
function allPids() {
  return quietly(() => readdirSync("/proc"), []).filter((name) => /^\d+$/.test(name)).map(Number);
}
function pidsBetween(from, to) {
  const found2 = [];
  for (let pid = from + 1; pid <= to; pid += 1) if (existsSync(`/proc/${pid}`)) found2.push(pid);
  return found2;
}
function isOurself(pid) {
  return existsSync(`/proc/self/task/${pid}`);
}
function latestPid() {
  return Number(readProc("loadavg").trim().split(" ")[4] ?? 0);
}
function uptime() {
  bootOffset ??= Number(readProc("uptime").split(" ")[0]) - performance.now() / 1e3;
  return bootOffset + performance.now() / 1e3;
}
var bootOffset;
function readProc(name) {
  return quietly(() => readFileSync(`/proc/${name}`, "utf8"), "");
}
function quietly(read2, otherwise) {
  try {
    return read2();
  } catch {
    return otherwise;
  }
}

// src/edges/process/running.ts
var running = /* @__PURE__ */ new Set();
var latest = 0;
var isClosed = false;
function remember(trace) {
  running.add(trace);
  latest = trace.group;
}
function forget(trace) {
  running.delete(trace);
}
function isRoots(group) {
  for (const trace of running) if (trace.group === group) return trace.root === true;
  return false;
}
function allRunning() {
  return [...running];
}
function latestStarted() {
  return latest;
}
function ownMarks(trace) {
  const others = [...running].filter((other) => other.group !== trace.group).flatMap((other) => other.marks);
  return trace.marks.filter((mark) => !others.includes(mark));
}
function closeDoor() {
  isClosed = true;
}
function isDoorClosed() {
  return isClosed;
}

// src/edges/process/stragglers.ts
var SHORT = 0.5;
var FEW = 256;
function stragglersOf(trace) {
  const marks = ownMarks(trace);
  const ours = /* @__PURE__ */ new Set();
  let unsure = false;
  const newcomers = newcomersSince(trace);
  for (const entry of newcomers) {
    const kinship = kinshipOf(entry, trace, marks);
    if (kinship === "ours") ours.add(entry.pid);
    if (kinship === "unsure") unsure = true;
  }
  addFamilies(ours, newcomers);
  return { pids: [...ours], unsure };
}
function newcomersSince(trace) {
  const found2 = [];
  let seen = latestPid();
  let pids = pidsSince(trace, seen);
  for (let round = 0; round < 4 && pids.length > 0; round += 1) {
    found2.push(...pids.map(processEntry).filter((entry) => entry !== void 0));
    const now = latestPid();
    pids = pidsBetween(Math.max(seen, now - FEW), now);
    seen = now;
  }
  const isOld = ({ started }) => started < trace.since - 0.1;
  return found2.filter((entry) => !entry.dead && !isOld(entry) && entry.parent !== process.pid && !isOurself(entry.pid));
}
function pidsSince({ group, since }, latest2) {
  const isCounted = group <= latest2 && latestStarted() <= latest2 && latest2 - group <= FEW;
  return isCounted && uptime() - since < SHORT ? pidsBetween(group, latest2) : allPids();
}
function kinshipOf(entry, trace, marks) {
  if (entry.group === trace.group || entry.session === trace.group) return "ours";
  const environment = environmentOf(entry.pid);
  if (marks.some((mark) => environment.includes(mark))) return "ours";
  if (trace.pipes.length > 0 && openFilesOf(entry.pid).some((name) => trace.pipes.includes(name))) return "ours";
  const isKernel = entry.group === 0;
  return environment.length === 0 && !isKernel ? "unsure" : "strange";
}
function addFamilies(ours, entries) {
  const kin = () => {
    const sessions = new Set(entries.filter(({ pid }) => ours.has(pid)).map(({ session }) => session));
    return entries.filter((it) => !ours.has(it.pid) && (ours.has(it.parent) || sessions.has(it.session)));
  };
  for (let found2 = kin(); found2.length > 0; found2 = kin()) for (const { pid } of found2) ours.add(pid);
}

// src/edges/process/end.ts
var PAUSE = 2;
var PATIENCE = 5e3;
var DOUBTS = 5;
function signalGroup(group, signal) {
  signalTo(-group, signal);
  if (signal === "SIGKILL" && isRoots(group))
    spawnSync("/usr/bin/sudo", ["-n", "kill", "-s", "KILL", "--", `-${group}`]);
}
async function sweep(trace) {
  if (process.platform !== "linux") {
    signalGroup(trace.group, "SIGKILL");
    return;
  }
  const patience = performance.now() + PATIENCE;
  for (let look = 0; performance.now() < patience; look += 1) {
    const { pids, unsure } = stragglersOf(trace);
    for (const pid of pids) signalTo(pid, "SIGKILL");
    if (pids.length === 0 && (!unsure || look >= DOUBTS)) return;
    await delay(PAUSE);
  }
}
function endEverything() {
  closeDoor();
  const patience = performance.now() + PATIENCE;
  while (allRunning().filter(stillRunsAfterKill).length > 0 && performance.now() < patience) pause();
}
function stillRunsAfterKill(trace) {
  signalGroup(trace.group, "SIGKILL");
  if (process.platform !== "linux") return false;
  const { pids } = stragglersOf(trace);
  for (const pid of pids) signalTo(pid, "SIGKILL");
  return pids.length > 0 || processEntry(trace.group)?.dead === false;
}
function pause() {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
}
function signalTo(target, signal) {
  try {
    process.kill(target, signal);
  } catch {
  }
}

// src/edges/process/launcher-messages.ts
function isOrder(message) {
  return hasId(message) && "kind" in message && (message.kind === "abort" || "program" in message);
}
function hasId(message) {
  return typeof message === "object" && message !== null && "id" in message && typeof message.id === "number";
}

// src/edges/process/serve-programs.ts
function servePrograms(run) {
  const stops = /* @__PURE__ */ new Map();
  process.on("message", (message) => {
    if (!isOrder(message)) return;
    if (message.kind === "abort") stops.get(message.id)?.abort();
    else void serve(message, { run, stops });
  });
  process.on("disconnect", end);
  process.on("SIGTERM", end);
  for (const signal of ["SIGINT", "SIGHUP"]) process.on(signal, () => void 0);
}
async function serve({ id, program }, { run, stops }) {
  const stop = new AbortController();
  stops.set(id, stop);
  const ran = await run(program, stop.signal);
  stops.delete(id);
  if (process.connected) process.send?.({ id, ran });
}
function end() {
  endEverything();
  process.exit();
}

// src/edges/sandbox/meter.ts
import { readdirSync as readdirSync2, readFileSync as readFileSync2 } from "node:fs";

// src/edges/sandbox/use.ts
function familyOf(first) {
  const entries = allPids().map(processEntry).filter((entry) => entry !== void 0);
  const children = /* @__PURE__ */ new Map();
  for (const entry of entries) {
    const siblings = children.get(entry.parent);
    if (siblings === void 0) children.set(entry.parent, [entry]);
    else siblings.push(entry);
  }
  const family = entries.filter(({ pid }) => pid === first);
  for (const { pid } of family) family.push(...children.get(pid) ?? []);
  return family;
}

// src/edges/sandbox/meter.ts
var SHORTEST = 2;
var LONGEST = 25;
var SHARE = 10;
var TICKS2 = 100;
async function metered(run) {
  const before = waitedFor();
  if (before === void 0) return { ran: await run() };
  const memory = watchMemory();
  try {
    const ran = await run();
    const cpu = Math.max(0, (waitedFor() ?? before) - before);
    const peakMemory = memory.peak();
    return { ran, usage: { cpu, ...peakMemory > 0 && { peakMemory } } };
  } finally {
    memory.stop();
  }
}
function watchMemory(family = descendants) {
  const strangers = { pids: new Set(family().map(({ pid }) => pid)), before: uptime() - 1 / TICKS2 };
  let peak = 0;
  let timer;
  const next = (wait) => {
    timer = setTimeout(() => {
      const begun = performance.now();
      peak = Math.max(peak, memoryBeside(strangers, family));
      next(Math.max(Math.min(2 * wait, LONGEST), SHARE * (performance.now() - begun)));
    }, wait);
  };
  next(SHORTEST);
  return {
    peak: () => peak,
    stop: () => {
      clearTimeout(timer);
    }
  };
}
function memoryBeside({ pids, before }, all) {
  const family = all().filter(({ pid, started }) => !pids.has(pid) && started >= before);
  const together = family.reduce((sum, { memory }) => sum + memory, 0);
  return Math.max(together, ...family.map(({ pid }) => mostOf(pid)));
}
function descendants() {
  const children = childrenOf(process.pid);
  if (children === void 0) return familyOf(process.pid);
  const found2 = [...children];
  for (const pid of found2) found2.push(...childrenOf(pid) ?? []);
  return found2.map(processEntry).filter((entry) => entry !== void 0);
}
function childrenOf(pid) {
  try {
    const threads = readdirSync2(`/proc/${pid}/task`);
    const lists = threads.map((thread) => readFileSync2(`/proc/${pid}/task/${thread}/children`, "utf8"));
    return lists.flatMap((list) => list.split(" ").filter((it) => it !== "")).map(Number);
  } catch {
    return void 0;
  }
}
function mostOf(pid) {
  const kilobytes = /^VmHWM:\s*(\d+) kB$/m.exec(read(`/proc/${pid}/status`))?.[1];
  return Number(kilobytes ?? 0) * 1024;
}
function waitedFor() {
  const line = read("/proc/self/stat");
  const fields = line.slice(line.lastIndexOf(")") + 2).split(" ");
  const [user, system] = [fields[13], fields[14]];
  return user === void 0 || system === void 0 ? void 0 : (Number(user) + Number(system)) / TICKS2;
}
function read(path) {
  try {
    return readFileSync2(path, "utf8");
  } catch {
    return "";
  }
}

// src/edges/sandbox/measured.ts
function measured(sandbox2) {
  const run = async (program, signal) => {
    if (program.usage !== true) return sandbox2.run(program, signal);
    const { ran, usage } = await metered(() => sandbox2.run(program, signal));
    return { ...usage !== void 0 && { usage }, ...ran };
  };
  return { ...sandbox2, run };
}

// src/core/run/content.ts
var EMPTY = { encoding: "utf8", data: "", size: 0, complete: true };
function contentOfBytes(bytes, size = bytes.length) {
  const complete = bytes.length === size;
  const text = decode(complete ? bytes : bytes.subarray(0, endOfLastCharacter(bytes)));
  if (text !== void 0) return { encoding: "utf8", data: text, size, complete };
  return { encoding: "base64", data: Buffer.from(bytes).toString("base64"), size, complete };
}
var STRICT = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
function decode(bytes) {
  try {
    return STRICT.decode(bytes);
  } catch {
    return void 0;
  }
}
function endOfLastCharacter(bytes) {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    const isFollower = byte >= 128 && byte < 192;
    if (!isFollower) return lengthOfCharacter(byte) > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}
function lengthOfCharacter(lead) {
  if (lead < 192) return 1;
  if (lead < 224) return 2;
  return lead < 240 ? 3 : 4;
}

// src/edges/process/marks.ts
import { tmpdir } from "node:os";
var HOST_TEMP = tmpdir();
function marksOf({ env, writable }) {
  return ["TMPDIR", "HOME"].flatMap((name) => {
    const folder = env[name];
    const isOwn = folder !== void 0 && folder !== HOST_TEMP && writable.includes(folder);
    return isOwn ? [`${name}=${folder}`] : [];
  });
}

// src/edges/process/start.ts
import { spawn } from "node:child_process";
import { once } from "node:events";
import { statSync } from "node:fs";

// src/edges/process/leaks.ts
import { openSync, readdirSync as readdirSync3, readFileSync as readFileSync3 } from "node:fs";
var CLOSE_ON_EXEC = 524288;
var found;
function sealLeaks(stdio) {
  found ??= { fds: leakingFds(), nothing: openSync("/dev/null", "r+") };
  const { fds, nothing } = found;
  if (fds.length === 0) return [...stdio];
  const last = Math.max(...fds);
  return Array.from({ length: last + 1 }, (_, fd) => stdio[fd] ?? (fds.includes(fd) ? nothing : "ignore"));
}
function leakingFds() {
  try {
    return readdirSync3("/proc/self/fd").map(Number).filter(isLeaking);
  } catch {
    return [];
  }
}
function isLeaking(fd) {
  if (fd < 3) return false;
  try {
    const flags = /^flags:\s*([0-7]+)$/m.exec(readFileSync3(`/proc/self/fdinfo/${fd}`, "utf8"))?.[1];
    return flags !== void 0 && (Number.parseInt(flags, 8) & CLOSE_ON_EXEC) === 0;
  } catch {
    return false;
  }
}

// src/edges/process/start.ts
async function start(what, stdio) {
  const [program, ...args] = what.argv;
  const env = { NODE_V8_COVERAGE: void 0, ...what.env };
  try {
    const child = spawn(program, args, { cwd: what.cwd, env, stdio: sealLeaks(stdio), detached: true });
    if (child.pid !== void 0) return { kind: "started", child, pid: child.pid };
    const failure = await once(child, "error");
    return failed(failure[0], what);
  } catch (error) {
    return failed(error, what);
  }
}
function failed(error, what) {
  const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
  return { kind: "failed", why: whyNotStarted(code, what) ?? String(error) };
}
function whyNotStarted(code, { argv: [program], cwd }) {
  if (!isFolder(cwd)) return `its folder \`${cwd}\` does not exist`;
  switch (code) {
    case "ENOENT":
      return program.includes("/") ? `\`${program}\` does not exist, or the interpreter in its first line does not` : `\`${program}\` is not on the PATH`;
    case "EACCES":
      return `\`${program}\` may not be executed: it is a folder, or not marked as executable (\`chmod +x\`)`;
    case "ENOEXEC":
      return `\`${program}\` is not a program for this machine`;
    case "E2BIG":
      return `the arguments and the environment of \`${program}\` are together longer than the system allows`;
    case "ERR_INVALID_ARG_VALUE":
      return `an argument or a variable of \`${program}\` holds a NUL character`;
    default:
      return void 0;
  }
}
function isFolder(path) {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

// src/edges/process/streams.ts
import { closeSync as closeSync4 } from "node:fs";

// src/edges/process/input.ts
import { randomUUID } from "node:crypto";
import { closeSync, openSync as openSync2, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir as tmpdir2 } from "node:os";
import { join } from "node:path";
function openInput(text) {
  const path = join(tmpdir2(), `formative-input-${randomUUID()}`);
  const writer = openSync2(path, "wx", 420);
  try {
    writeFileSync(writer, text);
    return openSync2(path, "r");
  } finally {
    closeSync(writer);
    unlinkSync(path);
  }
}

// src/edges/process/output.ts
import { closeSync as closeSync2, readSync } from "node:fs";
import { Socket } from "node:net";
var CHUNK = Buffer.allocUnsafeSlow(64 * 1024);
var MOST_CHUNKS = 16;
var SOON = 5;
function readOutput(reader, limits) {
  const kept = keeper(limits);
  let socket;
  let isOpen = true;
  let end2 = () => void 0;
  const ended = new Promise((resolve) => end2 = resolve);
  const flow = () => {
    if (isOpen) socket ??= flowing(reader, kept.take).once("close", end2);
  };
  const late = setTimeout(setImmediate, SOON, flow);
  const close = () => {
    clearTimeout(late);
    if (isOpen && socket === void 0) closeSync2(reader);
    isOpen = false;
    socket?.destroy();
    end2();
  };
  return {
    ended,
    drain: () => {
      clearTimeout(late);
      if (socket !== void 0) return socket.closed;
      if (isOpen && !readToEnd(reader, kept.take)) {
        flow();
        return false;
      }
      close();
      return true;
    },
    stop: close,
    content: kept.content
  };
}
function keeper(limits) {
  let kept = Buffer.alloc(0);
  let size = 0;
  return {
    take: (chunk) => {
      const wanted = chunk.subarray(0, Math.max(0, limits.keep - size));
      kept = append(kept, { length: Math.min(size, limits.keep), chunk: wanted });
      const before = size;
      size += chunk.length;
      if (before <= limits.flood && size > limits.flood) limits.flooded();
    },
    content: () => size === 0 ? EMPTY : contentOfBytes(kept.subarray(0, Math.min(size, limits.keep)), size)
  };
}
function flowing(reader, take) {
  const socket = new Socket({
    fd: reader,
    readable: true,
    writable: false,
    onread: {
      buffer: CHUNK,
      callback: (length) => {
        take(CHUNK.subarray(0, length));
        return true;
      }
    }
  });
  socket.on("error", () => void 0);
  return socket.resume();
}
function readToEnd(reader, take) {
  try {
    for (let chunks = 0; chunks < MOST_CHUNKS; chunks += 1) {
      const length = readSync(reader, CHUNK);
      if (length === 0) return true;
      take(CHUNK.subarray(0, length));
    }
    return false;
  } catch {
    return false;
  }
}
function append(kept, { length, chunk }) {
  if (chunk.length === 0) return kept;
  const grown = length + chunk.length <= kept.length ? kept : Buffer.alloc(Math.max(2 * kept.length, length + chunk.length));
  if (grown !== kept) kept.copy(grown, 0, 0, length);
  chunk.copy(grown, length);
  return grown;
}

// src/edges/process/pipes.ts
import { spawnSync as spawnSync2 } from "node:child_process";
import { closeSync as closeSync3, constants, existsSync as existsSync2, mkdtempSync, openSync as openSync3, realpathSync, rmSync } from "node:fs";
import { tmpdir as tmpdir3 } from "node:os";
import { join as join2 } from "node:path";

// src/core/errors.ts
var UserError = class extends Error {
  help;
  constructor(message, options) {
    super(message, { cause: options.cause });
    this.name = new.target.name;
    this.help = options.help;
  }
};

// src/edges/process/pipes.ts
var BATCH = 128;
var IN_MEMORY = "/dev/shm";
var spare = [];
function takePipe() {
  if (spare.length === 0) spare.push(...makePipes());
  const pipe = spare.pop();
  if (pipe === void 0) throw new Error("a batch of pipes is never empty");
  return pipe;
}
function closePipe({ reader, writer }) {
  closeSync3(reader);
  closeSync3(writer);
}
function makePipes() {
  const folder = ownFolder();
  try {
    const paths = Array.from({ length: BATCH }, (_, index) => join2(folder, String(index)));
    const made = spawnSync2(mkfifo(), ["-m", "666", ...paths], { encoding: "utf8" });
    if (made.status !== 0) throw cannotMake(folder, made.error?.message ?? made.stderr);
    return paths.map(openBoth);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
function ownFolder() {
  const name = "formative-pipes-";
  try {
    return mkdtempSync(join2(IN_MEMORY, name));
  } catch {
    return mkdtempSync(join2(realpathSync(tmpdir3()), name));
  }
}
function openBoth(path) {
  const reader = openSync3(path, constants.O_RDONLY | constants.O_NONBLOCK);
  return { reader, writer: openSync3(path, constants.O_WRONLY), name: `${path} (deleted)` };
}
function mkfifo() {
  return ["/usr/bin/mkfifo", "/bin/mkfifo"].find((path) => existsSync2(path)) ?? "mkfifo";
}
function cannotMake(folder, why) {
  return new UserError(`mkfifo could not make pipes in ${folder}: ${why.trim()}`, {
    help: "Set TMPDIR to a folder of a local file system, and see that `mkfifo` is on the PATH."
  });
}

// src/edges/process/streams.ts
function makeStreams(stdin) {
  return { stdin: stdin === "" ? void 0 : openInput(stdin), stdout: takePipe(), stderr: takePipe() };
}
function stdioOf({ stdin, stdout, stderr }) {
  return [stdin ?? "ignore", stdout.writer, stderr.writer];
}
function dropStreams({ stdin, stdout, stderr }) {
  if (stdin !== void 0) closeSync4(stdin);
  closePipe(stdout);
  closePipe(stderr);
}
function openStreams({ stdin, stdout, stderr }, limits) {
  for (const fd of [stdin, stdout.writer, stderr.writer]) if (fd !== void 0) closeSync4(fd);
  const outputs = { stdout: readOutput(stdout.reader, limits), stderr: readOutput(stderr.reader, limits) };
  const both = Promise.all([outputs.stdout.ended, outputs.stderr.ended]);
  return {
    ...outputs,
    settle: (patience) => {
      const drained = [outputs.stdout.drain(), outputs.stderr.drain()];
      return drained.every(Boolean) ? Promise.resolve(true) : settle(both, patience);
    },
    close: () => {
      outputs.stdout.stop();
      outputs.stderr.stop();
    }
  };
}
function settle(ended, patience) {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, patience, false);
    void ended.then(() => {
      clearTimeout(late);
      resolve(true);
    });
  });
}

// src/edges/process/watch.ts
var GRACE = 2e3;
var LONGEST_TIMER = 2 ** 31 - 1;
function watch({ child, pid: group }, until) {
  let cause;
  let force;
  const ask = (why) => {
    if (cause !== void 0) return;
    cause = why;
    signalGroup(group, "SIGTERM");
    force = setTimeout(signalGroup, GRACE, group, "SIGKILL");
  };
  const onAbort = () => {
    ask({ kind: "cancelled" });
  };
  const expire = () => {
    ask({ kind: "timed-out", after: until.timeout });
  };
  const timer = setTimeout(expire, Math.min(until.timeout * 1e3, LONGEST_TIMER));
  until.signal?.addEventListener("abort", onAbort);
  if (until.signal?.aborted === true) onAbort();
  const ending = new Promise((resolve) => {
    child.once("exit", (code, signal) => {
      clearTimeout(timer);
      clearTimeout(force);
      until.signal?.removeEventListener("abort", onAbort);
      resolve(cause ?? ownEnding(code, signal));
    });
  });
  const kill = (why) => {
    cause ??= why;
    signalGroup(group, "SIGKILL");
  };
  return { ending, kill };
}
function ownEnding(code, signal) {
  return code === null ? { kind: "killed", signal: signal ?? "an unknown signal" } : { kind: "exited", code };
}

// src/edges/process/run-program.ts
var FLOOD = 256 * 1024 * 1024;
var LINGER = 100;
async function runProgram(program, signal, as = program) {
  if (signal?.aborted === true || isDoorClosed()) return neverRan({ kind: "cancelled" });
  const streams = makeStreams(program.stdin);
  const since = uptime();
  const begun = performance.now();
  const started = await start(as, stdioOf(streams));
  if (started.kind === "failed") {
    dropStreams(streams);
    return neverRan({ kind: "not-started", why: started.why });
  }
  const trace = { group: started.pid, since, marks: marksOf(program), pipes: [], root: as.root === true };
  remember(trace);
  as.started?.(started.pid);
  try {
    return await attend({ program, streams, started, trace, begun, signal });
  } finally {
    forget(trace);
  }
}
async function attend({ program, streams, started, trace, begun, signal }) {
  const watched = watch(started, { timeout: program.timeout, signal });
  const flooded = () => {
    watched.kill({ kind: "killed", signal: "output limit" });
  };
  const limits = { keep: program.maxOutput, flood: Math.max(FLOOD, program.maxOutput), flooded };
  const open = openStreams(streams, limits);
  const ending = await watched.ending;
  const duration = (performance.now() - begun) / 1e3;
  await sweep(trace);
  await letGo(open, { ...trace, pipes: [streams.stdout.name, streams.stderr.name] });
  return { ending, duration, stdout: open.stdout.content(), stderr: open.stderr.content() };
}
async function letGo(open, trace) {
  if (!await open.settle(LINGER)) {
    await sweep(trace);
    await open.settle(LINGER);
  }
  open.close();
}
function neverRan(ending) {
  return { ending, duration: 0, stdout: EMPTY, stderr: EMPTY };
}

// src/edges/sandbox/plain.ts
function plainSandbox(run = runProgram) {
  return { name: "none", run };
}

// src/entry/launcher.ts
var sandbox = measured(plainSandbox());
servePrograms((program, signal) => sandbox.run(program, signal));
