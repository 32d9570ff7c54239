const MIB = 1024 * 1024;

/** What a record may hold at most: its writer leaves out what is over, its reader refuses it. Bytes, but for counts. */
export const RECORD_LIMITS = {
  /** The whole file. */
  file: 192 * MIB,
  line: 64 * MIB,
  lines: 50_000,
  /** Streams and files of one trial together, before they are encoded. */
  trial: 40 * MIB,
  /** Files of one trial. */
  files: 5_000,
  /** Characters of a path, an id, a sentence. */
  text: 4_096,
  /** Seconds, which is more than a job lives. */
  seconds: 7 * 24 * 3600,
} as const;
