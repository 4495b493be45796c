import { jwtVerifier } from '@tracker/server';
import { ExitCode } from './index.js';
import { tracker } from './terminal.fixture.js';

const SECRET = 'a-secret-of-more-than-thirty-two-bytes';
const env = { TRACKER_JWT_SECRET: SECRET };

describe('tracker token', () => {
  it('prints what a gateway with the same secret accepts, for as long as was asked', async () => {
    const { code, stdout } = await tracker(['token', '--user', 'ada', '--lifetime', '60'], { env });
    expect(code).toBe(ExitCode.OK);
    const identity = await jwtVerifier({ secret: SECRET }).verify(stdout.trimEnd());
    expect(identity).toMatchObject({ userId: 'ada', role: 'user' });
    const other = jwtVerifier({ secret: SECRET.toUpperCase() });
    expect(await other.verify(stdout.trimEnd())).toBeUndefined();
  });

  it('makes an operator, an issuer and an audience only when it is told to', async () => {
    const args = ['--operator', '--issuer', 'us', '--audience', 'tracker'];
    const { stdout } = await tracker(['token', '--user', 'bob', ...args], { env });
    const verifier = jwtVerifier({ secret: SECRET }, { issuer: 'us', audience: 'tracker' });
    expect(await verifier.verify(stdout.trimEnd())).toMatchObject({ role: 'operator' });
  });

  it.each([
    [['token'], env, /--user/],
    [['token', '--user', 'ada'], {}, /nothing to sign with/],
    [['token', '--user', 'ada'], { TRACKER_JWT_SECRET: 'short' }, /at least 32/],
    [['token', '--user', ''], env, /needs an id/],
    [['token', '--user', 'ada', '--lifetime', '0'], env, /from 1 to/],
    [['token', '--user', 'ada', '--jwt-secret-file', '/none'], env, /The key can't be read/],
  ])('%j with %j is refused', async (args, given, said) => {
    const { code, stdout, stderr } = await tracker(args, { env: given as Record<string, string> });
    expect({ code, stdout }).toEqual({ code: ExitCode.USAGE, stdout: '' });
    expect(stderr).toMatch(said);
    expect(stderr).not.toContain('short');
  });
});
