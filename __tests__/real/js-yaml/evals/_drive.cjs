'use strict';

const fs = require('node:fs');
const yaml = require('../lib/js-yaml.js');

const text = fs.readFileSync(0, 'utf8');

const jobs = {
  load: () => JSON.stringify(yaml.safeLoad(text)) + '\n',
  dump: () => yaml.safeDump(JSON.parse(text)),
  'round-trip': () => JSON.stringify(yaml.safeLoad(yaml.safeDump(JSON.parse(text)))) + '\n',
};

try {
  process.stdout.write(jobs[process.argv[2]]());
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
