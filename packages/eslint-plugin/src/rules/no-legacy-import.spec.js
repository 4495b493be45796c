// @ts-check
import { javascript, typescript } from '../rule-tester.fixture.js';
import rule from './no-legacy-import.js';

const module = [{ messageId: 'module' }];

javascript.run('no-legacy-import, modules of today', rule, {
  valid: [
    "import { ExecutionState } from '@tracker/state';",
    "import { AgentExecutionTracker } from '@tracker/core';",
    "import { ExecutionTracker } from './execution-tracker.js';",
    "import { register } from './registry.js';",
    "import { x } from '../score/execution-tracker.js';",
    "import { ExecutionRegistry } from '@tracker/compat/agents/execution-tracking/registry';",
    "import { get_execution_tracker } from '@tracker/compat';",
    'import(name);',
    'require(name);',
    'export const one = 1;',
    'export { one }; const one = 1;',
  ],
  invalid: [],
});

javascript.run('no-legacy-import, every way to reach a legacy module', rule, {
  valid: [],
  invalid: [
    "import tracker from './core/execution-tracker.js';",
    "import * as tracker from '../../core/execution_tracker';",
    "import { ExecutionTracker } from '@/core/agent-execution-tracker.ts';",
    "import { x } from 'netra_backend/app/core/agent_execution_tracker.py';",
    "import { x } from 'app.core.execution_tracker';",
    "import { x } from './core/agentExecutionTracker';",
    "import { ExecutionState } from '../agents/execution-tracking/registry';",
    "import { HeartbeatMonitor } from '../agents/execution_tracking/heartbeat';",
    "import { TimeoutManager } from '../agents/execution-tracking/timeout.js';",
    "import { ExecutionTracker } from '../agents/execution-tracking/tracker.js';",
    "import './core/execution-tracker.js';",
    "export * from './core/execution-tracker.js';",
    "export { ExecutionTracker } from './core/execution-tracker.js';",
    "await import('./core/execution-tracker.js');",
    "const tracker = require('./core/execution-tracker');",
    "import { ExecutionState, ExecutionTracker } from './core/execution-tracker.js';",
  ].map((code) => ({ code, errors: module, output: null })),
});

javascript.run('no-legacy-import, names that mean the same move', rule, {
  valid: [],
  invalid: [
    {
      code: "import { ExecutionState } from './core/execution-tracker.js';",
      output: "import { ExecutionState } from '@tracker/state';",
    },
    {
      code: "import { ExecutionState as S, AgentExecutionTracker } from './core/agent_execution_tracker';",
      output:
        "import { ExecutionState as S } from '@tracker/state';\nimport { AgentExecutionTracker } from '@tracker/core';",
    },
    {
      code: "export { AgentExecutionTracker as Tracker } from './core/agent-execution-tracker.js';",
      output: "export { AgentExecutionTracker as Tracker } from '@tracker/core';",
    },
  ].map((each) => ({ ...each, errors: module })),
});

javascript.run('no-legacy-import, names that only the old trackers had', rule, {
  valid: [],
  invalid: [
    "import { AgentStateTracker } from './anywhere.js';",
    "import { AgentExecutionTimeoutManager as Manager } from 'elsewhere';",
    "export { get_execution_tracker } from './anywhere.js';",
  ].map((code) => ({ code, errors: [{ messageId: 'name' }] })),
});

javascript.run('no-legacy-import, with options', rule, {
  valid: [],
  invalid: [
    {
      code: "import { x } from '@tracker/compat/core/execution-tracker';",
      options: [{ allowCompat: false }],
      errors: module,
    },
    {
      code: "import { State } from '../ours/run-status.js';",
      options: [
        { modules: [{ path: 'ours/run-status', instead: 'x', same: { State: '@ours/state' } }] },
      ],
      output: "import { State } from '@ours/state';",
      errors: module,
    },
    {
      code: "import { RunStatus } from 'ours';",
      options: [{ names: { RunStatus: "`ExecutionState` from '@tracker/state'" } }],
      errors: [
        {
          message:
            "`RunStatus` belongs to a tracker that came before. Instead, use `ExecutionState` from '@tracker/state'.",
        },
      ],
    },
  ],
});

typescript.run('no-legacy-import, in TypeScript', rule, {
  valid: ["type T = import('@tracker/state').ExecutionState;"],
  invalid: [
    {
      code: "import type { ExecutionState } from './core/execution-tracker.js';",
      output: "import type { ExecutionState } from '@tracker/state';",
      errors: module,
    },
    {
      code: "import { type ExecutionState } from './core/execution-tracker.js';",
      output: "import { type ExecutionState } from '@tracker/state';",
      errors: module,
    },
    { code: "type T = import('./core/execution-tracker.js').ExecutionState;", errors: module },
    { code: "import tracker = require('./core/execution-tracker');", errors: module },
  ],
});
