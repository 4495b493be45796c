import workspace, { realTime } from '../../eslint.config.mjs';

export default [
  ...workspace,
  // stores answer over sockets and from disks, and the kit gives them turns of the real event loop
  { ...realTime, files: ['src/turn.ts'] },
];
