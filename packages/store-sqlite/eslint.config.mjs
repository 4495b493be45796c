import workspace, { realTime } from '../../eslint.config.mjs';

export default [
  ...workspace,
  // another process's lock, a disk and a second thread are waited for in the time of the machine
  { ...realTime, files: ['src/{pause,beacon-thread}.ts'] },
];
