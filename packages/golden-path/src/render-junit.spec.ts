import { renderJunit } from './render-junit.js';
import { hostileReport } from './report.fixture.js';

const xml = renderJunit(hostileReport());

describe('the report as JUnit XML', () => {
  it('has a case for each criterion, each fault and each journey that went astray', () => {
    const report = hostileReport();
    const cases = xml.match(/<testcase /g) ?? [];
    const astray = report.unfinished.filter(({ asDesigned }) => !asDesigned);
    const expected = report.verdict.criteria.length + report.faults.length + astray.length;
    expect(cases).toHaveLength(expected);
    expect(xml).toContain(`tests="${expected}"`);
  });

  it('counts its failures', () => {
    const failures = xml.match(/<failure /g) ?? [];
    expect(xml).toContain(`failures="${failures.length}"`);
    expect(failures.length).toBeGreaterThan(0);
  });

  it('takes nothing from outside for markup, and says nothing that XML can not', () => {
    expect(xml).not.toMatch(/<script|<img/);
    // eslint-disable-next-line no-control-regex -- these are what is looked for
    expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u001b]/);
  });
});
