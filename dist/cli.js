#!/usr/bin/env node
import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);

// src/entry/cli.ts
async function main(argv) {
  if (argv.length === 1 && (argv[0] === "--version" || argv[0] === "-v")) {
    process.stdout.write(`${"0.1.0"}
`);
    return 0;
  }
  const { commandLine } = await import("./command-line.js");
  return commandLine(argv, "0.1.0");
}
main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    process.stderr.write(`${error instanceof Error ? error.stack ?? error.message : String(error)}
`);
    process.exitCode = 2;
  }
);
