import workspace, { realTime } from '../../eslint.config.mjs';

// keeps its process alive while it closes
export default [...workspace, { ...realTime, files: ['src/close-on-signals.ts'] }];
