import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXIT_MEANING, ExitCode } from './index.js';
import { createProgram } from './program.js';
import { Workshop } from './tracker-process.fixture.js';

jest.setTimeout(90_000);

const README = readFileSync(join(__dirname, '../README.md'), 'utf8');

const blocks = [...README.matchAll(/^```bash\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code);

/** The rows of the table below a heading, each as its cells. */
function tableBelow(heading: string): string[][] {
  const [, below = ''] = README.split(`\n## ${heading}\n`);
  const [, table = ''] = /\n(\|[\s\S]*?)\n\n/.exec(below) ?? [];
  const rows = table.split('\n').map((row) => row.slice(1, -1).split('|'));
  return rows.slice(2).map((row) => row.map((cell) => cell.replaceAll('`', '').trim()));
}

/** A port that nobody uses at this moment. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('the README', () => {
  it('lists every command with its summary', () => {
    const io = {
      stdin: process.stdin,
      stdout: process.stdout,
      stderr: process.stderr,
      env: {},
      version: '',
      interrupts: () => new AbortController().signal,
    };
    const commands = createProgram(io, () => undefined).commands;
    expect(tableBelow('Commands')).toEqual(commands.map((one) => [one.name(), one.summary()]));
  });

  it('lists every exit code with its meaning', () => {
    expect(tableBelow('Exit codes')).toEqual(Object.entries(EXIT_MEANING));
  });
});

describe('the commands in the README', () => {
  const workshop = new Workshop();
  const cwd = mkdtempSync(join(tmpdir(), 'tracker-readme-'));
  const staying = /^tracker (serve|work) /;
  afterAll(async () => {
    await workshop.close();
    rmSync(cwd, { recursive: true });
  });

  it('are there', () => {
    expect(blocks.filter((code) => staying.test(code)).length).toBeGreaterThan(1);
    expect(blocks.filter((code) => !staying.test(code)).length).toBeGreaterThan(3);
  });

  it('work one after another; what serves and works is there until the end', async () => {
    const env: NodeJS.ProcessEnv = {};
    const stay = [];
    for (const code of blocks) {
      const port = await freePort();
      const script = code.replace(/^tracker serve/, `tracker serve --port ${port}`);
      const running = workshop.bash(staying.test(code) ? `exec ${script}` : script, { cwd, env });
      if (staying.test(code)) {
        await running.says(/"ready"/);
        stay.push(running);
        if (code !== script) env['TRACKER_URL'] = `http://127.0.0.1:${port}`;
      } else {
        const exitCode = await running.exitCode();
        expect({ code, exitCode, stderr: running.stderr }).toEqual({
          code,
          exitCode: 0,
          stderr: '',
        });
        if (code.includes('tracker ')) expect(running.stdout).not.toBe('');
      }
    }
    for (const one of stay) {
      one.child.kill('SIGTERM');
      expect(await one.exitCode()).toBe(ExitCode.OK);
    }
  });
});
