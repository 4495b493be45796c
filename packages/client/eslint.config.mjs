import workspace, { realTime } from '../../eslint.config.mjs';

export default [...workspace, { ...realTime, files: ['src/system-time.ts'] }];
