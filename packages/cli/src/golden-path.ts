/** The harness's own command; behind a file of ours, so that only who asks for it loads it. */
export { runCommand as runGoldenPath } from '@tracker/golden-path';
