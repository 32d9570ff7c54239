import { openLauncher, type Launcher, type LauncherOptions } from './open-launcher.js';

/** As many launchers as programs run at a time, each with one: starting a program blocks the process that starts it. */
export function openLaunchers(count: number, options: LauncherOptions): Launcher {
  const launchers = Array.from({ length: count }, () => ({ ...openLauncher(options), busy: 0 }));
  return {
    run: async (program, signal) => {
      const chosen = launchers.reduce((best, one) => (one.busy < best.busy ? one : best));
      chosen.busy += 1;
      try {
        return await chosen.run(program, signal);
      } finally {
        chosen.busy -= 1;
      }
    },
    closeNow: () => {
      launchers.forEach((one) => {
        one.closeNow();
      });
    },
    close: async () => {
      await Promise.all(launchers.map((one) => one.close()));
    },
  };
}
