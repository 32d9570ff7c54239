'use strict';

const fs = require('node:fs');
const path = require('node:path');

const [what, json = '{}'] = process.argv.slice(2);
const print = (value) => console.log(JSON.stringify(value));

if (what === 'parse') {
  print(require('../lib/main.js').parse(fs.readFileSync(0)));
} else if (what === 'config') {
  process.env.HOME = path.join(__dirname, '_fixtures', 'home');
  const { parsed, error } = require('../lib/main.js').config(JSON.parse(json));
  print({ parsed, error: error ? error.code : 'none', name: process.env.NAME ?? 'not set' });
} else {
  print({ name: process.env.NAME ?? 'not set' });
}
