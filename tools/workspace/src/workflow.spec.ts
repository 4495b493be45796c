import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readJson, repositoryRoot } from './repository.js';

interface Step {
  uses?: string;
  run?: string;
  env?: Record<string, string>;
  with?: Record<string, unknown>;
}
interface Job {
  if: string;
  steps: Step[];
  strategy?: { matrix: { node: number[] } };
}
interface Workflow {
  on: { pull_request: unknown; push: { branches: string[] } };
  permissions: Record<string, string>;
  jobs: Record<string, Job>;
}

const file = join(repositoryRoot(), '.github/workflows/ci.yml');
const workflow = parse(readFileSync(file, 'utf8')) as Workflow;
const jobs = Object.values(workflow.jobs);
const jobsOn = (event: string) =>
  jobs.filter((job) => job.if === `github.event_name == '${event}'`);
const runs = (job: Job) => job.steps.flatMap(({ run }) => run ?? []);

describe('the CI workflow', () => {
  it('runs for every pull request and every push to main', () => {
    expect(workflow.on).toHaveProperty('pull_request');
    expect(workflow.on.push.branches).toEqual([readJson('nx.json').defaultBase]);
    expect(jobsOn('pull_request').length + jobsOn('push').length).toBe(jobs.length);
  });

  it('checks only what a pull request affects, boundaries included', () => {
    const [job, ...others] = jobsOn('pull_request');
    const [affected] = runs(job as Job).filter((run) => run.includes('nx affected'));
    const targets = /-t ((?:\w+ ?)+)/
      .exec(affected ?? '')?.[1]
      ?.trim()
      .split(' ');
    expect(others).toEqual([]);
    expect(targets).toEqual(['lint', 'typecheck', 'test', 'build']);
    expect(runs(job as Job).join()).not.toContain('run-many');
  });

  it('knows where a pull request began: the merge base, with the history to find it', () => {
    const [job] = jobsOn('pull_request');
    const [checkout] = (job as Job).steps.filter(({ uses }) =>
      uses?.startsWith('actions/checkout'),
    );
    expect(checkout?.with).toMatchObject({ 'fetch-depth': 0 });
    expect(runs(job as Job).join('\n')).toMatch(/NX_BASE=.*git merge-base/);
    expect(runs(job as Job).join('\n')).toMatch(/NX_HEAD=/);
  });

  it('runs the whole gate on main, and the tests on every Node that is supported', () => {
    const main = jobsOn('push');
    expect(main.flatMap(runs)).toContain('npm run verify');
    const [matrix] = main.filter(({ strategy }) => strategy);
    expect(matrix?.strategy?.matrix.node).toEqual([20, 22, 24]);
    expect(runs(matrix as Job)).toContain('npm test');
  });

  it('installs what the lock file says, without a terminal and without more rights than reading', () => {
    for (const job of jobs) expect(runs(job)).toContain('npm ci');
    expect(workflow.permissions).toEqual({ contents: 'read' });
  });

  it('pins every action to a commit', () => {
    const used = jobs.flatMap(({ steps }) => steps.flatMap(({ uses }) => uses ?? []));
    expect(used.filter((uses) => !/^actions\/[\w-]+@[0-9a-f]{40}$/.test(uses))).toEqual([]);
  });
});
