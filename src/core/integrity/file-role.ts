import { languageOf } from './source.js';

/** What a file is to the checks of a repository, by its path. */
export type FileRole =
  | 'test'
  | 'snapshot'
  /** How tests are run: a runner's configuration, what it loads first. */
  | 'test-setup'
  /** Rules, types and coverage. */
  | 'lint'
  | 'ci'
  /** Holds scripts and settings beside much else. */
  | 'manifest'
  | 'source'
  | 'other';

const ROLES: readonly (readonly [FileRole, RegExp])[] = [
  [
    'ci',
    /^\.github\/(?:workflows|actions)\/|^\.github\/CODEOWNERS$|^CODEOWNERS$|^docs\/CODEOWNERS$|(?:^|\/)action\.ya?ml$/,
  ],
  [
    'ci',
    /^(?:\.gitlab-ci|azure-pipelines|\.travis|appveyor|\.appveyor|bitbucket-pipelines|\.drone|\.woodpecker)\.ya?ml$/,
  ],
  [
    'ci',
    /^(?:\.circleci|\.buildkite|\.gitlab\/ci|\.woodpecker|\.teamcity)\/|^Jenkinsfile(?:\.|$)|^\.cirrus\.(?:yml|star)$/,
  ],
  [
    'snapshot',
    /(?:^|\/)__snapshots__\/|\.(?:snap|snapshot|ambr|approved\.[^/]+)$|(?:^|\/)snapshots\/[^/]+\.(?:md|snap|txt)$/,
  ],
  [
    'test-setup',
    /(?:^|\/)(?:jest|vitest|vite|karma|playwright|cypress|ava|wdio|web-test-runner|nightwatch)\.(?:config|setup|workspace|conf|preset)\b[^/]*$/,
  ],
  [
    'test-setup',
    /(?:^|\/)\.(?:mocharc|taprc|rspec|jasmine|swcrc-test)\b[^/]*$|(?:^|\/)(?:setup-?tests?|test-?setup|globalSetup)\.[cm]?[jt]sx?$/i,
  ],
  [
    'test-setup',
    /(?:^|\/)(?:conftest|sitecustomize|usercustomize|noxfile)\.py$|(?:^|\/)[^/]+\.pth$|(?:^|\/)(?:pytest\.(?:ini|toml)|\.pytest\.(?:ini|toml)|tox\.ini|node\.config\.json|nextest\.toml|phpunit\.xml[^/]*)$/,
  ],
  [
    'lint',
    /(?:^|\/)(?:\.eslintrc\b[^/]*|eslint\.config\.[cm]?[jt]s|\.eslintignore|biome\.jsonc?|\.?ruff\.toml|\.flake8|\.?pylintrc|\.?mypy\.ini|tsconfig\b[^/]*\.json|\.golangci\.(?:ya?ml|toml|json)|\.?clippy\.toml|\.rubocop\.ya?ml|\.stylelintrc\b[^/]*|\.oxlintrc\.json|pyrightconfig\.json)$/,
  ],
  ['lint', /(?:^|\/)(?:\.nycrc\b[^/]*|\.c8rc\b[^/]*|\.?codecov\.ya?ml|\.coveragerc|\.?tarpaulin\.toml)$/],
  ['manifest', /(?:^|\/)(?:package\.json|pyproject\.toml|setup\.cfg|Cargo\.toml|Makefile|justfile|composer\.json)$/],
  [
    'test',
    /(?:^|\/)(?:__tests__|tests?|specs?|e2e)\/|[._-](?:test|spec|cy)\.[cm]?[jt]sx?$|(?:^|\/)test[._-][^/]*\.(?:py|[cm]?[jt]sx?)$|_test\.(?:py|go)$|Tests?\.java$|(?:^|\/)tests?\.(?:[cm]?[jt]s|py|rs)$/,
  ],
];

/** @param isTest whether an eval says of a path that it is a test */
export function roleOfFile(path: string, isTest: (path: string) => boolean): FileRole {
  const found = ROLES.find(([, pattern]) => pattern.test(path))?.[0];
  const language = languageOf(path);
  if (found !== undefined && found !== 'test') return found;
  if (language === undefined) return 'other';
  // Rust keeps unit tests beside what they test.
  return found === 'test' || isTest(path) || language === 'rust' ? 'test' : 'source';
}
