import workspace, { realTime } from '../../eslint.config.mjs';

export default [
  ...workspace,
  // the one clock here that asks the machine, and the beacon, whose thread has no other
  { ...realTime, files: ['src/monotonic.ts', 'src/beacon-thread.js'] },
];
